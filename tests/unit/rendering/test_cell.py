"""What a program can do in its cell, as far as this platform lets one be built."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from configguard.rendering import _programs, _running
from configguard.rendering._running import MOST_OUTPUT, Ended, Order, run

if TYPE_CHECKING:
    from configguard.model.recipe import Wall

_ENVIRONMENT = {"PATH": "/usr/bin:/bin"}


def _run(folder: Path, script: str, timeout: int = 30) -> Ended:
    found = _programs.find("sh")
    assert found is not None
    return run(Order((found, "-c", script), folder, folder, tuple(_programs.needs(found)), _ENVIRONMENT, timeout))


def _python(folder: Path, script: str) -> Ended:
    read = tuple(_programs.needs(sys.executable))
    return run(Order((sys.executable, "-I", "-c", script), folder, folder, read, {}, 30))


def _needs(wall: Wall, ended: Ended) -> None:
    if wall not in ended.walls:
        pytest.skip(f"this platform lets no wall be built before {wall}")


def test_what_it_writes_comes_back(tmp_path: Path) -> None:
    ended = _run(tmp_path, "echo out; echo err >&2; pwd")
    assert (ended.problem, ended.output, ended.error) == ("", f"out\n{tmp_path}\n".encode(), b"err\n")


def test_its_status_is_told(tmp_path: Path) -> None:
    assert _run(tmp_path, "exit 3").problem == "ends with status 3"
    assert _run(tmp_path, "kill -9 $$").problem.startswith("ends with status ")


def test_it_sees_nothing_of_this_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "S3NTINEL")
    ended = _run(tmp_path, "env")
    assert b"PATH=/usr/bin:/bin" in ended.output
    assert b"S3NTINEL" not in ended.output


def test_nobody_answers_it(tmp_path: Path) -> None:
    assert _run(tmp_path, "cat; echo done").output == b"done\n"


def test_a_program_that_is_none_is_told(tmp_path: Path) -> None:
    file = tmp_path / "odd"
    file.write_bytes(b"\0")
    file.chmod(0o755)
    ended = run(Order((str(file),), tmp_path, tmp_path, (), {}, 30))
    assert ended.problem == "ends with status 127"
    assert b"cannot be started" in ended.error


def test_an_endless_run_is_ended(tmp_path: Path) -> None:
    begun = time.monotonic()
    ended = _run(tmp_path, "sleep 600", timeout=1)
    assert ended.problem == "does not end within 1 second"
    assert time.monotonic() - begun < 60


def test_what_it_leaves_running_is_ended_with_it(tmp_path: Path) -> None:
    ended = _run(tmp_path, "(while :; do echo >> alive; sleep 0.05; done) & sleep 0.3")
    size = (tmp_path / "alive").stat().st_size
    time.sleep(0.3)
    assert ended.problem == ""
    assert (tmp_path / "alive").stat().st_size == size


def test_what_hides_from_its_group_is_ended_with_it(tmp_path: Path) -> None:
    ended = _run(tmp_path, "setsid sh -c 'while :; do echo >> alive; sleep 0.05; done' & sleep 0.3")
    _needs("processes", ended)
    size = (tmp_path / "alive").stat().st_size
    time.sleep(0.3)
    assert (tmp_path / "alive").stat().st_size == size


@pytest.mark.parametrize("script", ["yes", "yes >&2", "while :; do echo endless; done"])
def test_endless_output_is_ended(tmp_path: Path, script: str) -> None:
    ended = _run(tmp_path, script)
    assert ended.problem
    assert len(ended.output) <= MOST_OUTPUT
    assert len(ended.error) <= MOST_OUTPUT


def test_as_much_as_is_read_may_be_written(tmp_path: Path) -> None:
    ended = _run(tmp_path, f"head -c {MOST_OUTPUT} /dev/zero")
    assert (ended.problem, len(ended.output)) == ("", MOST_OUTPUT)
    assert _run(tmp_path, f"head -c {MOST_OUTPUT + 1} /dev/zero").problem == "writes more than 5 MB"


def test_too_much_memory_is_refused(tmp_path: Path) -> None:
    ended = _python(tmp_path, "a = bytearray(3 << 30)")
    assert ended.problem == "ends with status 1"
    assert b"MemoryError" in ended.error


def test_no_network_is_there(tmp_path: Path) -> None:
    script = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))"
    ended = _python(tmp_path, script)
    _needs("network", ended)
    assert b"Network is unreachable" in ended.error


def test_no_connection_can_be_made(tmp_path: Path) -> None:
    ended = _python(tmp_path, "import socket; socket.create_connection(('127.0.0.1', 9), 1)")
    _needs("tcp", ended)
    assert b"PermissionError" in ended.error


def test_no_file_of_somebody_s_can_be_read(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.write_text("S3NTINEL", encoding="utf-8")
    ended = _run(inside, f"cat {outside}; cat /proc/self/environ; cat /etc/passwd; ls {tmp_path}")
    _needs("files", ended)
    assert ended.output == b""
    assert ended.error.count(b"Permission denied") == 4


def test_nothing_can_be_written_elsewhere(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    ended = _run(inside, f"echo a > here; echo b > {tmp_path}/there; ln -s {tmp_path} up; echo c > up/there; cat here")
    _needs("files", ended)
    assert ended.output == b"a\n"
    assert not (tmp_path / "there").exists()


def test_no_socket_of_a_service_can_be_asked(tmp_path: Path) -> None:
    ended = _python(tmp_path, "import os; print(os.stat('/run').st_size)")
    _needs("network", ended)
    assert ended.output == b"40\n"  # an empty one, in memory


def test_a_relative_folder_of_the_path_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "helm"
    here.write_text("#!/bin/sh\n", encoding="utf-8")
    here.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", "no-such"]))
    assert _programs.find("helm") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert _programs.find("helm") == str(here)


def test_where_no_namespace_can_be_had_to_the_end_the_program_runs_without(tmp_path: Path) -> None:
    cell = Path(_running.__file__).with_name("_cell.py")
    telling, told = os.pipe()
    asked = {"words": ["/bin/echo", "done"], "write": str(tmp_path), "read": ["/"], "output": 1000, "tell": told}
    script = (
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('cell', {str(cell)!r})\n"
        "cell = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(cell)\n"
        "def refused(name, text): raise PermissionError(1, name)\n"
        "cell._map = refused\ncell.main(sys.argv[1])\n"
    )
    done = subprocess.run(  # noqa: S603 - the tests' own words
        [sys.executable, "-I", "-c", script, json.dumps(asked)], pass_fds=(told,), capture_output=True, check=True
    )
    os.close(told)
    walls = os.read(telling, 100).decode().split()
    os.close(telling)
    assert done.stdout == b"done\n"
    assert not {"network", "processes"} & set(walls)


def test_a_renderer_ends_with_the_guard(tmp_path: Path) -> None:
    """Nobody would be left to look at the time."""
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom configguard.rendering._running import Order, run\n"
        "here = Path(sys.argv[1])\n"
        "loop = 'while :; do echo >> alive; sleep 0.05; done'\n"
        "run(Order(('/bin/sh', '-c', loop), here, here, ('/',), {'PATH': '/usr/bin:/bin'}, 600))\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path)]) as guard:  # noqa: S603 - the tests' own words
        alive = tmp_path / "alive"
        while not alive.exists():
            time.sleep(0.05)
        guard.kill()
    time.sleep(0.5)
    size = alive.stat().st_size
    time.sleep(0.3)
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux tells a process that its parent has ended")
    assert alive.stat().st_size == size
