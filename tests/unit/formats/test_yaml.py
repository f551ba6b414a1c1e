"""YAML is read as PyYAML reads it, without constructing; the numbers are those of the catalogue of hazards."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from configguard.formats import _yaml_compose
from configguard.formats._yaml_compose import PureLoader
from configguard.model.document import Mapping, Place, Scalar, Sequence, Source, TypedKey
from tests.unit.formats.listing import read, refused, root, values

YAML_11 = {
    "no": "bool",
    "NO": "bool",
    "On": "bool",
    "y": "str",
    "010": "int",
    "0o10": "str",
    "08": "str",
    "1_000": "int",
    "12:30:45": "int",
    "1e3": "str",
    "1.0e+3": "float",
    ".nan": "float",
    "-.inf": "float",
    "~": "null",
    "2024-13-45": "timestamp",
    "2001-12-14 21:59:43.10 -5": "timestamp",
    "=": "str",
    "<<": "str",
    "${{ x }}": "str",
}


@pytest.mark.parametrize(("text", "kind"), YAML_11.items())
def test_p11_to_p15_and_p42_a_plain_scalar_has_its_yaml_1_1_kind_and_its_written_text(text: str, kind: str) -> None:
    assert values(f"a: {text}")["a"] == (kind, text)


@given(st.text(st.sampled_from("+-._:0123456789abefxonyNTtrualsi~=< "), max_size=12))
def test_every_plain_scalar_has_the_kind_that_pyyaml_resolves(text: str) -> None:
    loader = PureLoader(Source(""))
    tag: str = Resolver().resolve(  # type: ignore[no-untyped-call]
        ScalarNode, text, (True, False)
    )
    kind = tag.rpartition(":")[2]
    resolved: str = loader.resolve(  # type: ignore[attr-defined]
        ScalarNode, text, (True, False)
    )
    assert resolved == {"value": "str", "merge": "str"}.get(kind, kind)


EXPLICIT = {
    "! 123": ("str", "123"),
    "!!str 123": ("str", "123"),
    "!!int '5'": ("int", "5"),
    "!!float 1": ("float", "1"),
    "!!binary aGk=": ("binary", "aGk="),
    "!Ref Bucket": ("!Ref", "Bucket"),
    "!Ref": ("!Ref", ""),
    "!!python/object/apply:os.system x": ("!!python/object/apply:os.system", "x"),
    "!<tag:example.com,2000:x> y": ("!<tag:example.com,2000:x>", "y"),
    "!<int> y": ("!<int>", "y"),
    "!!str": ("str", ""),
}


@pytest.mark.parametrize(("text", "expected"), EXPLICIT.items())
def test_p17_to_p19_an_explicit_tag_is_the_kind(text: str, expected: tuple[str, str]) -> None:
    assert values(f"a: {text}\nb: 1")["a"] == expected


def test_p41_a_tag_handle_is_expanded() -> None:
    assert values("%TAG !e! tag:example.com,2000:\n---\na: !e!x y")["a"] == ("!<tag:example.com,2000:x>", "y")


def test_tags_of_collections_are_kept() -> None:
    node = root("a: !!set {x}\nb: !reference [y]\nc: ! {}\nd: !!map {}\ne: !!seq []\nf: !!omap\n- z: 1\n")
    assert isinstance(node, Mapping)
    tags = [entry.value.tag for entry in node.entries.values()]  # type: ignore[union-attr]
    assert tags == ["!!set", "!reference", None, None, None, "!!omap"]


PLACES = {
    "&a bar": "bar",
    "!t bar": "bar",
    "&a !t bar": "bar",
    "!t &a bar": "bar",
    "!<t> # c\n  bar": "bar",
    "!!str": "",
    "&a": "",
    "'it''s'": "'it''s'",
    '&a "x\\n"': '"x\\n"',
    "x y\n  z  # c": "x y\n  z",
    "|\n  x\n  y\n\n# c": "|\n  x\n  y",
    "&a |-\n  x": "|-\n  x",
    "!t >+ # c\n  x\n\n": ">+ # c\n  x\n\n",
    "&a [1, 2] # c": "[1, 2]",
    "&a {b: 1}": "{b: 1}",
    "&a # c\n  b: 1 # d\n  c: 2 # e\n": "b: 1 # d\n  c: 2",
    "!t\n- 1\n- 2\n\n": "- 1\n- 2",
    "\n  &b c: 1\n": "&b c: 1",
    "&a\n  &b c: 1\n": "&b c: 1",
    "&a\n  c:\n    - &b d\n    - *b\n": "c:\n    - &b d\n    - *b",
    "\n  b: &b 1\n  c: *b # d\n": "b: &b 1\n  c: *b",
    "": "",
}


@pytest.mark.parametrize(("text", "expected"), PLACES.items())
def test_a_value_stands_behind_its_anchor_and_tag_and_ends_with_its_own_text(text: str, expected: str) -> None:
    (document,) = read(f"a: {text}\nz: 1")
    assert isinstance(document.root, Mapping)
    value = document.root.entries["a"].value
    assert document.source.text[value.start : value.end] == expected


def test_a_key_that_is_an_alias_works_and_is_shared() -> None:
    (document,) = read("a: &x k\n*x : v\n")
    assert isinstance(document.root, Mapping)
    assert document.root.entries["k"].value.end == len("a: &x k\n*x : v")
    assert document.shared == {6}


def test_p31_escapes_are_the_content_of_a_text() -> None:
    assert values(r'a: "\0\e[31m\u202e"')["a"] == ("str", "\0\x1b[31m\u202e")


def test_p35_keys_keep_their_kind() -> None:
    node = root('1: a\n"1": b\n1.5: c\n~: d\n2024-01-01: e\n!!str 2: f\n!x y: g\n? z\n')
    assert isinstance(node, Mapping)
    assert list(node.entries) == [
        TypedKey("int", "1"),
        "1",
        TypedKey("float", "1.5"),
        TypedKey("null", "~"),
        TypedKey("timestamp", "2024-01-01"),
        "2",
        TypedKey("!x", "y"),
        "z",
    ]


def test_p20_documents_are_numbered_and_share_one_source() -> None:
    first, second, third = read("a: 1\n---\n---\nb: 2\n")
    assert [d.number for d in (first, second, third)] == [0, 1, 2]
    assert second.root is None
    assert first.source is third.source
    assert isinstance(third.root, Mapping)
    assert third.source.place(third.root.start) == Place(4, 1)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment", "---", "--- # c\n", "---\n...\n"])
def test_p22_where_nothing_is_written_is_one_document_without_a_root(text: str) -> None:
    (document,) = read(text)
    assert document.root is None


def test_a_null_that_is_written_is_a_root() -> None:
    assert root("~") == Scalar("null", "~", 0, 1)


def test_p16_numbers_of_any_length_stay_text() -> None:
    digits = "9" * 100_000
    assert values(f"a: {digits}\nb: 1{':10' * 60_000}")["a"] == ("int", digits)


def test_p61_keys_that_would_collide_in_a_hash_table_cost_nothing_special() -> None:
    node = root("".join(f"{number * (2**61 - 1)}: 1\n" for number in range(20_000)))
    assert isinstance(node, Mapping)
    assert len(node.entries) == 20_000


def test_p25_a_tab_behind_a_colon_is_read() -> None:
    assert values("a:\t1") == {"a": ("int", "1")}


def test_p33_odd_line_breaks_break_lines_for_yaml_and_not_for_places() -> None:
    (document,) = read("a: x\x85b: 2\n")
    assert isinstance(document.root, Mapping)
    assert document.source.place(document.root.entries["b"].key_start) == Place(1, 6)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    from configguard import formats  # noqa: PLC0415 - the name is used as it stands

    reading = formats.read("a.yaml", text.encode("utf-8", "replace"))
    assert reading is not None


def test_collecting_garbage_is_as_it_was_afterwards() -> None:
    assert gc.isenabled()
    read("a: 1")
    refused("[")
    assert gc.isenabled()
    gc.disable()
    try:
        read("a: 1")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_libyaml_is_at_hand_where_the_tests_run() -> None:
    assert _yaml_compose.Loader is not PureLoader


def test_positions_count_code_points() -> None:
    (document,) = read("é🙂: [ü, x]\n")
    assert isinstance(document.root, Mapping)
    value = document.root.entries["é🙂"].value
    assert isinstance(value, Sequence)
    assert document.source.place(value.items[1].start) == Place(1, 9)
