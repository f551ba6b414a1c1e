"""A value or a schema made to keep the guard busy takes a second at most, and what else changed is judged."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from configguard.schemas import limit
from tests import metering

if TYPE_CHECKING:
    from pathlib import Path

    from tests.metering import Run

POLICY = """\
version: 1
files: [{ match: "config/bomb*", schema: schema.json }, { match: "config/other.yaml" }]
scopes: { bombs: { settings: ["config/bomb*"] } }
"""
SECONDS = 1.0
MEBIBYTES = 200
NO_END = r"a value of config/bomb\.json could not be checked within [0-9.]+ seconds of computing time, at "
CIRCLE = "the schema goes round in circles, or too deep, at "


def circle(depth: int, last: Any) -> Any:  # noqa: ANN401 - any JSON
    """A schema in which each of these levels asks twice for the next one."""
    levels = {f"l{n}": {"allOf": [{"$ref": f"#/$defs/l{n + 1}"}] * 2} for n in range(depth)}
    return {"$ref": "#/$defs/l0", "$defs": {**levels, f"l{depth}": last}}


DEEP = {"anyOf": [{"type": "string"}, {"type": "object", "properties": {"a": {"$ref": "#"}}}]}


class Bomb(NamedTuple):
    """A schema, a document, and what is said: a pattern, or None where it goes off without harm."""

    schema: Any
    text: str
    said: str | None


def of(schema: Any, value: Any, said: str | None) -> Bomb:  # noqa: ANN401 - any JSON
    return Bomb({"properties": {"a": schema}}, json.dumps({"a": value}), said)


LONG = "a" * 5_000 + "!"
BOMBS = {
    "s08 nested quantifiers": of({"pattern": "^(a+)+$"}, LONG, f"{NO_END}schema.json#/properties/a/pattern"),
    "s08 alternatives that overlap": of({"pattern": "^(a|aa)+$"}, LONG, f"{NO_END}schema.json#/properties/a/pattern"),
    "s08 a quantifier on each of many parts": of(
        {"pattern": "^" + "a*" * 12 + "$"}, LONG, f"{NO_END}schema.json#/properties/a/pattern"
    ),
    "s08 a key": Bomb(
        {"patternProperties": {"^(a+)+$": {}}}, json.dumps({LONG: 1}), f"{NO_END}schema.json#/patternProperties"
    ),
    "s08 a key beside others": Bomb(
        {"patternProperties": {"^(a+)+$": {}}, "additionalProperties": False}, json.dumps({LONG: 1}), NO_END
    ),
    "s08 the name of a key": Bomb({"propertyNames": {"pattern": "^(a+)+$"}}, json.dumps({LONG: 1}), NO_END),
    "s16 many mappings that must differ": of({"uniqueItems": True}, [{"a": n} for n in range(5_000)], None),
    "s16 items of two types that must differ": of(
        {"uniqueItems": True}, [{"a": n} if n % 2 else n for n in range(5_000)], None
    ),
    "s16 many choices": of(
        {"items": {"enum": [{"a": n} for n in range(5_000)]}}, [{"a": n} for n in range(5_000)], None
    ),
    "s16 references that double": Bomb(circle(30, {"type": "object"}), "{}", f"{NO_END}schema.json#/\\$defs/l"),
    "s16 references that double, all of them wrong": Bomb(circle(14, {"type": "array"}), "{}", NO_END),
    "s16 more errors than can be held": of(
        {"items": {"anyOf": [{"type": "integer"}] * 20}},
        ["x"] * 2_000,
        r"config/bomb.json does not fit schema.json in more than 30,000 ways",
    ),
    "s16 many unknown keys": Bomb(
        {"properties": {f"key{n}": {} for n in range(1_000)}, "additionalProperties": False},
        json.dumps({f"kez{n}": 1 for n in range(1_000)}),
        None,
    ),
    "s16 a large value that fits no branch, at each level": Bomb(
        DEEP, '{"a":' * 90 + json.dumps(["x" * 1_000] * 500) + "}" * 90, None
    ),
    "s07 a schema that is itself": Bomb({"$ref": "#"}, "{}", f"{CIRCLE}schema.json#"),
    "s07 a schema among its own parts": Bomb({"allOf": [{"$ref": "#"}]}, "{}", CIRCLE),
    "s07 a deep value": Bomb(DEEP, '{"a":' * 95 + "1" + "}" * 95, None),
}


def check(top: Path, bomb: Bomb, *, stray: bool) -> Run:
    """Check a change that brings the bomb and, where it is to stray, changes a setting of another file."""
    for side, files in {
        "base": {"config/other.yaml": "host: a\n"},
        "head": {"config/other.yaml": f"host: {'b' if stray else 'a'}\n", "config/bomb.json": bomb.text},
    }.items():
        for path, text in {".configguard.yaml": POLICY, "schema.json": json.dumps(bomb.schema), **files}.items():
            target = top / side / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    ends = ("--base", str(top / "base"), "--head", str(top / "head"))
    return metering.check(top, top / "output", *ends, "--scope", "bombs")


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The same without a bomb; what stood first warms the caches of the file system."""
    calm = Bomb({"type": "object"}, "{}", None)
    runs = [check(tmp_path_factory.mktemp("calm"), calm, stray=False) for _ in range(2)]
    assert [run.status for run in runs] == [0, 0]
    return runs[-1]


@pytest.mark.parametrize("name", BOMBS)
def test_it_takes_a_second_and_200_mib_at_most_and_is_never_passed_over(name: str, tmp_path: Path, usual: Run) -> None:
    bomb = BOMBS[name]
    run = check(tmp_path, bomb, stray=True)
    assert run.mebibytes < MEBIBYTES
    values = limit.MORE_FOR_A_VALUE * (len(re.findall(r"[,:\[{]", bomb.text)) if bomb.said is None else 0)
    assert run.seconds - usual.seconds < SECONDS + values
    assert run.status == 1
    assert any(
        f["rule"] == "outside-intent" and f["address"] == "config/other.yaml:host" for f in run.report["findings"]
    )
    said = run.report["unjudged"][:1]
    assert bool(said) is (bomb.said is not None)
    assert not said or re.match(bomb.said or "", said[0]), said


@pytest.mark.parametrize("name", ["s08 nested quantifiers", "s07 a schema that is itself"])
def test_alone_it_leaves_no_verdict(name: str, tmp_path: Path) -> None:
    run = check(tmp_path, BOMBS[name], stray=False)
    assert (run.status, run.report["verdict"], run.report["findings"]) == (3, "unjudged", [])
