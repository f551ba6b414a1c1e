"""The action is run step by step as GitHub's runner runs it, on an event shaped like a pull request's."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.integration import doors, traps
from tests.repositories import Repository, environment
from tests.unit.platforms import github

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
        given = {name: str(said.get("default", "")) for name, said in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        self.found = {"github.token": self.token}
        self.found |= {f"inputs.{name}": self.filled(value) for name, value in given.items()}
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


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ConfigGuard as the action's first step installs it beside a workspace full of traps, once for all tests."""
    doors.need_command()
    if shutil.which("bash") is None:
        pytest.skip("bash is not here")
    folder = tmp_path_factory.mktemp("runner")
    trace, workspace = folder / "trace", folder / "workspace"
    for path, text in traps.traps(trace).items():
        (workspace / path).parent.mkdir(parents=True, exist_ok=True)
        (workspace / path).write_text(text, "utf-8")
    for program in ("git", "python3"):
        (workspace / program).chmod(0o755)
    runner = Runner(folder, workspace, {})
    status, log, _ = runner.step(STEPS[0], 0)
    if status and ("No matching distribution" in log or "Could not find a version" in log):
        pytest.skip("what ConfigGuard is built from cannot be fetched here")
    assert status == 0, log
    assert not trace.exists()
    return Path(runner.found["steps.install.outputs.folder"]) / "venv"


def proposed(tmp_path: Path, installed: Path, content: str, body: str | None, **more: str | None) -> Runner:
    """A run on the merge commit of a pull request that leaves `content` in the configuration."""
    repository = Repository(tmp_path / "workspace")
    repository.commit("Begin", doors.FIRST_FILES)
    repository.branch("topic")
    tip = repository.commit("Raise the pool", {"config/api.yaml": content, **more})
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


def test_no_script_holds_an_expression_and_no_step_uses_what_is_not_pinned() -> None:
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        if "uses" in step:
            assert re.search(r"@[0-9a-f]{40}$", step["uses"])
        else:
            assert step["shell"] == "bash"


def test_every_input_reaches_the_check_and_every_output_comes_from_it() -> None:
    environ = " ".join(STEPS[-1]["env"].values())
    for name in ACTION["inputs"]:
        assert f"${{{{ inputs.{name} }}}}" in environ
    for name in ACTION["outputs"]:
        assert f'echo "{name}=' in STEPS[-1]["run"]


def test_a_change_that_does_what_the_pull_request_says_passes(tmp_path: Path, installed: Path) -> None:
    run = proposed(tmp_path, installed, doors.API_WIDER, "Why.\r\n\r\nConfig-Scope: email\r\n").run()
    assert run.status == 0, run.log
    assert run.outputs["verdict"] == "pass"
    assert run.summary
    report = json.loads(Path(run.outputs["report"]).read_text("utf-8"))
    assert report["verdict"] == "pass"
    assert json.loads(Path(run.outputs["sarif"]).read_text("utf-8"))["version"] == "2.1.0"


def test_a_change_that_strays_fails_with_an_annotation_at_its_line(tmp_path: Path, installed: Path) -> None:
    run = proposed(tmp_path, installed, doors.API_STRAYED, "Config-Scope: email").run()
    assert run.status == 1, run.log
    assert run.outputs["verdict"] == "fail"
    assert re.search(r"^::error .*file=config/api\.yaml.*line=2", run.log, re.MULTILINE)
    assert "database.host" in run.summary


def test_advice_fails_nothing_and_tells_the_verdict(tmp_path: Path, installed: Path) -> None:
    runner = proposed(tmp_path, installed, doors.API_STRAYED, "Config-Scope: email")
    run = runner.run(advisory="true")
    assert (run.status, run.outputs["verdict"]) == (0, "fail"), run.log


def test_more_reports_are_written_where_they_are_asked_for(tmp_path: Path, installed: Path) -> None:
    runner = proposed(tmp_path, installed, doors.API_WIDER, "Config-Scope: email")
    run = runner.run(format="github-summary=../a b.md\noneline=../lines.txt\n")
    assert run.status == 0, run.log
    assert (tmp_path / "a b.md").read_text("utf-8")
    assert (tmp_path / "lines.txt").exists()


def test_a_policy_that_matches_nothing_is_a_mistake_unless_that_is_allowed(tmp_path: Path, installed: Path) -> None:
    runner = proposed(tmp_path, installed, doors.API_WIDER, "Config-Scope: email")
    (tmp_path / "other.yaml").write_text('version: 1\nfiles: [{match: "nowhere/**"}]\n', "utf-8")
    assert runner.run(policy="../other.yaml").status == 2
    assert runner.run(policy="../other.yaml", require_match="false").status != 2


@pytest.mark.parametrize("name", ["strict", "advisory", "require_match", "comment"])
def test_a_switch_that_is_neither_true_nor_false_is_a_mistake(tmp_path: Path, installed: Path, name: str) -> None:
    run = proposed(tmp_path, installed, doors.API_WIDER, None).run(**{name: "yes"})
    assert run.status == 2
    assert f"the input {name.replace('_', '-')} must be true or false" in run.log


def test_the_scopes_that_are_touched_and_who_is_to_be_asked_are_outputs(tmp_path: Path, installed: Path) -> None:
    run = proposed(tmp_path, installed, doors.API_STRAYED, "Config-Scope: email").run()
    assert json.loads(run.outputs["scopes"]) == ["storage", "email"]
    assert json.loads(run.outputs["owners"]) == ["@acme/storage"]
    again = proposed(tmp_path / "again", installed, doors.API_WIDER, "Config-Scope: email").run()
    assert (again.outputs["scopes"], again.outputs["owners"]) == ('["email"]', "[]")
    unjudged = proposed(tmp_path / "no", installed, doors.API_WIDER, "Config-Scope: email").run(policy="absent")
    assert (unjudged.outputs["scopes"], unjudged.outputs["owners"]) == ("[]", "[]")


