from __future__ import annotations

import re
from pathlib import Path

import pytest

from configguard.model.plugins import Style
from configguard.reporters import names, render, report_schema
from tests.reporters.a_report import HOST, incident, outside, report

PAGE = (Path(__file__).parents[3] / "docs" / "report.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert isinstance(found, str)
    return found


def test_the_page_shows_what_the_text_reporter_says() -> None:
    assert block("text") == render("text", incident(), Style())


def test_the_page_shows_what_the_json_reporter_says() -> None:
    assert block("json") == render("json", report(changes=(HOST,), findings=(outside(HOST),)), Style())


@pytest.mark.parametrize("name", names())
def test_the_page_lists_every_reporter(name: str) -> None:
    assert f"| `{name}` |" in PAGE


def test_the_page_explains_every_key() -> None:
    keys = report_schema()["properties"]
    assert isinstance(keys, dict)
    assert [key for key in keys if key != "format" and not re.search(rf"^\| .*`{key}`.* \|", PAGE, re.MULTILINE)] == []
