"""The parts of a mapping or a list as they are written: where each begins and ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from configguard.model.document import KeyId, Mapping, Node, Scalar, Sequence
from configguard.restoring.refusal import CannotRestore

if TYPE_CHECKING:
    from configguard.model.document import Entry
    from configguard.restoring._text import Text

_SEPARATOR = re.compile(r"(?:\s|(?<=\s)#[^\r\n]*)*[:=]")
_ALIAS = re.compile(r"(?:\s|(?<=\s)#[^\r\n]*)*(\*[^\s,\[\]{}]+)")
_ALIAS_ITEM = re.compile(r"(?:[\s,\[-]|#[^\r\n]*)*(\*[^\s,\[\]{}]+)")
_PROPERTIES = re.compile(r"(?:(?<![^\s,\[{:-])[&!][^\s,\[\]{}]*[ \t]+)+\Z")


class Part(NamedTuple):
    """An entry or an item: the text from `begin` to `end`, its key or dash included, no comment behind it.

    The value is written somewhere behind `behind`: the offset that follows the colon, the dash or the equals sign,
    or where the item itself begins. `own` is false where a merge key brings the entry or an alias its value.
    """

    key: KeyId | int
    node: Node
    begin: int
    behind: int
    end: int
    own: bool = True

    @property
    def name(self) -> KeyId:
        """The entry's key."""
        assert not isinstance(self.key, int)  # noqa: S101 - for the type checker: only a list's items have numbers
        return self.key

    @property
    def number(self) -> int:
        """The item's position."""
        assert isinstance(self.key, int)  # noqa: S101 - for the type checker: only a mapping's entries have names
        return self.key

    @property
    def is_item(self) -> bool:
        """Whether it is a list's item."""
        return isinstance(self.key, int)


def root_part(text: Text, node: Node) -> Part:
    """A document's root as a part of the document."""
    begin = behind_properties_back(text.text, node.start)
    return Part(0, node, begin, begin, node.end)


def is_flow(text: Text, node: Node) -> bool:
    """Whether a collection is written in brackets or braces, its parts with commas between them."""
    if text.text[node.start : node.start + 1] == "{":
        return isinstance(node, Mapping)
    is_bracket = text.text[node.start : node.start + 1] == "["
    return is_bracket and isinstance(node, Sequence) and (not node.items or node.items[0].start != node.start)


def parts(text: Text, node: Node) -> list[Part]:
    """The parts of a collection in the order of the text, without those that merge keys bring."""
    flow = is_flow(text, node)
    if isinstance(node, Mapping):
        entries = sorted((e for e in node.entries.values() if not e.inherited), key=lambda e: e.key_start)
        return [_entry(text, node, entry, flow=flow) for entry in entries]
    if isinstance(node, Sequence):
        return list(_flow_items(text, node) if flow else _block_items(text, node))
    return []


def inherited(node: Node) -> dict[KeyId, Entry]:
    """The entries that merge keys bring."""
    return {k: e for k, e in node.entries.items() if e.inherited} if isinstance(node, Mapping) else {}


def behind_properties_back(text: str, start: int) -> int:
    """Where a node begins with the anchor and the tag that stand before it in its line."""
    line = text.rfind("\n", 0, start) + 1
    found = _PROPERTIES.search(text, line, start)
    return found.start() if found else start


def _entry(text: Text, node: Mapping, entry: Entry, *, flow: bool) -> Part:
    found = _SEPARATOR.match(text.text, entry.key_end)
    behind = found.end() if found else entry.key_end
    begin = behind_properties_back(text.text, entry.key_start)
    if not flow and not text.begins_line(begin):
        lead = text.lead(begin)
        column = len(text.lead(node.start))
        begin = text.line_start(begin) + column if len(lead) > column else begin
    alias = _ALIAS.match(text.text, behind)
    if entry.value.start < entry.key_start and alias:
        return Part(entry.key, entry.value, begin, behind, alias.end(), own=False)
    return Part(entry.key, entry.value, begin, behind, entry.value.end)


def _flow_items(text: Text, node: Sequence) -> list[Part]:
    found = []
    at = node.start + 1
    for number, item in enumerate(node.items):
        alias = _ALIAS_ITEM.match(text.text, at) if item.start < at else None
        if alias:
            found.append(Part(number, item, alias.start(1), alias.start(1), alias.end(), own=False))
        else:
            begin = behind_properties_back(text.text, item.start)
            found.append(Part(number, item, begin, begin, item.end))
        at = found[-1].end
    return found


def _block_items(text: Text, node: Sequence) -> list[Part]:
    column = len(text.lead(node.start))
    dash = re.compile(rf"^[ ]{{{column}}}-(?=\s|\Z)", re.MULTILINE)
    found: list[Part] = []
    at = node.start
    for number, item in enumerate(node.items):
        if number:
            next_dash = dash.search(text.text, at, node.end + 1)
            if next_dash is None:
                problem = "the dashes of this list cannot be told apart"
                raise CannotRestore(problem)
            at = next_dash.end() - 1
        alias = _ALIAS_ITEM.match(text.text, at + 1) if item.start < at else None
        end = alias.end() if alias else item.end
        found.append(Part(number, item, at, at + 1, end, own=alias is None))
        at = max(end, at + 1)
    return found


def needs_break(text: Text, node: Node) -> bool:
    """Whether a value ends with a block scalar to whose content the line break behind it belongs.

    Raises `CannotRestore` for one that lacks its line break because the file ends with it.
    """
    last = ends_with(text, node)
    if last is None:
        return False
    is_open = last.end == len(text.text) and not last.text.endswith("\n")
    if is_open and "-" not in text.text[last.start : last.start + 3]:
        raise CannotRestore("the base's file ends within this text, without the line break that it would get now")
    return last.text.endswith("\n")


def ends_with(text: Text, node: Node) -> Scalar | None:
    """The block scalar with which a value ends."""
    if isinstance(node, Scalar):
        return node if text.text[node.start : node.start + 1] in {"|", ">"} else None
    if is_flow(text, node):
        return None
    below = parts(text, node)
    return ends_with(text, below[-1].node) if below and below[-1].own else None


def value_start(text: Text, part: Part) -> int:
    """Where a part's value begins, with its anchor and its tag."""
    if isinstance(part.node, Scalar) and part.node.start == part.node.end and part.own:
        return part.node.start
    found = re.compile(r"(?:\s|(?<=\s)#[^\r\n]*)*").match(text.text, part.behind)
    return found.end() if found else part.behind
