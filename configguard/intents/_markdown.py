"""Which lines of a Markdown text are its author's plain words: outside quotes, code and HTML comments."""

from __future__ import annotations

import re

_BLANKS = " \t\r\f\v"
# A list's item may hold a quote or a fence.
_ITEM = r"(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*"
_FENCE = re.compile(rf"[ \t]*{_ITEM}(`{{3,}}(?=[^`]*$)|~{{3,}})")
_QUOTE = re.compile(rf"[ \t]*{_ITEM}>")
_CODE_INDENT = re.compile(r" {4}| {0,3}\t")
# Blocks of raw HTML that show nothing, or show code. Source: CommonMark 0.31.2, section 4.6, kinds 1 to 5.
_HTML = (
    (
        re.compile(r" {0,3}<(?:pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE),
        re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE),
    ),
    (re.compile(r" {0,3}<!--"), re.compile(r"-->")),
    (re.compile(r" {0,3}<\?"), re.compile(r"\?>")),
    (re.compile(r" {0,3}<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(r" {0,3}<![A-Za-z]"), re.compile(r">")),
)


def plain_lines(text: str) -> list[str | None]:
    """The lines in which the author speaks, in order; what does not count is None.

    Where Markdown leaves room for doubt a line does not count, so that a quoted one never does.
    Source: CommonMark 0.31.2.
    """
    return _Reader(text.split("\n")).read()


class _Reader:
    """Goes through the lines once, from the first to the last."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = [line.rstrip(_BLANKS) for line in lines]
        self.at = 0
        self.no_comment_before = 0

    def read(self) -> list[str | None]:
        """Every line, or None in its place."""
        plain: list[str | None] = []
        while self.at < len(self.lines):
            start = self.at
            self.at = self.hidden()
            if self.at == start:
                plain.append(self.shown(start))
                self.at = self.comment_end(start)
            plain.extend([None] * (self.at - len(plain)))
        return plain

    def hidden(self) -> int:
        """Where the block that begins here ends, if its lines do not count; else where it begins."""
        line = self.lines[self.at]
        if _CODE_INDENT.match(line) and (self.at == 0 or not self.lines[self.at - 1]):
            return self.at + 1
        fence = _FENCE.match(line)
        if fence:
            return self.fence_end(fence[1], fence.start(1))
        if _QUOTE.match(line):
            return self.quote_end()
        return next((self.html_end(begin, end) for begin, end in _HTML if begin.match(line)), self.at)

    def fence_end(self, fence: str, indent: int) -> int:
        """Behind the closing fence; an open one hides all that follows.

        So does one that a line stands further to the left of: the line may have ended the list that held it.
        """
        closing = re.compile(rf" {{0,{max(indent, 3)}}}{re.escape(fence[0])}{{{len(fence)},}}")
        for number in range(self.at + 1, len(self.lines)):
            line = self.lines[number]
            if line and line[:indent].strip(_BLANKS):
                break
            if closing.fullmatch(line):
                return number + 1
        return len(self.lines)

    def quote_end(self) -> int:
        """Behind the quote: a line without `>` still belongs to a paragraph that is open in it."""
        number, paragraph = self.at, False
        while number < len(self.lines) and (line := self.lines[number]):
            if _QUOTE.match(line):
                paragraph = bool(line.lstrip(" >"))
            elif not paragraph or _begins_block(line):
                break
            number += 1
        return number

    def html_end(self, begin: re.Pattern[str], end: re.Pattern[str]) -> int:
        """Behind the line that closes the block; an open one hides all that follows."""
        opened = begin.match(self.lines[self.at])
        start = opened.end() if opened else 0
        for number in range(self.at, len(self.lines)):
            if end.search(self.lines[number], start if number == self.at else 0):
                return number + 1
        return len(self.lines)

    def comment_end(self, number: int) -> int:
        """Behind this line, or behind a comment that begins in it and ends in its paragraph."""
        if number < self.no_comment_before or not _leaves_open(self.lines[number]):
            return number + 1
        end = later = number + 1
        while later < len(self.lines) and (line := self.lines[later]) and not _begins_block(line):
            later += 1
            if "-->" in line:
                end = later
                if not _leaves_open(line):
                    return end
        if end == number + 1:
            self.no_comment_before = later
        return end

    def shown(self, number: int) -> str:
        """The line without the comments within it."""
        line, at = self.lines[number], 0
        parts: list[str] = []
        while (begin := line.find("<!--", at)) >= 0:
            end = line.find("-->", begin + 4)
            if end < 0 and number < self.comment_end(number) - 1:
                return "".join([*parts, line[at:begin]]).rstrip(_BLANKS)
            if end < 0:
                break
            parts.append(line[at:begin])
            at = end + 3
        return "".join([*parts, line[at:]]).rstrip(_BLANKS)


def _leaves_open(line: str) -> bool:
    begin = line.rfind("<!--")
    return begin >= 0 and "-->" not in line[begin:]


def _begins_block(line: str) -> bool:
    """Whether the line ends a paragraph, and begins what does not count."""
    return bool(_QUOTE.match(line) or _FENCE.match(line) or any(begin.match(line) for begin, _ in _HTML))
