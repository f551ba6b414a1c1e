"""Of GitPython only the starter of processes is loaded, and what others see of GitPython is whole."""

from __future__ import annotations

import subprocess
import sys

_LOAD = """
import sys
from configguard.revisions._gitpython import starter
git, not_found = starter()
"""


def _python(code: str) -> str:
    done = subprocess.run(  # noqa: S603 - the tests' own words
        [sys.executable, "-W", "error", "-c", _LOAD + code], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_repositories_indexes_and_remotes_are_not_loaded() -> None:
    assert _python("print([m for m in sys.modules if m.partition('.')[0] in ('git', 'gitdb')])") == "[]\n"
    assert _python("print('configparser' in sys.modules)") == "False\n"


def test_git_itself_is_not_run_to_load_it() -> None:
    code = (
        "import os; os.environ['PATH'] = ''\nprint(git('.').execute([sys.executable, '-c', 'print(7)'], shell=False))"
    )
    assert _python(code) == "7\n"


def test_what_starts_nothing_raises_what_was_promised() -> None:
    code = "try: git('.').execute(['/nowhere/git'], shell=False)\nexcept not_found: print('not found')"
    assert _python(code) == "not found\n"


def test_somebody_who_imports_git_later_gets_all_of_it() -> None:
    assert _python(
        "import git, git.cmd, gitdb\nprint(git.Repo.__name__, git.cmd.Git.__name__, gitdb.GitDB.__name__)"
    ) == ("Repo Git GitDB\n")


def test_a_git_that_was_loaded_before_is_taken_as_it_is() -> None:
    code = "starter.cache_clear()\nimport git\nprint(starter()[0] is git.Git, 'git.repo' in sys.modules)"
    assert _python(code) == "True True\n"


def test_a_release_whose_part_needs_the_whole_is_loaded_whole() -> None:
    code = """
import sys
from configguard.revisions import _gitpython
part, asked = _gitpython._part, []
def fails_at_first():
    asked.append(1)
    if len(asked) == 1:
        raise ImportError
    return part()
_gitpython._part = fails_at_first
print(_gitpython.starter()[0].__name__, len(asked))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - as above
    assert done.stdout == "Git 2\n"
