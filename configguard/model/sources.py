"""Where the author of a change may say what it is for."""

from __future__ import annotations

from collections.abc import Mapping

from configguard.model.fileglob import FileGlob
from configguard.model.record import dataclass, field

CHANGE_FILES = ".configguard/changes/*.yaml"
"""Where change files lie, unless the policy says otherwise."""


@dataclass(frozen=True)
class IntentPolicy:
    """Whether something must be said, where it may be said, and whether each commit is judged by its own words.

    `change_files` are the files that say it; `title` and `label` are regular expressions with a group `scope`, as
    written in the policy (`conventional` for titles of Conventional Commits); `actors` are the standing scopes of
    logins. `most_scopes` is how many one change may declare.
    """

    required: bool = True
    sources: tuple[str, ...] = ("trailer", "pull-request")
    change_files: tuple[FileGlob, ...] = ()
    title: str = ""
    label: str = ""
    actors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    each_commit: bool = False
    most_scopes: int | None = None

    def is_change_file(self, path: str) -> bool:
        """Whether this file says what a change is for: it is no configuration, and no part of the guard."""
        return any(glob.match(path) is not None for glob in self.change_files)
