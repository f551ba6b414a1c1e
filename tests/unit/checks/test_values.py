"""Values of configuration files as expressions see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import checks, formats
from configguard.model.check import Call

if TYPE_CHECKING:
    from configguard.model.document import Document


def asked(file: str, text: str, *expressions: str) -> list[bool | str]:
    documents = formats.read(file, text.encode())
    assert isinstance(documents, tuple)
    document: Document = documents[0]
    given = {"doc": document.root, "before_doc": None, "kind": "changed", "file": file, "document": ""}
    return checks.asked([Call("document", one, dict(given)) for one in expressions])


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("20", "type(doc.a) == int && doc.a == 20"),
        ("-20", "doc.a == -20"),
        ("0x1F", "doc.a == 31"),
        ("9223372036854775807", "doc.a == 9223372036854775807"),
        ("9223372036854775808", "doc.a == 9223372036854775808u && type(doc.a) == uint"),
        ("1.5", "type(doc.a) == double && doc.a == 1.5"),
        ("1.0", "type(doc.a) == double && doc.a == 1"),
        (".inf", "doc.a > 1e308"),
        (".nan", "doc.a != doc.a"),
        ("true", "doc.a"),
        ("yes", "type(doc.a) == bool && doc.a"),
        ("'true'", "type(doc.a) == string && doc.a == 'true'"),
        ("~", "doc.a == null"),
        ("", "doc.a == null"),
        ("2026-02-01", "doc.a == timestamp('2026-02-01T00:00:00Z')"),
        ("2026-02-01T10:00:00+02:00", "doc.a == timestamp('2026-02-01T08:00:00Z')"),
        ("2026-02-01 10:00:00.5 -5", "doc.a == timestamp('2026-02-01T15:00:00.5Z')"),
        ("[1, a, {b: c}]", "size(doc.a) == 3 && doc.a[1] == 'a' && doc.a[2].b == 'c'"),
        ("{}", "doc.a == {}"),
        ("{7: x, true: y, '7': z}", "doc.a[7] == 'x' && doc.a[true] == 'y' && doc.a['7'] == 'z'"),
        ("!Ref x", "doc.a == 'x'"),
        ('"a\\0b"', "doc.a != 'a' && doc.a == 'a\\uFFFDb'"),
        ("é😀", "size(doc.a) == 2"),
    ],
)
def test_a_value_of_yaml_has_its_type(written: str, expression: str) -> None:
    assert asked("a.yaml", f"a: {written}\n", expression) == [True]


def test_a_time_of_day_of_toml_is_a_text() -> None:
    assert asked("a.toml", "a = 07:32:00\nb = 2026-01-01T00:00:00Z\n", "doc.a == '07:32:00'", "doc.b < doc.b") == [
        True,
        False,
    ]


def test_half_a_character_of_json_is_held_by_nothing_and_breaks_nothing() -> None:
    assert asked("a.json", '{"a": "\\ud800", "b": 1}', "doc.b == 1", "doc.a == 'x'") == [True, False]


def test_what_64_bits_do_not_hold_equals_nothing_and_goes_with_nothing() -> None:
    held = "doc.a == 18446744073709551615u"
    found = asked(
        "a.yaml", f"a: {'9' * 30}\nb: 1\n", "doc.b == 1", held, "doc.a == doc.b", "doc.a > 5", "doc.a + 1 > 0"
    )
    assert found[:3] == [True, False, False]
    assert found[3] == "> does not go with what CEL cannot hold and int"
    assert found[4] == "+ does not go with what CEL cannot hold and int"


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("doc.nope == 1", "a key that it asks for is not there; has(…) asks whether it is"),
        ("doc.list[9] == 1", "an item that it asks for is not there; size(…) tells how many there are"),
        ("doc.number.deep == 1", "it asks for a key of what has no keys"),
        ("doc.number / 0 == 1", "it divides by zero"),
        ("doc.number % 0 == 1", "it divides by zero"),
        ("doc.number * 9223372036854775807 == 1", "a number becomes too large for CEL"),
        ("doc.text * 2 == 1", "* does not go with string and int"),
        ("doc.number.startsWith('a')", "startsWith does not go with int"),
        ("doc.text", "it comes to string, not true or false"),
        ("doc.text ? true : false", "what stands before “?” is neither true nor false"),
        ("!doc.text", "! does not go with these values"),
        ("duration(doc.text) > duration('1s')", "it makes a duration of a text that is none"),
        ("timestamp(doc.text) > timestamp('2026-01-01T00:00:00Z')", "it makes a timestamp of a text that is none"),
        ("int(doc.text) == 1", "it converts a text that is no number"),
        ("'a'.matches(doc.text)", "its regular expression is none"),
        ("{'a': true}[doc.text]", "a key that it asks for is not there; has(…) asks whether it is"),
        ("period(doc.text) > period('1s')", 'period() takes a text like "30s", "1h30m" or "7d"'),
    ],
)
def test_what_goes_wrong_is_told_without_a_value(expression: str, problem: str) -> None:
    assert asked("a.yaml", "text: hunter2(\nnumber: 4711\nlist: [1]\n", expression) == [problem]
    assert "hunter2" not in problem
