"""The action's first step, with a Python that only tells what it was asked for."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.integration import doors

if TYPE_CHECKING:
    from pathlib import Path

STEP = yaml.safe_load((doors.ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"][0]
PYTHON = """#!/bin/bash
if [[ "$*" == *"-m venv"* ]]; then
  mkdir -p "${@: -1}/bin"
  cp "$0" "${@: -1}/bin/python"
fi
echo "$*" >> "$RUNNER_TEMP/asked"
"""


def asked(top: Path, checks: str) -> tuple[int, str]:
    """The status of the step, and what pip was asked for, or else what was said."""
    (top / "python3").write_text(PYTHON)
    (top / "python3").chmod(0o755)
    environ = {
        "PATH": f"{top}:/usr/bin:/bin",
        "RUNNER_TEMP": str(top),
        "GITHUB_OUTPUT": str(top / "outputs"),
        "GITHUB_ACTION_PATH": "/the action",
        "CHECKS": checks,
    }
    assert set(STEP["env"]) <= set(environ)
    script = ["/bin/bash", "-e", "-c", STEP["run"]]
    ran = subprocess.run(script, env=environ, capture_output=True, check=False)  # noqa: S603 - the step itself
    lines = (top / "asked").read_text().splitlines() if (top / "asked").exists() else []
    pip = [line.partition(" -- ")[2] for line in lines if "pip install" in line]
    return ran.returncode, pip[0] if pip else ran.stdout.decode()


@pytest.mark.parametrize(("checks", "wanted"), [("false", "/the action"), ("true", "/the action[checks]")])
def test_what_checks_need_is_installed_where_that_is_wanted(checks: str, wanted: str, tmp_path: Path) -> None:
    assert asked(tmp_path, checks) == (0, wanted)


def test_a_word_that_is_neither_true_nor_false_is_a_mistake(tmp_path: Path) -> None:
    status, said = asked(tmp_path, "yes")
    assert status == 2
    assert "the input checks must be true or false" in said
