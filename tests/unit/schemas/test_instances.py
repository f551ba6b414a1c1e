"""What a document is to JSON Schema."""

from __future__ import annotations

import pytest

from configguard import formats
from configguard.schemas.tree import MOST_DIGITS, Json, plain
from tests.unit.schemas.checking import told


def read(text: str, file: str = "a.yaml") -> Json:
    reading = formats.read(file, text.encode())
    assert isinstance(reading, tuple)
    return plain(reading[0].root).value


def test_s15_scalars_are_json_types() -> None:
    text = "a: 2024-01-01\nb: ~\nc: yes\nd: 1.5\ne: 0x1F\nf: 1_000\ng: 017\nh: '7'\ni: !Ref x\n"
    values = {"a": "2024-01-01", "b": None, "c": True, "d": 1.5, "e": 31, "f": 1000, "g": 15, "h": "7", "i": "x"}
    assert read(text) == values


def test_numbers_are_read_as_their_format_writes_them() -> None:
    assert read("a = 0o17\nb = 0b101\nc = 1_000.5\nd = +5\ne = -0x1F\n".replace("-0x1F", "-31"), "a.toml") == {
        "a": 15,
        "b": 5,
        "c": 1000.5,
        "d": 5,
        "e": -31,
    }
    assert read('{"a": 1e3, "b": -0.0}', "a.json") == {"a": 1000.0, "b": -0.0}


def test_yaml_numbers_in_base_60_are_numbers() -> None:
    assert read("a: 1:30\nb: -1:30\nc: 1:30.5\n") == {"a": 90, "b": -90, "c": 90.5}


def test_a_big_integer_keeps_all_its_digits() -> None:
    assert read(f"a: {'9' * 400}\n") == {"a": int("9" * 400)}
    assert told({"properties": {"a": {"maximum": 10**400}}}, f"a: {'9' * 401}\n") != []


def test_s11_keys_are_text_and_two_that_become_one_are_told() -> None:
    assert read("7: a\ntrue: b\n") == {"7": "a", "true": "b"}
    schema = {"patternProperties": {"^[0-9]+$": {"type": "integer"}}}
    assert told(schema, "7: a\n") == ['1:4 7 is "a", but must be an integer']
    (line,) = told({}, '7: a\n"7": b\n')
    assert "which are one key to JSON Schema" in line


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf", "1.0e+999", "9" * (MOST_DIGITS + 1)])
def test_s12_a_number_that_json_does_not_have_fits_no_schema(number: str) -> None:
    for schema in ({"type": "number"}, {"type": "string"}, {}):
        (line,) = told({"properties": {"a": schema}}, f"a: {number}\n")
        assert line.startswith("1:4 a is a number that JSON Schema does not know")


def test_s13_a_whole_number_is_an_integer_and_a_boolean_is_none() -> None:
    assert told({"properties": {"a": {"type": "integer"}}}, "a: 1.0\n") == []
    assert told({"properties": {"a": {"type": "integer"}}}, "a: true\n") != []
    assert told({"properties": {"a": {"const": 1}}}, "a: true\n") != []


def test_s14_decimals_are_divided_as_they_are_written() -> None:
    for number in ("0.3", "0.7", "1.1", "100"):
        assert told({"properties": {"a": {"multipleOf": 0.1}}}, f"a: {number}\n") == []
    assert told({"properties": {"a": {"multipleOf": 0.1}}}, "a: 0.35\n") != []


@pytest.mark.parametrize(
    ("regex", "fits", "does_not"),
    [
        ("^a$", "a", "a\\n"),
        ("^(a|b$)", "b", "b\\n"),
        ("[$]|\\$", "x$x", "x"),
        ("^[$]$", "$", "$\\n"),
        (r"^\d+$", "12", "১২"),
        (r"^[\d.]+$", "1.2", "১.২"),
        (r"^\D$", "১", "1"),
        (r"^\w+$", "a_1", "é"),
        (r"^[\w-]+$", "a-1", "é"),
        (r"^\W$", "é", "e"),
        (r"^\\d$", "\\\\d", "\\\\1"),
        ("a", "bab", "b"),
    ],
)
def test_s9_a_pattern_is_read_as_ecma_262_means_it_in_values_and_in_keys(regex: str, fits: str, does_not: str) -> None:
    value = {"properties": {"a": {"pattern": regex}}}
    key = {"patternProperties": {regex: {"type": "integer"}}, "additionalProperties": False}
    for schema, text in ((value, 'a: "{}"\n'), (key, '"{}": 1\n')):
        assert told(schema, text.format(fits)) == []
        assert told(schema, text.format(does_not)) != []


def test_merge_keys_and_aliases_count_expanded() -> None:
    schema = {"properties": {"b": {"properties": {"port": {"type": "integer"}}}}}
    (line,) = told(schema, "a: &a\n  port: x\nb:\n  <<: *a\n")
    assert line == '2:9 b.port is "x", but must be an integer'
