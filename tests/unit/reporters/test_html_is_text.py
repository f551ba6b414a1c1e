"""Nothing on the page of HTML is more than text, but for what the page itself is made of."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from configguard.model.change import Change, Value
from configguard.model.escaping import html_attribute, html_text, terminal
from configguard.reporters import _html_page
from configguard.reporters._html_elements import Html, element, together
from configguard.reporters._html_manual import manual
from tests.reporters import a_report
from tests.reporters.a_nasty_report import nasty
from tests.reporters.a_page import EMPTY, Reader, read, said
from tests.reporters.a_report import excerpt, outside, report, trail
from tests.sinks.nasty import NASTY

ELEMENTS = EMPTY | {
    *("html", "head", "title", "style", "script", "body", "header", "main", "footer", "section", "article", "div"),
    *("p", "span", "h1", "h2", "h3", "h4", "ul", "li", "a", "b", "i", "strong", "small", "code", "pre", "kbd", "del"),
    *("ins", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "label", "select", "option"),
    *("svg", "path"),
}
ATTRIBUTES = {
    "class": r"[a-z0-9 -]+",
    "id": r"[a-z]+[a-z0-9-]*",
    "href": r"#[a-z]+[0-9-]*",
    "lang": "en",
    "data-s": r"[0-9 ]*",
    "data-f": "[0-9]+",
    "data-n": "[0-9]+",
    "data-l": "[a-z ]+",
    "scope": "col|row",
    **dict.fromkeys(("open", "hidden", "checked"), ""),
    "aria-hidden": "true",
    "aria-label": "[A-Za-z ]+",
    "aria-labelledby": "[a-z-]+",
    "role": "search|status",
    "type": "search|checkbox",
    "autocomplete": "off",
    "placeholder": "[a-z, ]+",
    "value": "[0-9a-z]*",
    "charset": "utf-8",
    "name": "[a-z-]+",
    "content": r"[^<>\"]+",
    "http-equiv": "Content-Security-Policy",
    "width": "[0-9]+",
    "height": "[0-9]+",
    "viewbox": "[0-9 ]+",
    "d": "[-MmhvlzL0-9. ]+",
    "tabindex": "0",
}
OWN = {"style": "_page.css", "script": "_page.js"}


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:20]))
def test_c12_nothing_of_a_stranger_is_more_than_text(text: str) -> None:
    page = read(nasty(text))
    for node in page.all[1:]:
        assert node.tag in ELEMENTS
        for name, value in node.attributes.items():
            assert re.fullmatch(ATTRIBUTES[name], value), (name, value)
    for tag, file in OWN.items():
        assert [node.text for node in page.named(tag)] == [_html_page.own_file(file)]
    shown = terminal(text)
    if len(text) < 100 and "\n" not in text:
        assert shown in page.with_class("message")[0].text
        assert shown in page.by_id("changes").named("summary")[0].text


def test_only_the_pages_own_style_and_script_are_allowed() -> None:
    page = read(a_report.rich())
    (policy,) = [node.attributes["content"] for node in page.named("meta") if "http-equiv" in node.attributes]
    rules_of = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules_of["default-src"] == "'none'"
    for tag in OWN:
        (node,) = page.named(tag)
        digest = base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode()
        assert rules_of[f"{tag}-src"] == f"'sha256-{digest}'"
    others = {"require-trusted-types-for", "trusted-types", "base-uri", "form-action"}
    assert set(rules_of) == {"default-src", "style-src", "script-src", *others}


def test_style_and_script_ask_for_nothing_and_make_no_markup() -> None:
    style, script = map(_html_page.own_file, OWN.values())
    assert not re.search(r"url\(|@import|</|::error|expression", style)
    assert not re.search(
        r"https?:|fetch|XMLHttp|innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function|</", script
    )


def test_a_rules_own_words_are_no_markup_either() -> None:
    text = "Sum.\n\n## <b>\n\n- <i>`<u>`**<s>**\n\n| <x> |\n|---|\n| `<y>` |\n\n```\n<z>\n\n- no list\n```\nbehind\n"
    page = Reader(manual(text, "Sum")).top
    assert {node.tag for node in page.all} <= {"", *ELEMENTS} - {"b", "i", "script"}
    assert [node.text for node in page.named("pre")[0].with_class("l")] == ["<z>", " ", "- no list"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a<b>&'\"", "a&lt;b&gt;&amp;'\""),
        ("&lt;", "&amp;lt;"),
        ("\x00\u2028\u202e", "\\x00\\u2028\\u202e"),
        ("x ##[error]y", "x ##&#91;error]y"),
    ],
)
def test_text_between_tags_is_text(text: str, shown: str) -> None:
    assert html_text(text) == shown


def test_an_attributes_value_cannot_end_it() -> None:
    assert html_attribute("\"><b x='") == "&quot;&gt;&lt;b x=&#x27;"


def test_what_is_made_of_markup_by_hand_is_text_again() -> None:
    made = element("b", "x")
    assert element("i", made) == "<i><b>x</b></i>"
    assert element("i", f"{made}") == "<i>&lt;b&gt;x&lt;/b&gt;</i>"
    assert element("i", made.replace("x", "<script>")) == "<i>&lt;b&gt;&lt;script&gt;&lt;/b&gt;</i>"
    assert together(("<", Html("<br>")), "&") == "&lt;&amp;<br>"
    assert element("p", class_=None, hidden=True, tabindex=0, open=False) == '<p hidden tabindex="0"></p>'


def test_a_secret_of_several_lines_is_not_shown_either() -> None:
    before, after = (Value("str", f"S3NTINEL {n}\nS3NTINEL", secret=True) for n in "12")
    change = Change(trail("key"), "changed", before, after, excerpt(1, "key: ", "•••"), excerpt(1, "key: ", "•••"))
    page = said(report(changes=(change,), findings=(outside(change),)))
    assert "S3NTINEL" not in page
    assert "secret: no report shows its value" in page


def test_style_and_script_go_with_the_package() -> None:
    folder = Path(_html_page.__file__).parent
    assert all((folder / file).is_file() for file in OWN.values())


def test_colours_can_be_told_apart_by_those_who_see_little() -> None:
    """WCAG 2.2, 1.4.3: text has a contrast of at least 4.5 to 1 with what it stands on."""
    style = _html_page.own_file("_page.css")
    roots = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    blocks = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", block)) for block in roots]
    light = blocks[0]
    assert len(blocks) == 3  # light, dark, paper
    grounds = ("paper", "card", "sunk", "good-wash", "bad-wash")
    pairs = [(text, ground) for text in ("ink", "soft", "link") for ground in grounds]
    pairs += [(name, ground) for name in ("bad", "warn", "note", "good") for ground in ("card", f"{name}-wash")]
    pairs += [
        ("ink", "gone"),
        ("ink", "new"),
        ("ink", "warn-wash"),
        ("card", "bad"),
        ("card", "good"),
        ("card", "warn"),
    ]
    for scheme in ({**light, **block} for block in blocks):
        for text, ground in pairs:
            assert contrast(scheme[text], scheme[ground]) >= 4.5, (text, ground, scheme["paper"])


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
