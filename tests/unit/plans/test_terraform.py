"""What a plan of Terraform is going to change, and what of it may be shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from configguard import diffing, formats, plans
from configguard.model.plan import NoPlan, Plan

if TYPE_CHECKING:
    from configguard.model.change import Change


def _read(plan: Any) -> Plan:  # noqa: ANN401 - whatever JSON holds
    reading = formats.read("plan.json", json.dumps(plan).encode(), "json")
    assert isinstance(reading, tuple)
    return plans.read(reading[0])


def _resource(actions: list[str], before: object, after: object, **more: object) -> dict[str, object]:
    return {"address": "aws_instance.web", "change": {"actions": actions, "before": before, "after": after, **more}}


def _changes(*resources: dict[str, object], **more: object) -> list[str]:
    plan = _read({"format_version": "1.2", "resource_changes": resources, **more})
    identity = diffing.Identity.of({}, lambda _: False)
    found = diffing.compare("prod", plan.before, plan.after, identity, lambda _: False)
    return [f"{change.kind} {change.address.inner} {_told(change)}" for change in found]


def _told(change: Change) -> str:
    return " -> ".join(
        "-" if value is None else f"{value.kind} {value.text}" for value in (change.before, change.after)
    )


def test_an_update_changes_what_differs() -> None:
    assert _changes(_resource(["update"], {"ami": "a", "size": 1}, {"ami": "b", "size": 1})) == [
        'changed "aws_instance.web".ami str a -> str b'
    ]


def test_what_comes_and_what_goes() -> None:
    assert _changes(_resource(["create"], None, {"ami": "a"})) == ['added "aws_instance.web".ami - -> str a']
    assert _changes(_resource(["delete"], {"ami": "a"}, None)) == ['removed "aws_instance.web".ami str a -> -']
    assert _changes(_resource(["forget"], {"ami": "a"}, None)) == ['removed "aws_instance.web".ami str a -> -']


def test_what_is_replaced_has_its_unknown_values_told() -> None:
    replaced = _resource(["delete", "create"], {"id": "i-1", "a": 1}, {"a": 1}, after_unknown={"id": True})
    assert _changes(replaced) == ['retyped "aws_instance.web".id str i-1 -> !unknown known after apply']


def test_unknown_values_are_told_at_any_depth() -> None:
    unknown = {"tags": {"at": True}, "disks": [{"id": True}, False]}
    after = {"tags": {"b": "x"}, "disks": [{"size": 1}, {"size": 2}]}
    before = {"tags": {"b": "x"}, "disks": [{"size": 1}, {"size": 2}]}
    assert _changes(_resource(["update"], before, after, after_unknown=unknown)) == [
        'added "aws_instance.web".tags.at - -> !unknown known after apply',
        'added "aws_instance.web".disks[0].id - -> !unknown known after apply',
    ]


def test_a_whole_value_may_be_unknown() -> None:
    assert _changes(_resource(["create"], None, None, after_unknown=True)) == [
        'added "aws_instance.web" - -> !unknown known after apply'
    ]


@pytest.mark.parametrize("actions", [["no-op"], ["read"]])
def test_what_does_nothing_is_left_out(actions: list[str]) -> None:
    assert _changes(_resource(actions, None, {"a": 1})) == []


def test_a_sensitive_value_is_told_by_no_part_of_it() -> None:
    resource = _resource(
        ["update"],
        {
            "key": "S3NTINEL1",
            "user": {"pin": 1234, "name": "ada"},
            "list": ["S3NTINEL2", "x"],
            "all": {"a": "S3NTINEL5"},
        },
        {
            "key": "S3NTINEL3",
            "user": {"pin": 9999, "name": "ada"},
            "list": ["S3NTINEL4", "x"],
            "all": {"a": "S3NTINEL6"},
        },
        before_sensitive={"key": True, "user": {"pin": True}, "list": [True, False], "all": True},
        after_sensitive={"key": True, "user": {"pin": True}, "list": [True, False], "all": True},
    )
    found = _changes(resource)
    assert [line.split(" ")[1] for line in found] == [
        '"aws_instance.web".key',
        '"aws_instance.web".user.pin',
        '"aws_instance.web".list[0]',
        '"aws_instance.web".all',
    ]
    plan = _read({"format_version": "1.2", "resource_changes": [resource]})
    assert {
        "S3NTINEL1",
        "S3NTINEL2",
        "S3NTINEL3",
        "S3NTINEL4",
        "S3NTINEL5",
        "S3NTINEL6",
        "1234",
        "9999",
    } == plan.sensitive
    assert not any(secret in line for line in found for secret in ("S3NTINEL", "1234", "9999"))


def test_a_sensitive_value_that_stays_is_no_change() -> None:
    marks = {"before_sensitive": {"key": True}, "after_sensitive": {"key": True}}
    assert _changes(_resource(["update"], {"key": {"a": 1, "b": 2}}, {"key": {"b": 2, "a": 1}}, **marks)) == []


def test_a_value_that_only_becomes_sensitive_is_hidden_on_that_side() -> None:
    found = _changes(_resource(["update"], {"key": "old"}, {"key": "S3NTINEL"}, after_sensitive={"key": True}))
    assert len(found) == 1
    assert "S3NTINEL" not in found[0]


def test_a_deposed_object_and_an_output_have_their_own_names() -> None:
    deposed = {**_resource(["delete"], {"a": 1}, None), "deposed": "ab12"}
    outputs = {"url": {"actions": ["update"], "before": "a", "after": "b"}}
    assert _changes(deposed, output_changes=outputs) == [
        'removed "aws_instance.web (deposed ab12)".a int 1 -> -',
        'changed "output.url" str a -> str b',
    ]


def test_what_a_plan_does_not_tell_is_noted() -> None:
    plan = _read(
        {"format_version": "1.2", "resource_changes": [], "deferred_changes": [{}], "action_invocations": [{}]}
    )
    assert plan.notes == (
        "it defers 1 change, which it does not tell",
        "it invokes 1 action, whose effect it does not tell",
    )


def test_a_plan_that_changes_nothing_may_lack_its_list() -> None:
    plan = _read({"format_version": "1.2"})
    assert [document.root for document in plan.before] == [document.root for document in plan.after]


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        ({"format_version": "2.0", "resource_changes": []}, "its format 2.0 is not known"),
        ({"resource_changes": []}, "its format without a version is not known"),
        (
            {"format_version": "1.2", "errored": True, "resource_changes": []},
            "planning ended with an error, so that it does not hold all that would change",
        ),
        (
            {"format_version": "1.2", "resource_changes": [{"address": "a.b"}]},
            "it does not say what becomes of a.b",
        ),
        ({"values": {}}, "it is neither a plan of Terraform nor one of helm diff"),
        ("text", "it is neither a plan of Terraform nor one of helm diff"),
    ],
)
def test_what_cannot_be_relied_on_is_no_plan(plan: object, problem: str) -> None:
    with pytest.raises(NoPlan) as raised:
        _read(plan)
    assert raised.value.problem == problem
