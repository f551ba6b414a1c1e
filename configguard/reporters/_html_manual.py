"""Sets a rule's manual page: the little of Markdown that manual pages are written in."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from configguard.reporters._html_elements import Html, code, element, lines, together

if TYPE_CHECKING:
    from collections.abc import Iterator

_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*")
_FENCE = "```"
_HEADING = "## "
_ITEM = "- "
_RULE_OF_TABLE = re.compile(r"[|: -]+")


def manual(text: str, summary: str) -> Html:
    """The page without its first sentence, which is the summary that stands above it."""
    blocks = list(_blocks(text.splitlines()))
    if blocks and blocks[0][0].rstrip(".") == summary.rstrip("."):
        blocks = blocks[1:]
    return lines(_set(block) for block in blocks)


def _blocks(every: list[str]) -> Iterator[list[str]]:
    """What stands between empty lines; a fenced block is one, whatever is in it."""
    block: list[str] = []
    for line in every:
        fenced = bool(block) and block[0].startswith(_FENCE)
        if line.startswith(_FENCE) and not fenced:
            yield from filter(None, [block])
            block = [line]
        elif fenced and line.startswith(_FENCE):
            yield block
            block = []
        elif line or fenced:
            block.append(line)
        else:
            yield from filter(None, [block])
            block = []
    yield from filter(None, [block])


def _set(block: list[str]) -> Html:
    first = block[0]
    if first.startswith(_FENCE):
        shown = (element("span", line or " ", class_="l") for line in block[1:])
        return element("pre", element("code", *shown), tabindex=0)
    if first.startswith(_HEADING):
        return element("h4", *_words(first.removeprefix(_HEADING)))
    if first.startswith("|"):
        return _table(block)
    if any(line.startswith(_ITEM) for line in block):
        return together(_list(is_list, list(part)) for is_list, part in _items(block))
    return element("p", *_words(" ".join(block)))


def _items(block: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """The parts of a block that are in a list, and those before it; what is indented belongs to its item."""
    texts: list[tuple[bool, str]] = []
    for line in block:
        if line.startswith(_ITEM):
            texts.append((True, line.removeprefix(_ITEM)))
        elif texts and (line.startswith(" ") or not texts[-1][0]):
            texts[-1] = (texts[-1][0], f"{texts[-1][1]} {line.strip()}")
        else:
            texts.append((False, line))
    for is_list, part in groupby(texts, key=lambda text: text[0]):
        yield is_list, [text for _, text in part]


def _list(is_list: bool, texts: list[str]) -> Html:  # noqa: FBT001 - the key of the group
    if is_list:
        return element("ul", *(element("li", *_words(text)) for text in texts))
    return element("p", *_words(" ".join(texts)))


def _table(block: list[str]) -> Html:
    head, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block if not _is_rule(line)]
    heads = element("tr", *(element("th", *_words(cell), scope="col") for cell in head))
    body = [element("tr", *(element("td", *_words(cell)) for cell in row)) for row in rows]
    return element("table", element("thead", heads), element("tbody", *body))


def _is_rule(line: str) -> bool:
    return bool(_RULE_OF_TABLE.fullmatch(line))


def _words(text: str) -> Iterator[str]:
    position = 0
    for found in _INLINE.finditer(text):
        yield text[position : found.start()]
        yield code(found[1]) if found[1] else element("strong", found[2])
        position = found.end()
    yield text[position:]
