"""What guards an item holds where it fits the item at the base alone, or at the head alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import errors, judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"
A, B = "{name: a, kind: db, url: u1}", "{name: b, kind: web, url: u2}"
POLICY = """\
version: 1
files: [{{ match: "config/**" }}]
scopes: {{ all: {{ settings: ["config/**"] }} }}
critical: [{{ settings: ["{pattern}"], why: Everything depends on it. }}]
"""


@pytest.mark.parametrize(
    ("pattern", "base", "head", "guards"),
    [
        ("config/api.yaml:routes[kind=db].url", f"[{A}]", f"[{A.replace('u1', 'u9')}]", True),
        ("config/api.yaml:routes[kind=db].url", f"[{B}]", f"[{B.replace('u2', 'u9')}]", False),
        # the edit of a field takes no item out of what guards it, nor does it slip in unseen
        ("config/api.yaml:routes[kind=db].url", f"[{A}]", f"[{A.replace('db', 'web').replace('u1', 'u9')}]", True),
        ("config/api.yaml:routes[kind=db].url", f"[{B}]", f"[{B.replace('web', 'db').replace('u2', 'u9')}]", True),
        ("config/api.yaml:routes[kind=db].url", f"[{B}]", f"[{B}, {A}]", True),
        ("config/api.yaml:routes[kind=db].url", f"[{A}, {B}]", f"[{B}]", True),
        # nor does an item that comes before it
        ("config/api.yaml:routes[1].url", f"[{A}, {B}]", f"[{A}, {B.replace('u2', 'u9')}]", True),
        ("config/api.yaml:routes[1].url", f"[{A}, {B}]", f"[{{name: c}}, {A}, {B.replace('u2', 'u9')}]", True),
        ("config/api.yaml:routes[2].url", f"[{A}, {B}]", f"[{{name: c}}, {A}, {B.replace('u2', 'u9')}]", True),
        ("config/api.yaml:routes[3].url", f"[{A}, {B}]", f"[{{name: c}}, {A}, {B.replace('u2', 'u9')}]", False),
        ("config/api.yaml:routes[*].url", f"[{B}]", f"[{B.replace('u2', 'u9')}]", True),
    ],
)
def test_a_critical_item_is_guarded_on_either_side(
    pattern: str, base: str, head: str, *, guards: bool, tmp_path: Path
) -> None:
    before, after = ({FILE: f"routes: {side}\n"} for side in (base, head))
    report = judged(tmp_path, before, after, "x\n\nConfig-Scope: all", policy=POLICY.format(pattern=pattern))
    assert errors(report) == ({"critical-setting"} if guards else set())
