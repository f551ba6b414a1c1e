"""What the change files say that this change adds or edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.intents._change_form import KEYS, WORDS
from configguard.model.address import quoted_file
from configguard.model.document import Document, Mapping, Scalar, Sequence, TypedKey, Unreadable
from configguard.model.grammar import quote
from configguard.model.intent import Misstatement, Said, Silent, Spoken, Unread
from configguard.model.plugins import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.document import KeyId, Node, Reading
    from configguard.model.plugins import Request
    from configguard.model.policy import Policy
    from configguard.model.revision import Comparison, Stored

_NAME = "change-file"
_FORM = "scopes: [NAME]"
_KNOWN = f"its keys are {', '.join((*KEYS, *WORDS))}"


def read(request: Request, policy: Policy) -> Spoken | Silent | Unread:
    """What stands in them, each line with its file; what cannot be understood is misstated.

    Where each commit is held against its own words, and not all commits are at hand, nobody can tell whose they are.
    """
    if policy.intent.each_commit and request.comparison.is_cut_off:
        return Unread(_NAME, request.comparison.messages_missing, request.comparison.messages_cure)
    found = {file.path: file for file in _brought(request.comparison, policy)}
    contents = request.comparison.head.read(found.values())
    said: list[Said] = []
    wrong: list[Misstatement] = []
    for path, stored in sorted(found.items()):
        data = contents.get(stored)
        reading = None if data is None or stored.kind != "file" else request.parse(path, data)
        for one in _of(path, reading):
            if isinstance(one, Said):
                said.append(one)
            else:
                wrong.append(one)
    return Spoken(tuple(said), tuple(wrong)) if said or wrong else Silent()


def _brought(comparison: Comparison, policy: Policy) -> Iterator[Stored]:
    """The change files that differ, and that the branch which the change goes to does not have as they are."""
    for difference in (d for differences in comparison.differences for d in differences):
        head = difference.head
        if head is not None and policy.intent.is_change_file(head.path):
            there = comparison.tip.find(head.path)
            if there is None or head.oid is None or (there.oid, there.mode) != (head.oid, head.mode):
                yield head


def _of(path: str, reading: Reading | None) -> Iterator[Said | Misstatement]:
    if reading is None:
        yield _wrong(path, "the file", "it is no plain file in a format that is known")
    elif isinstance(reading, Unreadable):
        yield _wrong(path, "the file", reading.problem)
    elif len(reading) > 1:
        yield _wrong(path, "the file", "it holds more than one document")
    elif reading and reading[0].root is not None:
        yield from _of_document(path, reading[0], reading[0].root)


def _of_document(path: str, document: Document, root: Node) -> Iterator[Said | Misstatement]:
    if not isinstance(root, Mapping):
        yield _wrong(path, "the file", "it is no mapping")
        return
    for twice in document.duplicates:
        yield _wrong(path, f"{_text(twice.key)}: …", "the key stands twice")
    for key, entry in root.entries.items():
        name = _text(key)
        if name in KEYS:
            yield from _lines(path, name, entry.value)
        elif name not in WORDS:
            yield _wrong(path, f"{name}: …", f"that key means nothing; {_KNOWN}")


def _lines(path: str, name: str, value: Node) -> Iterator[Said | Misstatement]:
    """One thing said for each item of a list, or for the text that stands alone."""
    items = value.items if isinstance(value, Sequence) else (value,)
    for item in items:
        if isinstance(item, Scalar) and item.kind == "str" and item.text.strip():
            yield Said(_NAME, KEYS[name], item.text.strip(), quoted_file(path), path)
        else:
            shown = item.text if isinstance(item, Scalar) else "…"
            yield _wrong(path, f"{name}: {shown}", "a list of texts must stand there")


def _wrong(path: str, written: str, problem: str) -> Misstatement:
    said = Said(_NAME, "Config-Setting", written, quoted_file(path), path)
    return Misstatement(said, problem, _FORM, written)


def _text(key: KeyId) -> str:
    return quote(key.text) if isinstance(key, TypedKey) else key


SOURCE = Source(_NAME, read)
