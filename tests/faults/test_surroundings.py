"""Odd homes, folders, clocks, encodings and ways of starting Python: the verdict is the same, or there is none."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults.running import COMMAND, FINE, STRAYED, WORKTREE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.running import Place

_PYTHON = (sys.executable,)
_MODULE = ("-m", "configguard")


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": "/absent", "TMPDIR": "/absent"},
        {"HOME": os.devnull, "COLUMNS": "nonsense", "LINES": "-1"},
        {"HOME": "", "TERM": "dumb", "COLUMNS": "1"},
        {"HOME": "/proc", "XDG_CONFIG_HOME": "/proc", "TZ": "nowhere/nothing", "SOURCE_DATE_EPOCH": "-1"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LANG": "tr_TR.UTF-8", "LC_ALL": "nowhere"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252:strict"},
        {"PYTHONWARNINGS": "error"},
        {"PYTHONOPTIMIZE": "1"},
        {"PYTHONUNBUFFERED": "1", "PYTHONMALLOC": "debug"},
    ],
    ids=str,
)
def test_odd_surroundings_change_no_verdict(environ: dict[str, str], place: Place) -> None:
    passed, failed = place.run(*FINE, environ=environ), place.run(*STRAYED, environ=environ)
    assert (passed.status, failed.status) == (0, 1)
    assert "2 changes, all inside mail" in passed.out
    assert (passed.err, failed.err) == ("", "")


@pytest.mark.parametrize("how", [("-I", "-W", "error"), ("-B", "-s", "-E", "-X", "utf8=0")])
def test_however_python_is_started_the_verdict_is_the_same(how: tuple[str, ...], place: Place) -> None:
    ran = [place.run(*asked, command=(*_PYTHON, *how, *_MODULE)) for asked in (FINE, STRAYED)]
    assert [one.status for one in ran] == [0, 1]


def test_the_command_as_it_is_installed_ends_as_the_module_does(place: Place) -> None:
    script = (*_PYTHON, "-c", "import sys; from configguard.__main__ import run; sys.exit(run())")
    assert [place.run(*asked, command=script).status for asked in (FINE, STRAYED)] == [0, 1]


def test_an_environment_with_nothing_but_a_path_suffices(place: Place) -> None:
    script = 'exec env -i "PATH=$PATH" "$@"'
    assert [place.shell(script, *asked).status for asked in (FINE, STRAYED)] == [0, 1]


def test_a_python_that_drops_the_manual_pages_is_refused(place: Place) -> None:
    """The rules' pages are docstrings, which reports quote."""
    assert place.run(*FINE, environ={"PYTHONOPTIMIZE": "2"}).refused("unset PYTHONOPTIMIZE")
    assert place.run("--version", command=(*_PYTHON, "-OO", *_MODULE)).refused("docstrings")


def test_no_seed_of_hashes_changes_a_word(place: Place) -> None:
    asked = (*STRAYED, "--format", "json")
    assert len({place.run(*asked, environ={"PYTHONHASHSEED": seed}).out for seed in ("0", "1", "4242")}) == 1


def test_a_folder_that_is_gone_is_a_wrong_question(own_place: Place, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    script = f'mkdir {gone}; cd {gone}; rmdir {gone}; exec "$@"'
    for asked in (FINE, ("diff",), ("restore",), ("explain", "a.yaml:b"), ("log",), ("list", "files")):
        assert own_place.shell(script, *asked).refused("the folder in which this was started cannot be used", "cd ")


def test_a_repository_that_cannot_be_written_is_judged(own_place: Place) -> None:
    """Nothing is left in it, either: no index is refreshed, no lock taken."""
    top = own_place.repository.top
    (top / ".git" / "index.lock").write_text("", "utf-8")
    before = {path: path.stat().st_mtime_ns for path in sorted(top.rglob("*"))}
    for path in (top, top / ".git", top / "config"):
        path.chmod(0o555)
    assert [own_place.run(*asked).status for asked in (FINE, STRAYED, WORKTREE)] == [0, 1, 0]
    assert {path: path.stat().st_mtime_ns for path in sorted(top.rglob("*"))} == before
    for path in (top, top / ".git", top / "config"):
        path.chmod(0o755)


@pytest.mark.parametrize("index", [1, 1_000_000_000, 4_000_000_000])
@pytest.mark.parametrize("file", [1, 1_000_000_000, 4_000_000_000])
def test_no_clock_hides_an_edit_of_the_same_length(index: int, file: int, own_place: Place) -> None:
    """An edit is seen however files and the index are dated: set back, set forward, or alike."""
    top = own_place.repository.top
    edited = top / "config/host.yaml"
    os.utime(edited, (file, file))
    own_place.repository.git("update-index", "--refresh")
    os.utime(top / ".git/index", (index, index))
    edited.write_text("host: db-2\n", "utf-8")
    os.utime(edited, (file, file))
    assert own_place.run(*WORKTREE).status == 1


def test_a_configguard_that_is_not_installed_whole_is_no_verdict(place: Place, tmp_path: Path) -> None:
    """A module that is missing must not end with 1, which is a verdict."""
    (tmp_path / "broken.py").write_text(
        "import sys\nsys.modules[sys.argv.pop(1)] = None\nfrom configguard.__main__ import run\nrun()\n", "utf-8"
    )
    for module in ("argparse", "configguard.cli.check", "yaml", "git", "configguard.rules.type_change"):
        ran = place.run(module, *FINE, command=(*_PYTHON, str(tmp_path / "broken.py")))
        assert ran.undecided("install"), module
    assert place.run("absent", *FINE, command=(*_PYTHON, str(tmp_path / "broken.py"))).status == 0
    assert COMMAND[1:] == _MODULE
