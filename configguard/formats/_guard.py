"""The first look at any file's bytes: their size, their encoding, and no control characters."""

from __future__ import annotations

import re

from configguard.formats import _limits
from configguard.model.document import Source, Unreadable

_BOM = b"\xef\xbb\xbf"
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_CONTROL = re.compile(f"[{re.escape(_CONTROLS.decode())}]")
_OTHER_BREAK = re.compile("[\u2028\u2029]")
_WIDE_MARKS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def source(data: bytes) -> Source:
    """The text of a file, without its byte order mark.

    Raises `Unreadable` for a file that is too large, is not UTF-8, or holds a control character other than a
    tab or a line break, which none of the formats allows.
    """
    if len(data) > _limits.FILE_BYTES:
        raise _limits.beyond("file-size")
    _refuse_wide(data)
    bom = data.startswith(_BOM)
    text = _decoded(data[len(_BOM) :] if bom else data)
    if len(data.translate(None, _CONTROLS)) != len(data):
        _refuse_control(text)
    return Source(text, bom)


def refuse_broken_comment(source: Source, start: int, end: int) -> None:
    """Raise `Unreadable` for a comment in which only some programs see the end of a line, and read on behind it.

    Those are what is written in JavaScript, whose lines end at U+2028 and U+2029 as well.
    """
    found = _OTHER_BREAK.search(source.text, start, end)
    if found is not None:
        problem = f"a comment holds U+{ord(found[0]):04X}, at which it ends for some programs: take it out"
        raise Unreadable(problem, source.place(found.start()))


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = Source(data[: error.start].decode())
        problem = f"byte {error.start:,} of the file is not UTF-8: save the file in that encoding"
        raise Unreadable(problem, before.place(len(before.text))) from None


def _refuse_wide(data: bytes) -> None:
    head = data[:4]
    name = next((name for mark, name in _WIDE_MARKS if head.startswith(mark)), None)
    if name is None and len(head) > 1 and head.count(0) * 2 >= len(head):
        name = "UTF-32" if head.count(0) > 2 else "UTF-16"  # noqa: PLR2004 - three of four bytes
    if name is not None:
        problem = f"the file is in {name}, but configuration is read as UTF-8: save it in that encoding"
        raise Unreadable(problem)


def _refuse_control(text: str) -> None:
    found = _CONTROL.search(text)
    if found is not None:
        problem = f"a control character (U+{ord(found[0]):04X}) stands in the text"
        raise Unreadable(problem, Source(text).place(found.start()))
