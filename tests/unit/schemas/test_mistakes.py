"""A schema with a mistake is refused by name and place: it would let anything pass."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - part of a signature
from typing import Any

import pytest

from configguard import formats
from configguard.errors import Misasked
from configguard.schemas import violations
from tests.unit.schemas.checking import SCHEMA, found, locate, told
from tests.unit.schemas.listening import server


def refused(schema: Any, **others: Any) -> str:  # noqa: ANN401 - any JSON
    with pytest.raises(Misasked) as error:
        found(schema, "other: 1\n", **others)
    return error.value.problem


def test_s1_nothing_is_fetched() -> None:
    with server() as (address, asked):
        for schema in (
            {"properties": {"other": {"$ref": f"{address}/a.json"}}},
            {"$id": f"{address}/b.json", "properties": {"other": {"$ref": "a.json"}}},
            {"$schema": f"{address}/c.json"},
            {"$dynamicRef": f"{address}/a.json#node"},
        ):
            assert address in refused(schema) or "a.json" in refused(schema)
    assert asked == []


def test_s2_nothing_is_read_from_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    assert "leads nowhere" in refused({"properties": {"a": {"$ref": (tmp_path / "a.json").as_uri()}}})
    assert "leads nowhere" in refused({"$ref": "../../../../etc/passwd"})


def test_s3_a_reference_that_nothing_reaches_is_resolved_all_the_same() -> None:
    problem = refused({"properties": {"never": {"oneOf": [{"$ref": "#/$defs/none"}]}}})
    assert problem.startswith(f"{SCHEMA}:1:")
    assert "“#/$defs/none” leads nowhere" in problem
    assert problem.endswith("at #/properties/never/oneOf/0/$ref")


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        ({"type": "strng"}, 'the schema is wrong: it is "strng", but must be one of array,'),
        ({"properties": {"a": {"minimum": "1"}}}, 'the schema is wrong: it is "1", but must be a number'),
        ({"required": "a"}, 'the schema is wrong: it is "a", but must be a list'),
        ({"pattern": "("}, "#/pattern"),
        ({"patternProperties": {"(": {}}}, "patternProperties"),
        ({"typ": "object"}, "“typ” is no keyword; did you mean “type”?"),
        ({"properties": {"a": {"requird": ["b"]}}}, "“requird” is no keyword; did you mean “required”?"),
        ({"format": "datetime"}, "“datetime” is no format; did you mean “date-time”?"),
        ({"$schema": "https://json-schema.org/draft/2031-01/schema"}, "is no draft that is known here; known"),
        ([], "a schema is a mapping, or true or false"),
        (b"{,}", "the schema cannot be read"),
        (b'{"type": "object", "type": "array"}', "a key of the schema stands twice"),
    ],
)  # fmt: skip
def test_s4_to_s6_a_mistake_is_told_with_its_place(schema: Any, problem: str) -> None:  # noqa: ANN401 - any JSON
    said = refused(schema)
    assert problem in said
    assert said.startswith(f"{SCHEMA}:1:")


def test_a_mistake_in_a_schema_that_is_referred_to_names_that_file() -> None:
    assert refused({"$ref": "common.json"}, common={"type": "strng"}).startswith("schemas/common.json:1:")


def test_a_schema_that_does_not_exist_is_named() -> None:
    reading = formats.read("a.json", b"{}")
    assert isinstance(reading, tuple)
    with pytest.raises(Misasked, match=r"the schema schemas/service\.json does not exist"):
        violations(reading[0], SCHEMA, {}, formats.read, locate)


def test_what_is_far_from_every_keyword_is_an_annotation() -> None:
    assert (
        told({"x-typ": 1, "markdownDescription": "a", "example": 1, "int-or-string": True, "format": "int32"}, "a: 1\n")
        == []
    )


def test_data_in_a_schema_is_no_schema() -> None:
    data = {"$ref": "#/nowhere", "typ": 1, "pattern": "("}
    assert told({"const": data, "enum": [data], "default": data, "examples": [data]}, "a: 1\n") != []
    assert told({"properties": {"typ": {"default": data}, "$ref": {"type": "integer"}}}, "typ: 1\n") == []


def test_s10_a_format_that_cannot_be_checked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from configguard.schemas import engine  # noqa: PLC0415

    monkeypatch.setattr(engine, "formats", lambda _: frozenset({"date"}))
    assert told({"format": "date", "title": "s10"}, "a: 1\n") == []
    with pytest.raises(Misasked, match="the format uri cannot be checked") as error:
        found({"format": "uri", "title": "s10"}, "a: 1\n")
    assert error.value.cures == ('pip install "jsonschema[format-nongpl]"',)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("date-time", "2024-01-01T00:00:00Z", "2024-01-01"),
        ("uri", "https://a.example/b", "a b"),
        ("hostname", "a.example", "-a"),
        ("ipv4", "10.0.0.1", "10.0.0.256"),
        ("uuid", "123e4567-e89b-12d3-a456-426614174000", "123"),
        ("duration", "P1D", "1 day"),
        ("iri", "https://b\u00fccher.example/\u00fc", "a b"),
        ("regex", "^a$", "("),
    ],
)
def test_s10_formats_are_checked(name: str, good: str, bad: str) -> None:
    schema = {"properties": {"a": {"format": name}}}
    assert told(schema, f'a: "{good}"\n') == []
    assert told(schema, f'a: "{bad}"\n') != []


@pytest.mark.parametrize("name", ["date-time", "hostname"])
def test_s10_a_line_break_at_the_end_of_a_block_fits_no_format(name: str) -> None:
    good = {"date-time": "2024-01-01T00:00:00Z", "hostname": "a.example"}[name]
    schema = {"properties": {"a": {"format": name}}}
    assert told(schema, f"a: |-\n  {good}\n") == []
    assert told(schema, f"a: |\n  {good}\n") != []


@pytest.mark.parametrize("draft", ["2019-09", "2020-12"])
def test_a_keyword_of_older_drafts_is_not_passed_over(draft: str) -> None:
    schema = {"$schema": f"https://json-schema.org/draft/{draft}/schema", "dependencies": {"a": ["b"]}}
    assert told(schema, "a: 1\n") == ["1:1 . lacks b, which is required beside a"]
    assert told(schema, "a: 1\nb: 1\n") == []
