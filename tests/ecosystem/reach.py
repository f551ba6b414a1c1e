"""Finds out again how far real changes reach, and writes the page: `python -m tests.ecosystem.reach`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.ecosystem import histories, reach_page, reaching


def main(*trees: str) -> int:
    """Count the trees again, all where none is named, and write the page; 1 where a bundle is not there."""
    absent = sorted({name for name in reaching.SOURCES.values() if not histories.bundle(name).exists()})
    if absent:
        sys.stderr.write(f"{histories.CORPUS} lacks {', '.join(absent)}; CONFIGGUARD_CORPUS names the folder\n")
        return 1
    for tree in trees or reaching.SOURCES:
        with tempfile.TemporaryDirectory() as folder:
            reaching.write(reaching.reaching(tree, Path(folder)))
    reach_page.PAGE.write_text(reach_page.page([reaching.read(tree) for tree in reaching.SOURCES]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
