"""Measures how long a judgement takes: `python -m tests.benchmarks.run`, with `--write` into docs/benchmarks.md."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import Runs, in_turns
from tests.benchmarks.questions import TARGETS, programs

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"


def main() -> None:
    """Measure, print the tables, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write what was measured into {PAGE.name}")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = {
            name: runs
            for together, rounds in programs(Path(folder))
            for name, runs in in_turns(together, rounds).items()
        }
    said = f"{machine()}\n\n{ratios(found)}\n{times(found)}"
    print(said, end="")  # noqa: T201 - this is a program
    if wanted.write:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{said}\n{END}{rest.partition(END)[2]}", "utf-8")


def machine() -> str:
    """What it was measured on."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]  # noqa: S607
    busy = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, git {git}, {platform.system()}, {os.cpu_count()} processors, "
        f"of which {busy:.1f} were busy at the end."
    )


def ratios(found: dict[str, Runs]) -> str:
    """A table of what is asked for and what was reached."""
    lines = ["| Times as much | Reached | At most | |", "|---|---:|---:|---|"]
    for target in TARGETS:
        if target.measured in found and target.yardstick in found:
            reached = target.reached(found)
            mark = "" if reached <= target.most else "missed"
            lines.append(f"| {target.name} | {reached:.2f} | {target.most:.1f} | {mark} |")
    return "\n".join(lines) + "\n"


def times(found: dict[str, Runs]) -> str:
    """A table of what each program took."""
    lines = ["| Program | Best | Median | Memory |", "|---|---:|---:|---:|"]
    for name, runs in found.items():
        best, middle = runs.best * 1000, runs.middle * 1000
        lines.append(f"| {name} | {best:,.0f} ms | {middle:,.0f} ms | {runs.memory:,.0f} MiB |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
