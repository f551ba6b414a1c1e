"""An edit of the policy tells what it makes looser and tighter, counted in the settings that each part covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

POLICY = """\
version: 1
files:
  - match: "config/*.yaml"
scopes:
  email: { settings: ["config/api.yaml:smtp"] }
critical:
  - { settings: ["config/api.yaml:database.host"], why: Everything depends on it. }
frozen:
  - { settings: ["config/api.yaml:tenant"], why: Chosen once. }
"""
FILES = {
    "config/api.yaml": "smtp: { host: a, port: 1 }\ndatabase: { host: b, port: 2 }\ntenant: 1\n",
    "config/web.yaml": "size: 1\n",
    "other/x.yaml": "a: 1\n",
}
DECLARED = "x\n\nConfig-Scope: policy\n"
LOOSER, TIGHTER, OTHER = (f"the proposed policy {does}: " for does in ("is looser", "is tighter", "differs"))


def judged_after(tmp_path: Path, old: str, new: str, base: str = POLICY) -> Report:
    assert old in base
    return judged(
        tmp_path, FILES, {**FILES, ".configguard.yaml": base.replace(old, new)}, DECLARED, policy=base, no_waivers=True
    )


def told(tmp_path: Path, old: str, new: str, base: str = POLICY) -> list[str]:
    report = judged_after(tmp_path, old, new, base)
    found = [f for f in report.findings if f.message.startswith((LOOSER, TIGHTER, OTHER))]
    assert all((f.rule, str(f.level), f.file) == ("policy-change", "note", ".configguard.yaml") for f in found)
    return [finding.message for finding in found]


COVERED = {
    "a wider scope": (
        "api.yaml:smtp",
        "api.yaml",
        (
            f"{LOOSER}scope email covers 5 settings, not 2: 3 more (config/api.yaml:database.host, "
            "config/api.yaml:database.port and config/api.yaml:tenant)"
        ),
    ),
    "a narrower scope": (
        "api.yaml:smtp",
        "api.yaml:smtp.host",
        f"{TIGHTER}scope email covers 1 setting, not 2: 1 fewer (config/api.yaml:smtp.port)",
    ),
    "a scope that moves": (
        "api.yaml:smtp",
        "web.yaml",
        (
            f"{LOOSER}scope email covers 1 setting, not 2: 1 more (config/web.yaml:size), "
            "2 fewer (config/api.yaml:smtp.host and config/api.yaml:smtp.port)"
        ),
    ),
    "less that is critical": (
        "database.host",
        "database.none",
        f"{LOOSER}critical covers 0 settings, not 1: 1 fewer (config/api.yaml:database.host)",
    ),
    "less that is frozen": (
        "api.yaml:tenant",
        "api.yaml:none",
        f"{LOOSER}frozen covers 0 settings, not 1: 1 fewer (config/api.yaml:tenant)",
    ),
    "more that is secret": (
        "frozen:",
        "secrets: { settings: ['**:size'] }\nfrozen:",
        f"{TIGHTER}secret covers 1 setting, not 0: 1 more (config/web.yaml:size)",
    ),
    "an approval": (
        "why: Everything",
        "approval: owner, why: Everything",
        f"{TIGHTER}approval covers 1 setting, not 0: 1 more (config/api.yaml:database.host)",
    ),
}


@pytest.mark.parametrize(("old", "new", "sentence"), COVERED.values(), ids=COVERED)
def test_what_a_part_covers_is_counted(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert told(tmp_path, old, new) == [sentence]


def test_files_that_are_no_configuration_any_more_take_all_their_parts_along(tmp_path: Path) -> None:
    found = told(tmp_path, "config/*.yaml", "config/web.yaml")
    assert found == [
        (
            f"{LOOSER}configuration covers 1 setting, not 6: 5 fewer (config/api.yaml:smtp.host, "
            "config/api.yaml:smtp.port, config/api.yaml:database.host and 2 more)"
        ),
        f"{LOOSER}critical covers 0 settings, not 1: 1 fewer (config/api.yaml:database.host)",
        f"{LOOSER}frozen covers 0 settings, not 1: 1 fewer (config/api.yaml:tenant)",
        (
            f"{TIGHTER}scope email covers 0 settings, not 2: 2 fewer "
            "(config/api.yaml:smtp.host and config/api.yaml:smtp.port)"
        ),
    ]


WAIVER = "{ rule: type-change, address: 'config/api.yaml:tenant', reason: a, owner: me, expires: 2999-01-01 }"
SAID = {
    "a level": (
        "frozen:",
        "levels: { type-change: error }\nfrozen:",
        f"{TIGHTER}findings of type-change are errors, not warnings",
    ),
    "no level": (
        "frozen:",
        "levels: { frozen-setting: off }\nfrozen:",
        f"{LOOSER}findings of frozen-setting are silent, not errors",
    ),
    "a level of some files": (
        '  - match: "config/*.yaml"',
        '  - match: "config/*.yaml"\n    levels: { frozen-setting: note }',
        f"{LOOSER}findings of frozen-setting are notes in config/*.yaml, not errors",
    ),
    "a schema": (
        '  - match: "config/*.yaml"',
        '  - match: "config/*.yaml"\n    items: { routes: path }',
        f"{OTHER}the items of lists that files have were edited",
    ),
    "a rule that no waiver touches": (
        "frozen:",
        "mandatory: [frozen-setting]\nfrozen:",
        f"{TIGHTER}no waiver may accept findings of frozen-setting",
    ),
    "a waiver": (
        "frozen:",
        f"waivers: [{WAIVER}]\nfrozen:",
        f"{LOOSER}it waives type-change at config/api.yaml:tenant until 2999-01-01",
    ),
    "no word needed": (
        "frozen:",
        "intent: { required: false }\nfrozen:",
        f"{LOOSER}what a change is for need not be said",
    ),
    "each commit": (
        "frozen:",
        "intent: { per: commit }\nfrozen:",
        f"{TIGHTER}each commit is judged by its own words",
    ),
    "few scopes": ("frozen:", "intent: { scopes: 2 }\nfrozen:", f"{TIGHTER}one change may declare at most 2 scopes"),
    "one source less": (
        "frozen:",
        "intent: { sources: [trailer] }\nfrozen:",
        f"{OTHER}the source pull-request is no more read for what a change is for",
    ),
    "a budget": (
        '["config/api.yaml:smtp"]',
        '["config/api.yaml:smtp"], budget: { changes: 3 }',
        f"{TIGHTER}scope email allows 3 changes at once, not any number",
    ),
    "an owner": (
        '["config/api.yaml:smtp"]',
        '["config/api.yaml:smtp"], owners: "@acme/mail"',
        f"{OTHER}scope email is owned by @acme/mail",
    ),
    "a reference": (
        "frozen:",
        "references: [{ name: hosts, from: 'config/*.yaml:smtp.host', to: 'config/*.yaml:hosts' }]\nfrozen:",
        f"{TIGHTER}the reference hosts is new",
    ),
}


@pytest.mark.parametrize(("old", "new", "sentence"), SAID.values(), ids=SAID)
def test_what_is_asked_for_besides_is_said(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert told(tmp_path, old, new) == [sentence]


@pytest.mark.parametrize(("old", "new", "sentence"), SAID.values(), ids=SAID)
def test_the_way_back_is_the_opposite(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    (found,) = told(tmp_path, new, old, POLICY.replace(old, new))
    opposite = {LOOSER: TIGHTER, TIGHTER: LOOSER, OTHER: OTHER}
    prefix = next(prefix for prefix in opposite if sentence.startswith(prefix))
    assert found.startswith(opposite[prefix])


@pytest.mark.parametrize(
    "same", [f"# why\n\n{POLICY}", POLICY.replace("Chosen once.", "Chosen once, for good."), f"{POLICY}levels: {{}}\n"]
)
def test_what_means_the_same_is_not_worth_a_word(tmp_path: Path, same: str) -> None:
    assert told(tmp_path, POLICY, same) == []


def test_an_extended_file_is_a_part_of_the_policy(tmp_path: Path) -> None:
    base = {**FILES, "more.yaml": "version: 1\nscopes: { web: { settings: ['config/web.yaml'] } }\n"}
    head = {**base, "more.yaml": base["more.yaml"].replace("web.yaml", "*.yaml")}
    report = judged(tmp_path, base, head, DECLARED, policy=f"{POLICY}extends: more.yaml\n")
    (found,) = (finding.message for finding in report.findings if finding.message.startswith(LOOSER))
    assert found.startswith(f"{LOOSER}scope web covers 6 settings, not 1: 5 more (")


def test_what_is_critical_by_use_is_told_where_its_number_changes(tmp_path: Path) -> None:
    by_use = "{ settings: ['config/api.yaml:smtp'], why: Mail goes there., referred: 3 }"
    linked = "references: [{ name: hosts, from: 'config/*.yaml:smtp.host', to: 'config/*.yaml:hosts' }]\n"
    base = POLICY.replace("frozen:", f"  - {by_use}\nfrozen:") + linked
    assert told(tmp_path, "referred: 3", "referred: 9", base) == [
        f"{LOOSER}config/api.yaml:smtp is critical from 9 references on, not 3"
    ]
    assert told(tmp_path, f"  - {by_use}\n", "", base) == [
        f"{LOOSER}config/api.yaml:smtp is no more critical by its references"
    ]
    assert told(tmp_path, "Mail goes there.", "Mail.", base) == []
