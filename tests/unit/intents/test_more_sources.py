"""Change files, titles, labels and standing scopes say what commits and pull requests say, and mean the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from configguard import guard
from configguard.errors import Undecided
from configguard.guard import Question
from configguard.model.event import Event
from configguard.model.revision import Ask
from tests.repositories import Repository
from tests.unit.guard.asking import errors, findings

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

POLICY = """\
version: 1
files: [{ match: "**/*.{yaml,json}" }]
scopes:
  email: { settings: ["config/email.yaml"] }
  billing: { settings: ["config/billing.yaml"] }
intent: { sources: { %s } }
"""
FILE = ".configguard/changes/mail.yaml"
EVENT = Event("pull_request", number=12, title="Widen the pool", body="", author="ada", base_branch="main")
CHANGE_FILE = "change-file: "
TITLE = "title: conventional"
LABEL = "label: 'scope: (?P<scope>.+)'"
ACTOR = "actor: { 'renovate[bot]': [email] }"


def asked(  # noqa: PLR0913 - a question has many parts
    top: Path,
    sources: str,
    files: dict[str, str | None] | None = None,
    message: str = "Work\n",
    *,
    event: Event | None = None,
    base: dict[str, str | None] | None = None,
) -> Report:
    """What comes of an edit of the mail's settings, and of these files."""
    made = Repository(top)
    made.commit("Begin", {".configguard.yaml": POLICY % sources, "config/email.yaml": "a: 1\n", **(base or {})})
    made.branch("work")
    made.commit(message, {"config/email.yaml": "a: 2\n", **(files or {})})
    event = event and replace(event, head=made.oid())
    ask = Ask(made.directory, base="main", head="HEAD", event=event)
    return guard.judge(Question(ask, event=event, ci=event is not None))


def said(report: Report) -> list[str]:
    return [f"{one} ({one.source}, {one.where})" for one in report.intent.said]


def test_a_change_file_that_comes_with_the_change_declares_it_and_is_no_configuration(tmp_path: Path) -> None:
    report = asked(tmp_path, CHANGE_FILE, {FILE: "scopes: [email]\nreason: The relay drops.\nticket: MAIL-12\n"})
    assert said(report) == [f"Config-Scope: email (change-file, {FILE})"]
    assert (report.verdict, report.findings, len(report.changes)) == ("pass", (), 1)


def test_it_may_name_settings_with_their_values(tmp_path: Path) -> None:
    right = "settings: config/email.yaml:a = 2\n"
    assert asked(tmp_path / "right", CHANGE_FILE, {FILE: right}).verdict == "pass"
    wrong = right.replace("2", "3")
    assert errors(asked(tmp_path / "wrong", CHANGE_FILE, {FILE: wrong})) == {"unmet-intent"}


def test_a_change_file_that_stood_there_before_says_nothing(tmp_path: Path) -> None:
    report = asked(tmp_path, CHANGE_FILE, base={FILE: "scopes: [email]\n"})
    assert (said(report), errors(report)) == ([], {"missing-intent"})


def test_one_that_is_edited_speaks_whole_and_one_that_goes_does_not(tmp_path: Path) -> None:
    before: dict[str, str | None] = {FILE: "scopes: [email]\n"}
    edited = asked(tmp_path / "edited", CHANGE_FILE, {FILE: "scopes: [email] # again\n"}, base=before)
    assert edited.verdict == "pass"
    assert errors(asked(tmp_path / "gone", CHANGE_FILE, {FILE: None}, base=before)) == {"missing-intent"}


def test_a_file_elsewhere_is_no_change_file(tmp_path: Path) -> None:
    report = asked(tmp_path, CHANGE_FILE, {"changes/mail.yaml": "scopes: [email]\n"})
    assert errors(report) == {"missing-intent"}


def test_where_change_files_lie_is_the_policys_to_say(tmp_path: Path) -> None:
    report = asked(tmp_path, "change-file: 'changes/*.json'", {"changes/mail.json": '{"scopes": "email"}'})
    assert (report.verdict, len(report.changes)) == ("pass", 1)


def test_without_that_source_the_file_is_configuration_like_any_other(tmp_path: Path) -> None:
    report = asked(tmp_path, "trailer: ", {FILE: "scopes: [email]\n"}, "Mail\n\nConfig-Scope: email\n")
    assert findings(report)[0] == f"error outside-intent {FILE}:scopes[0]"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("scopes: [email\n", "“the file”"),
        ("- email\n", "“the file”, but it is no mapping"),
        ("scopes: [email]\n---\nscopes: [billing]\n", "“the file”, but it holds more than one document"),
        (
            "scops: [email]\n",
            "“scops: …”, but that key means nothing; its keys are scopes, settings, targets, overrides",
        ),
        ("scopes: [email]\nscopes: [billing]\n", "“scopes: …”, but the key stands twice"),
        ("scopes: { a: b }\n", "“scopes: …”, but a list of texts must stand there"),
        ("scopes: [email, 7]\n", "“scopes: 7”, but a list of texts must stand there"),
        ("settings: [config/email.yaml]]\n", "“the file”"),
    ],
)
def test_a_change_file_that_cannot_be_understood_is_a_finding(text: str, told: str, tmp_path: Path) -> None:
    report = asked(tmp_path, CHANGE_FILE, {FILE: text})
    (finding,) = [found for found in report.findings if found.rule == "unmet-intent"]
    assert f"{FILE} says {told}" in finding.message
    assert report.verdict == "fail"


