"""A person who waits sees how far it is, on one line that is gone in the end; nobody else sees anything."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from configguard.cli import _progress
from configguard.model.progress import heard, nobody
from tests.repositories import Repository
from tests.unit.cli.terminals import at_a_terminal

if TYPE_CHECKING:
    from pathlib import Path

POLICY = 'version: 1\nfiles: [{ match: "config/**" }]\nscopes: { a: { settings: ["config/**"] } }\n'
IMPATIENT = (
    "import sys\n"
    "from configguard.cli import _progress, main\n"
    "_progress.PATIENCE = _progress.PAUSE = 0.0\n"
    "sys.exit(main(sys.argv[1:]))\n"
)
RANGE = ("--base", "main", "--head", "change")


class Terminal(io.StringIO):
    """A stderr that is one."""

    def isatty(self) -> bool:
        """It is."""
        return True


class Clock:
    """Tells the time that it is told."""

    now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Stderr as a terminal of 60 columns."""
    made = Terminal()
    monkeypatch.setattr(_progress, "sys", SimpleNamespace(stderr=made))  # pytest puts its own back before the test
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(_progress, "_width", lambda: 60)
    monkeypatch.setattr(_progress, "_lines", [])
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands still."""
    made = Clock()
    monkeypatch.setattr(_progress, "monotonic", made)
    return made


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A change of three files, in two commits."""
    made = Repository(tmp_path / "repository")
    made.commit("Begin", {".configguard.yaml": POLICY, **{f"config/{name}.yaml": "a: 1\n" for name in "xyz"}})
    made.branch("change")
    made.commit("Tune\n\nConfig-Scope: a", {f"config/{name}.yaml": "a: 2\n" for name in "xy"})
    made.commit("Tune\n\nConfig-Scope: a", {"config/z.yaml": "a: 2\n"})
    return made


def test_a_short_run_draws_nothing(terminal: Terminal, clock: Clock) -> None:
    draw = _progress.listener(wanted=True)
    for number in range(1000):
        clock.now = number / 1001
        draw("comparing file", "config/a.yaml", number, 1000)
    _progress.erase()
    assert terminal.getvalue() == ""


def test_a_long_run_draws_one_line_ten_times_a_second_and_takes_it_away(terminal: Terminal, clock: Clock) -> None:
    draw = _progress.listener(wanted=True)
    for number in range(1, 2001):
        clock.now = number / 1000
        draw("comparing file", f"config/{number}.yaml", number, 2000)
    drawn = terminal.getvalue().split("\r\x1b[K")
    assert len(drawn) in {11, 12}
    assert drawn[1] == "comparing file 1,000 of 2,000  config/1000.yaml"
    _progress.erase()
    _progress.erase()
    assert terminal.getvalue().endswith(".yaml\r\x1b[K")
    assert "\n" not in terminal.getvalue()


@pytest.mark.parametrize(
    ("name", "shown"),
    [("x" * 100, "x" * 38), ("文" * 100, "文" * 19), ("a\x1b[2J\nb", r"a\x1b[2J\nb"), ("\udcff", r"\udcff")],
)
def test_a_name_neither_runs_over_the_edge_nor_moves_the_cursor(
    terminal: Terminal, clock: Clock, name: str, shown: str
) -> None:
    draw = _progress.listener(wanted=True)
    clock.now = 2.0
    draw("reading file", name, 1, 2)
    assert terminal.getvalue() == f"\r\x1b[Kreading file 1 of 2  {shown}"


@pytest.mark.parametrize(("wanted", "term"), [(False, "xterm"), (True, "dumb"), (True, None)])
def test_in_ci_and_on_what_cannot_erase_nobody_listens(
    terminal: Terminal,
    monkeypatch: pytest.MonkeyPatch,
    wanted: bool,  # noqa: FBT001 - a case
    term: str | None,
) -> None:
    monkeypatch.delenv("TERM") if term is None else monkeypatch.setenv("TERM", term)
    assert terminal.isatty()
    assert _progress.listener(wanted=wanted) is nobody


def test_where_stderr_is_no_terminal_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_progress, "sys", SimpleNamespace(stderr=io.StringIO()))
    monkeypatch.setenv("TERM", "xterm")
    assert _progress.listener(wanted=True) is nobody


def test_a_terminal_that_has_gone_ends_no_run(
    clock: Clock, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = _progress.listener(wanted=True)

    def gone(_text: str) -> int:
        raise OSError

    monkeypatch.setattr(terminal, "write", gone)
    for clock.now in (2.0, 3.0):
        draw("reading file", "a", 1, 2)
    _progress.erase()
    assert terminal.getvalue() == ""


def test_each_item_is_told_before_it_is_worked_on() -> None:
    said: list[tuple[str, str, int, int]] = []
    worked = list(heard(lambda *told: said.append(told), "reading file", ["a", "b"], str))
    assert worked == ["a", "b"]
    assert said == [("reading file", "a", 1, 2), ("reading file", "b", 2, 2)]


@pytest.mark.parametrize("piping", [False, True])
def test_at_a_terminal_the_line_comes_and_goes_before_the_report(repository: Repository, piping: bool) -> None:  # noqa: FBT001 - a case
    seen = at_a_terminal(repository.top, "-c", IMPATIENT, "check", *RANGE, piping=piping)
    assert seen.status == 0
    assert "\r\x1b[Kcomparing file 2 of 3  config/y.yaml" in seen.screen
    assert not any("comparing" in line for line in seen.lines)
    said = seen.piped if piping else "\n".join(seen.lines)
    assert "3 changes, all inside a" in said.partition("\n")[0]


def test_it_goes_before_what_went_wrong_is_said(repository: Repository) -> None:
    repository.commit("Spoil", {"config/z.yaml": "a: 3\n"})
    code = IMPATIENT.replace("sys.exit", "import configguard.rules as r; r.judge = None\nsys.exit")
    seen = at_a_terminal(repository.top, "-c", code, "check", *RANGE)
    assert seen.status == 3
    assert "comparing file" in seen.screen
    assert seen.lines[0].startswith("cannot judge: the guard itself failed")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("explain", "config/**:a"), "reading file 3 of 3  config/z.yaml"),
        (("log", "--head", "change"), "reading version 1 of "),
        (("doctor",), "reading file 1 of 3  config/x.yaml"),
        (("check", *RANGE, "--strict"), "reading file 1 of 3  config/x.yaml"),
    ],
)
def test_whatever_reads_many_files_tells_of_them(repository: Repository, arguments: tuple[str, ...], told: str) -> None:
    assert told in at_a_terminal(repository.top, "-c", IMPATIENT, *arguments).screen


def test_commits_that_are_judged_one_by_one_are_told_one_by_one(repository: Repository) -> None:
    repository.switch("main")
    repository.commit("Each", {".configguard.yaml": f"{POLICY}intent: {{ per: commit }}\n"})
    repository.switch("change")
    assert "judging commit 2 of 2  " in at_a_terminal(repository.top, "-c", IMPATIENT, "check", *RANGE).screen


@pytest.mark.parametrize("variables", [{"CI": "true"}, {"TERM": "dumb"}])
def test_in_ci_and_on_a_dumb_terminal_the_screen_stays_plain(repository: Repository, variables: dict[str, str]) -> None:
    seen = at_a_terminal(repository.top, "-c", IMPATIENT, "check", *RANGE, variables=variables)
    assert seen.status == 0
    assert "comparing" not in seen.screen
