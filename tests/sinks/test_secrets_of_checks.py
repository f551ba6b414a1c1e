"""Secrets over which checks are asked, through every reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.model.plugins import Style
from configguard.reporters import names, render
from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

OVER = {
    "before": "settings: '**:**.password'",
    "after": "settings: '**:**.password'",
    "doc.password": "documents: 'config/*'",
    "before_doc.password": "documents: 'config/*'",
    "changes[0].after": "proposal: true",
}
ASKED = (
    "{} == 'x'",
    "{{'a': true}}[{}]",
    "'a'.matches({})",
    "{{}}[{}] == 1",
    "int({}) == 1",
    "duration({}) > duration('1s')",
    "timestamp({}) > timestamp('2026-01-01T00:00:00Z')",
    "period({}) > period('1s')",
    "bytesOf({}) > 1",
    "major({}) > 1",
    "inNetwork({}, '10.0.0.0/8')",
    "{}.nope == 1",
    "{} + 1 == 2",
    "[{}][9] == 'a'",
    "bool({})",
    "{}",
)


SECRETS = (
    "S3NTINEL-{}(",
    "OUT_OF_RANGE: ours: S3NTINEL-{}",
    "UNKNOWN: No matching overloads found : S3NTINEL-{}(S3NTINEL)",
)
"""A plain one, and some that speak as the library does."""


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("variable", OVER)
def test_no_check_tells_what_it_was_asked_over(variable: str, secret: str, tmp_path: Path) -> None:
    entries = "".join(
        f"  - name: c{number}\n    {OVER[variable]}\n    require: |\n      {asked.format(variable)}\n"
        for number, asked in enumerate(ASKED)
    )
    policy = (
        f"version: 1\nfiles: [{{ match: config/** }}]\nscopes: {{ a: {{ settings: config/** }} }}\nchecks:\n{entries}"
    )
    base, head = ({"config/a.yaml": f"password: '{secret.format(when)}'\n"} for when in ("old", "new"))
    report = judged(tmp_path, base, head, policy=policy, rules=("failed-check",))
    assert len(report.findings) == len(ASKED)
    for name in names():
        assert "S3NTINEL" not in render(name, report, Style(verbose=True)), name
