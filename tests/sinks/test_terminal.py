"""The oracle itself: what it must see, and what is innocent."""

from __future__ import annotations

import pytest

from tests.sinks.nasty import INVISIBLE, TERMINALS
from tests.sinks.terminal import hidden, obeyed, uncoloured


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("a\nb ✓ → é 🏳 日本", []),
        ("\x1b[2J\x1b[1;1Hx", ["CSI J", "CSI H"]),
        ("\x1b[31mred\x1b[0m", ["CSI m", "CSI m"]),
        ("\x1b]8;;http://x\x07link\x1b]8;;\x1b\\", ["title, link or clipboard"] * 2),
        ("\x1bP1$r0m\x1b\\x", ["device string"]),
        ("\x1bc", ["ESC c"]),
        ("\x9b31m\x9d0;t\x9cx", ["CSI m", "title, link or clipboard"]),
        ("a\rb\x08\x07\x85", ["control 0x0d", "control 0x08", "control 0x07", "control 0x85"]),
        ("\x1b", ["ESC "]),
        ("\x1b[", ["CSI "]),
        ("\t", ["control 0x09"]),
    ],
)
def test_it_sees_what_is_obeyed(text: str, does: list[str]) -> None:
    assert obeyed(text) == does


def test_every_text_that_is_meant_for_a_terminal_does_something_there() -> None:
    assert [text for text in TERMINALS if not obeyed(text) and not text.startswith("\n")] == []


def test_it_sees_what_nobody_sees() -> None:
    assert hidden("a b\n✓ é ü 日") == []
    assert [text for text in INVISIBLE if not hidden(text)] == ["раssword", "日本語" * 40]  # noqa: RUF001 - Cyrillic
    assert hidden("\udc80\u202e\u200b\u2028\ue000") == ["\udc80", "\u202e", "\u200b", "\u2028", "\ue000"]


def test_colour_alone_is_taken_off() -> None:
    assert uncoloured("\x1b[1;31mred\x1b[0m\x1b[2J") == "red\x1b[2J"
