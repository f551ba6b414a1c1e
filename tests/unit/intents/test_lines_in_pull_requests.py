"""In a pull request the author's plain lines count, and what is quoted, code or hidden does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard.intents import _markdown, _trailers
from tests.patience import patience

LINE = "Config-Scope: email"


def said(body: str) -> list[str]:
    """The lines in the standard form."""
    return [f"{line.key}: {line.value}" for line in _trailers.from_lines(_markdown.plain_lines(body))]


@pytest.mark.parametrize(
    "body",
    [
        LINE,
        f"Text\n{LINE}\nmore text",
        f"# Heading\n\n{LINE}",
        f"> quoted\n\n{LINE}",
        f">\n{LINE}",
        f"```\ncode\n```\n{LINE}",
        f"~~~\n```\n~~~\n{LINE}",
        f"``` with `a tick\n{LINE}",
        f"<!-- hidden -->\n{LINE}",
        f"<!--\nhidden\n-->\n{LINE}",
        f"Text <!-- within --> text\n{LINE}",
        f"Text <!-- never closed\n{LINE}",
        f"Text <!-- never closed\n\n{LINE}\n-->",
        f"{LINE} <!-- which? -->",
        f"{LINE} <!-- which?\nhidden -->",
        f"<details>\n\n{LINE}\n\n</details>",
        f"Text\r\n\r\n{LINE}\r\n",
        f"    code\n\n{LINE}",
        "config-SCOPE: email  ",
        "Config-Scope:\n  email",
    ],
)
def test_what_the_author_says_counts(body: str) -> None:
    assert said(body) == [LINE]


@pytest.mark.parametrize(
    "body",
    [
        f"> {LINE}",
        f">{LINE}",
        f"> somebody wrote\n{LINE}",
        f"> > somebody wrote\n> {LINE}\n{LINE}",
        f"```\n{LINE}\n```",
        f"```yaml\n{LINE}",
        f"````\n```\n{LINE}\n````",
        f"~~~\n{LINE}\n```\n{LINE}\n~~~",
        f"   ```\n{LINE}\n   ```",
        f"    {LINE}",
        f"\t{LINE}",
        f"- {LINE}",
        f"  {LINE}",
        f"`{LINE}`",
        f"<!-- {LINE} -->",
        f"<!--\n{LINE}\n-->",
        f"<!--\n\n{LINE}",
        f"Text <!-- hidden\n{LINE}\n--> text",
        f"Text <!-- a --> <!-- hidden\n{LINE}\n-->",
        f"Text <!-- a\n--> <!-- b\n{LINE}\n-->",
        f"<pre>\n{LINE}\n</pre>",
        f"<PRE >\n\n{LINE}\n</PRE>",
        f"<script>\n{LINE}\n</script>",
        f"<![CDATA[\n{LINE}\n]]>",
        f"<?php\n{LINE}\n?>",
        "Config-Scopes: email",
        "**Config-Scope:** email",
    ],
)
def test_what_is_quoted_code_or_hidden_does_not_count(body: str) -> None:
    assert said(body) == []


def test_lines_fold_only_directly_beneath() -> None:
    assert said("Config-Scope: a,\n  b\n\n  c\nText\n  d") == ["Config-Scope: a, b"]


@given(st.text(alphabet=st.sampled_from("<!->`~ \n\ta?["), max_size=120))
def test_every_line_is_shown_or_not_and_none_is_lost(body: str) -> None:
    plain = _markdown.plain_lines(body)
    lines = [line.rstrip(" \t\r\f\v") for line in body.split("\n")]
    assert len(plain) == len(lines)
    assert all(p is None or p == line or "<!--" in line for p, line in zip(plain, lines, strict=True))


@pytest.mark.parametrize("piece", ["a<!--\n", "<!--", "a<!-- -->", "> \n", "```\n~~~\n", "a-->\n", "[" * 10 + "\n"])
def test_the_longest_body_comes_to_an_end(piece: str) -> None:
    body = (piece * 65_536)[:65_536]
    with patience():
        assert said(body) == []
