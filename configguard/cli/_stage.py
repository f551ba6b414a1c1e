"""Tells the story of an outage at a terminal: what happened, the change, what the guard says, and what follows."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from configguard.model.plugins import Style
from configguard.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.scenarios import Scenario, Section

_WIDEST = 100
_INDENT = "  "
_STRONG, _FAINT, _GONE, _NEW = "1", "2", "31", "32"
_SIGNS = {"-": _GONE, "+": _NEW}
_NOT_SHOWN = ("diff --git ", "index ", "--- ", "new file mode ", "deleted file mode ")


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a story is told: how wide it is, and whether in colour, which never carries the meaning alone."""

    style: Style

    def opening(self, scenario: Scenario) -> str:
        """Whose outage it was, and what happened."""
        link = f"{_INDENT}{scenario.write_up}"
        return "\n".join([self._paint(_STRONG, scenario.heading), self._paint(_FAINT, link), ""])

    def sections(self, sections: Iterable[Section]) -> str:
        """Parts of the story, below their headings."""
        return "".join(f"\n{self.heading(section.heading)}{self._prose(section)}" for section in sections)

    def heading(self, words: str) -> str:
        """A line above a part of the story."""
        return f"{self._paint(_STRONG, words)}\n"

    def message(self, message: str) -> str:
        """What the commit says, set off from what is told of it."""
        return "".join(f"    {line}".rstrip() + "\n" for line in message.splitlines())

    def difference(self, lines: Iterable[str]) -> str:
        """What `git diff` says of files, without what only git wants to know."""
        return "\n".join(self._line(line) for line in _shown(lines)).rstrip() + "\n"

    def command(self, words: str) -> str:
        """A command as it would be typed."""
        return f"\n{self._paint(_STRONG, f'$ {words}')}\n"

    def _prose(self, section: Section) -> str:
        width = min(self.style.width, _WIDEST)
        blocks = (
            textwrap.wrap(
                text,
                width,
                initial_indent=_INDENT,
                subsequent_indent=_INDENT,
                break_long_words=False,
                break_on_hyphens=False,
            )
            for text in section.paragraphs
        )
        return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)

    def _line(self, line: str) -> str:
        return f"{_INDENT}{self._paint(_SIGNS.get(line[:1], ''), line)}".rstrip()

    def _paint(self, colour: str, text: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self.style.colour and colour and text else text


def _shown(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a difference, with a file's name above its own and dots between its hunks."""
    named, first = False, True
    for line in lines:
        if line.startswith("+++ "):
            yield from ("",) if named else ()
            yield f"  {line.removeprefix('+++ b/')}"
            named = first = True
        elif line.startswith("@@ "):
            if not first:
                yield "  …"
            first = False
        elif not line.startswith(_NOT_SHOWN):
            yield line
