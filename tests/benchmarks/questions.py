"""What is measured, against what, and what is asked of it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measuring import Program
from tests.benchmarks.repositories import Shape, checked_out, make, make_layered, make_past, make_referring, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.benchmarks.measuring import Runs

FLOOR = str(Path(__file__).with_name("floor.py"))
COMMITS = 1_000
REACHED = 1_000
TYPICAL = Shape("typical", files=1_000, changed=3, edits=10)
LARGE = Shape("large", files=1_000, changed=1_000, edits=3)
HUGE = Shape("huge", files=100_000, changed=3, edits=10)
SCOPES = Shape("scopes", files=1_000, changed=3, edits=10, scopes=1_000)
LARGE_SCOPES = Shape("large-scopes", files=1_000, changed=1_000, edits=3, scopes=1_000)

SCHEMA = """\
{"type": "object", "additionalProperties": {"type": "object", "additionalProperties": {
  "type": ["string", "number", "boolean"]}}}
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio of two programs: what is measured, its yardstick, and how many times that at most."""

    name: str
    measured: str
    yardstick: str
    most: float
    of: str = "time"

    def reached(self, found: Mapping[str, Runs]) -> float:
        """The ratio of the best times, or of the memory."""
        one, other = found[self.measured], found[self.yardstick]
        return one.memory / other.memory if self.of == "memory" else one.best / other.best


TARGETS = (
    Target("typical change, of the floor", "check typical", "floor typical", 2.5),
    Target("typical change, of check-jsonschema", "check typical", "check-jsonschema", 1.0),
    Target("large change, of the floor", "check large", "floor large", 1.8),
    Target("100,000 files, of 1,000", "check typical, 100,000 files", "check typical", 1.2),
    Target("large change with 1,000 scopes, of 10", "check large, 1,000 scopes", "check large", 1.2),
    Target("nothing changed, of bare Python", "check nothing", "bare Python", 8.0),
    Target("log of a setting, of the floor", "log, 1,000 versions", "floor log, 1,000 versions", 2.0),
    Target("log of a setting with 50 versions, of the floor", "log, 50 versions", "floor log, 50 versions", 3.0),
    Target("a default that reaches 1,000 targets, of the floor", "check reach", "floor reach", 3.0),
    Target("an entry that 1,000 files might name, of the floor", "check names", "floor names", 3.0),
    Target("memory of a typical change, of the floor", "check typical", "floor typical", 3.0, "memory"),
    Target("memory of a large change, of the floor", "check large", "floor large", 3.0, "memory"),
)


def programs(folder: Path) -> Iterator[tuple[dict[str, Program], int]]:
    """Groups of programs that are run in turns, each with how many rounds; their repositories are made in `folder`."""
    typical, huge, scopes = (make(shape, folder) for shape in (TYPICAL, HUGE, SCOPES))
    yield (
        {
            "bare Python": Program([sys.executable, "-c", "pass"], folder),
            "floor typical": _floor(typical),
            "check typical": _check(typical),
            "check nothing": _check(typical, head="main"),
            "check typical, 100,000 files": _check(huge),
            "check typical, 1,000 scopes": _check(scopes),
            **_others(checked_out(typical)),
        },
        20,
    )
    large, scopes = make(LARGE, folder), make(LARGE_SCOPES, folder)
    yield (
        {
            "floor large": _floor(large),
            "check large": _check(large),
            "check large, 1,000 scopes": _check(scopes),
        },
        9,
    )
    yield (
        {
            f"{name}, {versions:,} versions": program
            for versions in (COMMITS, 50)
            for top in [make_past(folder, COMMITS, f"past-{versions}", versions)]
            for name, program in (
                ("floor log", _floor(top, "log", path_of(0))),
                ("log", _log(top)),
            )
        },
        9,
    )
    layered = make_layered(folder, REACHED)
    yield {"floor reach": _floor(layered, "targets"), "check reach": _check(layered)}, 9
    referring = make_referring(folder, REACHED)
    yield {"floor names": _floor(referring, "references"), "check names": _check(referring)}, 9


def _log(top: Path) -> Program:
    return Program([sys.executable, "-m", "configguard", "log", f"{path_of(0)}:part_0.host_0"], top)


def _floor(top: Path, what: str = "change", *asked: str) -> Program:
    return Program([sys.executable, FLOOR, what, ".", *(asked or ("main", "change"))], top)


def _check(top: Path, head: str = "change") -> Program:
    return Program([sys.executable, "-m", "configguard", "check", "--base", "main", "--head", head], top)


def _others(top: Path) -> dict[str, Program]:
    """What people use today, on the files that the typical change changes, where it is installed."""
    command = Path(sys.executable).with_name("check-jsonschema")
    if not command.exists():
        return {}
    schema = top.parent / "schema.json"
    schema.write_text(SCHEMA, "utf-8")
    files = [path_of(number) for number in range(TYPICAL.changed)]
    return {"check-jsonschema": Program([str(command), "--schemafile", str(schema), *files], top)}
