"""Every command that a page shows is one that there is, with the options that it has."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from configguard.cli._parser import chosen, parser_for
from tests.integration import doors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = [doors.ROOT / "README.md", *sorted((doors.ROOT / "docs").rglob("*.md"))]
_FENCED = re.compile(r"^```[\w-]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OF_A_LINE = re.compile(r"^\s*(?:- run: |run: |- |\$ |exec )?configguard (.+)$")
_INLINE = re.compile(r"`configguard ([^`]+)`")
_COMMENT = re.compile(r"\s{2,}#.*$|\s{3,}\S.*$")


def shown(page: Path) -> Iterator[str]:
    """What stands behind `configguard` wherever the page shows a command."""
    text = page.read_text("utf-8")
    for block in _FENCED.findall(text):
        lines = (_OF_A_LINE.match(line) for line in block.replace("\\\n", "").splitlines())
        yield from (_COMMENT.sub("", line[1]) for line in lines if line)
    yield from _INLINE.findall(_FENCED.sub("", text).replace("\n", " "))


def is_one(command: str) -> bool:
    """Whether the program takes it; a word in capitals stands for another, a command's name alone for the command."""
    arguments = shlex.split(command.replace("…", "").partition(" | ")[0], comments=True)
    known = chosen(arguments)
    if known is None or len(arguments) == 1:
        return known is not None or arguments[0] in {"--version", "--help"}
    try:
        parser_for(known).parse_args(arguments)
    except SystemExit as ended:
        return ended.code == 0
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(doors.ROOT).as_posix())
def test_every_command_that_a_page_shows_can_be_given(page: Path) -> None:
    assert [command for command in shown(page) if not is_one(command)] == []


def test_the_pages_show_commands() -> None:
    assert sum(len(list(shown(page))) for page in PAGES) > 50


@pytest.mark.parametrize("wrong", ["chekc", "check --tagret x", "log --sinse 3", "check --head"])
def test_a_slip_in_one_would_be_found(wrong: str) -> None:
    assert not is_one(wrong)
