"""Reads the path part of a pattern."""

from __future__ import annotations

import re

from configguard.model.address import PROPERTIES
from configguard.model.fileglob import PatternMistake
from configguard.model.grammar import is_bare, plain_kind, unquote
from configguard.model.pathglob import ItemGlob, KeyGlob, PathGlob, PropertyGlob, StepGlob
from configguard.model.wildcard import Hole, Part, Star, TextGlob

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_HOLE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_TYPED = re.compile(r'!(?:("(?:[^"\\]|\\.)*")=)?("(?:[^"\\]|\\.)*")', re.DOTALL)
_VALUE_STOPS = ",]"


class PathReader:
    """Reads the path part of a pattern, from left to right; raises `PatternMistake` where it cannot."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at

    def read(self) -> PathGlob:
        """The whole path part."""
        if self.at >= len(self.text):
            raise self.mistake("the path is missing; “.” is the whole document")
        document = self.document() if self.peek() == "[" else None
        if self.text[self.at :] == "." or (document is not None and self.at == len(self.text)):
            return PathGlob((), document)
        if document is not None and self.peek() == ".":
            self.at += 1
        steps = [self.step()]
        while self.at < len(self.text):
            if self.peek() == ".":
                self.at += 1
            elif self.peek() != "[":
                raise self.mistake(self.odd())
            steps.append(self.step())
        if any(isinstance(step, PropertyGlob) for step in steps) and (len(steps) > 1 or document is not None):
            problem = "a property is the whole file's, and stands alone; a key that begins with @ is quoted"
            raise PatternMistake(problem, self.text.rindex("@"))
        return PathGlob(tuple(steps), document)

    def document(self) -> tuple[TextGlob, ...] | int | None:
        """The document's selector, if the path begins with one."""
        start = self.at
        self.at += 1
        number = re.compile(r"#(\d{1,9})\]").match(self.text, self.at)
        if number:
            self.at = number.end()
            return int(number[1])
        parts = [self.glob("/]=", empty=True)]
        while self.peek() == "/":
            self.at += 1
            parts.append(self.glob("/]="))
        if len(parts) == 1 or self.peek() != "]":
            self.at = start
            return None
        self.at += 1
        return tuple(parts)

    def step(self) -> StepGlob | None:
        """One key, list item, property, or `**` (None)."""
        if self.peek() == "[":
            return self.item()
        if self.peek() == "@" and self.text[self.at + 1 :] in PROPERTIES:
            name, self.at = self.text[self.at + 1 :], len(self.text)
            return PropertyGlob(name)
        if self.text.startswith("**", self.at) and self.text[self.at + 2 : self.at + 3] in {"", ".", "["}:
            self.at += 2
            return None
        return self.key()

    def key(self) -> KeyGlob:
        """One key: bare with wildcards, `"quoted"`, or typed and quoted: `!"1.5"`, `!"!Ref"="name"`."""
        typed = _TYPED.match(self.text, self.at)
        if typed:
            self.at = typed.end()
            kind = None if typed[1] is None else self.unquoted(typed[1], typed.start(1))
            return KeyGlob(TextGlob([self.unquoted(typed[2], typed.start(2))]), typed=True, kind=kind)
        start = self.at
        glob = self.glob(".[", bare=True)
        if self.text[start] == '"':
            return KeyGlob(glob, typed=False)
        if self.text[start] == "@":
            raise self.odd_key("@", start)
        return KeyGlob(glob, None if glob.literal is None else plain_kind(glob.literal) != "str")

    def item(self) -> ItemGlob:
        """`[*]`, `[3]` or `[name=value,…]`."""
        self.at += 1
        plain = re.compile(r"(\*|\d{1,9})\]").match(self.text, self.at)
        if plain:
            self.at = plain.end()
            return ItemGlob() if plain[1] == "*" else ItemGlob(int(plain[1]))
        fields = []
        while True:
            name = self.glob("=,]")
            if self.peek() != "=" or name.literal is None:
                raise self.mistake("a list item is [*], [3] or [name=value]")
            self.at += 1
            fields.append((name.literal, self.glob(_VALUE_STOPS, empty=True)))
            if self.peek() == "]":
                self.at += 1
                return ItemGlob(None, tuple(fields))
            if self.peek() != ",":
                raise self.mistake("the bracket is never closed")
            self.at += 1

    def glob(self, stops: str, *, empty: bool = False, bare: bool = False) -> TextGlob:
        """Text with wildcards up to one of `stops`; quoted text may stand in it, odd characters not in a `bare` one."""
        parts: list[Part] = []
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in stops:
            parts.append(self.part(bare=bare))
        if start == self.at and not empty:
            raise self.mistake(self.odd())
        try:
            return TextGlob([p for n, p in enumerate(parts) if not (n and p == Star() == parts[n - 1])])
        except ValueError as error:
            raise PatternMistake(str(error), start) from None

    def part(self, *, bare: bool) -> Part:
        """One wildcard, placeholder, quoted text or character."""
        char, at = self.peek(), self.at
        if char == '"':
            quoted = _QUOTED.match(self.text, at)
            if quoted is None:
                raise self.mistake("the quote is never closed")
            self.at = quoted.end()
            return self.unquoted(quoted[0], at)
        hole = _HOLE.match(self.text, at)
        if hole:
            self.at = hole.end()
            return Hole(hole[1])
        if char != "*" and bare and not is_bare(f"a{char}"):
            raise self.odd_key(char, at)
        self.at += 1
        return Star() if char == "*" else char

    def unquoted(self, literal: str, at: int) -> str:
        """The text of the JSON string that stands there."""
        try:
            return unquote(literal)
        except ValueError as error:
            raise PatternMistake(f"this is not a JSON string: {error}", at) from None

    def odd_key(self, char: str, at: int) -> PatternMistake:
        """A key that cannot stand bare."""
        return PatternMistake(f"a key with {char!r} is written as a JSON string, in double quotes", at)

    def peek(self) -> str:
        """The character that comes next, empty at the end."""
        return self.text[self.at : self.at + 1]

    def odd(self) -> str:
        """What to say of a place where a name should stand."""
        return f"{self.peek()!r} cannot stand here" if self.peek() else "a name is missing at the end"

    def mistake(self, problem: str) -> PatternMistake:
        """A mistake at the place that is read."""
        return PatternMistake(problem, self.at)
