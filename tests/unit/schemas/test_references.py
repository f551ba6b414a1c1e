"""Which schema a reference means."""

from __future__ import annotations

import pytest

from configguard.errors import Misasked
from tests.unit.schemas.checking import found, told

INTEGER = {"type": "integer"}
BAD = ['1:4 a is "x", but must be an integer']


def test_a_reference_is_relative_to_the_schemas_own_path() -> None:
    assert told({"properties": {"a": {"$ref": "common.json"}}}, "a: x\n", common=INTEGER) == BAD
    assert (
        told(
            {"properties": {"a": {"$ref": "../schemas/common.json#/$defs/n"}}},
            "a: x\n",
            common={"$defs": {"n": INTEGER}},
        )
        == BAD
    )


def test_a_schema_can_be_meant_by_the_id_that_it_gives_itself() -> None:
    common = {"$id": "https://acme.example/common.json", "type": "integer"}
    assert told({"properties": {"a": {"$ref": "https://acme.example/common.json"}}}, "a: x\n", common=common) == BAD


@pytest.mark.parametrize("own", ["https://acme.example/common.json", None])
def test_a_schema_with_an_id_can_refer_to_the_file_beside_it(own: str | None) -> None:
    schema = {"$id": "https://acme.example/service.json", "properties": {"a": {"$ref": "common.json"}}}
    common = INTEGER if own is None else {**INTEGER, "$id": own}
    assert told(schema, "a: x\n", common=common) == BAD


def test_ids_within_a_schema_are_bases_of_their_own() -> None:
    schema = {
        "$id": "https://acme.example/service.json",
        "properties": {"a": {"$ref": "parts/number"}},
        "$defs": {
            "n": {
                "$id": "parts/",
                "$defs": {"m": {"$id": "number", "$ref": "#real", "$defs": {"r": {"$anchor": "real", **INTEGER}}}},
            }
        },
    }
    assert told(schema, "a: x\n") == BAD


def test_schemas_may_refer_to_each_other_in_a_circle() -> None:
    tree = {"properties": {"a": INTEGER, "next": {"$ref": "common.json"}}}
    common = {"properties": {"b": INTEGER, "back": {"$ref": "service.json"}}}
    assert told(tree, "next: {back: {next: {b: x}}}\n", common=common) == [
        '1:25 next.back.next.b is "x", but must be an integer'
    ]


def test_a_schema_may_be_yaml() -> None:
    from configguard import formats  # noqa: PLC0415
    from configguard.schemas import violations  # noqa: PLC0415
    from tests.unit.schemas.checking import locate  # noqa: PLC0415

    (document,) = formats.read("a.yaml", b"a: x\n")  # type: ignore[misc]
    files = {
        "s.yaml": b"properties:\n  a: {$ref: 'common.yml#/$defs/n'}\n",
        "common.yml": b"$defs:\n  n:\n    type: integer\n",
    }
    (violation,) = violations(document, "s.yaml", files, formats.read, locate)
    assert violation.schema == "common.yml#/$defs/n"


@pytest.mark.parametrize(
    ("draft", "fits"),
    [
        ("http://json-schema.org/draft-04/schema#", False),
        ("http://json-schema.org/draft-06/schema", True),
        ("http://json-schema.org/draft-07/schema#", True),
        ("https://json-schema.org/draft-07/schema", True),
        ("https://json-schema.org/draft/2019-09/schema", True),
        ("https://json-schema.org/draft/2020-12/schema#", True),
    ],
)
def test_s6_the_draft_is_the_one_that_the_schema_names(draft: str, fits: bool) -> None:  # noqa: FBT001 - a table
    # In draft 4, 1.0 is no integer and `const` no keyword.
    assert (not found({"$schema": draft, "properties": {"a": {"type": "integer"}}}, "a: 1.0\n")) == fits


OLD = {"$schema": "http://json-schema.org/draft-07/schema#", "items": [INTEGER]}
NEW = "https://json-schema.org/draft/2020-12/schema"


def test_a_schema_may_refer_to_the_whole_of_one_of_another_draft() -> None:
    schema = {"$schema": NEW, "properties": {"a": {"$ref": "common.json"}}}
    assert told(schema, "a: [x]\n", common=OLD) == ['1:5 a[0] is "x", but must be an integer']


def test_a_reference_into_a_schema_of_another_draft_is_refused() -> None:
    schema = {"$schema": NEW, "properties": {"a": {"$ref": "common.json#/definitions/n"}}}
    with pytest.raises(Misasked, match="leads into a schema of another draft"):
        found(schema, "a: [x]\n", common={**OLD, "definitions": {"n": {"items": [INTEGER]}}})


def test_a_schema_that_names_no_draft_is_of_the_one_that_refers_to_it() -> None:
    common = {"definitions": {"n": {"items": [INTEGER]}}}
    schema = {"$schema": OLD["$schema"], "properties": {"a": {"$ref": "common.json#/definitions/n"}}}
    assert told(schema, "a: [x]\n", common=common) == ['1:5 a[0] is "x", but must be an integer']
