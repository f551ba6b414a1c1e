"""The catalogue has every case, and what it says of the tests is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hazards import catalogue

BYPASSES = catalogue.ROOT / "tests" / "bypasses"


@pytest.mark.parametrize("chapter", catalogue.CHAPTERS)
def test_a_chapter_has_every_case_once_and_in_order(chapter: str) -> None:
    assert [case.number for case in catalogue.cases(chapter)] == catalogue.numbers(chapter)


@pytest.mark.parametrize("chapter", catalogue.CHAPTERS)
def test_every_case_says_what_goes_wrong_on_one_line_of_a_table(chapter: str) -> None:
    for case in catalogue.cases(chapter):
        assert case.about, case
        assert not set("\n|") & set(case.about + case.none), case


@pytest.mark.parametrize("chapter", catalogue.CHAPTERS)
def test_every_case_has_tests_that_are_there_or_a_reason(chapter: str) -> None:
    for case in catalogue.cases(chapter):
        assert case.proof or case.none, case
        assert [proof for proof in case.proof if not catalogue.stands(proof)] == [], case


def test_every_folder_of_a_bypass_is_in_the_catalogue() -> None:
    named = {Path(proof).name for case in catalogue.cases("bypasses") for proof in case.proof if "::" not in proof}
    assert {folder.name for folder in BYPASSES.iterdir() if folder.is_dir()} <= named


@pytest.mark.parametrize(
    ("proof", "stands"),
    [
        ("tests/hazards/test_catalogue.py::test_a_proof_that_is_not_there_is_seen", True),
        ("tests/hazards/test_catalogue.py::test_of_nothing", False),
        ("tests/hazards/nowhere.py::test_of_nothing", False),
        ("tests/hazards", True),
        ("tests/nowhere", False),
    ],
)
def test_a_proof_that_is_not_there_is_seen(proof: str, stands: bool) -> None:  # noqa: FBT001 - a case
    assert catalogue.stands(proof) is stands


def test_the_page_says_what_the_catalogue_says() -> None:
    assert catalogue.PAGE.read_text(encoding="utf-8") == catalogue.page()
