"""What the pages on intents and on CI show is true: lines are read, workflows audited, tables complete."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from configguard import intents
from configguard.intents import _markdown, _trailers
from configguard.model.plugins import Request
from configguard.model.policy import Policy
from configguard.model.revision import Comparison, Revision
from tests.integration import doors

FENCE = re.compile(r"^```([\w-]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
POLICY = Policy(".configguard.yaml", "base")


def blocks(page: str, kind: str) -> list[str]:
    """The blocks of this kind on a page."""
    text = (doors.ROOT / "docs" / page).read_text("utf-8")
    return [block for language, block in FENCE.findall(text) if language == kind]


def workflows() -> list[str]:
    """The workflows that the page on CI shows."""
    return [block for block in blocks("ci.md", "yaml") if "runs-on:" in block]


def steps(workflow: str) -> list[dict[str, Any]]:
    """The steps of all jobs."""
    jobs = yaml.safe_load(workflow)["jobs"].values()
    return [step for job in jobs for step in job["steps"]]


def audited(*files: Path) -> list[tuple[int, str]]:
    """How the auditor ends, and what it says on its last line, as it looks twice: the second time most strictly."""
    program = shutil.which("zizmor") or shutil.which("zizmor", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("zizmor is not installed")
    said = []
    for persona in ("regular", "auditor"):
        done = subprocess.run(  # noqa: S603 - the test's own words
            [program, "--offline", "--no-progress", "--persona", persona, *map(str, files)],
            check=False,
            capture_output=True,
            text=True,
        )
        said.append((done.returncode, (done.stdout.strip() or done.stderr.strip()).rpartition("\n")[2]))
    return said


def test_the_auditor_finds_nothing_in_the_action() -> None:
    assert all(end == 0 and "No findings to report" in said for end, said in audited(doors.ROOT / "action.yml"))


def test_the_auditor_finds_nothing_in_the_workflows_of_the_page(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    for number, workflow in enumerate(workflows()):
        (folder / f"{number}.yml").write_text(workflow, "utf-8")
    assert len(list(folder.iterdir())) == 5
    assert all(end == 0 and "No findings to report" in said for end, said in audited(*folder.iterdir()))


def test_every_workflow_of_the_page_is_pinned_and_hears_of_edits() -> None:
    for workflow in workflows():
        events = yaml.safe_load(workflow)[True]  # YAML 1.1 reads the key "on" as true
        assert "edited" in next(said for name, said in events.items() if name.startswith("pull_request"))["types"]
        used = [step["uses"] for step in steps(workflow) if "uses" in step]
        assert [name for name in used if not PINNED.fullmatch(name)] == []
        assert [step for step in steps(workflow) if "${{" in step.get("run", "")] == []
        assert next(step for step in steps(workflow) if "checkout" in step.get("uses", ""))["with"] == {
            "fetch-depth": 0,
            "persist-credentials": False,
        }


def test_the_workflow_of_the_base_checks_out_nothing_of_the_pull_request() -> None:
    (workflow,) = [block for block in workflows() if "pull_request_target" in block]
    assert not [step for step in steps(workflow) if "ref" in step.get("with", {})]
    assert "git checkout" not in workflow


def test_the_page_lists_every_input_and_output_of_the_action() -> None:
    action = yaml.safe_load((doors.ROOT / "action.yml").read_text("utf-8"))
    page = (doors.ROOT / "docs" / "ci.md").read_text("utf-8")
    inputs, outputs = page.split("| input | default | |")[1].split("| output | |")
    assert re.findall(r"^\| `([\w-]+)` \|", inputs, re.MULTILINE) == list(action["inputs"])
    outputs = outputs.split("\n\n")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", outputs, re.MULTILINE) == list(action["outputs"])
    for name, said in re.findall(r"^\| `([\w-]+)` \| `([^`]+)` \|", inputs, re.MULTILINE):
        assert action["inputs"][name]["default"] == said


def test_the_hooks_of_the_page_are_the_hooks_that_there_are() -> None:
    (config,) = [block for block in blocks("ci.md", "yaml") if "repos:" in block]
    hooks = yaml.safe_load((doors.ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (repo,) = yaml.safe_load(config)["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == [hook["id"] for hook in hooks]
    stages = yaml.safe_load(config)["default_install_hook_types"]
    assert stages == [stage for hook in hooks for stage in hook["stages"]]


def test_the_messages_of_the_page_are_read_as_it_says() -> None:
    read = [[str(line.value) for line in _trailers.from_message(m)] for m in blocks("intents.md", "commit-message")]
    assert read == [
        ["email", "config/api.yaml:database.host"],
        ["email", "config/api.yaml:smtp.retries = 3"],
    ]
    (body,) = blocks("intents.md", "pull-request")
    assert [line.value for line in _trailers.from_lines(_markdown.plain_lines(body))] == ["email"]


def test_every_line_of_the_page_can_be_understood() -> None:
    lines = [line for block in blocks("intents.md", "") for line in block.splitlines() if line.startswith("Config-")]
    assert len(lines) > 10
    tree = _Nothing()
    asked = Request(Comparison(tree, (tree,), tree, ((),)), message="s\n\n" + "\n".join(lines))
    intent = intents.gather(asked, POLICY)
    assert [wrong.problem for wrong in intent.misstated] == []
    assert [scope.name for scope in intent.scopes] == ["email", "image-bumps"]
    kinds = {d.pattern.text.rpartition(".")[2]: d.value.kind for d in intent.settings if d.value}
    assert kinds == {
        "size": "int",
        "port": "str",
        "tls": "bool",
        "relay": "null",
        "banner": "str",
        "relays": "list",
    }


class _Nothing:
    """A revision that is never looked at."""

    revision = Revision("commit", "main")

    def find(self, path: str) -> None:
        raise AssertionError(path)

    def files(self) -> Any:  # noqa: ANN401 - never called
        raise AssertionError

    def names(self, folder: str) -> Any:  # noqa: ANN401 - never called
        raise AssertionError(folder)

    def read(self, files: Any) -> Any:  # noqa: ANN401 - never called
        raise AssertionError(files)
