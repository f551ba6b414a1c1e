"""Nothing but git is started, and git starts nothing: sentinels in every setting, hook and name that could run one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repositories import Repository, environment
from tests.unit.guard.asking import repository

ROOT = Path(__file__).parents[3]
API = "smtp:\n  host: mx1\nbilling:\n  plan: a\n"
_WATCHED = """\
import json, os, sys
sys.path.insert(0, {root!r})
seen = []
STARTS = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.forkpty")
SPEAKS = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "urllib.Request", "ctypes.dlopen")
def watch(event, arguments):
    if event in STARTS:
        seen.append([event, os.fsdecode(arguments[0]) if arguments else ""])
    elif event in SPEAKS:
        seen.append([event, repr(arguments[1:])])
    elif event == "open" and not isinstance(arguments[0], int):  # a number is open already
        if arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            seen.append([event, os.fsdecode(arguments[0])])
sys.addaudithook(watch)
from configguard.cli import main
status = main(sys.argv[1:])
json.dump([status, seen], sys.__stderr__)
"""
_PROGRAMS = (
    "sh bash dash env ssh scp less more vi vim nano editor cat gpg gpgsm git-lfs git-remote-https git-remote-ext curl"
    " wget python python3 perl node docker open xdg-open sudo nice uname hostname tput stty diff patch file"
)
_SETTINGS = (
    "core.fsmonitor core.pager core.sshCommand core.editor core.askPass core.gitProxy core.alternateRefsCommand"
    " diff.external diff.trap.command diff.trap.textconv filter.trap.clean filter.trap.smudge filter.trap.process"
    " merge.trap.driver credential.helper gpg.program gpg.ssh.program interactive.diffFilter sequence.editor pager.diff"
    " uploadpack.packObjectsHook receive.procReceiveRefs trailer.trap.command trailer.trap.cmd submodule.trap.update"
    " alias.cat-file alias.diff-tree alias.rev-parse alias.ls-files browser.trap.cmd man.trap.cmd difftool.trap.cmd"
)
_VARIABLES = "GIT_PAGER GIT_EDITOR GIT_SSH GIT_SSH_COMMAND GIT_ASKPASS GIT_EXTERNAL_DIFF GIT_PROXY_COMMAND"
_HOOKS = (
    "post-index-change reference-transaction fsmonitor-watchman post-checkout pre-commit commit-msg pre-auto-gc"
    " post-merge post-commit sendemail-validate pre-push update"
)


@pytest.fixture
def trapped(tmp_path: Path) -> Repository:
    """A change in a repository that is full of traps, each of which leaves its name behind when it springs."""
    made = repository(tmp_path, {"config/api.yaml": API, "config/billing/a.yaml": "a: 1\n"})
    made.commit("Mail\n\nConfig-Scope: email\n", {"config/api.yaml": API.replace("mx1", "mx2")})
    made.commit(
        "x\n", {".gitattributes": "* diff=trap filter=trap merge=trap ident\n", "config/billing/a.yaml": "a: 2\n"}
    )
    made.write("config/billing/a.yaml", "a: 3\n")
    fired = tmp_path / "fired"
    fired.mkdir()
    for name in _SETTINGS.split():
        mark = "!" if name.startswith(("alias", "credential", "submodule")) else ""
        made.git("config", name, f"{mark}touch {fired}/{name}; cat")
    made.git("config", "filter.trap.required", "true")
    made.git("config", "remote.origin.url", f"ext::sh -c touch% {fired}/remote")
    made.git("config", "remote.origin.promisor", "true")
    made.git("config", "remote.origin.partialclonefilter", "blob:none")
    made.git("config", "extensions.partialClone", "origin")
    hooks = tmp_path / "hooks"
    for folder, names in ((hooks, _HOOKS), (made.top / ".git" / "hooks", _HOOKS), (tmp_path / "bin", _PROGRAMS)):
        folder.mkdir(exist_ok=True)
        for name in names.split():
            (folder / name).write_text(f"#!/bin/sh\n/usr/bin/touch {fired}/{name}\n")
            (folder / name).chmod(0o755)
    made.git("config", "core.hooksPath", str(hooks))
    return made


def watched(made: Repository, *arguments: str, **variables: str) -> tuple[int, list[list[str]], list[str]]:
    """The status of a command, what it started or spoke to, and the traps that sprang."""
    folder = made.top.parent
    fired = folder / "fired"
    names = f"{_VARIABLES} PAGER EDITOR VISUAL SSH_ASKPASS BROWSER PYTHONBREAKPOINT LESSOPEN BASH_ENV ENV".split()
    environ = {
        **{name: f"touch {fired}/{name}" for name in names},
        **environment(),
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        **variables,
    }
    done = subprocess.run(  # noqa: S603 - the tests' own words
        [sys.executable, "-I", "-B", "-c", _WATCHED.format(root=str(ROOT)), *arguments],
        cwd=made.top,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    status, seen = json.loads(done.stderr.splitlines()[-1])
    return status, seen, sorted(trap.name for trap in fired.iterdir())


def test_the_traps_would_spring(trapped: Repository, tmp_path: Path) -> None:
    """What people run every day sets them off."""
    trapped.run("status")
    simple = ("-c", "filter.trap.process=", "-c", "filter.trap.required=false")
    # Else the filter, which is no true one, would end git before it comes to the others.
    trapped.run(*simple, "diff", "main", "work")
    trapped.run(*simple, "commit", "--allow-empty", "--message=x")
    trapped.run("fetch", "origin", environ={"GIT_ALLOW_PROTOCOL": "ext"})
    sprung = {trap.name for trap in (tmp_path / "fired").iterdir()}
    assert sprung >= {"core.fsmonitor", "diff.trap.command", "filter.trap.process", "pre-commit", "remote"}, sprung


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("check", "--base", "main", "--head", "work", "--format", "json"), 1),
        (("check", "--base", "main", "--worktree"), 1),
        (("check", "--staged", "--scope", "billing"), 0),
        (("check", "--base", "main", "--head", "work", "--strict", "--format", "sarif"), 1),
        (("diff", "--base", "main", "--head", "work"), 0),
        (("suggest", "--base", "main", "--head", "work"), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_nothing_but_git_is_started_and_git_starts_nothing(
    trapped: Repository, arguments: tuple[str, ...], status: int
) -> None:
    """G54: and nothing is spoken to over a network, and no file is opened to be written."""
    ended, seen, fired = watched(trapped, *arguments)
    assert fired == []
    started = {what for event, what in seen if event == "subprocess.Popen"}
    assert {Path(what).name for what in started} == {"git"}, started
    assert all(Path(what).is_absolute() for what in started)
    assert [entry for entry in seen if entry[0] != "subprocess.Popen" and entry[1] != os.devnull] == []
    assert ended == status


def test_git_itself_tells_of_no_child(trapped: Repository, tmp_path: Path) -> None:
    """G54: by its own account of all that it starts."""
    traces = tmp_path / "traces"
    traces.mkdir()
    settings = tmp_path / "settings"
    settings.write_text(f"[trace2]\n\teventTarget = {traces}\n")
    status, _, fired = watched(trapped, "check", "--base", "main", "--worktree", GIT_CONFIG_GLOBAL=str(settings))
    events = [json.loads(line) for file in traces.iterdir() for line in file.read_text().splitlines()]
    assert sum(event["event"] == "start" for event in events) > 3
    assert [event for event in events if event["event"] in {"child_start", "exec"}] == []
    assert (status, fired) == (1, [])
