"""Our verdicts and those of an engine written by others, over schemas and values that are drawn."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configguard.errors import GuardError
from tests.unit.schemas.checking import found

NEWEST = jsonschema_rs.Draft202012Validator
KEYS = st.sampled_from(["a", "b", "ab", "a.b", "a/b", "~", "", "__a", "é"])
NUMBERS = st.one_of(st.integers(-3, 3), st.sampled_from([0.0, 1.0, 1.5, -2.5, 10**20, 0.25]))
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, st.sampled_from(["", "a", "ab", "é", "1", "x" * 9]))
VALUES = st.recursive(
    SCALARS,
    lambda below: st.one_of(st.lists(below, max_size=4), st.dictionaries(KEYS, below, max_size=4)),
    max_leaves=8,
)
SIZES = st.integers(0, 3)
TYPES = st.sampled_from(["object", "array", "string", "integer", "number", "boolean", "null"])
PATTERNS = st.sampled_from(["^a", "b$", "a|é", "^[a-b]*$", "^$", ".", r"^\\d$", r"\\w"])
PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "type": st.one_of(TYPES, st.lists(TYPES, min_size=1, max_size=3, unique=True)),
    "const": VALUES,
    "enum": st.lists(VALUES, min_size=1, max_size=4),
    "minimum": NUMBERS,
    "maximum": NUMBERS,
    "exclusiveMinimum": NUMBERS,
    "exclusiveMaximum": NUMBERS,
    "multipleOf": st.sampled_from([1, 2, 0.5, 0.25]),
    "minLength": SIZES,
    "maxLength": SIZES,
    "pattern": PATTERNS,
    "minItems": SIZES,
    "maxItems": SIZES,
    "uniqueItems": st.booleans(),
    "minProperties": SIZES,
    "maxProperties": SIZES,
    "required": st.lists(KEYS, max_size=2, unique=True),
    "dependentRequired": st.dictionaries(KEYS, st.lists(KEYS, max_size=2, unique=True), max_size=2),
}


def nesting(below: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some, few = st.lists(below, min_size=1, max_size=3), st.dictionaries(KEYS, below, max_size=3)
    deeper: dict[str, st.SearchStrategy[Any]] = {
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), some),
        **dict.fromkeys(("not", "if", "then", "else", "items", "contains", "propertyNames"), below),
        **dict.fromkeys(("additionalProperties", "unevaluatedProperties", "unevaluatedItems"), below),
        **dict.fromkeys(("properties", "dependentSchemas"), few),
        "patternProperties": st.dictionaries(PATTERNS, below, max_size=2),
        "minContains": SIZES,
        "maxContains": SIZES,
        "$ref": st.sampled_from(["#/$defs/one", "#/$defs/other"]),
    }
    return st.fixed_dictionaries({}, optional=PLAIN | deeper)


LEAVES = st.one_of(st.booleans(), st.fixed_dictionaries({}, optional=PLAIN))
FLAT = LEAVES.filter(lambda schema: not isinstance(schema, dict) or len(schema) < 4)
SCHEMAS = st.builds(
    lambda schema, one, other: {**schema, "$defs": {"one": one, "other": other}},
    st.recursive(FLAT, nesting, max_leaves=6).filter(lambda schema: isinstance(schema, dict)),
    FLAT,
    FLAT,
)


def fits(schema: Any, value: Any) -> bool:  # noqa: ANN401 - any JSON
    return not found(schema, json.dumps(value), "config/a.json")


@settings(max_examples=150, deadline=None)
@given(SCHEMAS, st.lists(VALUES, min_size=1, max_size=4))
def test_s23_both_say_the_same(schema: dict[str, Any], values: list[Any]) -> None:
    other = NEWEST(schema)
    for value in values:
        assert fits(schema, value) is other.is_valid(value), (schema, value)


DIFFERENCES: dict[str, tuple[Any, Any, object, object, str]] = {
    "S06 an unknown draft": (
        {"$schema": "https://acme.example/draft"},
        1,
        "is no draft that is known here",
        True,
        "the other engine takes the draft that it is told",
    ),
    "S09 a line break at the very end": ({"pattern": "^a$"}, "a\n", False, False, "ours is translated: no difference"),
    "S14 a decimal multiple": ({"multipleOf": 0.1}, 0.3, True, True, "ours is divided as written: no difference"),
    "a Unicode property": (
        {"pattern": r"^\p{L}$"},
        "a",
        "must be a regex",
        True,
        "Python has none: the schema is refused rather than passed over",
    ),
    "a misspelt keyword": (
        {"typ": "string"},
        1,
        "is no keyword; did you mean “type”?",
        True,
        "a schema with a mistake would let anything pass",
    ),
    "a reference to nowhere that nothing reaches": (
        {"properties": {"a": {"$ref": "#/nowhere"}}},
        1,
        "leads nowhere",
        "Pointer '/nowhere' does not exist",
        "both refuse it",
    ),
    "a schema that is itself": (
        {"$ref": "#"},
        1,
        "goes round in circles",
        True,
        "what has no end says nothing: no verdict, never a pass",
    ),
    "a format of ours": (
        {"format": "email"},
        "@",
        True,
        False,
        "an address is what holds an @; whether mail arrives, no format tells",
    ),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_s23_where_the_two_differ_it_is_listed_with_its_reason(name: str) -> None:
    schema, value, ours, theirs, reason = DIFFERENCES[name]
    assert reason
    for expected, said in ((ours, _ours(schema, value)), (theirs, _theirs(schema, value))):
        assert said is expected if isinstance(expected, bool) else str(expected) in str(said)


def _ours(schema: Any, value: Any) -> bool | str:  # noqa: ANN401 - any JSON
    try:
        return fits(schema, value)
    except GuardError as error:
        return error.problem


def _theirs(schema: Any, value: Any) -> bool | str:  # noqa: ANN401 - any JSON
    try:
        return NEWEST(schema, validate_formats=True).is_valid(value)
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        return str(error)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1: a\n", None),  # S11: a key that is no text is one here; the other engine takes text alone
        ("1: a\n'1': b\n", "which are one key to JSON Schema"),
        ("a: .nan\n", "is a number that JSON Schema does not know"),  # S12: the other engine takes it for null
        ("a: .inf\n", "is a number that JSON Schema does not know"),
    ],
)
def test_s11_s12_what_json_does_not_have_never_reaches_an_engine(text: str, problem: str | None) -> None:
    told = [violation.problem for violation in found({"type": "object"}, text)]
    assert [problem in line for line in told if problem] == ([True] if problem else [])
