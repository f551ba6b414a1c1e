"""What a schema says of one setting: the parts that speak of it, and their wishes in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from configguard import formats, schemas
from configguard.errors import Misasked
from configguard.model.wanted import Wanted

if TYPE_CHECKING:
    from configguard.schemas.tree import JsonPath


def _said(schema: dict[str, Any], *path: str | int, secret: bool = False, **others: dict[str, Any]) -> list[Wanted]:
    """What s.json says of what stands at a path; `others` are schemas beside it."""
    files = {"s.json": schema, **{f"{name}.json": other for name, other in others.items()}}
    read = {name: json.dumps(contents).encode() for name, contents in files.items()}
    where: JsonPath = path
    return list(schemas.describe("s.json", read, formats.read, where, secret=secret))


SIZE = {"type": "integer", "minimum": 1, "maximum": 200, "default": 10, "description": "How many\n  stay open."}


def test_a_setting_has_the_description_and_the_wishes_of_its_part() -> None:
    found = _said({"properties": {"pool": {"properties": {"size": SIZE}}}}, "pool", "size")
    assert found == [
        Wanted(
            "s.json#/properties/pool/properties/size",
            "How many stay open.",
            ("an integer from 1 to 200", "default 10"),
        )
    ]


@pytest.mark.parametrize(
    ("part", "wishes"),
    [
        ({"enum": ["a", "b"]}, ("a or b",)),
        ({"type": "string", "pattern": "^a", "minLength": 2}, ("a string", "matches ^a", "at least 2 characters")),
        ({"type": "string", "format": "uri"}, ("a string", "format uri")),
        ({"type": "array", "maxItems": 1}, ("a list", "at most 1 item")),
        ({"multipleOf": 5, "deprecated": True}, ("a multiple of 5", "deprecated")),
        ({"title": "Named"}, ()),
    ],
)
def test_each_wish_is_said_in_words(part: dict[str, Any], wishes: tuple[str, ...]) -> None:
    [found] = _said({"properties": {"a": part}}, "a")
    assert found.wishes == wishes
    assert found.description == part.get("title", "")


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"a": {"$ref": "#/$defs/size"}}, "$defs": {"size": SIZE}},
        {"allOf": [{"properties": {"a": SIZE}}]},
        {"oneOf": [{"type": "string"}, {"properties": {"a": SIZE}}]},
        {"if": {"required": ["b"]}, "then": {"properties": {"a": SIZE}}},
        {"patternProperties": {"^a$": SIZE}, "additionalProperties": {"title": "another"}},
        {"properties": {"b": {"title": "another"}}, "additionalProperties": SIZE},
        {"$ref": "other.json"},
    ],
)
def test_parts_are_found_through_references_and_branches(schema: dict[str, Any]) -> None:
    [found] = _said(schema, "a", other={"properties": {"a": SIZE}})
    assert found.description == "How many stay open."


def test_items_of_lists_have_their_own_part_else_that_of_all() -> None:
    schema = {"prefixItems": [{"title": "first"}], "items": {"title": "other"}}
    assert [_said(schema, number)[0].description for number in (0, 1)] == ["first", "other"]
    old = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "items": [{"title": "first"}],
        "additionalItems": {"title": "other"},
    }
    assert [_said(old, number)[0].description for number in (0, 1)] == ["first", "other"]


def test_each_branch_that_speaks_of_it_is_told() -> None:
    schema = {"anyOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"type": "integer"}}}]}
    assert [one.wishes for one in _said(schema, "a")] == [("a string",), ("an integer",)]


def test_a_schema_that_goes_round_in_circles_comes_to_an_end() -> None:
    schema = {"$ref": "#/$defs/a", "$defs": {"a": {"properties": {"a": {"$ref": "#/$defs/a"}}, "title": "round"}}}
    assert [one.description for one in _said(schema, *["a"] * 50)] == ["round"]


def test_of_a_secret_no_value_is_told() -> None:
    part = {"type": "string", "const": "S3NTINEL", "default": "S3NTINEL", "pattern": "^S3NTINEL$"}
    assert _said({"properties": {"a": part}}, "a", secret=True)[0].wishes == ("a string",)
    assert _said({"properties": {"a": {"enum": ["S3NTINEL"]}}}, "a", secret=True)[0].wishes == (
        "one of the values that the schema lists",
    )


def test_nothing_is_said_where_the_schema_says_nothing() -> None:
    assert _said({"properties": {"b": SIZE}}, "a") == []
    assert _said({"properties": {"a": True}}, "a") == []


def test_a_schema_with_a_mistake_says_so() -> None:
    with pytest.raises(Misasked, match="no keyword; did you mean “minimum”"):
        _said({"properties": {"a": {"minimun": 1}}}, "a")
