"""JSON is read as RFC 8259 says; the numbers are those of the catalogue of hazards."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard import formats
from configguard.model.document import Duplicate, Mapping, Node, Place, Scalar, Sequence, Unreadable
from tests.unit.formats.listing import SUITES, read, refused, root, settings, values

DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
    max_leaves=20,
)


def plain(node: Node) -> object:
    """What the nodes stand for."""
    if isinstance(node, Scalar):
        return node.text if node.kind == "str" else json.loads(node.text)
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(entry.value) for key, entry in node.entries.items()}


@given(DOCUMENTS, st.sampled_from([None, 0, 1, "\t"]))
def test_nodes_stand_for_what_the_text_does(value: object, indent: int | str | None) -> None:
    for escape in (False, True):
        text = json.dumps(value, indent=indent, ensure_ascii=escape)
        assert plain(root(text, "a.json")) == value


@given(DOCUMENTS, st.sampled_from([None, 1]))
def test_every_place_cuts_out_the_text_of_its_value(value: object, indent: int | None) -> None:
    (document,) = read(json.dumps(value, indent=indent), "a.json")
    text = document.source.text
    assert document.root is not None
    for _, node in settings(document.root):
        assert json.loads(text[node.start : node.end]) == plain(node)
    if isinstance(document.root, Mapping):
        for key, entry in document.root.entries.items():
            assert json.loads(text[entry.key_start : entry.key_end]) == key


@given(st.text(st.sampled_from('{}[]",:\\ue0-1.tru \n')))
def test_any_text_is_refused_exactly_where_the_standard_library_refuses_it(text: str) -> None:
    try:
        json.loads(text)
    except ValueError:
        assert refused(text, "a.json").problem
    else:
        assert len(read(text, "a.json")) == 1


def test_p44_a_key_that_stands_twice_is_found_and_the_last_value_holds() -> None:
    (document,) = read('{"a": [{"b": 1, "b": 2}], "\\u0061": 3}', "a.json")
    assert document.duplicates == (Duplicate(("a", 0), "b", 8, 16), Duplicate((), "a", 1, 26))
    assert document.root is not None
    assert plain(document.root) == {"a": 3}


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_p45_what_only_python_reads_as_a_number_is_refused(word: str) -> None:
    assert refused(f'{{"a": {word}}}', "a.json").problem == "JSON has no NaN and no Infinity"


def test_p47_p48_numbers_stay_as_they_are_written() -> None:
    digits = "7" * 5_000
    text = f'{{"a": {digits}, "b": 1E400, "c": 1.0, "d": 9007199254740993, "e": -0}}'
    found = [values(text, "a.json")[key] for key in "abcde"]
    assert found == [("int", digits), ("float", "1E400"), ("float", "1.0"), ("int", "9007199254740993"), ("int", "-0")]


def test_p32_a_lone_surrogate_is_kept() -> None:
    assert values(r'{"a": "\ud800"}', "a.json")["a"] == ("str", "\ud800")


REFUSALS = {
    '{"a": 1 // c\n}': ("a comma or the end of the object, `}`, must stand here", (1, 9)),
    "// c\n1": ("JSON has no comments", (1, 1)),
    '{"a": 1,\n}': ("a key must stand here: JSON allows no comma before a closing bracket", (2, 1)),
    "[1,]": ("a value must stand here: JSON allows no comma before a closing bracket", (1, 4)),
    "['x']": ("JSON knows only double quotes", (1, 2)),
    "{a: 1}": ("a key in double quotes must stand here", (1, 2)),
    "[01]": ("a JSON value must stand here", (1, 2)),
    '{"a": 1}\n{"b": 2}\n': ("there is more text behind the end of the JSON value", (2, 1)),
    "[1 2]": ("a comma or the end of the list, `]`, must stand here", (1, 4)),
    "": ("the file ends where a JSON value must stand", (1, 1)),
    '["a': (
        "a text in double quotes is not closed, or holds a line break, a tab or an escape that JSON lacks",
        (1, 2),
    ),
}


@pytest.mark.parametrize("text", REFUSALS)
def test_p49_p50_what_is_wrong_is_said_in_words_with_its_place(text: str) -> None:
    unreadable = refused(text, "a.json")
    assert (unreadable.problem, unreadable.place) == (REFUSALS[text][0], Place(*REFUSALS[text][1]))


SUITE = sorted((SUITES / "json").glob("*.json"))


NOT_UTF8 = "configuration is UTF-8, as RFC 8259 asks of JSON that is exchanged"
REFUSED_OF_EITHER = {
    "i_string_UTF-16LE_with_BOM.json": NOT_UTF8,
    "i_string_UTF-8_invalid_sequence.json": NOT_UTF8,
    "i_string_UTF8_surrogate_U+D800.json": NOT_UTF8,
    "i_string_invalid_utf-8.json": NOT_UTF8,
    "i_string_iso_latin_1.json": NOT_UTF8,
    "i_string_lone_utf8_continuation_byte.json": NOT_UTF8,
    "i_string_not_in_unicode_range.json": NOT_UTF8,
    "i_string_overlong_sequence_2_bytes.json": NOT_UTF8,
    "i_string_overlong_sequence_6_bytes.json": NOT_UTF8,
    "i_string_overlong_sequence_6_bytes_null.json": NOT_UTF8,
    "i_string_truncated-utf-8.json": NOT_UTF8,
    "i_string_utf16BE_no_BOM.json": NOT_UTF8,
    "i_string_utf16LE_no_BOM.json": NOT_UTF8,
    "i_structure_500_nested_arrays.json": "the limit is 100 levels",
}
"""Those of which the suite allows either; all others of them are read. What must be is as it must, without a list."""


@pytest.mark.skipif(not SUITE, reason="JSONTestSuite is not at hand")
def test_the_suite_of_json_parsers_is_read_and_refused_as_it_says() -> None:
    refused = {path.name for path in SUITE if isinstance(formats.read(path.name, path.read_bytes()), Unreadable)}
    must_be = {path.name for path in SUITE if path.name.startswith("n_")}
    assert refused == must_be | REFUSED_OF_EITHER.keys()
    assert len(SUITE) == 318
