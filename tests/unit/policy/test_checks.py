"""Checks of a policy: built, compiled, and each mistake at its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import checks, formats, policy
from configguard.model.level import Level
from tests.unit.policy.conftest import FORMATS, RULES

if TYPE_CHECKING:
    from configguard.model.policy import Policy

ONE_OF = '3:3: this entry of "checks" must have one of "settings", "documents", "targets" and "proposal"'


def load(text: str, **files: str) -> Policy:
    held = {f"{name}.yaml": content.encode() for name, content in files.items()}
    held[".configguard.yaml"] = f"version: 1\n{text}".encode()
    return policy.load(
        ".configguard.yaml", "base", held.get, formats.read, RULES, formats=FORMATS, compiling=checks.compiled
    )


def mistakes(text: str, **files: str) -> list[str]:
    with pytest.raises(policy.PolicyMistakes) as caught:
        load(text, **files)
    return [line.removeprefix(".configguard.yaml:") for line in caught.value.cures]


def test_a_check_holds_what_the_policy_says() -> None:
    text = "checks:\n- name: a\n  settings: ['*.yaml:b']\n  require: after > 1\n  message: Because.\n  level: note\n"
    (check,) = load(text).checks
    assert (check.name, check.over, check.require, check.message) == ("a", "setting", "after > 1", "Because")
    assert [pattern.text for pattern in check.settings] == ["*.yaml:b"]
    assert (check.level, check.place.line, check.place.column) == (Level.NOTE, 5, 12)


@pytest.mark.parametrize(
    ("over", "require", "said", "on"),
    [
        ("settings: a", "after > before", "", {"changed"}),
        ("settings: a", "after > 1", "", {"added", "changed"}),
        ("settings: a", "before > 1", "", {"changed", "removed"}),
        ("settings: a", "kind == 'x'", "", {"added", "changed", "removed"}),
        ("settings: a", "after > before", "on: [added, changed]", {"added", "changed"}),
        ("settings: a", "after > before", "on: removed", {"removed"}),
        ("documents: a", "has(doc.a)", "", {"added", "changed"}),
        ("documents: a", "doc == before_doc", "", {"changed"}),
    ],
)
def test_when_a_check_is_asked_follows_from_its_variables(over: str, require: str, said: str, on: set[str]) -> None:
    (check,) = load(f"checks:\n- name: a\n  {over}\n  require: {require}\n  {said}\n").checks
    assert check.on == on


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("kind == 'a' && nope", "5:27"),
        ("'kind == ''a'' && nope'", "5:30"),
        ('"kind == \\"a\\" && nope"', "5:30"),
        ("|\n    kind == 'a'\n    && nope", "7:8"),
        ("|-\n      kind == 'a'\n        && nope", "7:12"),
        ("|2\n    kind == 'a' &&\n\n    nope", "8:5"),
        (">\n    kind == 'a'\n    && nope", "7:8"),
        (">-  # folded\n    kind == 'a' &&\n    true &&\n    nope", "8:5"),
        ("|\n\n    kind == 'a'\n\n    && nope", "9:8"),
        ("|2\n      kind == 'a'\n    && nope", "7:8"),
        ("|4\n       kind == 'a'\n        && nope", "7:12"),
        ("|+\n    nope\n\n", "6:5"),
        ("|\r\n    kind == 'a'\r\n    && nope\r\n", "7:8"),
        ("\"kind == 'a'\n\n    \\\n    && nope\"", "5:12"),
        ("kind == 'a'\n    && nope", "6:8"),
        ("\"kind == 'a'\n    && nope\"", "6:8"),
        ('"kind == \\x27a\' && nope"', "5:12"),
    ],
)
def test_a_mistake_is_said_at_its_very_place_however_it_is_written(written: str, place: str) -> None:
    found = mistakes(f"checks:\n- name: a\n  settings: a\n  require: {written}\n")
    assert [line.partition(": ")[0] for line in found] == [place]
    assert 'unknown name "nope"' in found[0]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "{name: a, settings: b, require: befor > 1}",
            '3:35: unknown name "befor"; did you mean "before"?',
        ),
        (
            "{name: a, documents: b, require: before > 1}",
            '3:36: unknown name "before"; did you mean "before_doc"?',
        ),
        ("{name: a, settings: b, require: size(file)}", "3:35: the expression must be true or false, but is int"),
        ("{name: a, settings: b, require: true}", '3:35: "require" must be text: write "true", in double quotes'),
        ("{name: a, settings: b, require: '1 +'}", "3:39: the expression ends too early"),
        ("{settings: b, require: 'true'}", '3:3: this entry of "checks" lacks "name"'),
        ("{name: a, settings: b}", '3:3: this entry of "checks" lacks "require"'),
        (
            "{name: a, require: 'true'}",
            f"{ONE_OF}, not none",
        ),
        (
            "{name: a, settings: b, proposal: true, require: 'true'}",
            f"{ONE_OF}, not both",
        ),
        ("{name: a, proposal: false, require: 'true'}", '3:23: "proposal" can only be true'),
        (
            "{name: a, settings: b, require: 'true', on: moved}",
            '3:47: unknown name "moved" in "on"; did you mean "removed"?',
        ),
        ("{name: a, documents: 'b:c', require: 'true'}", '3:26: “documents” names whole files; "b:c" names settings'),
        ("{name: a, targets: 'b@*', require: 'true'}", "3:22: the policy has no targets"),
        ("{name: a, settings: '!b', require: 'true'}", "3:24: "),
    ],
)
def test_a_mistake_is_said_with_its_cure(entry: str, expected: str) -> None:
    found = mistakes(f"checks:\n- {entry}\n")
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_checks_of_all_files_add_up_and_one_name_stands_once() -> None:
    a = "{name: a, proposal: true, require: 'true'}"
    assert [
        check.file
        for check in load(f"extends: x.yaml\nchecks: [{a}]", x=f"version: 1\nchecks: [{a[:7]}b{a[8:]}]").checks
    ] == [
        "x.yaml",
        ".configguard.yaml",
    ]
    assert mistakes(f"extends: x.yaml\nchecks: [{a}]", x=f"version: 1\nchecks: [{a}]") == [
        '3:17: the check "a" is already in x.yaml'
    ]


def test_a_mistake_in_an_extended_file_names_it() -> None:
    wrong = "version: 1\nchecks: [{name: a, proposal: true, require: nope}]"
    assert mistakes("extends: x.yaml", x=wrong)[0].startswith('x.yaml:2:45: unknown name "nope"')
