"""History that a shallow clone lacks is fetched where that is asked for, and nothing else happens to the clone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.errors import Undecided
from configguard.model.event import Event
from configguard.model.revision import Ask, Comparison
from configguard.revisions import _deepening, compare
from tests.repositories import MERGE, PullRequest
from tests.unit.revisions.asking import commits, contents, differing, event

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Repository

_FAR = 70
"""So many commits make a history that a step does not bring whole."""


def _deeply(repository: Repository, base: str = "origin/main", head: str = "feature") -> Comparison:
    return compare(Ask(repository.directory, base=base, head=head, deepen=True))


def _parted(remote: Repository, before: int = 3, after: int = 2) -> str:
    """A remote whose branches have parted; the commit in which they did."""
    for number in range(before):
        remote.commit(f"Old {number}\n\nConfig-Scope: old-{number}\n", {"a.yaml": f"{number}"})
    parted = remote.oid()
    remote.branch("feature")
    for number in range(after):
        remote.commit(f"Mine {number}", {"b.yaml": f"{number}"})
    remote.switch("main")
    for number in range(after):
        remote.commit(f"Theirs {number}", {"c.yaml": f"{number}"})
    return parted


def _shallow(remote: Repository, top: Path, depth: int = 1) -> Repository:
    return remote.clone(top, f"--depth={depth}", "--no-single-branch", branch="feature")


def _state(repository: Repository) -> dict[str, bytes]:
    """All that git keeps of the clone but its objects and where its history is cut off."""
    folder = repository.top / ".git"
    files = [file for file in folder.rglob("*") if file.is_file()]
    kept = [file for file in files if file.relative_to(folder).parts[0] not in {"objects", "shallow"}]
    return {str(file.relative_to(folder)): file.read_bytes() for file in kept}


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_the_true_merge_base_is_found_from_every_depth(repository: Repository, tmp_path: Path, depth: int) -> None:
    """G03, G04."""
    parted = _parted(repository)
    found = _deeply(_shallow(repository, tmp_path / "copy", depth))
    assert [base.revision.oid for base in found.bases] == [parted]
    assert differing(found) == ["b.yaml"]


def test_nothing_is_fetched_that_was_not_asked_for(repository: Repository, tmp_path: Path) -> None:
    _parted(repository)
    copy = _shallow(repository, tmp_path / "copy")
    before = (copy.top / ".git/shallow").read_bytes()
    with pytest.raises(Undecided, match="shallow"):
        commits(copy, "origin/main", "feature")
    assert (copy.top / ".git/shallow").read_bytes() == before


def test_no_name_no_setting_and_no_log_of_the_clone_is_moved(repository: Repository, tmp_path: Path) -> None:
    _parted(repository)
    copy = _shallow(repository, tmp_path / "copy")
    copy.git("fetch", "--quiet", "--depth=1", "origin", "main")
    copy.git("config", "remote.origin.tagOpt", "--tags")
    copy.git("config", "remote.origin.mirror", "true")
    copy.git("config", "fetch.prune", "true")
    repository.git("tag", "-m", "new", "new")
    repository.git("branch", "new")
    repository.commit("Meanwhile", {"c.yaml": "9"})
    before = _state(copy)
    _deeply(copy)
    assert "FETCH_HEAD" in before
    assert _state(copy) == before


def test_what_the_clone_s_settings_would_have_run_is_not_run(repository: Repository, tmp_path: Path) -> None:
    _parted(repository)
    copy = _shallow(repository, tmp_path / "copy")
    trace, trap = tmp_path / "trace", tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho $0 >> '{trace}'\nexit 1\n", "utf-8")
    trap.chmod(0o755)
    for hook in ("reference-transaction", "post-checkout", "pre-auto-gc", "post-merge"):
        (copy.top / ".git/hooks" / hook).symlink_to(trap)
    settings = ("core.fsmonitor", "core.alternateRefsCommand", "remote.origin.uploadpack", "core.askPass", "core.pager")
    for name in settings:
        copy.git("config", name, str(trap))
    (copy.top / ".git/objects/info/alternates").write_text(f"{repository.top}/.git/objects\n", "utf-8")
    assert differing(_deeply(copy)) == ["b.yaml"]
    assert not trace.exists()
    copy.run("fetch", "--unshallow")
    assert trace.exists(), "a plain fetch steps into them"


def test_of_a_long_history_no_more_is_fetched_than_is_needed(repository: Repository, tmp_path: Path) -> None:
    parted = _parted(repository, before=_FAR)
    copy = _shallow(repository, tmp_path / "copy")
    assert _deeply(copy).bases[0].revision.oid == parted
    assert copy.git("rev-parse", "--is-shallow-repository") == "true"
    assert int(copy.git("rev-list", "--count", "feature")) < _FAR


def test_steps_go_on_until_it_is_enough(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_deepening, "STEPS", (1, 2, 3, _deepening.ALL))
    heard: list[tuple[str, str, int, int]] = []
    parted = _parted(repository, after=6)
    copy = _shallow(repository, tmp_path / "copy")
    asked = Ask(copy.directory, "origin/main", "feature", listener=lambda *told: heard.append(told), deepen=True)
    assert compare(asked).bases[0].revision.oid == parted
    assert heard == [("fetching history", f"{step} commits", step, 4) for step in (1, 2, 3)]


def test_a_commit_that_nobody_has_pushed_is_no_hindrance(repository: Repository, tmp_path: Path) -> None:
    parted = _parted(repository)
    copy = _shallow(repository, tmp_path / "copy")
    copy.commit("Here alone", {"d.yaml": "1"})
    found = _deeply(copy)
    assert found.bases[0].revision.oid == parted
    assert differing(found) == ["b.yaml", "d.yaml"]


def test_a_linked_work_tree_goes_deeper_too(repository: Repository, tmp_path: Path) -> None:
    parted = _parted(repository)
    copy = _shallow(repository, tmp_path / "copy")
    copy.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"), "feature")
    asked = Ask(str(tmp_path / "linked"), base="origin/main", head="HEAD", deepen=True)
    assert compare(asked).bases[0].revision.oid == parted


def test_the_base_that_a_checkout_of_depth_one_lacks_is_fetched(repository: Repository, tmp_path: Path) -> None:
    """G01."""
    pull_request = PullRequest(repository)
    copy = pull_request.checkout(tmp_path / "copy", 1)
    found = compare(Ask(copy.directory, event=_run(pull_request), deepen=True))
    assert found.tip.revision.oid == pull_request.base
    assert contents(found, "a.yaml") == (b"1", b"3")


def test_messages_are_fetched_when_somebody_wants_them(repository: Repository, tmp_path: Path) -> None:
    pull_request = PullRequest(repository)
    copy = pull_request.checkout(tmp_path / "copy", 2)
    found = compare(Ask(copy.directory, event=_run(pull_request), deepen=True))
    assert found.messages is None
    assert copy.git("rev-parse", "--is-shallow-repository") == "true"
    assert found.deeper is not None
    whole = found.deeper()
    assert whole.messages is not None
    assert [m.text.split("\n")[0] for m in whole.messages] == ["Mine", "Mine again"]
    assert whole.steps is not None
    assert [step.where for step in whole.steps()] == [m.where for m in whole.messages]


def test_where_it_is_not_asked_for_nobody_can_go_deeper(repository: Repository, tmp_path: Path) -> None:
    pull_request = PullRequest(repository)
    found = event(pull_request.checkout(tmp_path / "copy", 2), _run(pull_request))
    assert found.is_cut_off
    assert found.deeper is None


def test_a_push_is_compared_with_what_was_there_before_it(repository: Repository, tmp_path: Path) -> None:
    before = repository.commit("Before", {"a.yaml": "1"})
    for number in range(3):
        after = repository.commit(f"Pushed {number}", {"a.yaml": f"new {number}"})
    copy = repository.clone(tmp_path / "copy", "--depth=1")
    found = compare(Ask(copy.directory, event=Event("push", base=before, head=after), deepen=True))
    assert contents(found, "a.yaml") == (b"1", b"new 2")


def test_old_messages_beyond_a_shallow_base_are_not_taken_for_the_change_s(
    repository: Repository, tmp_path: Path
) -> None:
    """The base's history is cut off, the head's is not: what lies behind both looks as if only the head had it."""
    pull_request = PullRequest(repository)
    copy = pull_request.checkout(tmp_path / "copy", 1, "refs/heads/main")
    copy.git("fetch", "--quiet", "origin", f"{pull_request.tip}:refs/remotes/origin/feature")
    copy.git("fetch", "--quiet", "origin", f"{MERGE}:refs/remotes/pull/7/merge")
    asked = copy.git("log", "--format=%s", "^origin/main", "origin/feature").split("\n")
    assert asked == ["Mine again", "Mine", "Start"], "so it looks to git"
    found = event(copy, _run(pull_request))
    assert found.messages is None
    deeper = compare(Ask(copy.directory, event=_run(pull_request), deepen=True)).deeper
    assert deeper is not None
    assert [m.text.split("\n")[0] for m in deeper().messages or ()] == ["Mine", "Mine again"]


def _run(pull_request: PullRequest) -> Event:
    return Event(
        "pull_request", head=pull_request.merge, base_branch="main", number=7, head_branch_tip=pull_request.tip
    )
