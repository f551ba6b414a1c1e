"""Reads the page of HTML as a tree, and takes none that is not well formed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from configguard.model.plugins import Style
from configguard.reporters import render

if TYPE_CHECKING:
    from configguard.model.report import Report

EMPTY = {"meta", "input"}


@dataclass
class Node:
    """An element."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    @property
    def all(self) -> list[Node]:
        below = [node for part in self.inside if isinstance(part, Node) for node in part.all]
        return [self, *below]

    def with_class(self, name: str) -> list[Node]:
        return [node for node in self.all if name in node.attributes.get("class", "").split()]

    def named(self, tag: str) -> list[Node]:
        return [node for node in self.all if node.tag == tag]

    def by_id(self, name: str) -> Node:
        (found,) = [node for node in self.all if node.attributes.get("id") == name]
        return found


class Reader(HTMLParser):
    """Reads a page, and takes none that is not well formed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.top = Node("")
        self._open = [self.top]
        self.feed(page)
        self.close()
        assert self._open == [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag not in EMPTY:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)

    def handle_decl(self, decl: str) -> None:
        assert decl == "DOCTYPE html"

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        pytest.fail(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        pytest.fail(f"a declaration: {data}")


def said(given: Report) -> str:
    return render("html", given, Style())


def read(given: Report) -> Node:
    return Reader(said(given)).top
