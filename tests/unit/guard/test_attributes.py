"""A line of attributes counts where its pattern fits a configuration file, wherever it stands and is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"config/api.yaml": "a: 1\n", "config/deep/more.json": "{}\n", "docs/api.txt": "\n"}


def guards(tmp_path: Path, path: str, before: str, after: str) -> bool:
    report = judged(tmp_path, {**FILES, path: before}, {**FILES, path: after}, "x\n")
    return path in {found.file for found in report.findings if found.rule == "policy-change"}


@pytest.mark.parametrize(
    ("path", "line", "fits"),
    [
        (".gitattributes", "*.json -diff", True),  # one of the configuration files is enough
        (".gitattributes", "more.json -diff", True),
        (".gitattributes", "/more.json -diff", False),
        (".gitattributes", "deep/more.json -diff", False),
        (".gitattributes", "config/deep/* -diff", True),
        (".gitattributes", "  *.json -diff", True),
        (".gitattributes", "*.json\t-diff", True),
        (".gitattributes", "*.txt -diff", False),
        (".gitattributes", "#*.json -diff", False),
        (".gitattributes", "api.yaml#", False),
        (".gitattributes", "config/***/x{", True),  # what cannot be understood is taken to fit
        ("config/.gitattributes", "more.json -diff", True),
        ("config/.gitattributes", "/more.json -diff", False),
        ("config/.gitattributes", "deep/more.json -diff", True),
        ("config/.gitattributes", "/deep/more.json -diff", True),
        ("config/.gitattributes", "config/deep/more.json -diff", False),
        ("config/deep/.gitattributes", "api.yaml -diff", False),
        ("docs/.gitattributes", "* -diff", False),
    ],
)
def test_a_pattern_fits_as_it_does_in_its_own_folder(path: str, line: str, *, fits: bool, tmp_path: Path) -> None:
    assert guards(tmp_path / "comes", path, "", f"{line}\n") is fits
    assert guards(tmp_path / "goes", path, f"{line}\n", "") is fits


def test_lines_that_stay_and_lines_that_say_nothing_do_not_count(tmp_path: Path) -> None:
    assert not guards(tmp_path / "moved", ".gitattributes", "*.json -diff\n*.txt text\n", "*.txt text\n*.json -diff\n")
    assert not guards(tmp_path / "said", ".gitattributes", "*.json -diff\n", "# why\n\n*.json -diff\n")
