"""Says in plain words why a text is not TOML, without a word of its content."""

from __future__ import annotations

import re

from configguard.model.document import Place, Source, Unreadable

_POSITION = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)\Z")
# What Python's parser says, and what that means; the first that is found holds. Its own messages stay out:
# some quote the text.
_MEANINGS = (
    ("Cannot overwrite a value", "a key stands twice, or is both a value and a table"),
    ("Cannot declare", "a table is declared twice, or is both a table and something else"),
    ("Cannot mutate", "a table that is already complete is extended"),
    ("Duplicate inline table key", "a key stands twice in an inline table"),
    ("Cannot redefine namespace", "a table is extended that another form has already defined"),
    ("Expected '=' after a key", "a key has no `=` behind it"),
    ("Expected ']", "the header of a table is not closed"),
    ("Invalid statement", "a key or the header of a table must stand here"),
    ("Invalid initial character for a key part", "a key must stand here"),
    ("Expected newline or end of document", "more stands behind a value on its line"),
    (
        "Unescaped '\\' in a string",
        "an escape in double quotes is unknown to TOML: use single quotes, or two backslashes",
    ),
    ("Invalid hex value", "an escape in double quotes is not complete"),
    ("Escaped character is not", "an escape in double quotes names no character"),
    ("Unterminated string", "a text in quotes is never closed"),
    ("Unclosed array", "a list lacks a comma or its closing bracket"),
    ("Unclosed inline table", "an inline table lacks a comma or its closing brace"),
    ("Invalid value", "a value of TOML must stand here; texts need quotes"),
    ("Invalid date", "a date or a time is not one of the calendar"),
    (
        "Illegal character",
        "a character stands here that TOML does not allow: a tab, a line break or a control character",
    ),
    (
        "Found invalid character",
        "a character stands here that TOML does not allow: a tab, a line break or a control character",
    ),
    ("Exceeds the limit", "a number has more digits than can be read"),
    ('Expected "', "a text in quotes is never closed"),
)


def refusal(said: str, source: Source) -> Unreadable:
    """What to raise where the parser said this."""
    meaning = next((meaning for words, meaning in _MEANINGS if words in said), "this is not TOML")
    if "{{" in source.text or "{%" in source.text:
        meaning += "; it looks like a template: `format: opaque` in the policy compares the file as a whole"
    return Unreadable(meaning, _place(said, source))


def _place(said: str, source: Source) -> Place | None:
    found = _POSITION.search(said)
    if found is None:
        return None
    if found[1] is None:
        return source.place(len(source.text))
    return Place(int(found[1]), int(found[2]))
