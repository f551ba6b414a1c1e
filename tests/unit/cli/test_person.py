"""`suggest` asks a person at a terminal, writes nothing without a yes, and asks nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.cli.commands import Desk, desk
from tests.unit.cli.terminals import Seen, at_a_terminal

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]
RANGE = ("--base", "main", "--head", "change")
LINES = ["Config-Scope: email", "Config-Setting: config/api.yaml:database.host"]
HINT = "  end the commit message with these lines; configguard install has git offer them each time"
QUESTION = "  write them to .configguard/changes/email.yaml? [y/N] "


@pytest.fixture
def reading(desk: Desk) -> Path:
    """A repository whose policy reads change files, too."""
    desk.repository.switch("main")
    policy = desk.read(".configguard.yaml") + "intent: { sources: [trailer, change-file] }\n"
    desk.repository.commit("Listen", {".configguard.yaml": policy})
    desk.repository.switch("change")
    return desk.repository.top


def suggest(folder: Path, *options: str, typed: str = "", piping: bool = False, ci: bool = False) -> Seen:
    return at_a_terminal(
        folder,
        "-m",
        "configguard",
        "suggest",
        *RANGE,
        *options,
        typed=typed,
        piping=piping,
        variables={"CI": "true"} if ci else None,
    )


def test_a_yes_writes_a_change_file_that_makes_check_pass(desk: Desk, reading: Path) -> None:
    seen = suggest(reading, typed="y\n")
    assert seen.status == 0
    assert seen.lines == [
        *LINES,
        "",
        HINT,
        f"{QUESTION}y",
        "wrote .configguard/changes/email.yaml",
        "  and bring it with the change: git add -- .configguard/changes/email.yaml",
        "",
    ]
    desk.repository.commit("Say what it is for")
    assert desk.run("check", *RANGE).status == 0


@pytest.mark.parametrize("typed", ["\n", "n\n", "maybe\n", "\x04"])
def test_everything_else_writes_nothing(reading: Path, typed: str) -> None:
    seen = suggest(reading, typed=typed)
    assert seen.status == 0
    assert QUESTION in seen.screen
    assert not (reading / ".configguard").exists()


def test_a_name_that_is_taken_is_not_offered(reading: Path) -> None:
    (reading / ".configguard" / "changes").mkdir(parents=True)
    (reading / ".configguard" / "changes" / "email.yaml").write_text("scopes: [storage]\n", encoding="utf-8")
    assert "  write them to .configguard/changes/email-2.yaml? [y/N] " in suggest(reading, typed="\n").screen


def test_where_the_policy_reads_no_change_file_none_is_offered(desk: Desk) -> None:
    seen = suggest(desk.repository.top)
    assert seen.lines == [*LINES, "", HINT, ""]


def test_where_git_offers_them_already_that_is_not_said_again(desk: Desk) -> None:
    desk.run("install")
    assert suggest(desk.repository.top).lines[3] == HINT.partition(";")[0]


@pytest.mark.parametrize(
    ("options", "piping", "ci"), [((), True, False), ((), False, True), (("--no-input",), False, False)]
)
def test_nobody_is_asked_behind_a_pipe_in_ci_or_where_nobody_wants_it(
    reading: Path,
    options: tuple[str, ...],
    piping: bool,  # noqa: FBT001 - a case
    ci: bool,  # noqa: FBT001 - as above
) -> None:
    seen = suggest(reading, *options, piping=piping, ci=ci)
    assert seen.status == 0
    assert (seen.piped or seen.screen).splitlines() == LINES
    assert not (piping and seen.screen)


def test_nobody_is_asked_about_what_has_been_said(desk: Desk, reading: Path) -> None:
    desk.repository.commit("Say it\n\n" + "\n".join(LINES), {"config/api.yaml": desk.read("config/api.yaml") + "\n"})
    assert suggest(reading).screen.splitlines() == LINES
