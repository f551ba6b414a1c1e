"""A thousand commits, told in one go: all of them right, and nothing read twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from configguard import formats
from configguard.guard.past.archive import Subject, archive
from configguard.guard.past.recounting import recount
from configguard.model.history import Span
from configguard.model.pattern import parse
from configguard.revisions import _git
from tests.benchmarks.repositories import make_past, path_of

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.history import Recount

COMMITS = 1_000
VERSIONS = 200
SETTING = f"{path_of(0)}:part_0.host_0"


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every tenth of the first 200 commits changes the setting."""
    return make_past(tmp_path_factory.mktemp("long"), COMMITS, versions=VERSIONS)


def _noting(monkeypatch: pytest.MonkeyPatch, where: object, name: str, number: int) -> list[Any]:
    """What a function is called with from now on, as its argument of this number."""
    noted: list[Any] = []
    called = getattr(where, name)

    def noting(*arguments: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
        noted.append(arguments[number])
        return called(*arguments)

    monkeypatch.setattr(where, name, noting)
    return noted


def _told(past: Path, what: str, span: Span) -> Recount:
    known = archive(str(past), "HEAD", None)
    return recount(known, Subject(parse(what, anchored=True)), span)


def test_every_change_is_told_with_its_values_and_its_words(past: Path) -> None:
    found = _told(past, SETTING, Span())
    told = [
        (event.subject, change.before and change.before.text, change.after and change.after.text)
        for event in found.events
        for change in event.changes
    ]
    assert told == [
        *(
            (f"Tune {number}", f"service-{number // 10 - 1}.internal", f"service-{number // 10}.internal")
            for number in range(VERSIONS - 10, 0, -10)
        ),
        ("Tune 0", None, "service-0.internal"),
    ]
    assert (found.looked_at, found.ends) == (COMMITS, "beginning")
    assert {str(said) for event in found.events for said in event.said} == {"Config-Scope: tuning"}


def test_each_version_is_parsed_once_and_git_is_started_but_a_few_times(
    past: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = _noting(monkeypatch, formats, "read", 0)
    started = _noting(monkeypatch, _git, "start", 1)
    _told(past, SETTING, Span())
    assert parsed.count(path_of(0)) == VERSIONS
    assert {*parsed} == {path_of(0), ".configguard.yaml"}
    assert len(started) <= 5


def test_what_lies_outside_the_span_is_not_parsed(past: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = _noting(monkeypatch, formats, "read", 0)
    begin = 1_700_000_000 + 100 * 60
    found = _told(past, SETTING, Span(begin, begin + 10 * 60))
    assert [event.subject for event in found.events] == ["Tune 110", "Tune 100"]
    assert parsed.count(path_of(0)) == 12  # eleven versions, and the one before them


def test_whoever_waits_hears_how_many_versions_are_left(past: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    known = archive(str(past), "HEAD", None)
    subject = Subject(parse(SETTING, anchored=True))
    recount(known, subject, Span(), lambda doing, _, number, total: heard.append((doing, number, total)))
    assert heard[0] == ("reading version", 1, VERSIONS)
    assert heard[-1] == ("reading version", VERSIONS, VERSIONS)
