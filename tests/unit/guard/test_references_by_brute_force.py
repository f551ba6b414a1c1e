"""Whatever a change does to names and entries, what is broken is what a plain look at both sides finds broken."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.guard.asking import judged

POLICY = """\
version: 1
files: [{ match: "**/*.json" }]
references:
  - { from: "config/*.json:needs.*", to: "catalog/*.json:*.name" }
"""
NAMES = st.sampled_from(["a", "b", "c", 1, "1"])
ENTRIES = st.dictionaries(st.sampled_from("xyz"), NAMES.map(lambda name: {"name": name}), max_size=3)
NEEDS = st.dictionaries(st.sampled_from("klm"), st.one_of(NAMES, st.none(), st.just("")), max_size=3)
SIDE = st.tuples(ENTRIES, ENTRIES, NEEDS, NEEDS)
Side = tuple[
    dict[str, dict[str, str | int]], dict[str, dict[str, str | int]], dict[str, str | int], dict[str, str | int]
]


def files(side: Side) -> dict[str, str]:
    one, two, web, api = map(json.dumps, side)
    needs = {"config/web.json": f'{{"needs": {web}}}', "config/api.json": f'{{"needs": {api}}}'}
    return {"catalog/one.json": one, "catalog/two.json": two, **needs}


def broken(side: Side) -> dict[tuple[str, str], str]:
    """Where a name stands nowhere or twice, the name in its type, and which of the two."""
    one, two, web, api = side
    often = Counter((type(e["name"]), e["name"]) for e in (*one.values(), *two.values()))
    found = {}
    for file, needs in (("config/web.json", web), ("config/api.json", api)):
        for key, name in needs.items():
            number = often[type(name), name]
            if name not in {None, ""} and number != 1:
                found[f"{file}:needs.{key}", json.dumps(name)] = "twins" if number else "nowhere"
    return found


@settings(max_examples=60)
@given(SIDE, SIDE)
def test_the_errors_are_those_that_a_plain_look_finds_and_that_the_base_had_not(base: Side, head: Side) -> None:
    with tempfile.TemporaryDirectory() as top:
        report = judged(Path(top), files(base), files(head), policy=POLICY, rules=("dangling-reference",))
        strict = judged(Path(top), files(base), files(head), policy=POLICY, rules=("dangling-reference",), strict=True)
    before, after = broken(base), broken(head)
    new = {where for (where, name), what in after.items() if before.get((where, name)) != what}
    errors = [str(found.address) for found in report.findings if str(found.level) == "error"]
    assert sorted(errors) == sorted(new)
    every = [str(found.address) for found in strict.findings if str(found.level) == "error"]
    assert sorted(every) == sorted(where for where, _ in after)
