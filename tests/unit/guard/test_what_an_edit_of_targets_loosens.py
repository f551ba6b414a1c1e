"""An edit of budgets and of targets in the policy is told number by number, and whether it lets more through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.test_what_an_edit_of_the_policy_loosens import LOOSER, OTHER, POLICY, TIGHTER, told

if TYPE_CHECKING:
    from pathlib import Path

TARGETS = f"""\
{POLICY}
targets:
  - name: "{{service}}"
    layers: [{{ file: defaults.yaml, optional: true }}, "config/{{service}}.yaml"]
    declare: true
    budget: {{ targets: 2 }}
"""
BUDGET = POLICY.replace(
    '["config/api.yaml:smtp"]', '["config/api.yaml:smtp"], budget: { changes: 3, growth: { files: 50%, lists: 5 } }'
)
SAID = {
    "more changes": (BUDGET, "changes: 3", "changes: 1", f"{TIGHTER}scope email allows 1 change at once, not 3"),
    "removals": (
        BUDGET,
        "changes: 3",
        "changes: 3, removals: 0",
        f"{TIGHTER}scope email allows 0 removals at once, not any number",
    ),
    "larger files": (BUDGET, "files: 50%", "files: 80%", f"{LOOSER}scope email lets a file grow by 80%, not 50%"),
    "lists by a share": (BUDGET, "lists: 5", "lists: 50%", f"{OTHER}scope email lets a list grow by 50%, not 5"),
    "from more on": (
        BUDGET,
        "lists: 5",
        "lists: 5, least: 99",
        f"{LOOSER}scope email takes shares of growth from 99 on, not 10",
    ),
    "undeclared": (
        TARGETS,
        "declare: true",
        "declare: false",
        f"{LOOSER}who reaches targets {{service}} need not say so",
    ),
    "more at once": (
        TARGETS,
        "targets: 2 }",
        "targets: 20 }",
        f"{LOOSER}one change may reach 20 targets of {{service}}",
    ),
    "ring by ring": (
        TARGETS,
        "targets: 2 }",
        "targets: 2, one: service }",
        f"{TIGHTER}the targets {{service}} have a budget of one",
    ),
    "stages": (
        TARGETS,
        "declare:",
        "promotion: { service: [web, api] }\n    declare:",
        f"{TIGHTER}the targets {{service}} have a promotion",
    ),
    "fewer": (
        TARGETS,
        "declare:",
        "except: { service: web }\n    declare:",
        f"{LOOSER}the targets {{service}} are 1, not 2",
    ),
    "other layers": (TARGETS, "defaults.yaml", "common.yaml", f"{OTHER}the targets {{service}} are made otherwise"),
    "none": (TARGETS, TARGETS.removeprefix(POLICY), "", f"{LOOSER}the targets {{service}} are gone"),
}


@pytest.mark.parametrize(("policy", "old", "new", "sentence"), SAID.values(), ids=SAID)
def test_each_number_is_told(tmp_path: Path, policy: str, old: str, new: str, sentence: str) -> None:
    assert told(tmp_path, old, new, policy) == [sentence]


RENDERED = f"""\
{POLICY}
targets:
  - {{ name: "{{service}}", command: {{ run: [cat], for: "config/{{service}}.yaml" }}, trust: base }}
"""


def test_whose_code_makes_them_is_told_beside_how(tmp_path: Path) -> None:
    assert told(tmp_path, "trust: base", "trust: head", RENDERED) == [
        f"{LOOSER}the targets {{service}} are made with the code of the head"
    ]
    assert told(tmp_path, "[cat]", "[tac]", RENDERED) == [f"{OTHER}the targets {{service}} are made otherwise"]
    new = RENDERED.replace("[cat]", "[tac]").replace("trust: base", "trust: head")
    assert len(told(tmp_path, RENDERED, new, RENDERED)) == 2
