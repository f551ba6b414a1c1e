"""What helm diff says that an upgrade is going to change."""

from __future__ import annotations

import json
from typing import Any

import pytest

from configguard import diffing, formats, plans
from configguard.model.plan import NoPlan, Plan

API = {"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "prod", "name": "api"}


def _read(plan: Any) -> Plan:  # noqa: ANN401 - whatever JSON holds
    reading = formats.read("plan.json", json.dumps(plan).encode(), "json")
    assert isinstance(reading, tuple)
    return plans.read(reading[0])


def _changes(*entries: dict[str, object]) -> list[str]:
    plan = _read(list(entries))
    identity = diffing.Identity.of({}, lambda _: False)
    found = diffing.compare("prod", plan.before, plan.after, identity, lambda _: False)
    values = ((c, c.before and c.before.text, c.after and c.after.text) for c in found)
    return [f"{change.kind} {change.address.inner} {before} -> {after}" for change, before, after in values]


def _field(path: str, field: str, **values: object) -> dict[str, object]:
    return {"path": path, "field": field, "change": "replace", **values}


def test_fields_are_changed_added_and_removed() -> None:
    changes = [
        _field("spec", "replicas", oldValue=2, newValue=5),
        _field("spec.template.spec.containers[1]", "image", oldValue="a:1", newValue="a:2"),
        _field("metadata.annotations", "acme.io/at", newValue="now"),
        _field("spec", "paused", oldValue=True),
    ]
    assert _changes({**API, "changeType": "MODIFY", "changes": changes}) == [
        'added [prod/Deployment/api].metadata.annotations."acme.io/at" None -> now',
        "changed [prod/Deployment/api].spec.replicas 2 -> 5",
        "changed [prod/Deployment/api].spec.template.spec.containers[1].image a:1 -> a:2",
        "removed [prod/Deployment/api].spec.paused true -> None",
    ]


def test_a_list_s_own_item_is_named_by_its_place() -> None:
    change = _field("spec.args", "2", oldValue="--a", newValue="--b")
    assert _changes({**API, "changeType": "MODIFY", "changes": [change]}) == [
        "changed [prod/Deployment/api].spec.args[2] --a -> --b"
    ]


def test_objects_come_and_go() -> None:
    assert _changes({**API, "changeType": "ADD"}) == [
        "added [prod/Deployment/api].apiVersion None -> apps/v1",
        "added [prod/Deployment/api].kind None -> Deployment",
        "added [prod/Deployment/api].metadata.name None -> api",
        "added [prod/Deployment/api].metadata.namespace None -> prod",
    ]
    assert [line.split(" ")[0] for line in _changes({**API, "changeType": "REMOVE"})] == ["removed"] * 4


@pytest.mark.parametrize(
    "entry",
    [
        {**API, "changeType": "MODIFY", "changesSuppressed": True},
        {**API, "changeType": "MODIFY_SUPPRESSED"},
        {"api": "apps/v1", "kind": "Deployment", "namespace": "prod", "name": "api", "change": "MODIFY"},
    ],
)
def test_what_is_not_told_is_a_change_all_the_same(entry: dict[str, object]) -> None:
    assert _changes(entry) == ['changed [prod/Deployment/api]."what this plan does not tell" as it is -> otherwise']
    assert _read([entry]).notes == ("it does not tell how 1 object will differ",)


def test_an_empty_plan_changes_nothing() -> None:
    assert _changes() == []


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ([{"name": "a", "changeType": "ROTATE"}], "its entry 1 is none of helm diff's"),
        ([{"changeType": "ADD"}], "its entry 1 is none of helm diff's"),
        (["text"], "its entry 1 is none of helm diff's"),
        ([{**API, "changeType": "MODIFY", "changes": [_field("", "", newValue=1)]}], "it tells a value of no field"),
        (
            [{**API, "changeType": "MODIFY", "changes": [_field("a[99999]", "b", newValue=1)]}],
            "it tells a value of no field",
        ),
        (
            [
                {
                    **API,
                    "changeType": "MODIFY",
                    "changes": [_field("a", "b", newValue=1), _field("a.b", "c", newValue=1)],
                }
            ],
            "it tells two values for one field",
        ),
    ],
)
def test_what_is_none_of_helm_diff_s_is_no_plan(entries: list[object], problem: str) -> None:
    with pytest.raises(NoPlan) as raised:
        _read(entries)
    assert raised.value.problem == problem
