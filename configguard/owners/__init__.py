"""Who owns which files, by the list of code owners that GitHub and GitLab read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.owners._list import Owners

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PLACES", "Owners", "find"]

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where it may lie; the first that is there counts. Source: “About code owners” (GitHub), “Code Owners” (GitLab)."""


def find(read: Callable[[str], bytes | None]) -> Owners | None:
    """The list of a revision, whose files `read` gives; None where there is none."""
    for path in PLACES:
        data = read(path)
        if data is not None:
            return Owners(data.decode("utf-8", "replace"))
    return None
