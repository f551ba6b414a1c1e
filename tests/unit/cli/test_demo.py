"""`configguard demo`: one story at a terminal, the whole gallery in a few lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from configguard import scenarios
from configguard.checks import _engine
from configguard.cli import demo, main
from configguard.cli._stage import Stage
from configguard.errors import Undecided
from configguard.model.plugins import Style

if TYPE_CHECKING:
    from pathlib import Path

Read = pytest.CaptureFixture[str]


def said(read: Read, *arguments: str) -> str:
    assert main(["demo", *arguments]) == 0
    return read.readouterr().out


def test_the_demo_tells_the_incident_in_order(capsys: Read) -> None:
    text = said(capsys)
    parts = [
        "Brevo, 25 July 2025: an unrelated setting went along\n  https://status.brevo.com/",
        "What happened\n",
        "The re-enactment\n",
        "The commit says\n    Widen the pool of transactional mail\n",
        "The change\n    config/services.yaml\n",
        "  +    host: db-archive.internal\n",
        "✗ 1 of 3 changes is outside the intent",
        "The same change put right\n\n$ configguard check --base main --head put-right\n✓ 2 changes, all inside mail",
        "What stops it\n",
    ]
    assert [text.find(part) for part in parts] == sorted(text.index(part) for part in parts)


def test_the_beginning_of_a_name_is_enough_where_it_is_the_only_one(capsys: Read) -> None:
    assert said(capsys, "google").startswith("Google Cloud, 12 June 2025: ")
    assert main(["demo", "cloudflare-2026"]) == 2
    wrong = capsys.readouterr().err
    assert "“cloudflare-2026” could be several scenarios" in wrong
    assert "configguard demo cloudflare-2026-01-22" in wrong
    assert "brevo" not in wrong


def test_one_that_is_not_claimed_to_be_stopped_is_shown_passing_with_the_reason(capsys: Read) -> None:
    text = said(capsys, "azure")
    assert "\n✓ 1 change, inside routes\n" in text
    assert "put right" not in text
    assert text.index("✓") < text.index("Why it passes\n") < text.index("What would be needed\n")


def test_the_list_names_every_scenario_and_says_which_pass(capsys: Read) -> None:
    lines = said(capsys, "--list").splitlines()
    assert [line.split()[0] for line in lines] == list(scenarios.names())
    assert [line.split()[0] for line in lines if line.endswith("(passes: not claimed)")] == [
        "asana-2025-02-05",
        "azure-front-door-2025-10-29",
        "github-2026-02-09",
    ]


def test_the_whole_gallery_is_played_with_a_line_of_its_own_for_each(capsys: Read) -> None:
    lines = said(capsys, "--all").splitlines()
    assert [line.split()[1] for line in lines] == list(scenarios.names())
    for name, line in zip(scenarios.names(), lines, strict=True):
        rules = scenarios.scenario(name).stopped_by
        assert line.startswith("✗" if rules else "✓")
        assert line.endswith(", ".join(rules) or "passes: not claimed")


@pytest.mark.parametrize("arguments", [("--list", "--all"), ("--list", "brevo"), ("--all", "--keep")])
def test_the_whole_gallery_is_asked_for_alone(arguments: tuple[str, ...], capsys: Read) -> None:
    assert main(["demo", *arguments]) == 2
    assert "each alone" in capsys.readouterr().err


def test_a_kept_repository_can_be_tried_on(capsys: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "mkdtemp", lambda prefix: str(tmp_path))  # noqa: ARG005 - as the real one is called
    assert main(["demo", "google", "--keep"]) == 0
    assert f"the repository is in {tmp_path}" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--base", "main", "--head", "put-right"]) == 0


def test_a_story_that_ends_otherwise_than_it_is_told_is_a_fault_of_the_guard(
    monkeypatch: pytest.MonkeyPatch, capsys: Read
) -> None:
    stopped, missed = scenarios.scenario("brevo"), scenarios.scenario("asana")
    monkeypatch.setattr(scenarios, "build", lambda _, folder, build=scenarios.build: build(missed, folder))
    monkeypatch.setattr(scenarios, "scenario", lambda _: stopped)
    assert main(["demo", "brevo"]) == Undecided.status
    assert "the scenario should have ended in fail, not pass" in capsys.readouterr().err


def test_colour_marks_headings_and_what_is_gone_and_new_and_nothing_else() -> None:
    lines = [
        "diff --git a/x.yaml b/x.yaml",
        "--- a/x.yaml",
        "+++ b/x.yaml",
        "@@ -1,2 +1,2 @@",
        " a: 1",
        "-b: 1",
        "+b: 2",
    ]
    plain = "    x.yaml\n   a: 1\n  -b: 1\n  +b: 2\n"
    assert Stage(Style()).difference(lines) == plain
    coloured = Stage(Style(colour=True)).difference(lines)
    assert coloured == plain.replace("-b: 1", "\x1b[31m-b: 1\x1b[0m").replace("+b: 2", "\x1b[32m+b: 2\x1b[0m")
    assert Stage(Style(colour=True)).heading("The change") == "\x1b[1mThe change\x1b[0m\n"


def test_prose_fits_the_terminal_and_is_never_wider_than_a_page() -> None:
    story = scenarios.scenario("brevo").before
    for width, widest in ((60, 60), (100, 100), (300, 100)):
        lines = Stage(Style(width=width)).sections(story).splitlines()
        assert widest - 20 < max(map(len, lines)) <= widest


def test_where_a_part_is_not_installed_the_others_are_played_and_there_is_no_verdict(
    capsys: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cel_expr_python", None)
    _engine.engine.cache_clear()
    assert main(["demo", "--all"]) == Undecided.status
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert [line.split()[1] for line in lines] == list(scenarios.names())
    assert [line.split()[1] for line in lines if line.startswith("?")] == ["spotify-2025-04-16"]
    assert "1 scenario could not be judged" in said.err
    assert 'pip install "configguard-ci[checks]"' in said.err
