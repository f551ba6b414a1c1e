"""The official JSON Schema test suite: our verdicts, those of another engine, and that nothing is fetched for them."""

from __future__ import annotations

import urllib.request
from pathlib import Path  # noqa: TC003 - part of a signature
from typing import Any

import jsonschema_rs
import pytest

from tests.unit.schemas.listening import listening, server
from tests.unit.schemas.suite import DRAFTS, SUITE, cases, deviations, files, remotes, verdict

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason=f"{SUITE} is absent")

LEAST = 1_700
VALIDATORS: dict[str, Any] = {
    "draft7": jsonschema_rs.Draft7Validator,
    "draft2019-09": jsonschema_rs.Draft201909Validator,
    "draft2020-12": jsonschema_rs.Draft202012Validator,
}


def deviating(draft: str) -> set[str]:
    remote = files(draft)
    return {case.name for case in cases(draft) if verdict(case, remote) is not case.valid}


@pytest.mark.parametrize("draft", DRAFTS)
def test_we_agree_with_the_official_suite_but_for_what_is_listed_with_its_reason(draft: str) -> None:
    assert deviating(draft) <= deviations().keys()
    assert sum(1 for _ in cases(draft)) > LEAST


def test_no_deviation_is_listed_that_is_none_any_more() -> None:
    listed = deviations()
    assert all(listed.values())
    assert listed.keys() == {name for draft in DRAFTS for name in deviating(draft)}


@pytest.mark.parametrize("draft", DRAFTS)
def test_s23_the_other_engine_finds_what_we_find_but_where_we_deviate(draft: str) -> None:
    remote = files(draft)
    registry = jsonschema_rs.Registry(list(remotes(draft).items()))
    for case in cases(draft):
        if case.name not in deviations():
            other = VALIDATORS[draft](case.schema, registry=registry, validate_formats=True)
            assert other.is_valid(case.data) is verdict(case, remote), case


@pytest.mark.parametrize("draft", DRAFTS)
def test_s1_s2_no_schema_makes_us_ask_a_server_or_open_a_file(draft: str) -> None:
    """The remotes' own addresses lead to a server that would answer: with them, and without them."""
    with server() as (address, asked), listening() as heard:
        remote = files(draft, address)
        these = [case for case in cases(draft, address) if address in str(case.schema)]
        heard.clear()  # those were the suite's own files
        agreed = [verdict(case, remote) is case.valid for case in these]
        refused = [verdict(case, {}) for case in these]
        found = list(heard)
    assert (found, asked) == ([], [])
    assert sum(agreed) > len(these) * 0.7 > 15
    assert sum("leads nowhere" in str(said) or "no draft" in str(said) for said in refused) > len(these) * 0.7


def test_the_server_and_the_ear_would_hear(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    with server() as (address, asked), listening() as heard:
        with urllib.request.urlopen(f"{address}/a.json") as answer:  # noqa: S310 - this machine's own
            assert answer.read() == b"{}"
        (tmp_path / "a.json").read_text()
    assert asked == ["/a.json"]
    assert any(event.startswith("socket.connect") for event in heard)
    assert any(event.endswith("a.json") and event.startswith("open") for event in heard)
