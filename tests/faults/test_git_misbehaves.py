"""A git that fails, lies, hangs, shouts or dies, and none at all."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.faults.running import FINE, LONG, WORKTREE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.press import Press
    from tests.faults.running import Place

COMMANDS = {"rev-parse": FINE, "cat-file": FINE, "diff-tree": FINE, "rev-list": LONG, "ls-files": WORKTREE}
ENDS = {
    "ends well and says nothing": "exit 0",
    "fails and says nothing": "exit 1",
    "gives up": "exit 128",
    "dies of a fault": "kill -SEGV $$",
    "is killed before it speaks": "kill -KILL $$",
    "is killed when it has spoken": '"$real" "$@" < /dev/null; kill -KILL $$',
    "closes its output and stays": "exec 1>&-; sleep 0.2; exit 0",
    "says something else": "echo missing; exit 0",
    "says that all is missing": 'while read -r name; do echo "$name missing"; done; exit 0',
    "says it of another object": 'while read -r name; do echo "$OTHER blob 1"; echo x; done; exit 0',
}
_AS_IF_EMPTY = {
    "ends well and says nothing",
    "closes its output and stays",
    "says that all is missing",  # of what it is asked for, which is nothing
    "says it of another object",
}
_AT = 'for word in "$@"; do\n  if [ "$word" = "$COMMAND" ]; then eval "$DEED"; fi\ndone\nexec "$real" "$@"'
_SHOUT = 'head -c 1000000 /dev/zero | tr "\\0" x >&2'


@pytest.mark.parametrize("command", COMMANDS)
def test_a_git_that_fails_in_any_way_is_no_verdict(command: str, place: Place, press: Press) -> None:
    fake = place.with_git(_AT) | {"COMMAND": command, "OTHER": place.repository.oid("main:config/host.yaml")}
    # An index without a file is one, too, and only git's status tells that it is none.
    deeds = {name: deed for name, deed in ENDS.items() if command != "ls-files" or name not in _AS_IF_EMPTY}
    ran = press.many(place, COMMANDS[command], [fake | {"DEED": deed} for deed in deeds.values()])
    # A revision that does not exist would be the question's mistake; here it is git that says so.
    odd = {name: one for name, one in zip(deeds, ran, strict=True) if not one.undecided() and one.status != 2}
    assert not odd
    assert press.run(place, COMMANDS[command], environ=fake | {"DEED": ":"}).status == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_git_that_complains_without_end_is_heard_out(command: str, place: Place, press: Press) -> None:
    """No pipe fills up, and what it says besides its answer is no matter."""
    fake = place.with_git(_AT) | {"COMMAND": command}
    assert press.run(place, COMMANDS[command], environ=fake | {"DEED": _SHOUT}).status == 0
    failed = press.run(place, COMMANDS[command], environ=fake | {"DEED": f"{_SHOUT}; exit 3"})
    assert failed.undecided()


@pytest.mark.parametrize("command", ["rev-parse", "cat-file", "diff-tree"])
def test_a_git_that_hangs_is_given_up(command: str, place: Place, press: Press) -> None:
    environ = place.with_git(_AT) | {"COMMAND": command, "DEED": "exec sleep 60"}
    module = "configguard.revisions._conversation"
    limits = {f"{module}:PATIENCE": 0.2, f"{module}:_GONE": 0.05}
    assert press.run(place, FINE, environ=environ, constants=limits).undecided("git has not answered", "git fsck")


def test_no_git_at_all_is_said(place: Place, tmp_path: Path) -> None:
    """What is no program is none, whatever it is called."""
    for kind in ("absent", "a folder", "no program", "a link to nothing"):
        folder = tmp_path / kind
        folder.mkdir()
        if kind == "a folder":
            (folder / "git").mkdir()
        elif kind == "no program":
            (folder / "git").write_text("#!/bin/sh\n", "utf-8")
        elif kind == "a link to nothing":
            (folder / "git").symlink_to("nowhere")
        assert place.run(*FINE, environ={"PATH": str(folder)}).undecided("git is not installed"), kind


@pytest.mark.parametrize("content", ["", "#!/nowhere/sh\n", "\0\1\2"])
def test_a_git_that_cannot_be_started_is_said(content: str, place: Place, tmp_path: Path) -> None:
    file = tmp_path / "git"
    file.write_text(content, "utf-8")
    file.chmod(0o755)
    assert place.run(*FINE, environ={"PATH": str(tmp_path)}).undecided("git")


def test_a_git_of_the_repository_is_not_started(own_place: Place) -> None:
    """Not even where the PATH names the folder at hand."""
    (own_place.repository.top / "git").write_text("#!/bin/sh\ntouch started\n", "utf-8")
    (own_place.repository.top / "git").chmod(0o755)
    ran = own_place.run(*FINE, environ={"PATH": f".:{os.pathsep}{own_place.environ['PATH']}"})
    assert ran.status == 0
    assert not (own_place.repository.top / "started").exists()


def test_an_object_that_is_lost_or_broken_is_no_verdict(own_place: Place, press: Press) -> None:
    """Each of those that a check reads in turn, in the real git's words."""
    repository = own_place.repository
    names = [
        "main",
        "main^{tree}",
        "fine",
        "fine^{tree}",
        "fine:config",
        "fine:config/mail.yaml",
        "main:.configguard.yaml",
    ]
    for name in names:
        oid = repository.oid(name)
        file = repository.top / ".git" / "objects" / oid[:2] / oid[2:]
        kept = file.with_suffix(".kept")
        file.rename(kept)
        assert press.run(own_place, FINE).status in {2, 3}, name
        for broken in (b"", b"nonsense", kept.read_bytes()[:-3]):
            file.write_bytes(broken)
            assert press.run(own_place, FINE).undecided(), (name, broken)
            file.unlink()
        kept.rename(file)
    assert press.run(own_place, FINE).status == 0


def test_a_git_that_moves_the_branch_meanwhile_changes_nothing(own_place: Place, press: Press) -> None:
    """What a name stands for is asked once, so that one state is judged."""
    real = shutil.which("git")
    oid = own_place.repository.oid("strayed")
    environ = own_place.with_git(_AT) | {"COMMAND": "diff-tree", "DEED": f"{real} update-ref refs/heads/fine {oid}"}
    assert press.run(own_place, FINE, environ=environ).status == 0
    assert own_place.repository.oid("fine") == oid
    assert press.run(own_place, FINE).status == 1
