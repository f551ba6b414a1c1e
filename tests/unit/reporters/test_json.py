from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from configguard.model.address import Address, DocumentId, Index, Key, Property
from configguard.model.change import Change, Value
from configguard.model.plugins import Style
from configguard.model.trail import Item, Trail
from configguard.reporters import render, report_schema
from tests.reporters import a_report
from tests.reporters.a_report import HOST, SIZE, report


def read(given: object) -> dict[str, Any]:
    found = json.loads(render("json", given, Style()))  # type: ignore[arg-type]
    Draft202012Validator(report_schema()).validate(found)
    assert isinstance(found, dict)
    return found


def one(before: Value | None, after: Value | None, trail: Trail = HOST.trail) -> dict[str, Any]:
    change = replace(HOST, trail=trail, before=before, after=after, kind="changed")
    found = read(report(changes=(change,)))["changes"][0]
    assert isinstance(found, dict)
    return found


def test_the_schema_is_one() -> None:
    assert not [*Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(report_schema())]


@pytest.mark.parametrize("name", ["incident", "passed", "unsaid", "unjudged", "rich"])
def test_every_report_keeps_to_the_published_schema(name: str) -> None:
    assert read(getattr(a_report, name)())["format"] == "configguard-report/1"


def test_the_schema_knows_every_key_and_allows_no_other() -> None:
    found = read(a_report.rich())
    validator = Draft202012Validator(report_schema())
    for holder in (
        found,
        found["policy"],
        found["intent"],
        found["looked_at"],
        found["changes"][0],
        found["findings"][0],
    ):
        holder["extra"] = 1
        with pytest.raises(ValidationError):
            validator.validate(found)
        del holder["extra"]
    for key in list(found):
        with pytest.raises(ValidationError):
            validator.validate({name: value for name, value in found.items() if name != key})
    validator.validate(found)


def test_the_incident_reads_as_documented() -> None:
    found = read(a_report.incident())
    assert (found["verdict"], found["base"][:7], found["head"][:7]) == ("fail", "9f1c2d0", "4be2f1a")
    assert found["policy"] == {"file": ".configguard.yaml", "from": "base"}
    said = {"source": "trailer", "text": "Config-Scope: email", "where": "4be2f1a"}
    assert found["intent"] == {"scopes": ["email"], "settings": [], "targets": [], "said": [said], "unread": []}
    size = found["changes"][0]
    assert (size["pointer"], size["before"], size["after"]) == ("/smtp/pool/size", 10, 20)
    assert (size["base"], size["covered_by"]) == ({"line": 12, "column": 11}, ["Config-Scope: email"])
    finding = found["findings"][0]
    assert (finding["line"], finding["column"], finding["waived"]) == (4, 9, None)
    assert "put it back: configguard restore -- config/api.yaml:database.host" in finding["help"]
    assert finding["fingerprint"] == a_report.outside(HOST).fingerprint
    assert found["looked_at"] == {"files": 1, "changes": 3, "targets": 0, "not_looked_into": []}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("int", "20", 20),
        ("int", "-7", -7),
        ("int", "+7", 7),
        ("int", "0xA", 10),
        ("int", "-0b11", -3),
        ("int", "0o17", 15),
        ("int", "017", 15),
        ("int", "0", 0),
        ("int", "1_000", 1000),
        ("int", "1:30", "1:30"),
        ("int", "9" * 400, "9" * 400),
        ("float", "1.0", 1.0),
        ("float", "1e3", 1000.0),
        ("float", ".inf", ".inf"),
        ("float", "1e999", "1e999"),
        ("float", "nan", "nan"),
        ("bool", "yes", True),
        ("bool", "False", False),
        ("null", "~", None),
        ("null", "", None),
        ("str", "20", "20"),
        ("timestamp", "2020-01-01", "2020-01-01"),
        ("!Ref", "Bucket", "Bucket"),
        ("mapping", "{}", {}),
        ("list", "[]", []),
        ("list", "a, b", "a, b"),
    ],
)
def test_values_have_their_json_type(kind: str, text: str, value: object) -> None:
    found = one(None, Value(kind, text))
    assert (found["before"], found["after"]) == (None, value)
    assert type(found["after"]) is type(value)


def test_what_json_does_not_show_is_told_as_written() -> None:
    assert one(Value("int", "0xA"), Value("int", "10"))["written"] == {"before": "0xA", "after": "10"}
    assert "written" not in one(Value("int", "10"), Value("int", "20"))
    assert "written" not in one(Value("str", "a"), None)


def test_a_secret_is_null_whichever_side_is_secret() -> None:
    for sides in ((True, False), (False, True), (True, True)):
        found = one(Value("int", "0x53", sides[0]), Value("int", "83", sides[1]))
        assert (found["before"], found["after"], found["secret"]) == (None, None, True)
        assert "written" not in found


def test_pointers_follow_rfc_6901_with_the_heads_positions() -> None:
    steps = (Key("a/b~c"), Item(Index(3), None, None, 3, 4), Item(Index(1), None, None, 1, None), Key(""))
    found = one(None, None, Trail("f", steps, DocumentId(number=1)))
    assert found["pointer"] == "/a~1b~0c/4/1/"
    assert found["document"] == "[#1]"
    assert one(None, None, Trail("f", (Property("mode"),)))["pointer"] is None


def test_a_move_tells_where_from() -> None:
    moved = replace(SIZE, moved_from=Address("old.yaml", (Key("size"),)))
    assert read(report(changes=(moved,)))["changes"][0]["from"] == "old.yaml:size"


def test_a_name_that_is_no_text_is_spelt_out() -> None:
    change = Change(Trail("z\udce9.env", (Key("A"),)), "added", None, Value("str", "\udc80"))
    found = read(report(changes=(change,)))["changes"][0]
    assert (found["file"], found["after"]) == ("z\\udce9.env", "\\udc80")
