"""Puts settings of one file back to their base values."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from configguard.restoring import _documents
from configguard.restoring._parts import root_part
from configguard.restoring._restorer import Restorer
from configguard.restoring._sharing import refuse_half_shared
from configguard.restoring._splicing import Edit, splice
from configguard.restoring._statements import StatementRestorer
from configguard.restoring._toml import TomlRestorer
from configguard.restoring._wishing import Wish
from configguard.restoring.refusal import CannotRestore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.model.change import Change
    from configguard.model.document import Document

STATEMENTS = frozenset({"dotenv", "ini", "properties"})
FORMATS = frozenset({"json", "jsonc", "toml", "yaml"}) | STATEMENTS
_COMMENT_OF_JSON = re.compile(r'"(?:[^"\\]|\\.)*+"|(?P<comment>//[^\r\n]*|/\*[\s\S]*?\*/)')
_OLD_BREAK = re.compile(r"\r(?!\n)")


def put_back(
    format_name: str, base: tuple[Document, ...], head: tuple[Document, ...], changes: Sequence[Change]
) -> str:
    """The head's text with these changes undone, without a byte order mark.

    Byte for byte all other text stays, but that with an entry that goes or comes back go or come the comment lines
    right above it, at its indentation, that the other side does not have, and blank lines that would stand double.
    The caller reads the text again and compares before writing it. Raises `CannotRestore`.
    """
    if format_name not in FORMATS:
        raise CannotRestore("a file of this format is compared as a whole", "take the whole file from the base")
    text = head[0].source.text
    if any(_OLD_BREAK.search(side[0].source.text) for side in (base, head)):
        raise CannotRestore("lines end with a carriage return alone", "save the file with line feeds")
    if format_name in STATEMENTS:
        return splice(text, StatementRestorer(base[0], head[0]).edits(changes))
    if format_name == "toml":
        return splice(text, TomlRestorer(base[0], head[0]).edits(Wish.of(changes)))
    pairs: dict[tuple[int | None, int | None], list[Change]] = defaultdict(list)
    for change in changes:
        pairs[change.trail.base_number, change.trail.head_number].append(change)
    edits = [edit for numbers, wished in pairs.items() for edit in _document(base, head, numbers, Wish.of(wished))]
    if format_name == "jsonc":
        _keep_comments(text, edits)
    return splice(text, edits)


def _keep_comments(text: str, edits: list[Edit]) -> None:
    """Raise `CannotRestore` where a line comes or goes and a comment beside it would stand at another one."""
    for found in _COMMENT_OF_JSON.finditer(text):
        line = text.rfind("\n", 0, found.start()) + 1
        for edit in edits if found["comment"] is not None else ():
            in_place = edit.start < edit.end and edit.text and "\n" not in text[edit.start : edit.end] + edit.text
            if not in_place and edit.start <= found.end() and line <= edit.end:
                raise CannotRestore("a comment stands on a line that would have to come or go")


def _document(
    base: tuple[Document, ...], head: tuple[Document, ...], numbers: tuple[int | None, int | None], wish: Wish
) -> list[Edit]:
    at_base, at_head = numbers
    if at_base is None:
        return [] if at_head is None else _documents.removal(base, head, at_head, wish)
    if at_head is None:
        return _documents.insertion(base, head, at_base, wish)
    before, after = base[at_base], head[at_head]
    if before.root is None or after.root is None:
        raise CannotRestore("the document is empty on one side")
    restorer = Restorer(before, after)
    old, new = root_part(restorer.base, before.root), root_part(restorer.head, after.root)
    restorer.value(old, new, wish, in_flow=False)
    refuse_half_shared(before, after, wish, restorer.edits, restorer.repointed)
    return restorer.edits
