"""What is said of a value that does not fit: what it is, what it must be, and nothing that is secret."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.schemas.checking import found, told

SIZE = {"type": "integer", "minimum": 1, "maximum": 200}


@pytest.mark.parametrize(
    ("schema", "value", "problem"),
    [
        (SIZE, "twenty", 'is "twenty", but must be an integer from 1 to 200'),
        (SIZE, "201", "is 201, but must be an integer from 1 to 200"),
        ({"type": "integer", "minimum": 1}, "0", "is 0, but must be an integer of at least 1"),
        ({"maximum": 5}, "6", "is 6, but must be a number of at most 5"),
        ({"type": "number", "exclusiveMinimum": 0}, "0", "is 0, but must be a number above 0"),
        ({"type": ["string", "null"]}, "3", "is 3, but must be a string or null"),
        ({"type": "boolean"}, '"yes"', 'is "yes", but must be true or false'),
        ({"type": "string"}, "yes", "is yes, but must be a string"),
        ({"type": "string"}, "0x1F", "is 0x1F, but must be a string"),
        ({"type": "object"}, "[1]", "is a list, but must be a mapping"),
        ({"type": "array"}, "{}", "is an empty mapping, but must be a list"),
        ({"type": "string"}, "", "is null, but must be a string"),
        ({"enum": ["plain", "tls"]}, "ssl", 'is "ssl", but must be plain or tls'),
        ({"enum": ["a", "b", 3, None, "4"]}, "c", 'is "c", but must be one of a, b, 3, null, "4"'),
        ({"const": 1}, "true", "is true, but must be 1"),
        ({"multipleOf": 0.1}, "0.35", "is 0.35, but must be a multiple of 0.1"),
        ({"pattern": "^[a-z]+$"}, "A1", 'is "A1", but must match ^[a-z]+$'),
        ({"format": "date"}, '"31.12."', 'is "31.12.", but must be a date'),
        ({"format": "uri"}, "a b", 'is "a b", but must be a uri'),
        ({"minLength": 3}, "ab", "has 2 characters, but must have at least 3 characters"),
        ({"maxItems": 1}, "[1, 2]", "has 2 items, but must have at most 1 item"),
        ({"minProperties": 1}, "{}", "has 0 keys, but must have at least 1 key"),
        ({"uniqueItems": True}, "[a, a]", "holds the same item twice, but its items must differ"),
        ({"contains": {"type": "string"}}, "[1]", "is a list, but must hold at least 1 item of this kind: a string"),
        ({"not": {"const": "root"}}, "root", 'is "root", but must not be root'),
        (False, "1", "is 1, but must not stand here"),
        ({"anyOf": [{"type": "null"}, SIZE]}, "[]", "is an empty list, but must be null or an integer from 1 to 200"),
        ({"oneOf": [{}, {"minimum": 2}]}, "3", "fits more than one of the 2 forms of which exactly one is allowed"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_told_what_is_wanted(schema: Any, value: str, problem: str) -> None:  # noqa: ANN401
    (violation,) = found({"properties": {"k": schema}}, f"k: {value}\n")
    assert violation.problem == problem


def test_a_missing_key_is_told_at_its_mappings_key() -> None:
    schema = {"properties": {"spec": {"required": ["image", "replicas"]}}}
    assert told(schema, "kind: x\nspec:\n  image: a\n") == ["2:1 spec lacks replicas, which is required"]


def test_every_missing_key_is_a_violation_of_its_own() -> None:
    assert [v.key.split()[1:3] for v in found({"required": ["a", "b"]}, "c: 1\n")] == [
        ["required", "a"],
        ["required", "b"],
    ]


def test_a_key_that_must_stand_beside_another_names_it() -> None:
    schema = {"dependentRequired": {"user": ["password"]}}
    assert told(schema, "user: a\n") == ["1:1 . lacks password, which is required beside user"]


def test_an_unknown_key_is_told_at_itself_with_the_near_one() -> None:
    schema = {
        "properties": {"timeout_ms": {}, "size": {}},
        "additionalProperties": False,
        "patternProperties": {"^x-": {}},
    }
    assert told(schema, "size: 1\ntimeuot_ms: 2\nx-a: 3\nother: 4\n") == [
        "2:1 timeuot_ms is no key of the schema; did you mean timeout_ms?",
        "4:1 other is no key of the schema; it has timeout_ms, size",
    ]


def test_an_unevaluated_key_is_told_at_itself() -> None:
    schema = {"allOf": [{"properties": {"a": {}}}], "unevaluatedProperties": False}
    assert told(schema, "a: 1\nb: 2\n") == ["2:1 b is no key that may stand here"]


def test_a_key_of_the_wrong_form_is_told_as_a_key() -> None:
    assert told({"propertyNames": {"pattern": "^[a-z]+$"}}, "Ab: 1\n") == [
        "1:1 . has the key Ab, which must match ^[a-z]+$"
    ]


def test_s20_a_secret_is_shown_in_no_sentence() -> None:
    schemas: list[dict[str, Any]] = [
        {"type": "integer"},
        {"enum": ["a"]},
        {"const": "a"},
        {"pattern": "^a$"},
        {"minLength": 40},
        {"format": "date"},
        {"not": {"type": "string"}},
        {"anyOf": [{"type": "integer"}, {"type": "array"}]},
        {"oneOf": [{}, {"type": "string"}]},
    ]
    for schema in schemas:
        (line,) = told({"properties": {"password": schema}}, "password: hunter2\n")
        assert "hunter2" not in line
        assert " 7 " not in line


def test_s20_what_a_secret_must_be_is_not_shown_either() -> None:
    for schema in ({"enum": ["hunter1", "hunter2"]}, {"const": "hunter2"}):
        (line,) = told({"properties": {"password": schema}}, "password: hunter3\n")
        assert line == "1:11 password is not what its schema allows"


def test_s19_the_branch_is_chosen_by_its_discriminator() -> None:
    branch = {"properties": {"kind": {"const": "tcp"}, "port": {"type": "integer"}}, "required": ["kind"]}
    other = {
        "properties": {"kind": {"enum": ["file", "pipe"]}, "path": {"type": "string"}},
        "required": ["kind", "path"],
    }
    schema = {"items": {"anyOf": [other, branch]}}
    assert told(schema, "- kind: tcp\n  port: x\n") == ['2:9 [0].port is "x", but must be an integer']
    assert told(schema, "- kind: file\n") == ["1:3 [0] lacks path, which is required"]
    assert told(schema, "- kind: udp\n") == ['1:9 [0].kind is "udp", but must be one of file, pipe, tcp']


def test_s19_nested_choices_are_told_at_the_leaf() -> None:
    leaf = {"oneOf": [{"type": "string"}, {"type": "object", "properties": {"n": {"type": "integer"}}}]}
    assert told({"anyOf": [{"type": "array"}, {"properties": {"a": leaf}}]}, "a:\n  n: x\n") == [
        '2:6 a.n is "x", but must be an integer'
    ]


def test_s21_the_place_in_the_schema_is_a_json_pointer_through_references() -> None:
    schema = {"properties": {"a/b": {"$ref": "#/$defs/x~y"}}, "$defs": {"x~y": {"type": "integer"}}}
    (violation,) = found(schema, "a/b: x\n")
    assert violation.schema == "schemas/service.json#/$defs/x~0y"
    assert violation.key == "config/a.yaml:a/b type schemas/service.json#/$defs/x~0y"


def test_a_violations_key_holds_no_value() -> None:
    one, other = (
        found({"properties": {"k": {"type": "integer"}}}, f"x: 1\n{more}k: {v}\n")[0]
        for v, more in (("a", ""), ("b", "y: 1\n"))
    )
    assert one.key == other.key
    assert one.place != other.place


def test_violations_come_in_the_order_of_the_document() -> None:
    schema = {"additionalProperties": {"type": "integer"}}
    assert [v.place.line for v in found(schema, "".join(f"k{n}: x\n" for n in range(50)))] == list(range(1, 51))


def test_one_violation_that_two_ways_lead_to_is_told_once() -> None:
    schema = {
        "allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}],
        "$defs": {"a": {"properties": {"k": {"type": "integer"}}}},
    }
    assert len(told(schema, "k: x\n")) == 1
