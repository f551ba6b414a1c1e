"""A critical setting is named by words that fit it and no other; a wide word carries nothing that only came to fit."""

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
"""
LIST = "l:\n- {kind: x, url: u}\n- {kind: y, url: v}\n- {kind: x, url: w}\n"
ROUTES = "routes:\n- {name: mail, path: /mail, timeout: 1}\n- {name: pay, path: /pay, timeout: 2}\n"
ONE, TWO = "url: u\n", "url: u\n---\nother: 1\n"


def of(tmp_path: Path, base: str, head: str, *settings: str, scope: str = "Config-Scope: all\n") -> set[str]:
    lines = "".join(f"Config-Setting: {FILE}:{setting}\n" for setting in settings)
    return errors(judged(tmp_path, {FILE: base}, {FILE: head}, f"x\n\n{scope}{lines}", policy=POLICY))


@pytest.mark.parametrize(
    ("base", "head", "setting", "names"),
    [
        (ONE, "url: z\n", "url", True),
        (TWO, TWO.replace("u\n", "z\n", 1), "url", False),
        (TWO, TWO.replace("u\n", "z\n", 1), "[#0].url", True),
        (TWO, "url: z\n", "url", False),  # several on one side are enough
        (ONE, TWO.replace("u\n", "z\n", 1), "url", False),
        (TWO, "url: z\n", "[#0].url", True),
        (ONE, TWO.replace("u\n", "z\n", 1), "[#0].url", True),
        (f"{ONE}---\n", "url: z\n", "url", True),  # an empty document is none
    ],
)
def test_it_is_named_with_its_document_where_either_side_has_several(
    base: str, head: str, setting: str, *, names: bool, tmp_path: Path
) -> None:
    assert of(tmp_path, base, head, setting) == (set() if names else {"critical-setting"})


@pytest.mark.parametrize(
    ("setting", "names"),
    [("l[1].url", True), ("l[kind=y].url", False), ("l[0].url", False), ("l[*].url", False), ("l.**.url", False)],
)
def test_an_item_without_an_identity_is_named_by_its_position_alone(
    setting: str, *, names: bool, tmp_path: Path
) -> None:
    assert of(tmp_path, LIST, LIST.replace("v", "z"), setting) == (set() if names else {"critical-setting"})


@pytest.mark.parametrize(
    ("setting", "covers"),
    [
        ("routes[path=/mail].*", False),
        ("routes[path=/mail].timeo*", False),
        ("routes[path=/mail]", False),
        ("routes[path=/pay].*", False),
        ("routes[name=pay].*", True),
    ],
)
def test_a_wide_word_does_not_cover_an_item_that_an_edit_made_fit(
    setting: str, *, covers: bool, tmp_path: Path
) -> None:
    head = ROUTES.replace("path: /pay, timeout: 2", "path: /mail, timeout: 9")
    assert of(tmp_path, ROUTES, head, setting, scope="") == (set() if covers else {"outside-intent"})