def test_a_symlink_is_no_change_file(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.commit(
        "Begin", {".configguard.yaml": POLICY % CHANGE_FILE, "config/email.yaml": "a: 1\n", "x.yaml": "scopes: email\n"}
    )
    made.branch("work")
    (tmp_path / ".configguard/changes").mkdir(parents=True)
    (tmp_path / FILE).symlink_to("../../x.yaml")
    made.commit("Work", {"config/email.yaml": "a: 2\n"})
    report = guard.judge(Question(Ask(made.directory, base="main", head="HEAD")))
    assert "unmet-intent" in errors(report)


@pytest.mark.parametrize(
    ("title", "declared"),
    [
        ("feat(email): widen the pool", ["email"]),
        ("fix(email,billing)!: widen the pool", ["email", "billing"]),
        ("feat(emial): widen the pool", []),
        ("feat(policy): loosen it", []),
        ("feat(*): all", []),
        ("Revert feat(email): widen the pool", []),
        ("feat: email", []),
        ("", []),
    ],
)
def test_a_title_names_scopes_of_the_policy_or_says_nothing(title: str, declared: list[str], tmp_path: Path) -> None:
    report = asked(tmp_path, TITLE, event=replace(EVENT, title=title))
    assert [one.text for one in report.intent.said] == declared
    assert report.verdict == ("pass" if "email" in declared else "fail")


def test_where_there_is_no_pull_request_the_titles_of_the_commits_count(tmp_path: Path) -> None:
    assert asked(tmp_path / "own", TITLE, message="feat(email): widen\n").verdict == "pass"
    merged = "Merge pull request #12 from acme/pool\n\nfeat(email): widen\n"
    assert asked(tmp_path / "merged", TITLE, message=merged).verdict == "pass"
    other = "Merge branch 'x'\n\nfeat(email): widen\n"
    assert asked(tmp_path / "other", TITLE, message=other).verdict == "fail"


def test_the_title_of_a_pull_request_stands_for_those_of_its_commits(tmp_path: Path) -> None:
    assert asked(tmp_path, TITLE, message="feat(email): widen\n", event=EVENT).verdict == "fail"


def test_a_bots_title_says_nothing(tmp_path: Path) -> None:
    event = replace(EVENT, title="build(email): bump x", author="renovate[bot]", is_bot=True)
    assert asked(tmp_path, TITLE, event=event).verdict == "fail"


def test_a_title_may_have_another_form(tmp_path: Path) -> None:
    form = r"title: '\[(?P<scope>\w+)\]'"
    assert asked(tmp_path / "right", form, event=replace(EVENT, title="[email] Widen")).verdict == "pass"
    assert asked(tmp_path / "wrong", form, event=replace(EVENT, title="Widen [email]")).verdict == "fail"


def test_a_regular_expression_cannot_hang_the_guard(tmp_path: Path) -> None:
    with pytest.raises(Undecided, match="takes too long"):
        asked(tmp_path, "title: '(a+)+(?P<scope>b)$'", event=replace(EVENT, title="a" * 60))


@pytest.mark.parametrize(
    ("labels", "passes"),
    [
        (("bug", "scope: email"), True),
        (("scope: emial",), False),
        (("no scope: email",), False),
        (("scope: email, billing",), True),
        ((), False),
    ],
)
def test_a_label_names_scopes_as_a_whole(labels: tuple[str, ...], passes: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    assert (asked(tmp_path, LABEL, event=replace(EVENT, labels=labels)).verdict == "pass") is passes


def test_a_bot_has_its_standing_scopes_and_no_others_have(tmp_path: Path) -> None:
    bot = replace(EVENT, author="renovate[bot]", is_bot=True)
    assert said(asked(tmp_path / "bot", ACTOR, event=bot)) == ["Config-Scope: email (actor, the author renovate[bot])"]
    assert asked(tmp_path / "ada", ACTOR, event=EVENT).verdict == "fail"
    assert asked(tmp_path / "like", ACTOR, event=replace(bot, author="Renovate[bot]")).verdict == "fail"


def test_a_standing_scope_without_a_change_is_not_unused(tmp_path: Path) -> None:
    bot = replace(EVENT, author="renovate[bot]", is_bot=True)
    sources = "actor: { 'renovate[bot]': [email, billing] }"
    assert asked(tmp_path, sources, event=bot).findings == ()


def test_what_the_bot_may_not_touch_is_found(tmp_path: Path) -> None:
    bot = replace(EVENT, author="renovate[bot]", is_bot=True)
    report = asked(tmp_path, ACTOR, {"config/billing.yaml": "b: 1\n"}, event=bot)
    assert findings(report) == ["error outside-intent config/billing.yaml:b"]


@pytest.mark.parametrize("source", [LABEL, ACTOR])
def test_where_the_event_does_not_tell_there_is_no_verdict(source: str, tmp_path: Path) -> None:
    report = asked(tmp_path, source, event=Event("merge_group"))
    assert report.verdict == "unjudged"
    assert "say it in a commit message" in report.unjudged[1]


def test_all_sources_add_up_and_the_report_tells_which_said_what(tmp_path: Path) -> None:
    sources = f"trailer: , {CHANGE_FILE}, {TITLE}, {LABEL}, {ACTOR}"
    event = replace(EVENT, title="feat(email): x", labels=("scope: billing",))
    report = asked(tmp_path, sources, {FILE: "scopes: email\n"}, "W\n\nConfig-Scope: email\n", event=event)
    assert {(one.source, one.text) for one in report.intent.said} == {
        ("trailer", "email"),
        ("change-file", "email"),
        ("title", "email"),
        ("label", "billing"),
    }
