"""A rule's manual page is the docstring of its module; its first line is the rule's summary."""

from __future__ import annotations


def summary(page: str | None) -> str:
    """The first line of a manual page, without its full stop."""
    return (page or "").partition("\n")[0].rstrip(".")
