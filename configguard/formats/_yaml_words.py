"""Says in plain words why a text is not YAML, without a word of its content."""

from __future__ import annotations

from configguard.formats import _limits
from configguard.model.document import Place, Unreadable

# What PyYAML and libyaml say, and what that means; the first that is found holds. Their own messages stay
# out: some quote the text.
_MEANINGS = (
    ("\t", "a tab stands where YAML allows only spaces: indent with spaces"),
    ("unprintable", "a character that YAML does not allow stands in the text"),
    ("undefined alias", "an alias repeats an anchor that does not stand before it in the same document"),
    ("duplicate anchor", "an anchor is set twice in one document, which the YAML parser refuses: rename one"),
    ("scanning an alias", "`*` begins an alias: put the value in quotes if it is none"),
    ("scanning an anchor", "`&` begins an anchor, whose name holds only letters, digits, `-` and `_`"),
    ("undefined tag handle", "a tag uses a handle that no %TAG line declares"),
    ("scanning a tag", "`!` begins a tag, with blank space behind it: put the value in quotes if it is none"),
    ("cannot start any token", "a character stands here that cannot begin a value: put the value in quotes"),
    (
        "mapping values are not",
        "a colon stands where no key can be: put the value in quotes, or mend the indentation",
    ),
    ("unexpected ':'", "a colon stands inside a value in brackets or braces: put the value in quotes"),
    ("could not find expected ':'", "a key has no colon behind it"),
    ("unexpected end of stream", "a text in quotes is never closed"),
    ("scanning a quoted scalar while", "a text in quotes is never closed"),
    ("found unexpected document", "a text in quotes is never closed"),
    (
        "unknown escape",
        "an escape in double quotes is unknown to YAML: use two backslashes, or single quotes",
    ),
    ("scanning a double-quoted", "an escape in double quotes is not complete, or names no character"),
    ("parsing a quoted scalar", "an escape in double quotes is not complete, or names no character"),
    (
        "scanning a block scalar",
        "behind `|` or `>` stands something other than an indentation or a chomping mark",
    ),
    ("expected ',' or ']'", "a list in brackets lacks a comma or its closing bracket"),
    ("expected ',' or '}'", "a mapping in braces lacks a comma or its closing brace"),
    ("parsing a flow node", "a value is missing in brackets or braces"),
    ("parsing a block node", "a value is missing"),
    ("parsing a block mapping", "a line stands where a key was expected: mend the indentation"),
    ("parsing a block collection", "a line stands where `- ` was expected: mend the indentation"),
    ("block sequence entries are not", "a list item stands where none can be: mend the indentation"),
    ("incompatible YAML document", "the file asks for a version of YAML other than 1.1 and 1.2"),
    ("incompatible document", "the file asks for a version of YAML other than 1.1 and 1.2"),
    ("directive", "a line begins with `%`, but is no directive that YAML knows"),
    (
        "document start",
        "text stands behind the end of the document: mend the indentation, or begin with `---`",
    ),
)


def refusal(said: str, place: Place | None, text: str) -> Unreadable:
    """What to raise where the parser said this."""
    if "nesting depth" in said:
        return _limits.beyond("depth", place)
    meaning = next((meaning for words, meaning in _MEANINGS if words in said), "this is not YAML")
    if "{{" in text or "{%" in text:
        meaning += "; it looks like a template: `format: opaque` in the policy compares the file as a whole"
    return Unreadable(meaning, place)


def complex_key(place: Place, *, template: bool) -> Unreadable:
    """What to raise for a key that is itself a mapping or a list."""
    if template:
        return Unreadable("`{{ … }}` without quotes is read as a mapping: put the whole value in quotes", place)
    return Unreadable("a key is itself a mapping or a list, so that no address can name what it holds", place)


def merge_value(place: Place) -> Unreadable:
    """What to raise for a merge key with anything but mappings."""
    return Unreadable("a merge key `<<` holds something other than a mapping or a list of mappings", place)
