"""Why a setting cannot be put back exactly, and what a person can do instead."""

from __future__ import annotations


class CannotRestore(Exception):
    """Nothing of a file is put back: `problem` says why, `cure` what to do instead; neither holds a value."""

    def __init__(self, problem: str, cure: str = "put it back by hand") -> None:
        super().__init__(problem)
        self.problem = problem
        self.cure = cure


BY_POSITION = "the items of this list are known by their position, and those behind would take another place"
NAMELESS = "what tells an item of this list apart would be parted from the rest of it"
