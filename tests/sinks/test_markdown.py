"""The oracle itself: what it must see, and what is innocent."""

from __future__ import annotations

import pytest

from tests.sinks.markdown import more_than_text


@pytest.mark.parametrize(
    "said",
    [
        "[x](http://y)",
        "![x](y)",
        "<http://a.b>",
        "<b>x</b>",
        "<!-- x",
        "a <details open> b",
        "<details onclick=x>",
        "<?php ?>",
        "<![CDATA[x]]>",
        "<!DOCTYPE x>",
        "*x*",
        "see @acme/team",
        "see #12",
        "see www.x.org",
        "see deadbeef1",
        "***",
        "    code",
        "x\n===",
        "1. x",
        "| [a](b) |\n|---|\n| c |",
        ":smile:",
        "$x$",
    ],
)
def test_it_sees_what_is_more_than_text(said: str) -> None:
    assert more_than_text(said)


@pytest.mark.parametrize(
    "said",
    [
        "## All is well",
        "a `[x](y)` `@team` `<b>`",
        "```text\n<b> [x](y) @team\n```",
        "<details><summary>all 2 changes</summary>\n\n| a |\n|---|\n| `b` |\n\n</details>",
        "- one\n\n> Note: two",
    ],
)
def test_it_lets_plain_pages_be(said: str) -> None:
    assert more_than_text(said) == []
