"""Keeps the tests from seeing where they run: a CI system, a git configuration, a terminal's width."""

from __future__ import annotations

import os

# Before anything is collected, for modules may look when they are imported, and for child processes too.
_TELLING = ("GIT_", "GITHUB_", "CI_", "GITLAB_", "CHANGE_", "SYSTEM_PULLREQUEST_", "BITBUCKET_")
for _name in list(os.environ):
    if _name == "CI" or _name.startswith(
        ("GIT_", "GITHUB_", "CI_", "GITLAB_", "CHANGE_", "SYSTEM_PULLREQUEST_", "BITBUCKET_")
    ):
        del os.environ[_name]
for _name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
    os.environ.pop(_name, None)
os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
os.environ["GIT_CONFIG_NOSYSTEM"] = "1"