def commenting(tmp_path: Path, installed: Path, hub: github.GitHub) -> Runner:
    """A run on a pull request that strays, with a GitHub of our own."""
    runner = proposed(tmp_path, installed, doors.API_STRAYED, "Config-Scope: email")
    hub.pulls[7]["head"]["sha"] = runner.event["pull_request"]["head"]["sha"]
    runner.environ = {"GITHUB_API_URL": hub.url, "GITHUB_REPOSITORY": "acme/api"}
    runner.token = github.TOKEN
    return runner


def test_the_report_is_one_comment_where_that_is_wanted(tmp_path: Path, installed: Path) -> None:
    with github.running() as hub:
        runner = commenting(tmp_path, installed, hub)
        assert runner.run().status == 1
        assert hub.asked == []
        for _ in range(2):
            run = runner.run(comment="true")
            assert (run.status, run.outputs["verdict"]) == (1, "fail"), run.log
            assert github.TOKEN not in run.log + run.summary
        assert len(hub.ours()) == 1
        assert "database.host" in hub.ours()[0]
        assert runner.run(comment="true", advisory="true").status == 0


def test_c31_that_it_cannot_be_said_there_changes_no_status(tmp_path: Path, installed: Path) -> None:
    with github.running() as hub:
        runner = commenting(tmp_path, installed, hub)
        hub.may_write = False
        refused = runner.run(comment="true", advisory="true")
        assert (refused.status, refused.outputs["verdict"]) == (0, "fail"), refused.log
        assert "there is no comment: " in refused.log
        hub.wrong("comments", github.status(401), times=99)
        failed = runner.run(comment="true", advisory="true")
        assert (failed.status, failed.outputs["verdict"]) == (0, "fail"), failed.log
        assert "::warning title=ConfigGuard::the report could not be kept as a comment" in failed.log


def test_inputs_are_never_part_of_a_script(tmp_path: Path, installed: Path) -> None:
    runner = proposed(tmp_path, installed, doors.API_WIDER, "Config-Scope: email")
    for text in ("$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "--help"):
        assert runner.run(policy=text).status == 2
        assert runner.run(fail_on=text).status == 2
        assert runner.run(working_directory=text).status == 2
        assert runner.run(format=text).status == 2
    assert not list(tmp_path.rglob("pwned"))


def test_c23_nothing_that_the_pull_request_brings_is_imported_or_run(tmp_path: Path, installed: Path) -> None:
    trace = tmp_path / "trace"
    brought = {
        path: text for path, text in traps.traps(trace).items() if path != ".gitattributes"
    }  # an edit to declare
    run = proposed(tmp_path, installed, doors.API_WIDER, "Config-Scope: email", **brought).run()
    assert run.status == 0, run.log
    assert not trace.exists()


@pytest.mark.parametrize("content", [doors.API_WIDER, doors.API_STRAYED])
def test_c24_what_an_earlier_step_put_into_the_environment_loosens_nothing(
    content: str, tmp_path: Path, installed: Path
) -> None:
    trace = tmp_path / "trace"
    brought = {path: text for path, text in traps.traps(trace).items() if path != ".gitattributes"}
    runner = proposed(tmp_path, installed, content, "Config-Scope: email", **brought)
    plain = runner.run()
    here = str(runner.workspace)
    loose = {"PYTHONPATH": here, "PYTHONSTARTUP": f"{here}/yaml.py", "PYTHONINSPECT": "1", "PYTHONHOME": here}
    loose |= {"CONFIGGUARD_POLICY": "loose.yaml", "CONFIGGUARD_ADVISORY": "true", "CONFIGGUARD_FAIL_ON": "none"}
    loose |= {"GIT_DIR": f"{here}/.git", "GIT_EXTERNAL_DIFF": f"{here}/git", "GIT_CONFIG_COUNT": "1"}
    loose |= {"GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": f"{here}/git", "ENV": f"{here}/git"}
    runner.environ = loose
    again = runner.run()
    assert (again.status, again.outputs["verdict"]) == (plain.status, plain.outputs["verdict"]), again.log
    assert again.status == (content == doors.API_STRAYED)
    assert not trace.exists()


def test_a_shallow_clone_is_not_taken_for_the_whole(tmp_path: Path, installed: Path) -> None:
    runner = proposed(tmp_path, installed, doors.API_STRAYED, "Config-Scope: email")
    whole = Repository(runner.workspace, init=False)
    whole.git("branch", "merge", "HEAD")
    shallow = whole.clone(tmp_path / "shallow", "--depth=1", branch="merge")
    shallow.git("remote", "remove", "origin")
    runner.workspace = shallow.top
    run = runner.run()
    assert run.status == 3, run.log
    assert run.outputs["verdict"] == "unjudged"


def test_the_run_of_a_pull_request_s_target_judges_objects_that_are_never_checked_out(
    tmp_path: Path, installed: Path
) -> None:
    runner = proposed(tmp_path, installed, doors.API_STRAYED, "Config-Scope: email")
    repository = Repository(runner.workspace, init=False)
    repository.git("checkout", "--quiet", "--detach", "refs/remotes/origin/main")
    runner.name, runner.sha = "pull_request_target", repository.oid("HEAD")
    run = runner.run()
    assert run.status == 1, run.log
    assert "database.host" in run.summary
    assert "db-primary" in (runner.workspace / "config/api.yaml").read_text("utf-8")
