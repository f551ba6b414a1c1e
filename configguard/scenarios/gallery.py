"""Reads the scenarios, each a folder beside this module."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from configguard.errors import Misasked
from configguard.model.record import dataclass

_GALLERY = Path(__file__).parent
_DATE = len("-2025-07-25")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the story: its heading, and paragraphs, each on one line."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One outage: `base`, `head` and `mended` are folders; the latter two hold only the files that differ.

    `stopped_by` are the rules whose errors stop the change. One that the guard does not claim to stop has none, and
    nothing mended; where the words of the mended change are others, they are `mended_message`. `before` is told ahead
    of the reports, `after` behind them.
    """

    name: str
    title: str
    who: str
    write_up: str
    stopped_by: tuple[str, ...]
    before: tuple[Section, ...]
    after: tuple[Section, ...]
    message: str
    mended_message: str
    base: Path
    head: Path
    mended: Path | None

    @property
    def day(self) -> date:
        """The day of the outage."""
        return date.fromisoformat(self.name[1 - _DATE :])

    @property
    def heading(self) -> str:
        """Whose outage, of which day, and what it was: one line."""
        return f"{self.who}, {self.day.day} {self.day:%B %Y}: {self.title}"


def names() -> tuple[str, ...]:
    """The names of all scenarios: those that the guard stops first, each part by date."""
    folders = [about.parent for about in _GALLERY.glob("*/about.txt")]
    return tuple(f.name for f in sorted(folders, key=lambda f: (not (f / "mended").is_dir(), f.name[-_DATE:], f.name)))


def scenario(name: str) -> Scenario:
    """The scenario of this name, or the only one that begins so; raises `Misasked` otherwise, which lists them."""
    fitting = [each for each in names() if each == name] or [each for each in names() if each.startswith(name)]
    if len(fitting) != 1:
        first, *others = (f"configguard demo {each}" for each in fitting or names())
        problem = f"“{name}” could be several scenarios" if fitting else f"there is no scenario “{name}”"
        raise Misasked(problem, first, *others)
    return _read(_GALLERY / fitting[0])


def _read(folder: Path) -> Scenario:
    head, *parts = (folder / "about.txt").read_text("utf-8").split("\n## ")
    title, fields = head.split("\n\n", 1)
    facts = dict(line.split(": ", 1) for line in fields.splitlines() if line)
    sections = tuple(_section(part) for part in parts)
    mended, message = folder / "mended", (folder / "message.txt").read_text("utf-8")
    other = folder / "mended.txt"
    return Scenario(
        name=folder.name,
        title=title,
        who=facts["Who"],
        write_up=facts["Write-up"],
        stopped_by=tuple(facts.get("Stopped by", "").replace(",", "").split()),
        before=sections[:2],
        after=sections[2:],
        message=message,
        mended_message=other.read_text("utf-8") if other.is_file() else message,
        base=folder / "base",
        head=folder / "head",
        mended=mended if mended.is_dir() else None,
    )


def _section(part: str) -> Section:
    heading, _, text = part.partition("\n")
    return Section(heading, tuple(" ".join(block.split()) for block in text.strip().split("\n\n")))
