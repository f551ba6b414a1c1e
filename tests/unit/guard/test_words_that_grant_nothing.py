"""Words that would fit everything grant nothing, and a position is only that of an item that keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import errors, judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"
POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes: { all: { settings: ["config/**"] } }
critical: [{ settings: ["**:**.url"], why: Everything depends on it. }]
levels: { broad-intent: off }
"""
ROUTES = "routes:\n- {name: a, t: 1, url: u}\n- {name: b, t: 1, url: u}\n"
FIRST = "- {name: c, t: 1, url: u}\n"


@pytest.mark.parametrize("words", ["**", "*", "*.*", "**:**", "**:*", "config/*.yaml:**", "**:smtp", "{a,*}:smtp"])
def test_a_pattern_of_nothing_but_wildcards_covers_nothing(words: str, tmp_path: Path) -> None:
    base, head = {FILE: "smtp: {host: a}\n"}, {FILE: "smtp: {host: b}\n"}
    report = judged(tmp_path, base, head, f"x\n\nConfig-Setting: {words}\n", policy=POLICY)
    assert errors(report) == {"outside-intent"}


@pytest.mark.parametrize("words", ["config/**", "config/*.yaml:smtp", "**/api.yaml:smtp.*", "config/api.yaml:**.host"])
def test_one_that_tells_anything_apart_covers_what_it_names(words: str, tmp_path: Path) -> None:
    base, head = {FILE: "smtp: {host: a}\n"}, {FILE: "smtp: {host: b}\n"}
    report = judged(tmp_path, base, head, f"x\n\nConfig-Setting: {words}\n", policy=POLICY)
    assert errors(report) == set()


def of_routes(tmp_path: Path, head: str, words: str) -> set[str]:
    report = judged(tmp_path, {FILE: ROUTES}, {FILE: head}, f"x\n\n{words}\n", policy=POLICY)
    return errors(report)


CHANGED = ROUTES.replace("name: b, t: 1, url: u", "name: b, t: 2, url: u")
CRITICAL = ROUTES.replace("name: b, t: 1, url: u", "name: b, t: 1, url: v")


def shifted(text: str) -> str:
    return text.replace("routes:\n", f"routes:\n{FIRST}")


@pytest.mark.parametrize("position", [1, 2])
def test_a_position_does_not_cover_an_item_that_another_one_shifts(position: int, tmp_path: Path) -> None:
    words = f"Config-Setting: {FILE}:routes[name=c]\nConfig-Setting: {FILE}:routes[{position}].t"
    added = {"critical-setting"}  # the url of the item that comes
    assert of_routes(tmp_path, shifted(CHANGED), words) == {"outside-intent"} | added
    named = f"Config-Setting: {FILE}:routes[name=c]\nConfig-Setting: {FILE}:routes[name=b].t"
    assert of_routes(tmp_path, shifted(CHANGED), named) == added


@pytest.mark.parametrize("position", [1, 2])
def test_nor_does_it_name_a_critical_setting_of_one(position: int, tmp_path: Path) -> None:
    new = f"Config-Scope: all\nConfig-Setting: {FILE}:routes[name=c].url\n"
    words = f"{new}Config-Setting: {FILE}:routes[{position}].url"
    assert of_routes(tmp_path, shifted(CRITICAL), words) == {"critical-setting"}
    assert of_routes(tmp_path, shifted(CRITICAL), f"{new}Config-Setting: {FILE}:routes[name=b].url") == set()


def test_it_names_the_item_that_keeps_it_and_one_that_comes_or_goes(tmp_path: Path) -> None:
    assert of_routes(tmp_path / "changed", CHANGED, f"Config-Setting: {FILE}:routes[1].t") == set()
    critical = f"Config-Scope: all\nConfig-Setting: {FILE}:routes[1].url"
    assert of_routes(tmp_path / "critical", CRITICAL, critical) == set()
    gone = ROUTES.replace("- {name: b, t: 1, url: u}\n", "")
    assert of_routes(tmp_path / "gone", gone, critical) == set()
    come = f"{ROUTES}- {{name: d, t: 1, url: u}}\n"
    assert of_routes(tmp_path / "come", come, critical.replace("[1]", "[2]")) == set()


@pytest.mark.parametrize(("head", "expected"), [(CHANGED, set()), (shifted(CHANGED), {"outside-intent"})])
def test_nor_does_it_carry_a_shifted_item_into_a_scope(head: str, expected: set[str], tmp_path: Path) -> None:
    """At the base the item has the scope's position, at the head another one has it."""
    policy = POLICY.replace('"config/**"] }', '"config/api.yaml:routes[1]", "config/api.yaml:routes[name=c]"] }')
    policy = policy.replace('"**:**.url"', '"**:nothing"')
    report = judged(tmp_path, {FILE: ROUTES}, {FILE: head}, "x\n\nConfig-Scope: all\n", policy=policy)
    assert errors(report) == expected


@pytest.mark.parametrize("side", ["/pay", "/paid"])
def test_a_field_is_changed_by_its_own_name_whichever_side_that_is_of(side: str, tmp_path: Path) -> None:
    base, head = ({FILE: f"routes:\n- {{name: pay, path: {path}, t: 1}}\n"} for path in ("/pay", "/paid"))
    words = f"x\n\nConfig-Setting: {FILE}:routes[path={side}].path\n"
    assert errors(judged(tmp_path, base, head, words, policy=POLICY)) == set()


@pytest.mark.parametrize("side", ["/pay", "/paid"])
def test_nothing_else_of_the_item_is(side: str, tmp_path: Path) -> None:
    base, head = (
        {FILE: f"routes:\n- {{name: pay, path: {path}, t: {n}}}\n"} for n, path in enumerate(("/pay", "/paid"))
    )
    words = f"x\n\nConfig-Setting: {FILE}:routes[path={side}].path\nConfig-Setting: {FILE}:routes[path={side}]\n"
    assert errors(judged(tmp_path, base, head, words, policy=POLICY)) == {"outside-intent"}
