"""Keeps the tests from seeing where they run: a CI system, a git configuration, a terminal's width, a slow machine."""

from __future__ import annotations

import os

from hypothesis import settings

# Nothing is timed; what is drawn is drawn anew on a laptop, and is the same for every run in CI. The processes of xdist
# are told so by a name of its own, for CI is taken away below.
_DRAW_THE_SAME = "CONFIGGUARD_TESTS_DRAW_THE_SAME"
if "CI" in os.environ:
    os.environ[_DRAW_THE_SAME] = "true"
settings.register_profile("house", deadline=None, derandomize=_DRAW_THE_SAME in os.environ)
settings.load_profile("house")

# Before anything is collected, for modules may look when they are imported, and for child processes too.
_TELLING = ("GIT_", "GITHUB_", "CI_", "GITLAB_", "CHANGE_", "SYSTEM_PULLREQUEST_", "BITBUCKET_")
for _name in list(os.environ):
    if _name == "CI" or _name.startswith(_TELLING):
        del os.environ[_name]
for _name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
    os.environ.pop(_name, None)
os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
os.environ["GIT_CONFIG_NOSYSTEM"] = "1"
