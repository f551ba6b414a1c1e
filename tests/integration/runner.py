"""Runs the action step by step as GitHub's runner runs it, on an event shaped like a pull request's."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.integration import doors
from tests.repositories import Repository, environment

ACTION: dict[str, Any] = yaml.safe_load((doors.ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


@dataclass
class Run:
    """What came of a run of the action."""

    status: int
    log: str
    outputs: dict[str, str]
    summary: str


@dataclass
class Runner:
    """Runs the action's steps: expressions filled in, scripts given to bash, outputs carried on."""

    folder: Path
    workspace: Path
    event: dict[str, Any]
    name: str = "pull_request"
    sha: str = ""
    installed: Path | None = None
    found: dict[str, str] = field(default_factory=dict)
    environ: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def run(self, **inputs: str) -> Run:
        """The whole action, with these inputs (`_` for `-`) in place of its own defaults."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.give(inputs)
        status, log, summary = 0, "", ""
        for number, step in enumerate(STEPS):
            if step["id"] == "install" and self.installed is not None:
                self.found["steps.install.outputs.folder"] = str(self.fresh(number))
                continue
            status, said, shown = self.step(step, number)
            log, summary = log + said, summary + shown
            if status:
                break
        outputs = {name: self.filled(said["value"]) for name, said in ACTION["outputs"].items()}
        return Run(status, log, outputs, summary)

    def give(self, inputs: dict[str, str]) -> None:
        """Let the steps find the inputs, those of the action's own where none is given."""
        given = {name: str(said.get("default", "")) for name, said in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        self.found = {"github.token": self.token}
        self.found |= {f"inputs.{name}": self.filled(value) for name, value in given.items()}

    def fresh(self, number: int) -> Path:
        """A folder as the install step leaves it, around an environment that is there already."""
        folder = self.folder / f"configguard.{number}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "venv").symlink_to(self.installed or "", target_is_directory=True)
        return folder

    def step(self, step: dict[str, Any], number: int) -> tuple[int, str, str]:
        """Status, log and summary of one step."""
        script, output, summary, event = (self.folder / f"{number}.{kind}" for kind in ("sh", "out", "md", "json"))
        script.write_text(step["run"], "utf-8")
        event.write_text(json.dumps(self.event), "utf-8")
        for file in (output, summary):
            file.write_text("", "utf-8")
        environ = {
            **environment(),
            **self.environ,
            **{name: os.environ[name] for name in os.environ if name.startswith("PIP_")},
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(doors.ROOT),
            "GITHUB_EVENT_NAME": self.name,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_SHA": self.sha,
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.folder),
            **{name: self.filled(value) for name, value in step.get("env", {}).items()},
        }
        done = subprocess.run(  # noqa: S603 - how the runner starts a step whose shell is bash
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],  # noqa: S607 - see above
            cwd=self.workspace,
            env=environ,
            check=False,
            capture_output=True,
            text=True,
        )
        for line in output.read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            self.found[f"steps.{step['id']}.outputs.{name}"] = value
        return done.returncode, done.stdout + done.stderr, summary.read_text("utf-8")

    def filled(self, text: str) -> str:
        """The text with the values of its expressions."""
        return EXPRESSION.sub(lambda expression: self.found.get(expression[1], ""), text)


def proposed(  # noqa: PLR0913 - a pull request has many parts
    tmp_path: Path,
    installed: Path,
    content: str,
    body: str | None,
    message: str = "Raise the pool",
    *,
    policy: str = doors.POLICY,
    **more: str | None,
) -> Runner:
    """A run on the merge commit of a pull request that leaves `content` in the configuration."""
    repository = Repository(tmp_path / "workspace")
    repository.commit("Begin", {**doors.FIRST_FILES, ".configguard.yaml": policy})
    repository.branch("topic")
    tip = repository.commit(message, {"config/api.yaml": content, **more})
    repository.switch("main")
    repository.commit("Go on", {"notes.md": "y\n"})
    base = repository.oid("HEAD")
    merge = repository.merge("topic")
    repository.git("update-ref", "refs/remotes/origin/main", base)
    repository.git("checkout", "--quiet", "--detach", merge)
    repository.git("branch", "-D", "main", "topic")
    event = {
        "action": "opened",
        "number": 7,
        "pull_request": {
            "number": 7,
            "title": "Raise the pool",
            "body": body,
            "user": {"login": "ada", "type": "User"},
            "labels": [],
            "base": {"ref": "main", "sha": base},
            "head": {"ref": "topic", "sha": tip},
        },
    }
    return Runner(tmp_path / "temp", repository.top, event, sha=merge, installed=installed)
