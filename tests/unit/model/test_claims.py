"""A file is claimed by any glob of any entry, and each thing is said of it by the last entry that says it."""

from __future__ import annotations

from typing import Any

import pytest

from configguard.model.declared import FileEntry
from configguard.model.fileglob import FileGlob
from configguard.model.policy import Policy


def entry(*match: str, **said: Any) -> FileEntry:  # noqa: ANN401 - any of the entry's own keys
    return FileEntry(tuple(map(FileGlob, match)), **said)


def policy(*entries: FileEntry) -> Policy:
    return Policy("p", "base", entries)


def test_one_of_an_entry_s_globs_is_enough() -> None:
    one = policy(entry("a/**", "b/**"))
    assert one.claim("a/x.yaml") is not None
    assert one.claim("b/x.yaml") is not None
    assert one.claim("c/x.yaml") is None


@pytest.mark.parametrize(("key", "first", "last"), [("schema", "one.json", "two.json"), ("format", "json", "yaml")])
def test_the_last_entry_that_says_it_counts_and_silence_says_nothing(key: str, first: str, last: str) -> None:
    def said(*entries: FileEntry) -> object:
        return getattr(policy(*entries).claim("a/x"), key)

    assert said(entry("a/**", **{key: first}), entry("a/*", **{key: last})) == last
    assert said(entry("a/**", **{key: first}), entry("a/*")) == first
    assert said(entry("a/**"), entry("a/*", **{key: last})) == last


def test_what_is_ignored_stays_so_until_an_entry_takes_it_back() -> None:
    ignored, silent, back = entry("a/**", ignore=True), entry("a/*"), entry("a/*", ignore=False)
    assert policy(silent, ignored).claim("a/x") is None
    assert policy(ignored, silent).claim("a/x") is None
    assert policy(ignored, back).claim("a/x") is not None
    assert policy(ignored, back, silent).claim("a/x") is not None
    assert policy(back, ignored).claim("a/x") is None
