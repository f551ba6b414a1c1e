"""`configguard policy test` runs a policy's own tests: what is expected is found, and nothing else is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import jsonschema
import pytest
import yaml

from configguard.cli import main
from tests.repositories import Repository

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = (Path(__file__).parents[3] / "docs" / "policy-tests.md").read_text("utf-8")
EXAMPLE = next(text for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "expect:" in text)
POLICY = """\
version: 1
files:
  - match: "**/*.yaml"
scopes:
  email: { settings: ["config/api.yaml:smtp"] }
  database: { settings: ["config/api.yaml:database"] }
critical:
  - { settings: ["config/api.yaml:database.host"], why: Everything depends on it. }
"""
PLAIN = """\
base: { config/api.yaml: "smtp: 1" }
head: { config/api.yaml: "smtp: 2" }
message: "Widen\\n\\nConfig-Scope: email\\n"
expect: { verdict: pass, findings: [] }
"""
Run: TypeAlias = "Callable[..., tuple[int, str, str]]"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on a policy and its tests, by their names; its status, and what it said."""

    def ran(*arguments: str, policy: str = POLICY, **tests: str) -> tuple[int, str, str]:
        made = Repository(tmp_path / "repository")
        made.commit("Begin", {".configguard.yaml": policy})
        made.write_all({f".configguard/tests/{name.replace('__', '/')}.yaml": text for name, text in tests.items()})
        monkeypatch.chdir(made.top)
        status = main(["policy", "test", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return ran


def test_half_a_character_makes_a_file_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    half = {"config/api.yaml": "smtp: \ud800\n"}
    test = {"base": {"config/api.yaml": "smtp: 1\n"}, "head": half, "expect": {"verdict": "fail", "findings": []}}
    folder = tmp_path / "repository" / ".configguard" / "tests"
    folder.mkdir(parents=True)
    (folder / "half.json").write_text(json.dumps(test), encoding="utf-8")
    status, said, _ = run()
    assert (status, "error unreadable-config config/api.yaml" in said) == (1, True), said


def test_the_example_of_the_page_holds_under_a_policy_that_is_meant(run: Run) -> None:
    assert run(example=EXAMPLE) == (0, "✓ example\n", "1 test, all hold\n")


def test_a_policy_that_lost_something_fails_its_tests(run: Run) -> None:
    status, out, err = run(example=EXAMPLE, plain=PLAIN, policy=POLICY.partition("critical:")[0])
    assert (status, err) == (1, "2 tests, 1 failed\n")
    assert out.splitlines() == [
        "✗ example   .configguard/tests/example.yaml",
        "    expected, not found:  error critical-setting config/api.yaml:database.host",
        "✓ plain",
    ]


def test_a_verdict_that_differs_is_said(run: Run) -> None:
    status, out, _ = run(plain=PLAIN.replace("pass", "fail"))
    assert status == 1
    assert out.splitlines()[1] == "    the verdict is pass, and fail was expected"


def test_nothing_said_is_an_empty_message_and_not_one_that_may_come(run: Run) -> None:
    silent = PLAIN.replace('message: "Widen\\n\\nConfig-Scope: email\\n"\n', "")
    found = "{ verdict: fail, findings: error missing-intent config/api.yaml }"
    assert run(silent=silent.replace("{ verdict: pass, findings: [] }", found))[0] == 0


def test_a_pull_request_speaks_as_the_policy_reads_it(run: Run) -> None:
    sources = "{ title: conventional, label: 'scope: (?P<scope>.+)', actor: { bot: email } }"
    policy = f"{POLICY}intent: {{ sources: {sources} }}\n"
    message = 'message: "Widen\\n\\nConfig-Scope: email\\n"\n'
    said = {
        "title": "pull-request: { title: 'feat(email): widen' }\n",
        "label": "pull-request: { labels: 'scope: email' }\n",
        "author": "pull-request: { author: bot }\n",
        "message": 'message: "feat(email): widen"\n',
    }
    tests = {name: PLAIN.replace(message, words) for name, words in said.items()}
    assert run(policy=policy, **tests)[0] == 0
    (status, out, _) = run(policy=policy, nobody=PLAIN.replace(message, ""))
    assert (status, "found, not expected:  error missing-intent" in out) == (1, True)


def test_files_come_and_go(run: Run) -> None:
    gone = """\
base: { config/api.yaml: "smtp: 1", config/web.yaml: "size: 1" }
gone: config/web.yaml
head: { config/new.yaml: "size: 1" }
message: "Move it\\n\\nConfig-Scope: email"
expect:
  findings:
    - error outside-intent config/web.yaml:size
    - error outside-intent config/new.yaml:size
    - warning uncovered-setting config/web.yaml:size
    - warning uncovered-setting config/new.yaml:size
    - warning unused-scope
"""
    assert run(gone=gone)[:2] == (0, "✓ gone\n")


def test_an_edit_of_the_policy_can_be_a_test(run: Run) -> None:
    edit = f"head:\n  .configguard.yaml: {json.dumps(POLICY + 'frozen: []')}\nexpect: {{ verdict: fail }}\n"
    assert run(edit=edit)[0] == 0


def test_a_day_settles_what_depends_on_time(run: Run) -> None:
    waiver = (
        "waivers:\n- { rule: outside-intent, address: 'config/api.yaml:other', reason: a, owner: me, "
        "expires: 2026-01-31 }\n"
    )
    strays = PLAIN.replace('"smtp: 2"', '"smtp: 2\\nother: 1\\n"').replace(", findings: []", "")
    before, after = (f"{strays}day: 2026-{day}\n" for day in ("01-31", "02-01"))
    assert run(policy=POLICY + waiver, before=before, after=after.replace("pass", "fail"))[0] == 0


def test_a_minute_settles_what_depends_on_hours(run: Run) -> None:
    policy = (
        f"{POLICY}frozen: [{{ settings: ['config/api.yaml:smtp'], why: Night., when: {{ hours: '18:00-24:00' }} }}]\n"
    )
    open_, shut = (PLAIN + f"day: 2026-01-31T{hour}:00Z\n" for hour in (17, 18))
    shut = shut.replace("pass", "fail").replace("findings: []", "findings: [error frozen-setting config/api.yaml:smtp]")
    assert run(policy=policy, at_five=open_, at_six=shut)[:2] == (0, "✓ at_five\n✓ at_six\n")


def test_one_test_can_be_run_alone_by_its_name_or_its_file(run: Run) -> None:
    bad = PLAIN.replace("pass", "fail")
    for name in ("mail/plain", "mail/plain.yaml", ".configguard/tests/mail/plain.yaml"):
        assert run(name, mail__plain=PLAIN, bad=bad)[1] == "✓ mail/plain\n"
    status, _, err = run("mail/plane", mail__plain=PLAIN)
    assert (status, err) == (2, "there is no test mail/plane\n  the tests are bad.yaml, mail/plain.yaml\n")


def test_another_policy_can_be_tried(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(POLICY.partition("critical:")[0], "utf-8")
    assert run("--policy", str(other), example=EXAMPLE)[0] == 1
    assert run("plain", "--policy", str(other), plain=PLAIN)[0] == 0


def test_where_there_are_no_tests_it_is_no_pass(run: Run) -> None:
    status, out, err = run()
    assert (status, out) == (2, "")
    assert err.startswith("there are no tests: the work tree has no files in .configguard/tests/")


@pytest.mark.parametrize(
    ("test", "mistake"),
    [
        ("expect: { verdict: pass }\n", '1:1: the test lacks "head" or "gone"'),
        ("head: {}\nexpect: {}\n", '2:9: "expect" lacks "verdict" or "findings"'),
        ("head: {}\nexpects: { verdict: pass }\n", '2:1: unknown key "expects" in the test; did you mean "expect"?'),
        ("head: { a.yaml: 5 }\nexpect: { verdict: pass }\n", '1:17: "a.yaml" must be text, but is a number'),
        (
            "head: { ../a.yaml: x }\nexpect: { verdict: pass }\n",
            '1:9: "../a.yaml" must be a path from the root of the repository, without “..”',
        ),
        (
            "gone: a.yaml\nexpect: { verdict: pass }\n",
            '1:7: "a.yaml" does not stand in “base”, so nothing can take it away',
        ),
        (
            "head: {}\nexpect: { findings: [outside-intent a.yaml:b] }\n",
            '2:22: a finding begins with error, warning or note: "outside-intent a.yaml:b" does not',
        ),
        (
            "head: {}\nexpect: { findings: [error outside-intend] }\n",
            '2:22: unknown rule "outside-intend"; did you mean "outside-intent"?',
        ),
        ("head: {}\nhead: {}\nexpect: { verdict: pass }\n", "2:1: this key stands twice"),
        ("head: [\n", ""),
        ("", "1:1: a test of a policy is one document of YAML, in a file whose name ends in .yaml"),
    ],
)
def test_a_mistake_in_a_test_is_said_at_its_place(run: Run, test: str, mistake: str) -> None:
    status, out, err = run(bad=test)
    assert (status, out) == (2, "")
    assert f".configguard/tests/bad.yaml:{mistake}" in err


def test_the_tests_of_a_policy_are_no_configuration(run: Run) -> None:
    run(plain=PLAIN)
    assert main(["check", "--base", "main"]) == 0
    assert main(["diff", "--base", "main"]) == 0


def test_the_published_schema_takes_the_example_and_no_misspelt_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "policy-test"]) == 0
    checker = jsonschema.Draft202012Validator(json.loads(capsys.readouterr().out))
    example = yaml.safe_load(EXAMPLE)
    assert checker.is_valid(example)
    assert not checker.is_valid({**example, "expects": {}})
    assert not checker.is_valid({**example, "expect": {}})
    assert not checker.is_valid({key: value for key, value in example.items() if key != "head"})
