"""Builds HTML in which every string is text, unless it was built here."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from configguard.model.escaping import html_attribute, html_text

if TYPE_CHECKING:
    from collections.abc import Iterable

Attribute: TypeAlias = "str | int | bool | None"

_EMPTY = frozenset({"meta", "link", "input", "br"})


class Html(str):
    """Markup, whole and harmless; whatever is made of it otherwise than here is text again."""

    __slots__ = ()


def element(tag: str, *inside: str, **attributes: Attribute) -> Html:
    """An element. What is no `Html` is escaped; an attribute that is None or False is left out.

    Names of attributes are written with underscores, `class_` and `for_` with one behind.
    """
    given = ((name, value) for name, value in attributes.items() if value is not None and value is not False)
    named = "".join(_attribute(name, value) for name, value in given)
    if tag in _EMPTY:
        return Html(f"<{tag}{named}>")
    return Html(f"<{tag}{named}>{together(inside)}</{tag}>")


def together(parts: Iterable[str], between: str = "") -> Html:
    """Parts in a row, what is text among them escaped; empty ones are left out."""
    separator = between if isinstance(between, Html) else html_text(between)
    return Html(separator.join(part if isinstance(part, Html) else html_text(part) for part in parts if part))


def lines(parts: Iterable[Html]) -> Html:
    """Elements, each on a line of its own; empty ones are left out."""
    return Html("\n".join(part for part in parts if part))


def code(text: str) -> Html:
    """A name or a line as it is written."""
    return element("code", text)


def _attribute(name: str, value: Attribute) -> str:
    known = name.rstrip("_").replace("_", "-")
    return f" {known}" if value is True else f' {known}="{html_attribute(str(value))}"'
