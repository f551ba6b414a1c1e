"""A document is named by what it is where it says so in full, else by its number where a file has several."""

from __future__ import annotations

import pytest

from configguard.diffing import pairs
from tests.unit.diffing.trees import changes, read


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{apiVersion: v1, kind: Pod, metadata: {name: a}}", "[Pod/a]"),
        ("{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: b}}", "[b/Pod/a]"),
        ("{kind: Pod, metadata: {name: a}}", None),
        ("{apiVersion: v1, metadata: {name: a}}", None),
        ("{apiVersion: v1, metadata: {name: a, namespace: b}}", None),
        ("{apiVersion: v1, kind: Pod}", None),
        ("{apiVersion: v1}", None),
        ("{apiVersion: v1, kind: Pod, metadata: a}", None),
        ("{apiVersion: v1, kind: Pod, metadata: [{name: a}]}", None),
        ("{apiVersion: v1, kind: Pod, metadata: {namespace: b}}", None),
        ("{apiVersion: v1, kind: Pod, metadata: {}}", None),
        ("{apiVersion: v1, kind: Pod, metadata: {name: 7}}", None),
        ('{apiVersion: v1, kind: Pod, metadata: {name: ""}}', None),
        ("{apiVersion: v1, kind: Pod, metadata: {name: [a]}}", None),
        ("{apiVersion: v1, kind: [Pod], metadata: {name: a}}", None),
        ("{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: {b: c}}}", None),
        ("{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: 7}}", None),
        ("[apiVersion, kind, metadata]", None),
        ("apiVersion", None),
    ],
)
def test_an_object_is_named_by_texts_that_are_all_there(text: str, named: str | None) -> None:
    for base, head in ((read(text), ()), ((), read(text)), (read(text), read(text))):
        (pair,) = pairs(base, head)
        assert (pair.id and str(pair.id)) == named


@pytest.mark.parametrize(
    ("base", "head", "addresses"),
    [
        ("a: 1\n---\nb: 1\n", "a: 2\n", ["[#0].a", "[#1].b"]),
        ("a: 1\n", "a: 2\n---\nb: 1\n", ["[#0].a", "[#1].b"]),
        ("a: 1\n---\nb: 1\n", "a: 2\n---\nb: 1\n", ["[#0].a"]),
        ("a: 1\n", "a: 2\n", ["a"]),
        ("a: 1\n---\n", "a: 2\n", ["a"]),  # an empty document is none
        ("a: 1\n", "a: 2\n---\n", ["a"]),
        ("---\n---\na: 1\n", "---\n---\na: 2\n", ["a"]),
    ],
)
def test_documents_have_numbers_where_either_side_has_several(base: str, head: str, addresses: list[str]) -> None:
    assert [change.address.inner for change in changes(base, head)] == addresses
