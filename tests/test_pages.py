"""The pages say what the code says."""

from __future__ import annotations

import re

import pytest

from tests import pages
from tests.gallery_page import gallery_page

PAGES = [pages.README, *sorted((pages.ROOT / "docs").rglob("*.md"))]


def test_the_readme_shows_what_the_demo_prints_and_which_rules_there_are() -> None:
    text = pages.README.read_text("utf-8")
    assert text == pages.readme(text), "python -m tests.pages writes it anew"


def test_the_page_of_the_rules_is_their_manual_pages() -> None:
    assert pages.RULES.read_text("utf-8") == pages.rules_page(), "python -m tests.pages writes it anew"


def test_the_page_of_the_gallery_shows_every_scenario_and_what_is_said_of_it() -> None:
    assert pages.GALLERY.read_text("utf-8") == gallery_page(), "python -m tests.pages writes it anew"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(pages.ROOT)))
def test_every_link_within_the_pages_leads_somewhere(page: object) -> None:
    path = pages.ROOT / str(page)
    for target in re.findall(r"\]\(([^)#\s]*)(?:#[^)\s]*)?\)", path.read_text("utf-8")):
        if target and "://" not in target:
            assert (path.parent / target).exists(), f"{path.name} names {target}, which is not there"
