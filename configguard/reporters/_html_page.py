"""The page around a report: one file that asks nobody for anything, and runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
import os
from functools import cache

from configguard.reporters._html_elements import Html, element, lines

_NAME = "ConfigGuard"


def page(title: str, *body: Html) -> Html:
    """The whole document. Style and script are the package's own files, and allowed by their hashes alone."""
    style, script = own_file("_page.css"), own_file("_page.js")
    rules = (
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    head = element(
        "head",
        lines(
            (
                element("meta", charset="utf-8"),
                Html(f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'),
                element("meta", name="viewport", content="width=device-width, initial-scale=1"),
                element("meta", name="color-scheme", content="light dark"),
                element("meta", name="referrer", content="no-referrer"),
                element("title", f"{title} · {_NAME}"),
                Html(f"<style>{style}</style>"),
            )
        ),
    )
    content = element("body", lines((*body, Html(f"<script>{script}</script>"))))
    return lines((Html("<!DOCTYPE html>"), element("html", head, content, lang="en")))


@cache
def own_file(name: str) -> str:
    """A file that lies beside this one."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)  # noqa: PTH118, PTH120, PTH100 - as elsewhere
    with open(path, encoding="utf-8") as opened:  # noqa: PTH123 - as above
        return opened.read()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
