"""Files of a repository that some program would run, load or believe; each leaves a trace if one does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

DEPENDENCIES: Final = ("yaml", "git", "gitdb", "jsonschema", "referencing", "deepdiff", "shtab", "attr", "rpds", "pip")
STANDARD: Final = tuple(sorted(name for name in sys.stdlib_module_names if not name.startswith("_")))
START: Final = ("sitecustomize", "usercustomize", "antigravity")
BEFORE_ANY_PROGRAM: Final = "typing"
"""A module that `python -m` loads, out of the current folder, before the program's own first line."""

SETTINGS: Final = {
    "pip.conf": "[global]\nindex-url = file:///nowhere\nrequire-hashes = true\n",
    "setup.cfg": "[configguard]\nadvisory = true\n[tool:configguard]\nfail-on = note\n",
    "pyproject.toml": (
        '[tool.configguard]\nadvisory = true\nlevels = { outside-intent = "off" }\n'
        '[build-system]\nrequires = []\nbuild-backend = "trap"\nbackend-path = ["."]\n'
    ),
    "tox.ini": "[configguard]\nadvisory = true\n",
    ".env": "CONFIGGUARD_ADVISORY=true\nCONFIGGUARD_POLICY=loose.yaml\n",
    "loose.yaml": 'version: 1\nfiles: [{ match: "config/**" }]\nlevels: { outside-intent: off, missing-intent: off }\n',
    ".configguard/config.yaml": "advisory: true\n",
    ".configguard.yml": "version: 1\nfiles: []\n",
    "configguard.toml": "advisory = true\n",
    "pyvenv.cfg": "home = /nowhere\ninclude-system-site-packages = false\n",
    ".python-version": "0.0.1\n",
    ".gitconfig": "[core]\n\tfsmonitor = ./git\n\tpager = ./git\n[alias]\n\tdiff-tree = !./git\n",
    ".gitattributes": "*.yaml filter=trap diff=trap merge=trap\n",
    ".lfsconfig": "[lfs]\n\tcustomtransfer.trap.path = ./git\n",
    "evil-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n",
    "evil-1.0.dist-info/entry_points.txt": (
        "[configguard.reporters]\ntext = trap\n[configguard.formats]\nyaml = trap\n[configguard.rules]\na = trap\n"
    ),
}


def modules(trace: Path, names: tuple[str, ...]) -> dict[str, str]:
    """A module of each name, and a package of some."""
    trap = f"import os\nos.close(os.open({str(trace)!r}, os.O_CREAT | os.O_WRONLY))\n"
    found = {f"{name}.py": trap for name in names}
    return found | {f"{name}/__init__.py": trap for name in ("jsonschema", "trap", "json") if name in (*names, "trap")}


def traps(trace: Path) -> dict[str, str]:
    """All of them; what steps into one makes the file `trace`."""
    trap = f"import os; os.close(os.open({str(trace)!r}, os.O_CREAT | os.O_WRONLY))\n"
    shell = f"#!/bin/sh\n: > '{trace}'\nexit 0\n"
    package = {f"configguard/{name}": trap for name in ("__init__.py", "__main__.py", "cli/__init__.py", "rules/x.py")}
    return {
        **modules(trace, (*STANDARD, *DEPENDENCIES, *START, "trap", "setup", "conftest")),
        **package,
        **SETTINGS,
        "a.pth": trap,
        "git": shell,
        "python3": shell,
        "configguard/rules/outside_intent.py": trap,
        ".configguard/rules/x.py": trap,
        ".configguard/plugins/x.py": trap,
        "config/yaml.py": trap,
        ".githooks/post-checkout": shell,
    }
