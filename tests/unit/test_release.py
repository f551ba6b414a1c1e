"""A release is refused where its tag, its version and its changelog do not say the same."""

from __future__ import annotations

from datetime import date

import pytest
from packaging.version import Version

from configguard import __version__
from tests.release import CHANGELOG, UNRELEASED, main, mistakes, notes, sections

TODAY = date(2027, 1, 31)
GOOD = """\
# Changelog

All notable changes are written here.

## [Unreleased]

## [1.2.0] - 2027-01-31

### Added

- Something. See [1.1.0].

## [1.1.0] - 2026-12-01

- Something else.

[Unreleased]: https://example.org/compare/v1.2.0...main
[1.2.0]: https://example.org/releases/tag/v1.2.0
[1.1.0]: https://example.org/releases/tag/v1.1.0
"""


def test_a_release_whose_papers_agree_is_let_through() -> None:
    assert mistakes("v1.2.0", "1.2.0", GOOD, TODAY) == []


def test_a_release_candidate_is_one_too() -> None:
    assert mistakes("v1.2.0rc1", "1.2.0rc1", GOOD.replace("[1.2.0]", "[1.2.0rc1]"), TODAY) == []


def test_the_notes_are_the_words_of_its_section_alone() -> None:
    assert notes("1.2.0", GOOD) == "### Added\n\n- Something. See [1.1.0].\n"
    assert notes("1.1.0", GOOD) == "- Something else.\n"


@pytest.mark.parametrize(
    ("tag", "version", "wrong"),
    [
        ("v1.3.0", "1.2.0", "the tag is v1.3.0, and configguard.__version__ is 1.2.0"),
        ("1.2.0", "1.2.0", "the tag is 1.2.0, and configguard.__version__ is 1.2.0"),
        ("v1.2.0-rc.1", "1.2.0-rc.1", "1.2.0-rc.1 is written 1.2.0rc1 by PEP 440"),
        ("vsoon", "soon", "soon is no version by PEP 440"),
        ("v1.2.0.dev1", "1.2.0.dev1", "1.2.0.dev1 is for development, and not for others"),
        ("v1.2.0+us", "1.2.0+us", "1.2.0+us is for development, and not for others"),
    ],
)
def test_a_tag_that_is_not_the_versions_is_refused(tag: str, version: str, wrong: str) -> None:
    assert mistakes(tag, version, GOOD.replace("[1.2.0]", f"[{version}]"), TODAY) == [wrong]


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("## [1.2.0]", "## [1.2.1]", "the changelog has no sections for 1.2.0; it needs one: ## [1.2.0] - 2027-01-31"),
        (
            "## [1.1.0]",
            "## [1.2.0]",
            "the changelog has 2 sections for 1.2.0; it needs one: ## [1.2.0] - 2027-01-31",
        ),
        (" - 2027-01-31", "", "the changelog does not date 1.2.0 as a day such as 2027-01-31"),
        ("2027-01-31", "2027-02-30", "the changelog does not date 1.2.0 as a day such as 2027-01-31"),
        ("2027-01-31", "2027-02-01", "the changelog dates 1.2.0 2027-02-01, which is yet to come"),
        ("## [Unreleased]\n", "## [Unreleased]\n\n- More.\n", "the changelog has something under Unreleased"),
        ("### Added\n\n- Something. See [1.1.0].\n", "", "the changelog says nothing of 1.2.0"),
        ("\n[1.2.0]: ", "\n[1.2]: ", "the changelog does not say what [1.2.0] links to"),
        (
            "## [Unreleased]\n",
            "## [Unreleased]\n\n## [2.0.0] - 2027-01-01\n",
            "the newest section of the changelog is for 2.0.0",
        ),
    ],
)
def test_a_changelog_that_does_not_tell_of_the_release_is_refused(old: str, new: str, wrong: str) -> None:
    assert mistakes("v1.2.0", "1.2.0", GOOD.replace(old, new), TODAY) == [wrong]


def test_the_program_says_what_is_wrong_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("v0") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"the tag is v0, and configguard.__version__ is {__version__}\n" in said.err


def test_the_changelog_at_hand_can_become_a_releases() -> None:
    listed = sections(CHANGELOG.read_text("utf-8"))
    assert listed[0].name == UNRELEASED
    versions = [Version(section.name) for section in listed[1:]]
    assert versions == sorted(versions, reverse=True)
    assert all(date.fromisoformat(section.day) for section in listed[1:])
    assert str(Version(__version__)) == __version__
