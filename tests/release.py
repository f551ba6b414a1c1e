"""Holds a release's tag, version and changelog together, and writes its notes: `python -m tests.release v1.2.0`."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from packaging.version import InvalidVersion, Version

from configguard import __version__

CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"
UNRELEASED = "Unreleased"
_HEADING = re.compile(r"^## (?P<words>.*)$", re.MULTILINE)
_WORDS = re.compile(r"\[(?P<name>[^\]]+)\](?: - (?P<day>\S+))?")
_LINK = re.compile(r"^\[(?P<name>[^\]]+)\]: (?P<to>https://\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """What the changelog says of one version, or of what is not released yet."""

    name: str
    day: str
    text: str


def sections(changelog: str) -> list[Section]:
    """The sections, the newest first; one whose heading is of another form has no name but its words."""
    headings = list(_HEADING.finditer(changelog))
    ends = [*(heading.start() for heading in headings[1:]), len(changelog)]
    found = []
    for heading, end in zip(headings, ends, strict=True):
        words = _WORDS.fullmatch(heading["words"])
        name, day = (words["name"], words["day"] or "") if words else (heading["words"], "")
        found.append(Section(name, day, _LINK.sub("", changelog[heading.end() : end]).strip()))
    return found


def mistakes(tag: str, version: str, changelog: str, today: date) -> list[str]:
    """What keeps this tag from being a release, in sentences."""
    return [*_of_the_version(tag, version), *_of_the_changelog(version, changelog, today)]


def notes(version: str, changelog: str) -> str:
    """What the changelog says of this version."""
    return next(f"{section.text}\n" for section in sections(changelog) if section.name == version)


def _of_the_version(tag: str, version: str) -> list[str]:
    found = [] if tag == f"v{version}" else [f"the tag is {tag}, and configguard.__version__ is {version}"]
    try:
        read = Version(version)
    except InvalidVersion:
        return [*found, f"{version} is no version by PEP 440"]
    if str(read) != version:
        found.append(f"{version} is written {read} by PEP 440")
    if read.is_devrelease or read.local:
        found.append(f"{version} is for development, and not for others")
    return found


def _of_the_changelog(version: str, changelog: str, today: date) -> list[str]:
    listed = sections(changelog)
    own = [section for section in listed if section.name == version]
    if len(own) != 1:
        return [f"the changelog has {len(own) or 'no'} sections for {version}; it needs one: ## [{version}] - {today}"]
    newest = next(section for section in listed if section.name != UNRELEASED)
    found = [] if newest is own[0] else [f"the newest section of the changelog is for {newest.name}"]
    found += [f"the changelog has something under {UNRELEASED}" for s in listed if s.name == UNRELEASED and s.text]
    if not own[0].text:
        found.append(f"the changelog says nothing of {version}")
    if version not in {link["name"] for link in _LINK.finditer(changelog)}:
        found.append(f"the changelog does not say what [{version}] links to")
    return [*found, *_of_the_day(own[0], today)]


def _of_the_day(section: Section, today: date) -> list[str]:
    try:
        day = date.fromisoformat(section.day)
    except ValueError:
        return [f"the changelog does not date {section.name} as a day such as {today}"]
    return [f"the changelog dates {section.name} {day}, which is yet to come"] if day > today else []


def main(tag: str) -> int:
    """Write the notes, or say what is wrong; returns the exit status."""
    changelog = CHANGELOG.read_text("utf-8")
    wrong = mistakes(tag, __version__, changelog, datetime.now(UTC).date())
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    if not wrong:
        sys.stdout.write(notes(__version__, changelog))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
