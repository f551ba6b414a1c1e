"""The action is run step by step as GitHub's runner runs it, on an event shaped like a pull request's."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.integration import doors, traps
from tests.integration.runner import ACTION, STEPS, Runner, proposed
from tests.repositories import Repository
from tests.unit.platforms import github


def test_no_script_holds_an_expression_and_no_step_uses_what_is_not_pinned() -> None:
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        if "uses" in step:
            assert re.search(r"@[0-9a-f]{40}$", step["uses"])
        else:
            assert step["shell"] == "bash"


def test_every_input_reaches_a_step_and_every_output_comes_from_the_check() -> None:
    environ = " ".join(value for step in STEPS for value in step["env"].values())
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


def test_plans_of_other_tools_are_handed_on(tmp_path: Path, installed: Path) -> None:
    runner = proposed(tmp_path, installed, doors.API_WIDER, "Config-Scope: email")
    change = {"actions": ["update"], "before": {"size": 1}, "after": {"size": 2}}
    resource = {"address": "aws_instance.a", "mode": "managed", "type": "aws_instance", "name": "a", "change": change}
    (tmp_path / "a b.json").write_text(json.dumps({"format_version": "1.2", "resource_changes": [resource]}), "utf-8")
    run = runner.run(plan="tf-prod=../a b.json\n")
    assert (run.status, json.loads(run.outputs["targets"])) == (0, ["tf-prod"]), run.log


def test_renderers_can_be_left_out(tmp_path: Path, installed: Path) -> None:
    runner = proposed(tmp_path, installed, doors.API_WIDER, "Config-Scope: email")
    made = '{ name: "{file}", command: { run: [no-such-program], for: "config/{file}.yaml" }, trust: head }'
    rendered = f'version: 1\nfiles: [{{match: "**"}}]\nintent: {{required: false}}\ntargets: [{made}]\n'
    (tmp_path / "other.yaml").write_text(rendered, "utf-8")
    assert runner.run(policy="../other.yaml").status == 3
    assert runner.run(policy="../other.yaml", no_render="true").status != 3


def test_a_policy_that_matches_nothing_is_a_mistake_unless_that_is_allowed(tmp_path: Path, installed: Path) -> None:
    runner = proposed(tmp_path, installed, doors.API_WIDER, "Config-Scope: email")
    (tmp_path / "other.yaml").write_text('version: 1\nfiles: [{match: "nowhere/**"}]\n', "utf-8")
    assert runner.run(policy="../other.yaml").status == 2
    assert runner.run(policy="../other.yaml", require_match="false").status != 2


@pytest.mark.parametrize("name", ["strict", "advisory", "require_match", "no_render", "comment"])
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


def test_the_targets_that_are_reached_are_an_output(tmp_path: Path, installed: Path) -> None:
    runner = proposed(tmp_path, installed, doors.API_WIDER, "Config-Scope: email")
    targets = 'targets: [{ name: "{it}", layers: ["config/{it}.yaml"] }]\n'
    (tmp_path / "other.yaml").write_text(doors.POLICY + targets, "utf-8")
    run = runner.run(policy="../other.yaml")
    assert (run.status, run.outputs["targets"]) == (0, '["api"]'), run.log
    assert runner.run().outputs["targets"] == "[]"


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


def test_what_somebody_lets_pass_is_no_failure_and_no_pass(tmp_path: Path, installed: Path) -> None:
    """Annotations, summary, comment and outputs all say so."""
    policy = f"{doors.POLICY}override: {{ rules: [outside-intent], approval: ['@grace'] }}\n"
    words = "Move\n\nConfig-Scope: email\nConfig-Override: outside-intent: INC-4711\n"
    with github.running() as hub:
        runner = proposed(tmp_path, installed, doors.API_STRAYED, None, words, policy=policy)
        head = runner.event["pull_request"]["head"]["sha"]
        hub.pulls[7]["head"]["sha"] = head
        runner.environ = {"GITHUB_API_URL": hub.url, "GITHUB_REPOSITORY": "acme/api"}
        runner.token = github.TOKEN
        before = runner.run()
        assert (before.status, before.outputs["verdict"], before.outputs["overridden"]) == (1, "fail", "[]"), before.log
        hub.reviews[7] = [{"user": {"login": "grace"}, "state": "APPROVED", "commit_id": head}]
        run = runner.run(comment="true")
        assert (run.status, run.outputs["verdict"]) == (0, "overridden"), run.log
        assert run.outputs["overridden"] == '["outside-intent"]'
        assert (
            "::warning title=ConfigGuard%3A overridden::overridden: outside-intent (1 finding), approved by" in run.log
        )
        assert "overridden, no pass: outside-intent" in run.summary
        assert "overridden, no pass: outside-intent" in hub.ours()[0]
        assert Path(run.outputs["sarif"]).read_text("utf-8").count('"kind": "external"') == 1


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


def test_a_run_that_somebody_starts_by_hand_is_told_what_to_compare_from(tmp_path: Path, installed: Path) -> None:
    runner = proposed(tmp_path, installed, doors.API_WIDER, None, message="Raise\n\nConfig-Scope: email\n")
    runner.name, runner.event = "workflow_dispatch", {"inputs": None, "ref": "refs/heads/topic", "workflow": "x.yml"}
    run = runner.run(base="refs/remotes/origin/main")
    assert run.status == 0, run.log
    assert json.loads(run.outputs["scopes"]) == ["email"]
    untold = runner.run()
    assert untold.status == 2
    assert "--base REV" in untold.log
