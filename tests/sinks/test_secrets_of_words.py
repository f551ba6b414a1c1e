"""A secret's value appears nowhere in a report, in whatever form the author wrote it into the intent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from configguard.model.plugins import Style
from configguard.reporters import names, render
from tests.sinks.everything import asker
from tests.unit.guard.asking import errors, judged

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report
    from tests.sinks.everything import Asker

__all__ = ["asker"]  # a fixture

FILE = "config/api.yaml"
POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes: { other: { settings: ["config/other.yaml"] }, changeme-x1: { settings: ["config/mail.yaml"] } }
"""
OLD, NEW = "S3NTINEL-1", "S3NTINEL-2"

SAID = [
    f"Config-Setting: {FILE}:password = {NEW}",
    f'Config-Setting: {FILE}:password = "{NEW}"',
    f"Config-Setting: {FILE}:password = '{NEW}",
    f'Config-Setting: "{FILE}":"password" = {NEW}',
    f"config-setting:{FILE}:password = {NEW}",
    f"Config-Setting: {FILE}:password =\n  {NEW}",
    f"Config-Setting: {FILE}:password = |\n  {NEW}",
    f"Config-Setting: {FILE}:[#0].password = {NEW}",
    f"Config-Setting: {FILE}:[Secret/x].password = {NEW}",
    f"Config-Setting: {FILE}:password={NEW}",
    f"Config-Setting: {FILE}:password: {NEW}",
    f"Config-Setting: {FILE}:password {NEW}",
    f"Config-Setting: {FILE}:password == {NEW}",
    f"Config-Setting: {FILE}:password = {{{NEW}}}",
    f"Config-Setting: {FILE}:password = {NEW} # and more",
    f"Config-Setting: {FILE}:** = {NEW}",
    f"Config-Setting: {FILE}:passwort = {NEW}",
    f"Config-Setting: {FILE}:note = {NEW}",
    f"Config-Setting: {FILE}:note = x{NEW}y",
    f"Config-Setting: {FILE}:note = {OLD}",
    f"Config-Setting: config/other.yaml:a = {NEW}",
    f"Config-Setting: nowhere.yaml:a = {NEW}",
    f"Config-Setting: {FILE}:{NEW}",
    f"Config-Setting: {FILE}:[a={NEW}].b",
    f"Config-Setting: {NEW}",
    f"Config-Setting: *{NEW}*",
    f"Config-Setting: {FILE}:{{{NEW}",
    f"Config-Setting: {FILE}:password = {NEW}\nConfig-Setting: {FILE}:password = {OLD}",
    f"Config-Scope: {NEW}",
    f"Config-Scope: other, {NEW}",
    f"Config-Scope: {NEW}*",
    f"Config-Scope: {FILE}:password = {NEW}",
    f"Config-Scope: none\nConfig-Scope: {NEW}",
    f"Config-Target: {NEW}",
    f"Config-Override: outside-intent: the password is {NEW}",
    f"Config-Override: {NEW}: now",
    f"Config-Override: {NEW}",
]


def asked(tmp_path: Path, said: str, *, before: str = OLD, after: str = NEW) -> Report:
    base, head = (
        {FILE: f"password: {value}\nnote: {number}\n", "config/other.yaml": "a: 1\n"}
        for number, value in enumerate((before, after))
    )
    return judged(tmp_path, base, head, f"Set the password\n\n{said}\n", policy=POLICY)


def written(report: Report) -> str:
    return "\n".join(render(name, report, Style(verbose=verbose)) for name in names() for verbose in (False, True))


@pytest.mark.parametrize("said", SAID)
def test_c17_no_reporter_writes_what_the_author_gave_away(said: str, tmp_path: Path) -> None:
    report = asked(tmp_path, said)
    assert report.intent.said
    assert "S3NTINEL" not in written(report)


def test_c17_nor_do_commands_and_other_sources(asker: Asker) -> None:
    base, head = ({FILE: f"password: {value}\nnote: {value[-1]}\n"} for value in (OLD, NEW))
    said = "\n".join(SAID)
    asker.propose({".configguard.yaml": POLICY, "config/other.yaml": "a: 1\n", **base}, head, f"{NEW}\n\n{said}\n")
    for ran in asker.everything("config/**", *asker.event(f"{NEW}\n\n{said}")):
        assert "S3NTINEL" not in ran.written, ran.arguments
    options = [option for line in SAID for option in ("--setting", line.partition(":")[2].strip())]
    for ran in asker.every_report("--base", "main", "--head", "work", *options, "--scope", NEW):
        assert ran.status == 1
        assert "S3NTINEL" not in ran.written, ran.arguments


def test_c17_nor_does_a_change_file_a_title_or_a_label(asker: Asker) -> None:
    sources = (
        "{ trailer: {}, title: '(?P<scope>.+)', label: '(?P<scope>.+)', change-file: '.configguard/changes/*.yaml' }"
    )
    policy = f"{POLICY}intent: {{ sources: {sources} }}\n"
    base, head = ({FILE: f"password: {value}\nnote: {value[-1]}\n"} for value in (OLD, NEW))
    settings = [line.partition(": ")[2].replace("\n", " ") for line in SAID if line.startswith("Config-Setting: ")]
    change = json.dumps({"scopes": [NEW, f"{NEW}*"], "settings": settings, "reason": NEW, "ticket": NEW})
    asker.propose(
        {".configguard.yaml": policy, **base}, {**head, ".configguard/changes/1.yaml": change}, f"feat({NEW}): x\n"
    )
    for ran in asker.every_report("--base", "main", "--head", "work", *asker.event(NEW, NEW, (NEW, f"x {NEW}"))):
        assert ran.status in {1, 3}
        assert "S3NTINEL" not in ran.written, ran.arguments


def test_the_verdict_is_that_of_the_words_as_they_were_said(tmp_path: Path) -> None:
    kept = asked(tmp_path / "1", f"Config-Setting: {FILE}:password = {NEW}\nConfig-Setting: {FILE}:note = 1")
    assert kept.verdict == "pass"
    broken = asked(tmp_path / "2", f"Config-Setting: {FILE}:password = {OLD}\nConfig-Setting: {FILE}:note = 1")
    assert errors(broken) == {"unmet-intent"}
    misplaced = asked(tmp_path / "3", f"Config-Setting: {FILE}:password\nConfig-Setting: {FILE}:note = {NEW}")
    assert errors(misplaced) == {"unmet-intent"}
    assert "note does not have the value that" in written(misplaced)


def test_what_only_resembles_a_secret_is_said(tmp_path: Path) -> None:
    report = asked(tmp_path, f"Config-Setting: {FILE}:note = 7\nConfig-Scope: S3NTINEX-2", before="a", after="b")
    assert "declared as 7" in written(report)
    assert "S3NTINEX-2" in written(report)


@pytest.mark.parametrize("value", ["password", "changeme-x1", "config/api.yaml"])
def test_a_secret_that_is_a_name_as_well_spoils_no_line_that_is_to_be_copied(value: str, tmp_path: Path) -> None:
    head = {FILE: f"password: {value}\n", "config/mail.yaml": "b: 2\n"}
    base = {FILE: "password: x\n", "config/mail.yaml": "b: 1\n"}
    report = judged(tmp_path, base, head, "x\n\nConfig-Scope: changeme-x1, othre\n", policy=POLICY)
    facts = json.loads(render("json", report, Style()))
    assert facts["intent"]["scopes"] == ["changeme-x1", "othre"]
    assert f"Config-Setting: {FILE}:password" in facts["suggested"]
    assert facts["changes"][0]["after"] is None
