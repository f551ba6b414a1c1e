"""TOML is read as Python's parser reads it, with places; the numbers are those of the catalogue of hazards."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard import formats
from configguard.formats._toml_agreement import agree
from configguard.model.document import Mapping, Place, Unreadable
from tests.unit.formats.listing import SUITES, read, refused, root, settings, values

LIST = SUITES / "toml" / "files-toml-1.0.0"


def test_values_have_their_kind_and_their_written_text() -> None:
    text = (
        "i = 0x_A\nj = 1_000\nf = 1e3\ng = -inf\nb = true\ns = \"\\u00e9\"\nl = 'C:\\n'\n"
        't = 1979-05-27 07:32:00-08:00\nd = 1979-05-27 # c\nh = 07:32:00.5\nm = """\nx\\\n   y""""\n'
    ).replace("0x_A", "0xA")
    assert values(text, "a.toml") == {
        "i": ("int", "0xA"),
        "j": ("int", "1_000"),
        "f": ("float", "1e3"),
        "g": ("float", "-inf"),
        "b": ("bool", "true"),
        "s": ("str", "é"),
        "l": ("str", "C:\\n"),
        "t": ("timestamp", "1979-05-27 07:32:00-08:00"),
        "d": ("timestamp", "1979-05-27"),
        "h": ("timestamp", "07:32:00.5"),
        "m": ("str", 'xy"'),
    }


PLACED = """\
top.sub = 1
[a.'b c'] # header
x = [1, {y.z = 2}] # c
[[p]]
q = "r"
[[p]]
[p.u]
[a]
v = 0
"""
KEYS = {
    ("top",): "top",
    ("top", "sub"): "sub",
    ("a",): "a",
    ("a", "b c"): "'b c'",
    ("a", "b c", "x"): "x",
    ("p",): "p",
    ("a", "v"): "v",
}


def test_a_key_stands_where_its_own_part_does() -> None:
    (document,) = read(PLACED, "a.toml")
    for path, written in KEYS.items():
        node = document.root
        for part in path:
            assert isinstance(node, Mapping)
            entry = node.entries[part]
            node = entry.value
        assert document.source.text[entry.key_start : entry.key_end] == written
    assert isinstance(document.root, Mapping)
    assert document.source.place(document.root.entries["a"].key_start) == Place(8, 2)


def test_a_table_reaches_from_its_first_mention_to_its_last_value() -> None:
    (document,) = read(PLACED, "a.toml")
    assert isinstance(document.root, Mapping)
    cut = {key: document.source.text[e.value.start : e.value.end] for key, e in document.root.entries.items()}
    assert cut["top"] == "top.sub = 1"
    assert cut["p"] == '[[p]]\nq = "r"\n[[p]]\n[p.u]'
    assert cut["a"] == PLACED[PLACED.index("[a.") :].strip()


def test_p52_an_empty_file_is_an_empty_mapping_with_or_without_a_byte_order_mark() -> None:
    assert root(b"\xef\xbb\xbf# c\n", "a.toml") == root("# c\n", "a.toml") == Mapping({}, 4, 4)


REFUSALS = {
    "a = 1\na = 2\n": "a key stands twice, or is both a value and a table",
    "[a]\n[a]\n": "a table is declared twice, or is both a table and something else",
    "a = {x = 1}\na.y = 2\n": None,
    "a = yes\n": "a value of TOML must stand here; texts need quotes",
    "a\n": "a key has no `=` behind it",
    "a = 'x\n": "a text in quotes is never closed",
    'a = "x\n"': "a character stands here that TOML does not allow: a tab, a line break or a control character",
    "a = [1 2]\n": "a list lacks a comma or its closing bracket",
    "{{ x }}": "a key or the header of a table must stand here; it looks like a template: `format: opaque`"
    " in the policy compares the file as a whole",
}


@pytest.mark.parametrize("text", REFUSALS)
def test_p51_what_is_wrong_is_said_in_words(text: str) -> None:
    problem = refused(text, "a.toml").problem
    assert REFUSALS[text] in {None, problem}
    assert problem != "this is not TOML"


def test_a_refusal_has_its_place() -> None:
    assert refused("a = 1\nb = yes\n", "a.toml").place == Place(2, 5)
    assert refused("a = [", "a.toml").place == Place(1, 6)


def test_p16_p54_long_numbers_are_read_as_far_as_python_reads_them() -> None:
    assert values(f"a = {'9' * 4_000}", "a.toml")["a"] == ("int", "9" * 4_000)
    assert refused(f"a = {'9' * 5_000}", "a.toml").problem == "a number has more digits than can be read"


@given(st.text())
def test_any_text_in_quotes_comes_back(text: str) -> None:
    shown = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")
    assert values(f"a = {shown}", "a.toml")["a"] == ("str", json.loads(shown))


@given(st.text(st.sampled_from("ab.=[]{}\"'\\\n ,1-:#")))
def test_any_text_is_refused_exactly_where_pythons_parser_refuses_it(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert refused(text, "a.toml").problem
    else:
        assert len(read(text, "a.toml")) == 1


def test_values_that_disagree_are_noticed() -> None:
    node = root('a = 1\nb = ["x", 1.5, true, 07:00:00]\n', "a.toml")
    value = tomllib.loads('a = 1\nb = ["x", 1.5, true, 07:00:00]\n')
    assert agree(node, value)
    for other in ({"a": 1}, {**value, "a": 2}, {**value, "a": True}, {**value, "a": 1.0}, {**value, "b": ["x"]}):
        assert not agree(node, other)


@pytest.mark.skipif(not LIST.exists(), reason="toml-test is not at hand")
def test_the_suite_of_toml_1_0_is_read_and_refused_as_it_says() -> None:
    names = [name for name in LIST.read_text().split() if name.endswith(".toml")]
    wrong = []
    for name in names:
        reading = formats.read(name, (LIST.parent / name).read_bytes())
        refusal = reading.problem if isinstance(reading, Unreadable) else None
        if (refusal is None) != name.startswith("valid") or "ConfigGuard" in (refusal or ""):
            wrong.append(name)
    assert not wrong
    assert len(names) == 709


@pytest.mark.skipif(not LIST.exists(), reason="toml-test is not at hand")
def test_every_place_in_the_suite_cuts_out_a_text_that_reads_the_same() -> None:
    for name in LIST.read_text().split():
        if name.startswith("valid") and name.endswith(".toml"):
            (document,) = read((LIST.parent / name).read_bytes(), name)
            assert document.root is not None
            for _, node in settings(document.root):
                cut = document.source.text[node.start : node.end]
                if not isinstance(node, Mapping):
                    assert values(f"a = {cut}", "a.toml").get("a", ("", ""))[:2] == tuple(node)[:2] or not node[0]
