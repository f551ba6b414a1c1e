"""Derives the parts of the pages that say what the code says: `python -m tests.pages` writes them anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from configguard import rules
from tests.gallery_page import gallery_page

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
RULES = ROOT / "docs" / "rules.md"
GALLERY = ROOT / "docs" / "gallery.md"


def demo() -> str:
    """What `configguard demo` prints of the check, in a console block."""
    run = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; from configguard.cli import main; sys.exit(main(['demo']))"],
        check=True,
        capture_output=True,
        env={**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
    )
    shown = run.stdout.decode("utf-8").partition("\n$ ")[2].partition("\nWhat stops it\n")[0]
    return f"```console\n$ {shown.rstrip()}\n```"


def rules_table() -> str:
    """The rules with their levels and summaries."""
    rows = (
        f"| [{rule.name}](docs/rules.md#{rule.name}) | {rule.level} | {rule.summary} |"
        for rule in rules.rules().values()
    )
    return "\n".join(["| rule | level | says |", "|---|---|---|", *rows])


def rules_page() -> str:
    """The manual pages of all rules, one below the other."""
    parts = [
        "# The rules",
        """\
Each is the manual page that `configguard explain NAME` prints; this page is derived from them. The level is the
rule's own; `levels:` in the policy changes it, for all files or for some.""",
    ]
    for rule in rules.rules().values():
        manual = re.sub(r"(?m)^## ", "### ", rule.manual)
        parts.append(f"## {rule.name}\n\nLevel: {rule.level}. {manual}")
    return "\n\n".join(parts) + "\n"


def with_part(page: str, name: str, part: str) -> str:
    """The page with the derived part between its markers."""
    begin, end = f"<!-- {name} -->\n", "<!-- end -->"
    before, _, rest = page.partition(begin)
    return f"{before}{begin}\n{part}\n\n{end}{rest.partition(end)[2]}"


def readme(page: str) -> str:
    """The README with its derived parts as they should be."""
    return with_part(with_part(page, "demo", demo()), "rules", rules_table())


if __name__ == "__main__":
    README.write_text(readme(README.read_text("utf-8")), "utf-8")
    RULES.write_text(rules_page(), "utf-8")
    GALLERY.write_text(gallery_page(), "utf-8")
