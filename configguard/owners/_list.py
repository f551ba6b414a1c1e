"""One list of code owners, read by a library."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from configguard.errors import Misasked

if TYPE_CHECKING:
    from codeowners import CodeOwners


class Owners:
    """A list of code owners."""

    def __init__(self, text: str) -> None:
        """Take the text of the list; it is read with the first question."""
        self._text = text

    def of(self, path: str) -> tuple[str, ...]:
        """Who owns the file: by the last line that fits and, where the list has sections, the last of each.

        A last line without a name says that nobody does. Raises `Misasked` for a pattern that is none.
        """
        last: dict[str | None, list[str]] = {}
        for owners, _, _, section in self._lines.matching_lines(path):
            last.setdefault(section, [name for _, name in owners])
        return tuple(dict.fromkeys(name for names in last.values() for name in names))

    @cached_property
    def _lines(self) -> CodeOwners:
        from codeowners import CodeOwners  # noqa: PLC0415 - only what strays is asked for its owners

        try:
            return CodeOwners(self._text)
        except ValueError as mistake:
            message = f"the list of code owners cannot be read: {mistake}"
            raise Misasked(message, "mend that line of CODEOWNERS on the target branch") from None
