"""A run that is asked to end does, at once and as a run that gave no verdict, and leaves nobody behind."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.press import Fault
from tests.faults.running import COMMAND, FINE, PASSED, PATIENCE

if TYPE_CHECKING:
    from tests.faults.press import Press
    from tests.faults.running import Place

ASKED = {"SIGTERM": 143, "SIGINT": 130, "SIGHUP": 129}
MOMENTS = {
    "loading the policy": "configguard.guard.looking:find_policy",
    "reading a file": "configguard.formats:read",
    "comparing": "configguard.diffing:compare",
    "judging": "configguard.rules.outside_intent:RULE.check",
    "saying": "configguard.reporters:render",
    "about to write": "configguard.cli._reports:write",
}
_AT = 'for word in "$@"; do\n  if [ "$word" = "$COMMAND" ]; then eval "$DEED"; fi\ndone\nexec "$real" "$@"'


@pytest.mark.parametrize("name", ASKED)
def test_whenever_it_is_asked_to_end_there_is_no_verdict(name: str, place: Place, press: Press) -> None:
    for moment, where in MOMENTS.items():
        ran = press.run(place, FINE, faults=[Fault(where, name)])
        assert (ran.status, ran.out) == (ASKED[name], ""), moment
        assert ran.err == "stopped before there was a verdict\n", moment


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("command", ["rev-parse", "cat-file", "diff-tree"])
def test_while_git_is_at_work_it_ends_with_git(name: str, command: str, own_place: Place, press: Press) -> None:
    note = own_place.beside / "git.pid"
    deed = f"echo $$ > {note}; sleep 0.2; kill -{name[3:]} $PPID; exec sleep {PATIENCE}"
    environ = own_place.with_git(_AT) | {"COMMAND": command, "DEED": deed}
    ran = press.run(own_place, FINE, environ=environ, constants={"configguard.revisions._conversation:_GONE": 0.05})
    assert (ran.status, ran.out) == (ASKED[name], "")
    assert "Traceback" not in ran.err
    assert not Path("/proc", note.read_text("utf-8").strip()).exists()  # nor is it anybody's orphan


def test_a_signal_that_python_drops_is_no_pass(place: Place, press: Press) -> None:
    """What a handler raises while an object is taken apart is lost."""
    ran = press.run(place, FINE, faults=[Fault("configguard.diffing:compare", "SIGTERM while an object dies")])
    assert ran.status == 143
    assert "Traceback" not in ran.err


def test_what_cannot_be_heard_ends_the_process_as_the_system_does(place: Place, press: Press) -> None:
    for number in (signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGUSR1, signal.SIGQUIT):
        ran = press.run(place, FINE, faults=[Fault("configguard.formats:read", number.name)])
        assert (ran.status, ran.out) == (-number, "")


def test_a_pipe_that_breaks_elsewhere_is_no_end(place: Place, press: Press) -> None:
    """SIGPIPE is not obeyed: a git that has gone is heard of otherwise."""
    assert press.run(place, FINE, faults=[Fault("configguard.formats:read", "SIGPIPE")]).status == 0


def test_what_the_caller_ignores_stays_ignored(place: Place) -> None:
    """As `nohup` has it, and a shell that starts something in the background."""
    environ = place.with_git(_AT) | {"COMMAND": "diff-tree", "DEED": "kill -HUP $PPID; kill -INT $PPID"}
    ran = place.shell("trap '' HUP INT; exec \"$@\"", *FINE, environ=environ)
    assert (ran.status, ran.err) == (0, "")
    assert place.run(*FINE, environ=environ | {"DEED": "kill -HUP $PPID"}).status == 129


def test_ctrl_c_reaches_git_too_and_is_said_once(place: Place) -> None:
    environ = place.environ | place.with_git(_AT) | {"COMMAND": "diff-tree", "DEED": "kill -INT 0; exec sleep 9"}
    for asked in (FINE, (*FINE, "--debug"), ("diff", *FINE[1:]), ("suggest", *FINE[1:])):
        done = subprocess.run(  # noqa: S603 - the tests' own words
            [*COMMAND, *asked],
            cwd=place.repository.top,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
            timeout=PATIENCE,
        )
        assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped before there was a verdict\n")


def test_at_whatever_moment_it_is_terminated_a_pass_is_whole_or_there_is_none(place: Place) -> None:
    """From the start of Python on; the last ones come too late."""
    whole = place.run(*FINE).out
    for pause in (0.0, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.3):
        pipe = subprocess.PIPE
        command = [*COMMAND, *FINE]
        with subprocess.Popen(  # noqa: S603 - the tests' own words
            command, cwd=place.repository.top, env=place.environ, stdout=pipe, stderr=pipe, text=True
        ) as process:
            time.sleep(pause)
            process.terminate()
            out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode in {0, 143, -signal.SIGTERM}
        assert "Traceback" not in err
        assert out == whole if process.returncode == 0 else PASSED not in out or out == whole
