"""The page of HTML is made of our own elements alone, whatever strangers write into a report."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from configguard.model.plugins import Style
from configguard.reporters import render
from tests.reporters.a_report import changed, outside, report, rich

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><a href="javascript:alert(1)" onmouseover=x>y</a>',
    "'><style>*{display:none}</style>",
    "<!-- --><![CDATA[<b>]]><?php ?>",
    "&lt;b&gt; &#60;script&#62;",
    "\u2028\u2029\u202e\x00",
    "{{7*7}} ${x} `y`",
)


class Elements(HTMLParser):
    """What a page is made of: elements with the names of their attributes, and the texts of its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.made: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.made.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


def page_of(text: str) -> str:
    change = changed("a", text, f"{text}!", file=f"config/{text}.yaml", scopes=(text,), owners=(text,), critical=text)
    finding = outside(change)
    finding = replace(finding, remark=replace(finding.remark, message=f"{text} changed"))
    return render("html", report(changes=(change,), findings=(finding,), notes=(text,)), Style())


@pytest.mark.parametrize("text", HOSTILE)
def test_c12_no_element_and_no_attribute_comes_of_what_strangers_write(text: str) -> None:
    hostile, harmless = Elements(page_of(text)), Elements(page_of("x"))
    assert hostile.made == harmless.made
    assert not [link for link in hostile.links if link.lower().startswith(("javascript:", "data:", "http:"))]


def test_c12_only_scripts_and_styles_that_the_page_brings_may_run() -> None:
    page = render("html", rich(), Style())
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert "default-src &#x27;none&#x27;" in policy or "default-src 'none'" in policy
    for text in re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy


def test_every_finding_and_every_change_is_on_the_page_and_no_secret() -> None:
    given = rich()
    page = render("html", given, Style())
    assert all(finding.rule in page for finding in (*given.findings, *given.waived))
    assert page.count("smtp.pool.timeout_ms") >= 1
    assert "S3NTINEL" not in page
