"""One check in a process of its own, and what it took."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

METER = Path(__file__).with_name("meter.py")
ROOT = Path(__file__).parents[1]
COMMAND = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from configguard.cli import main; sys.exit(main())"


class Run(NamedTuple):
    """Seconds of computing time and the most memory that one check took, how it ended, and what it said."""

    seconds: float
    mebibytes: float
    status: int
    report: dict[str, Any]

    def findings(self, rule: str) -> dict[str, str]:
        """The messages of a rule's findings, by file."""
        return {found["file"]: found["message"] for found in self.report["findings"] if found["rule"] == rule}


def check(folder: Path, output: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Run:
    """Check in this folder; the report goes to `output` on the way."""
    asked = [sys.executable, "-I", "-c", COMMAND, "check", *arguments, "--format", "json"]
    done = subprocess.run(  # noqa: S603 - this very interpreter, with the command above
        [sys.executable, "-I", "-S", str(METER), str(folder), str(output), *asked],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    seconds, kibibytes, status = done.stdout.split()
    return Run(float(seconds), int(kibibytes) / 1024, int(status), json.loads(output.read_text("utf-8")))
