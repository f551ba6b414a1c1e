"""What becomes empty weighs as an error where it is critical, unless that very value was declared for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"
FULL = "database: {host: db, port: 1}\nupstreams: [{name: a, url: u, weight: 1}]\nplain: [{name: a, weight: 1}]\n"
HOST = f"{FILE}:database.host"


def level(tmp_path: Path, head: str, *lines: str) -> str:
    message = "".join(f"Config-Setting: {line}\n" for line in lines)
    report = judged(tmp_path, {FILE: FULL}, {FILE: head}, f"x\n\n{message}", rules=("emptied-setting",))
    (only,) = report.findings
    return str(only.level)


@pytest.mark.parametrize(
    ("becomes", "lines", "expected"),
    [
        ("null", (f"{HOST} = null",), "warning"),
        ("~", (f"{HOST} = null",), "warning"),
        ('""', (f'{HOST} = ""',), "warning"),
        ("null", (f"{FILE}:database.port = 1", f"{HOST} = null"), "warning"),
        ("null", (), "error"),
        ("null", (HOST,), "error"),
        ("null", (f"{HOST} = db2",), "error"),
        ("null", (f'{HOST} = ""',), "error"),
        ('""', (f"{HOST} = null",), "error"),
        ("null", (f"{FILE}:database.port = null",), "error"),
        ("null", (f"{FILE}:database = null",), "error"),
    ],
)
def test_a_critical_value_may_become_empty_where_that_very_value_is_declared(
    becomes: str, lines: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    assert level(tmp_path, FULL.replace("host: db", f"host: {becomes}"), *lines) == expected


def test_a_list_that_loses_its_last_item_is_as_critical_as_any_of_its_settings(tmp_path: Path) -> None:
    url = FULL.replace("[{name: a, url: u, weight: 1}]", "[]")
    assert level(tmp_path / "critical", url) == "error"
    plain = FULL.replace("[{name: a, weight: 1}]", "[]")
    assert level(tmp_path / "plain", plain) == "warning"
