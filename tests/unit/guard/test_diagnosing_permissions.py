"""The doctor says what a workflow's token lacks for what the guard is to do."""

from __future__ import annotations

import pytest

from tests.unit.cli.commands import POLICY, Desk, desk
from tests.unit.guard.test_diagnosing import HELD, WORKFLOW, seen

__all__ = ["desk"]
COMMENTING = HELD + '        with: { comment: "true" }\n'
QUEUED = HELD.replace("  pull_request:", "  merge_group:\n  pull_request:")
APPROVED = POLICY.replace("    why: every", "    approval: owner\n    why: every")
NONE = "leaves its token whatever the repository gives to every job"
COMMENT = f"✗ workflow    {WORKFLOW} is to comment, and its token may not"
QUEUE = f"{WORKFLOW} has no right to read what pull requests say, which merge_group does not tell,"
APPROVAL = f"{WORKFLOW} has no right to read who has approved a pull request in a private repository"


def permitted(workflow: str, rights: str, *, job: bool = False) -> str:
    """The workflow with these rights, said for all of it or for its job."""
    line, before = ("    permissions:", "    runs-on") if job else ("permissions:", "jobs:")
    return workflow.replace(before, f"{line} {rights}\n{before}")


@pytest.mark.parametrize(
    ("workflow", "policy", "told"),
    [
        (HELD, POLICY, NONE),
        (permitted(COMMENTING, "{ contents: read }"), POLICY, COMMENT),
        (permitted(COMMENTING, "read-all"), POLICY, COMMENT),
        (permitted(permitted(COMMENTING, "write-all"), "{}", job=True), POLICY, COMMENT),
        (permitted(QUEUED, "{ contents: read }"), POLICY, QUEUE),
        (permitted(HELD, "{}", job=True), APPROVED, APPROVAL),
    ],
)
def test_what_it_lacks_is_told(desk: Desk, workflow: str, policy: str, told: str) -> None:
    assert told in seen(desk, {WORKFLOW: workflow, ".configguard.yaml": policy})[1]


@pytest.mark.parametrize(
    ("workflow", "policy"),
    [
        (permitted(HELD, "{ contents: read }"), POLICY),
        (permitted(COMMENTING, "write-all"), POLICY),
        (permitted(COMMENTING, "{ contents: read, pull-requests: write }", job=True), APPROVED),
        (permitted(COMMENTING.replace('"true"', '"false"'), "{}"), POLICY),
        (permitted(QUEUED, "{ pull-requests: read }"), POLICY),
        (permitted(QUEUED, "{}"), POLICY + "intent: { sources: trailer }\n"),
        (permitted(HELD, "read-all"), APPROVED),
    ],
)
def test_what_it_has_or_needs_not_is_not(desk: Desk, workflow: str, policy: str) -> None:
    said = seen(desk, {WORKFLOW: workflow, ".configguard.yaml": policy})[1]
    assert WORKFLOW in said
    for told in (NONE, COMMENT, QUEUE, APPROVAL):
        assert told not in said


def test_the_next_step_is_the_line_to_write(desk: Desk) -> None:
    workflow = permitted(COMMENTING, "{}").replace("pull_request:", "pull_request_target:")
    status, said = seen(desk, {WORKFLOW: workflow})
    assert status == 1
    assert said.endswith("next: in the job that calls it: permissions: { pull-requests: write }\n")
