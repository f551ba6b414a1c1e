"""A Markdown parser is the oracle: no line counts that is not seen as the author's own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard.intents import _markdown, _trailers

markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")

KEY = "Config-Scope:"
PIECES = [
    KEY,
    KEY,
    "> q",
    ">",
    "> ```",
    "> - a",
    "> # h",
    "> <!--",
    ">     code",
    "+ > q",
    "- a\n    > q",
    "```",
    "~~~",
]
PIECES += [
    "````",
    "``` x",
    "   ```",
    "    ```",
    "- ```",
    "<!--",
    "-->",
    "text <!-- x",
    "x --> y <!-- z",
    "`<!--`",
]
PIECES += [
    "a <!-- b --> c",
    "",
    "",
    "    code",
    "\tcode",
    "- item",
    "1. x",
    "  ",
    "# h",
    "---",
    "text",
    "<details>",
]
PIECES += ["<pre>", "</pre>", "<?", "?>", "<!X", "<div>"]
HIDDEN = re.compile(r"\s*<(?:!|\?|pre|script)", re.IGNORECASE)
NAME = re.compile(r"\bn\d+\b")


def seen(body: str) -> set[str]:
    """The names that stand in plain text outside quotes."""
    depth, names = 0, set()
    for token in markdown_it.MarkdownIt("commonmark").parse(body):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if depth == 0 and token.type == "html_block" and not HIDDEN.match(token.content):
            names |= set(NAME.findall(token.content))
        if depth == 0 and token.type == "inline":
            plain = (part.content for part in token.children if part.type == "text")
            names |= {name for text in plain for name in NAME.findall(text)}
    return names


@given(st.lists(st.sampled_from(PIECES), max_size=9))
def test_only_what_is_seen_as_the_author_s_own_counts(pieces: list[str]) -> None:
    body = "\n".join(f"{KEY} n{number}" if piece == KEY else piece for number, piece in enumerate(pieces))
    lines = _trailers.from_lines(_markdown.plain_lines(body))
    assert {name for line in lines for name in NAME.findall(line.value)} <= seen(body)
