"""References are read from the policy as they are written, and what is wrong with one is said at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.policy.conftest import Load, Mistakes


def test_a_reference_holds_what_the_policy_says(load: Load) -> None:
    (found,) = load(
        """\
version: 1
references:
  - name: services
    from: ["config/*.yaml:needs", "config/*.yaml:wants"]
    from-keys: "config/*.yaml:access.*"
    to: "catalog/*.yaml:services[*].name"
    to-keys: "catalog/*.yaml:more.*"
    split: ","
    allow: [localhost, "external-*"]
    unique: false
    critical-from: 5
    why: It stops.
"""
    ).references
    ends = [[(names.pattern.text, names.keys) for names in end] for end in (found.referring, found.referred)]
    assert ends == [
        [("config/*.yaml:needs", False), ("config/*.yaml:wants", False), ("config/*.yaml:access.*", True)],
        [("catalog/*.yaml:services[*].name", False), ("catalog/*.yaml:more.*", True)],
    ]
    assert (found.name, found.split, found.unique, found.critical_from) == ("services", ",", False, 5)
    assert [found.allows(name) for name in ("localhost", "external-a", "local", "an external-a")] == [
        True,
        True,
        False,
        False,
    ]
    assert found.place is not None
    assert found.place.line == 3
    assert found.where == "catalog/*.yaml:services[*].name or catalog/*.yaml:more.*"


def test_references_of_extended_files_come_first(load: Load) -> None:
    found = load(
        "version: 1\nextends: more.yaml\nreferences: [{from: 'a:x', to: 'b:y'}]\n",
        more_yaml="version: 1\nreferences: [{from: 'c:x', to: 'd:y'}]\n",
    ).references
    assert [(one.where, one.source) for one in found] == [("d:y", "more.yaml"), ("b:y", None)]


def test_critical_by_use_without_a_reference_is_a_mistake(mistakes: Mistakes) -> None:
    entry = "critical:\n- { settings: a, why: b, referred: 5 }\n"
    assert mistakes(f"version: 1\n{entry}") == ["3:36: nothing can be referred to: the policy has no references"]


@pytest.mark.parametrize(
    ("entry", "mistake"),
    [
        ("{to: 'b:y'}", '3:3: this entry of "references" lacks "from" or "from-keys"'),
        ("{from: 'a:x'}", '3:3: this entry of "references" lacks "to" or "to-keys"'),
        ("{form: 'a:x', to: 'b:y'}", '3:4: unknown key "form" in this entry of "references"; did you mean "from"?'),
        ("{from: 'a:x..y', to: 'b:y'}", "3:15: '.' cannot stand here: \"a:x..y\""),
        ("{from: 'a:@mode', to: 'b:y'}", '3:10: "a:@mode" is a property of a file, and no name of anything'),
        ("{from: 'a:x', to-keys: 'b:y.**'}", '3:26: "to-keys" must end in a key, or “*” for any: "b:y.**" does not'),
        ("{from: 'a:x', to-keys: 'b:y[*]'}", '3:26: "to-keys" must end in a key, or “*” for any: "b:y[*]" does not'),
        ("{from: 'a:x', to-keys: 'b'}", '3:26: "to-keys" must end in a key, or “*” for any: "b" does not'),
        ("{from: 'a/{env}.yaml:x', to: 'b:y'}", '3:32: the reference holds "{env}", and so must "b:y"'),
        ("{from: 'a:x', to: 'b/{env}:y'}", '3:10: the reference holds "{env}", and so must "a:x"'),
        (
            "{from: 'a:x', to: 'b:y', critical-from: 0}",
            '3:43: "critical-from" must be a whole number from 1, but is "0"',
        ),
    ],
)
def test_a_mistake_in_a_reference_is_said_at_its_place(entry: str, mistake: str, mistakes: Mistakes) -> None:
    assert mistakes(f"version: 1\nreferences:\n- {entry}\n") == [mistake]
