from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from configguard.model.change import Change, Excerpt, Value
from configguard.model.document import Place
from configguard.model.finding import Finding, Remark
from configguard.model.level import Level
from configguard.model.plugins import Style
from configguard.reporters import names, render, report_schema
from tests.reporters import a_report
from tests.reporters.a_nasty_report import nasty
from tests.reporters.the_runner import commands
from tests.sinks.markdown import more_than_text, tokens
from tests.sinks.nasty import NASTY
from tests.sinks.terminal import hidden, obeyed, uncoloured

if TYPE_CHECKING:
    from configguard.model.report import Report, Verdict

SUITES = Path(os.environ.get("CONFIGGUARD_SUITES", Path(__file__).parents[3] / "shared" / "suites"))
SARIF = SUITES / "sarif-schema-2.1.0.json"
VERDICTS: tuple[Verdict, ...] = ("fail", "unjudged", "pass")

every_nasty = pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:20]))


@cache
def reports(text: str) -> tuple[Report, ...]:
    """The nasty report with each verdict, and one without findings."""
    report = nasty(text)
    return (*(replace(report, verdict=verdict) for verdict in VERDICTS), replace(report, findings=(), verdict="pass"))


@cache
def said_of(reporter: str, text: str, *, width: int = 100, colour: bool = False) -> tuple[str, ...]:
    """What a reporter says of each of them."""
    return tuple(render(reporter, report, Style(width=width, colour=colour)) for report in reports(text))


@every_nasty
def test_c15_c16_no_control_invisible_or_unpaired_character_is_written(text: str) -> None:
    for said in chain.from_iterable(said_of(reporter, text) for reporter in names()):
        said.encode("utf-8")
        assert not obeyed(said)
        assert not hidden(said)
        assert said.replace("\n", "").isprintable()
        assert said == "" or said.endswith("\n")


@every_nasty
def test_c15_a_narrow_terminal_shows_no_more_and_colour_only_colours(text: str) -> None:
    for said in (*said_of("text", text, width=44), *map(uncoloured, said_of("text", text, colour=True))):
        assert not obeyed(said)
        assert not hidden(said)


@every_nasty
def test_c08_no_line_is_a_command(text: str) -> None:
    every = [said for reporter in names() if reporter != "github" for said in said_of(reporter, text)]
    for said in (*every, *said_of("text", text, width=44)):
        assert commands(said) == []


@every_nasty
def test_c08_c09_the_annotations_are_commands_of_their_own_alone(text: str) -> None:
    for said in said_of("github", text):
        found = commands(said)
        assert len(found) == len(said.splitlines())
        assert {command.name for command in found} <= {"error", "warning", "notice"}
        assert all(set(c.properties) <= {"file", "line", "col", "title"} for c in found)
        assert all(c.properties.get("line", "1").isdecimal() for c in found)


@every_nasty
def test_no_text_forges_a_verdict_of_its_own(text: str) -> None:
    for reporter in ("text", "oneline"):
        lines = said_of(reporter, text)[0].splitlines()
        assert sum(line.startswith(("✓", "✗")) for line in lines) == 1


@every_nasty
def test_oneline_is_one_line_a_finding(text: str) -> None:
    report, said = reports(text)[0], said_of("oneline", text)[0].splitlines()
    told = (*report.findings, *report.overridden, *report.unjudged, *report.notes)
    assert len(said) == len(told) + len(["overridden: both in one line", "the verdict"])


@every_nasty
def test_json_keeps_to_its_schema_and_tells_the_text_as_it_is(text: str) -> None:
    for number, said in enumerate(said_of("json", text)):
        read = json.loads(said, parse_constant=pytest.fail)
        if number == 0:  # the others differ in the verdict
            report_validator().validate(read)
        if not re.search("[\ud800-\udfff]", text):
            assert read["changes"][0]["before"] == text
            assert read["changes"][0]["after"] == f"{text}!"
            assert read["intent"]["scopes"] == [text]


@every_nasty
def test_sarif_keeps_to_its_schema(text: str) -> None:
    validator = sarif_validator()
    for number, said in enumerate(said_of("sarif", text)):
        read = json.loads(said)
        assert number or not [error.message for error in validator.iter_errors(read)]
        for result in read["runs"][0]["results"]:
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})*", uri, re.ASCII)
            assert not re.search(r"\]\(|(?<!\{)\{[0-9]+\}(?!\})", result["message"]["text"])


@every_nasty
def test_c11_markdown_from_strangers_is_text(text: str) -> None:
    for said in said_of("github-summary", text):
        assert more_than_text(said) == []


@every_nasty
def test_c11_every_row_has_the_cells_of_its_head(text: str) -> None:
    found = tokens(said_of("github-summary", text)[0])
    kinds = [token.type for token in found]
    assert kinds.count("table_open") == 3
    told = nasty(text)
    rows = (told.findings, told.overridden, told.changes, told.targets)
    assert kinds.count("tr_open") == 3 + sum(map(len, rows))
    # markdown-it fills and cuts rows to the head's length; the last cell tells whether one was cut short.
    last = [found[n - 2].content for n, token in enumerate(found) if token.type == "tr_close"]
    assert all(last[1:5]) or not text.strip()


@cache
def sarif_validator() -> Draft7Validator:
    if not SARIF.exists():
        pytest.skip(f"{SARIF} is not here")
    return Draft7Validator(json.loads(SARIF.read_text(encoding="utf-8")))


@cache
def report_validator() -> Draft202012Validator:
    return Draft202012Validator(report_schema())


@pytest.mark.parametrize("reporter", names())
@pytest.mark.parametrize("verbose", [False, True])
def test_c17_no_reporter_shows_a_secret(reporter: str, verbose: bool) -> None:  # noqa: FBT001 - a parameter of the test
    value = "S3NTINEL"
    excerpts = [Excerpt(Place(9, 8), f"  key: {value}", 7, 8) for _ in range(2)]
    changes = [a_report.KEY]
    for secrets in ((True, True), (True, False), (False, True)):
        sides = [Value("str", f"{value}{n}", secret) for n, secret in enumerate(secrets)]
        changes.append(replace(a_report.KEY, before=sides[0], after=sides[1], base=excerpts[0], head=excerpts[1]))
    changes += [
        Change(a_report.trail("a.key"), "added", None, Value("str", value, secret=True), None, excerpts[0]),
        Change(a_report.trail("b.key"), "removed", Value("int", value, secret=True), None, excerpts[0], None),
        Change(
            a_report.trail("c.key"),
            "retyped",
            Value("int", value, secret=True),
            Value("str", value, secret=True),
        ),
    ]
    for change in changes:
        findings = (Finding("outside-intent", Level.ERROR, Remark("a secret changed", change)),)
        for report in (
            a_report.report(changes=(change,), findings=findings),
            a_report.report(verdict="pass", changes=(replace(change, covered_by=("Config-Scope: email",)),)),
            a_report.report(changes=(change,) * 5, findings=findings * 5),
        ):
            assert value not in render(reporter, report, Style(verbose=verbose))
