r"""Reads files of environment variables: `NAME=value`, one a line, `export` before it or not.

There is no standard, so the grammar is what the common readers agree on. A value without quotes ends before ` #` or
with its line, blanks at its end left out; in single quotes all is as written; in double quotes `\n`, `\r`, `\t`, `\"`,
`\\` and `\$` stand for a character. In quotes a value may go over several lines. `${NAME}` stays as written. What the
readers disagree on (blanks beside the `=`, backquotes, a name without a value, a backslash before the closing quote, a
comment right behind it) is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from configguard.formats import _guard
from configguard.formats._statements import LINE_BREAK, Part, Statements, or_a_template
from configguard.model.document import Scalar, Unreadable
from configguard.model.plugins import Format

if TYPE_CHECKING:
    from configguard.model.document import Document, Source

_NOTHING = re.compile(rf"[ \t]*(?P<comment>#[^\r\n]*)?(?:{LINE_BREAK}|\Z)")
_NAME = re.compile(r"[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.\-]*)=")
_QUOTED = re.compile(r"""'[^']*'|"(?:[^"\\]|\\[\s\S])*+\"""")
_BARE = re.compile(r"(?:[^ \t\r\n]|[ \t]+(?![# \t\r\n]|\Z))*+")
_ESCAPE = re.compile(r'\\([nrt"\\$])')
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}


def parse(file: str, data: bytes) -> tuple[Document, ...]:  # noqa: ARG001 - the shape of a format
    """The one document of the file, a mapping of texts; raises `Unreadable` with the place of what is not read."""
    source = _guard.source(data)
    statements = Statements(source)
    at = 0
    while at < len(source.text):
        nothing = _nothing(source, at)
        at = nothing.end() if nothing else _statement(source, at, statements)
    return statements.document()


def _statement(source: Source, at: int, statements: Statements) -> int:
    """Read one statement; what comes back is where the next line begins."""
    named = _NAME.match(source.text, at)
    if named is None:
        _refuse(source, at, "a name with `=` right behind it, or `#` before a comment, must stand here")
    begin = named.end()
    if source.text[begin : begin + 1] in {" ", "\t"} and not _nothing(source, begin):
        _refuse(source, begin, "a blank stands behind the `=`, which programs read differently: leave it out")
    value = _value(source, begin)
    if source.text[value.end : value.end + 1] == "#":
        _refuse(
            source,
            value.end,
            "a shell takes a comment right behind a value for a part of it: put a blank between",
        )
    behind = _nothing(source, value.end)
    if behind is None:
        _refuse(source, value.end, "more stands behind a value in quotes: put all of it in quotes")
    statements.put(statements.root, (), Part(named[1], *named.span(1)), value)
    return behind.end()


def _nothing(source: Source, at: int) -> re.Match[str] | None:
    """What is left of a line of which the programs read nothing more."""
    found = _NOTHING.match(source.text, at)
    if found is not None and found["comment"] is not None:
        _guard.refuse_broken_comment(source, *found.span("comment"))
    return found


def _value(source: Source, begin: int) -> Scalar:
    mark = source.text[begin : begin + 1]
    if mark == "`":
        _refuse(source, begin, "backquotes are read by few programs: use single or double quotes")
    if mark not in {"'", '"'}:
        found = _BARE.match(source.text, begin)
        text, end = (found[0], found.end()) if found else ("", begin)
        return Scalar("str", text, begin, end)
    found = _QUOTED.match(source.text, begin)
    if found is None:
        _refuse(source, begin, "a text in quotes is never closed")
    inner = found[0][1:-1]
    if inner.endswith("\\"):
        _refuse(source, found.end() - 2, "a backslash stands before the closing quote, which programs read differently")
    return Scalar("str", inner if mark == "'" else _ESCAPE.sub(_character, inner), begin, found.end())


def _character(escape: re.Match[str]) -> str:
    return _ESCAPED.get(escape[1], escape[1])


def _refuse(source: Source, at: int, problem: str) -> NoReturn:
    blank = len(source.text[at:]) - len(source.text[at:].lstrip(" \t"))
    raise Unreadable(or_a_template(problem, source.text), source.place(at + blank))


FORMAT = Format("dotenv", (".env",), parse, (".env",))
