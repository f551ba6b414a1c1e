"""A stage is held against the one before it as that is on the branch to which the change goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import errors, judged, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes: { all: { settings: ["config/**"] } }
targets:
  - name: "{env}"
    layers: ["config/defaults.yaml", "config/{env}.yaml"]
    promotion: { env: [test, staging, prod] }
levels: { broad-intent: off }
"""
FILES = {
    "config/defaults.yaml": "pool: 40\n",
    "config/test.yaml": "pool: 80\n",
    "config/staging.yaml": "{}\n",
    "config/prod.yaml": "{}\n",
    "config/lab.yaml": "{}\n",
}
WORDS = "Widen\n\nConfig-Scope: all\n"


def test_what_the_stage_before_got_meanwhile_may_be_taken(tmp_path: Path) -> None:
    made = repository(tmp_path, FILES, policy=POLICY)
    made.git("checkout", "--quiet", "-b", "topic")
    made.commit(WORDS, {"config/prod.yaml": "pool: 80\n"})
    assert errors(of_commits(made)) == {"promotion-order"}
    made.git("checkout", "--quiet", "main")
    made.commit(WORDS, {"config/staging.yaml": "pool: 80\n"})
    assert errors(of_commits(made, head="topic")) == set()


def test_what_it_has_no_more_may_not(tmp_path: Path) -> None:
    made = repository(tmp_path, {**FILES, "config/staging.yaml": "pool: 80\n"}, policy=POLICY)
    made.git("checkout", "--quiet", "-b", "topic")
    made.commit(WORDS, {"config/prod.yaml": "pool: 80\n"})
    assert errors(of_commits(made)) == set()
    made.git("checkout", "--quiet", "main")
    made.commit("Back\n\nConfig-Scope: all\n", {"config/staging.yaml": "{}\n"})
    assert errors(of_commits(made, head="topic")) == {"promotion-order"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"config/lab.yaml": "pool: 80\n"}, set()),
        ({"config/test.yaml": "pool: 90\n"}, set()),
        ({"config/staging.yaml": "pool: 80\n"}, set()),
        ({"config/staging.yaml": "pool: 90\n"}, {"promotion-order"}),
        ({"config/staging.yaml": 'pool: "80"\n'}, {"promotion-order"}),
        ({"config/prod.yaml": None}, set()),
        ({"config/prod.yaml": "pool: 80\n", "config/staging.yaml": "pool: 80\n"}, {"promotion-order"}),
    ],
    ids=["no stage", "the first", "the next", "another value", "another type", "one that goes", "two at once"],
)
def test_a_stage_takes_what_the_one_before_has(
    change: dict[str, str | None], expected: set[str], tmp_path: Path
) -> None:
    head = {path: text for path, text in {**FILES, **change}.items() if text is not None}
    assert errors(judged(tmp_path, FILES, head, WORDS, policy=POLICY)) - {"emptied-setting"} == expected


def test_a_secret_is_told_by_its_name_alone(tmp_path: Path) -> None:
    head = {**FILES, "config/prod.yaml": "password: hunter2\n"}
    report = judged(tmp_path, FILES, head, WORDS, policy=POLICY)
    (found,) = [finding for finding in report.findings if finding.rule == "promotion-order"]
    assert found.message == "prod takes what staging does not have: password was added"
