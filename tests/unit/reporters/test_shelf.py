from __future__ import annotations

import subprocess
import sys

import pytest

from configguard.errors import Misasked
from configguard.model.plugins import Style
from configguard.reporters import names, render, reporters
from tests.reporters.a_report import incident

NAMES = (
    "github",
    "github-summary",
    "gitlab",
    "html",
    "json",
    "junit",
    "markdown",
    "oneline",
    "rdjson",
    "sarif",
    "text",
)


def test_reporters_are_found_by_their_files() -> None:
    assert names() == NAMES
    assert tuple(reporters()) == names()
    assert all(reporter.summary for reporter in reporters().values())


@pytest.mark.parametrize("name", ["yaml", "", "_cases", "text.x", "../text", "github_summary", "__init__"])
def test_a_name_that_no_reporter_has_is_refused_with_the_list(name: str) -> None:
    with pytest.raises(Misasked) as refused:
        render(name, incident(), Style())
    assert "github-summary, gitlab, html, json" in refused.value.problem
    assert refused.value.cures == ("configguard list reporters",)


def test_rendering_is_pure() -> None:
    for name in names():
        assert render(name, incident(), Style()) == render(name, incident(), Style())


def test_a_reporter_is_read_without_the_others() -> None:
    code = (
        "import sys; from configguard.reporters import names; names();"
        "print(sorted(n for n in sys.modules if n.startswith('configguard.reporters.') and '._' not in n))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert done.stdout.strip() == "[]"
