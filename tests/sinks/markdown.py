"""Reads Markdown as GitHub does, and tells what of it is more than text: links, images, HTML, mentions."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

_READER: Final = MarkdownIt("commonmark").enable("table")
_TAGS: Final = frozenset(
    ("h2", "h3", "p", "ul", "li", "blockquote", "pre", "code", "details", "summary", "table", "thead", "tbody")
) | {"tr", "th", "td"}
_OWN_HTML: Final = re.compile(r"(?:<details><summary>[\w ,]+</summary>|</details>)\n?")
_LIVE_IN_TEXT: Final = re.compile(r"[@#]\w|\w@\w|https?:|www\.|javascript:|[0-9a-f]{7,}|GH-\d|:\w+:|\$[^ ]")
"""What GitHub makes a mention, a reference, a link, an icon or a formula of, where it stands in plain text."""


def tokens(said: str) -> list[Token]:
    """The blocks of a page."""
    return _READER.parse(said)


def more_than_text(said: str) -> list[str]:
    """What on a page is no heading, paragraph, list, quote, table, or code; of HTML, what is no plain `details`."""
    found: list[str] = []
    for token in tokens(said):
        if token.type in {"hr", "code_block"} or (
            token.type == "html_block" and not _OWN_HTML.fullmatch(token.content)
        ):
            found.append(f"{token.type} {token.content!r}")
        for child in token.children or ():
            if child.type not in {"text", "code_inline", "softbreak"}:
                found.append(child.type)
            elif child.type == "text" and _LIVE_IN_TEXT.search(child.content):
                found.append(f"live text {child.content!r}")
    page = _Page()
    page.feed(_READER.render(said))
    page.close()
    return found + page.found


class _Page(HTMLParser):
    """What a browser gets: tags and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = {("class", "language-sh"), ("class", "language-text")} if tag == "code" else set()
        if tag not in _TAGS or not set(attrs) <= allowed:
            self.found.append(f"<{tag} {attrs}>")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"<![{data}")
