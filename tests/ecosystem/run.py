"""Judges the real histories again and writes what came of it: `python -m tests.ecosystem.run`."""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.ecosystem import histories, trial
from tests.ecosystem.page import PAGE, page, section


def main() -> int:
    """Write the page; 1 where a bundle is not there, or what must hold of each history does not."""
    absent = [name for name in histories.SOURCES if not histories.bundle(name).exists()]
    if absent:
        sys.stderr.write(f"{histories.CORPUS} lacks {', '.join(absent)}; CONFIGGUARD_CORPUS names the folder\n")
        return 1
    with ProcessPoolExecutor() as pool:
        judged = list(pool.map(one, histories.SOURCES))
    PAGE.write_text(page(text for text, _ in judged), "utf-8")
    problems = [problem for _, problems in judged for problem in problems]
    sys.stderr.write("".join(f"{problem}\n" for problem in problems))
    return 1 if problems else 0


def one(name: str) -> tuple[str, list[str]]:
    """A history's section of the page, and what should not be."""
    with tempfile.TemporaryDirectory() as folder:
        history = histories.clone(name, Path(folder) / name)
        trials = trial.judge(history, history.commits)
        return section(trials), trials.problems


if __name__ == "__main__":
    sys.exit(main())
