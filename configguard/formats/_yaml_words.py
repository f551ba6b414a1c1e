"""Says in plain words why a text is not YAML, without a word of its content."""

from __future__ import annotations

from configguard.formats import _limits
from configguard.model.document import Place, Unreadable

# What PyYAML and libyaml say, and what that means; the first that is found holds. Their own messages stay
# out: some quote the text.
_MEANINGS = (
    ("undefined alias", "an alias repeats an anchor that does not stand before it in the same document"),
    (
        "duplicate anchor",
        "the same anchor is set twice in one document, which the YAML parser refuses: rename one of the two",
    ),
    ("unprintable", "a character that YAML does not allow stands in the text"),
    ("tab", "a tab stands where YAML allows only spaces: indent with spaces"),
    ("cannot start any token", "a character stands here that cannot begin a value: put the value in quotes"),
    (
        "mapping values are not allowed",
        "a colon stands where no key can be: put the value in quotes, or mend the indentation",
    ),
    ("could not find expected ':'", "a key has no colon behind it"),
    ("unexpected end of stream", "a quoted text is never closed"),
    ("unexpected document separator", "a quoted text is never closed"),
    (
        "unknown escape",
        "an escape in double quotes is unknown to YAML: write it with two backslashes, or use single quotes",
    ),
    ("escape", "an escape in double quotes is not complete, or names no character"),
    ("expected ',' or ']'", "a list in brackets lacks a comma or its closing bracket"),
    ("expected ',' or '}'", "a mapping in braces lacks a comma or its closing brace"),
    ("parsing a block mapping", "a line stands where a key was expected: mend the indentation"),
    ("parsing a block collection", "a line stands where `- ` was expected: mend the indentation"),
    ("block sequence entries are not allowed", "a list item stands where none can be: mend the indentation"),
    ("found incompatible YAML document", "the file asks for a version of YAML that does not exist"),
    ("undefined tag handle", "a tag uses a handle that no %TAG line declares"),
    ("expected a single document", "a second document begins without `---`"),
    ("document start", "a second document begins without `---`, or the indentation is wrong"),
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
        return Unreadable(
            "`{{ … }}` without quotes is read as a mapping: put the whole value in quotes", place
        )
    return Unreadable("a key is itself a mapping or a list, so that no address can name what it holds", place)


def merge_value(place: Place) -> Unreadable:
    """What to raise for a merge key with anything but mappings."""
    return Unreadable("a merge key `<<` holds something other than a mapping or a list of mappings", place)
