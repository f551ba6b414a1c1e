"""File globs: `.gitignore`'s rules with `{a,b}` and `{placeholders}`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator  # noqa: TC003 - part of the public signatures
from functools import cached_property

from configguard.model.grammar import unquote
from configguard.model.record import dataclass
from configguard.model.wildcard import Bindings, Hole, Part, Star, TextGlob, align

_TOKEN = re.compile(
    r'(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<escaped>\\.)|(?P<stars>\*+)|(?P<single>\?)'
    r"|(?P<hole>\{[A-Za-z_][A-Za-z0-9_]*\})|(?P<open>\{)|(?P<close>\})|(?P<comma>,)|(?P<slash>/)"
    r'|(?P<literal>[^"\\*?{},/]+|.)',
    re.DOTALL,
)
MOST_ALTERNATIVES = 256


class PatternMistake(ValueError):
    """A pattern that cannot be read; `offset` is where, counted in characters from its beginning."""

    def __init__(self, problem: str, offset: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset


Segments = tuple[TextGlob | None, ...]
"""The folders and the name that a glob asks for; None is `**`."""


@dataclass(frozen=True)
class FileGlob:
    """A glob over the paths of files: `*` stays in a folder, `**` crosses, `[` is literal.

    Without a slash it matches in every folder; a leading slash, or `anchored`, ties it to the root;
    one at the end means everything in the folder. Raises `PatternMistake` if the text is no glob.
    """

    text: str
    anchored: bool = False

    def __post_init__(self) -> None:
        """Compile, so that a mistake shows at once."""
        if self.text.startswith("!"):
            message = "a pattern cannot begin with “!”: use “except”, or quote the file's name"
            raise PatternMistake(message)
        _ = self.alternatives

    def match(self, file: str) -> Bindings | None:
        """What the placeholders stand for in `file`, or None if the glob does not match it."""
        if self.literal is not None:
            return {} if file == self.literal else None
        parts = file.split("/")
        for alternative in self.alternatives:
            found = align(alternative, parts, TextGlob.match)
            if found is not None:
                return found
        return None

    def may_match_in(self, folder: str) -> bool:
        """Whether a file in this folder could match a glob that itself begins with the name of a folder."""
        parts = folder.split("/")
        tied = (choice for choice in self.alternatives if choice[0] is not None and choice[0].literal is not None)
        return any(_may_begin(choice, parts) for choice in tied)

    @cached_property
    def alternatives(self) -> tuple[Segments, ...]:
        """The glob without its braces: one sequence of segments for each choice."""
        choices = _expanded(list(_tokens(self.text)))
        return tuple(_segments(choice, anchored=self.anchored) for choice in choices)

    @cached_property
    def literal(self) -> str | None:
        """The path itself, where the glob can match only one."""
        only, *others = self.alternatives
        texts = [segment.literal if segment else None for segment in only]
        return None if others or None in texts else "/".join(t for t in texts if t is not None)

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """The folders (or the whole path) that every match begins with."""
        first = self.alternatives[0]
        common = len(first)
        for alternative in self.alternatives:
            same = 0
            for mine, theirs in zip(first[:common], alternative, strict=False):
                if mine is None or theirs is None or mine.literal is None or mine.literal != theirs.literal:
                    break
                same += 1
            common = min(common, same)
        return tuple(s.literal for s in first[:common] if s is not None and s.literal is not None)

    @property
    def holes(self) -> frozenset[str]:
        """The placeholders' names."""
        return frozenset(h for alternative in self.alternatives for s in alternative if s for h in s.holes)

    @property
    def only_wildcards(self) -> bool:
        """Whether one of its choices tells no file from another."""
        return any(all(s is None or s.only_wildcards for s in choice) for choice in self.alternatives)


def _may_begin(asked: Segments, folders: list[str]) -> bool:
    """Whether these folders fit, with at least a name left to be asked for."""
    for at, folder in enumerate(folders):
        part = asked[at] if at < len(asked) else TextGlob([])
        if part is None:
            return True
        if part.match(folder) is None:
            return False
    return len(asked) > len(folders)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    for found in _TOKEN.finditer(text):
        kind, part, at = str(found.lastgroup), found[0], found.start()
        if kind == "quoted":
            try:
                yield "literal", unquote(part), at
            except ValueError as error:
                message = f"{part} is not a JSON string: {error}"
                raise PatternMistake(message, at) from None
        elif kind == "escaped":
            yield "literal", part[1], at
        elif part in {'"', "\\"}:
            message = "the quote is never closed" if part == '"' else "nothing stands behind the backslash"
            raise PatternMistake(message, at)
        else:
            yield kind, part, at


def _expanded(tokens: list[tuple[str, str, int]]) -> list[list[tuple[str, str, int]]]:
    """Every choice that the braces allow, without the braces."""
    opening = next((n for n, token in enumerate(tokens) if token[0] == "open"), None)
    if opening is None:
        return [[(("literal" if kind in {"comma", "close"} else kind), part, at) for kind, part, at in tokens]]
    depth, choices, start = 0, [], opening + 1
    for number in range(opening, len(tokens)):
        kind = tokens[number][0]
        depth += (kind == "open") - (kind == "close")
        if depth == 0 or (depth == 1 and kind == "comma"):
            choices.append(tokens[start:number])
            start = number + 1
        if depth == 0:
            break
    else:
        message = "the brace is never closed"
        raise PatternMistake(message, tokens[opening][2])
    if len(choices) == 1:
        message = "a brace holds choices, {a,b}, or the name of a placeholder"
        raise PatternMistake(message, tokens[opening][2])
    expanded = [whole for c in choices for whole in _expanded([*tokens[:opening], *c, *tokens[start:]])]
    if len(expanded) > MOST_ALTERNATIVES:
        message = f"the braces allow more than {MOST_ALTERNATIVES} choices"
        raise PatternMistake(message, tokens[opening][2])
    return expanded


def _segments(tokens: list[tuple[str, str, int]], *, anchored: bool) -> Segments:
    """One choice as folders and a name, with the rules of `.gitignore` made explicit."""
    texts: list[list[Part]] = [[]]
    for kind, part, _ in tokens:
        if kind == "stars":
            texts[-1].extend([Star()] * len(part))
        elif kind in {"single", "hole"}:
            texts[-1].append(Star(single=True) if kind == "single" else Hole(part[1:-1]))
        else:
            # A slash divides in quotes, too: no file's name holds one.
            first, *others = part.split("/")
            texts[-1] += [first] if first else []
            texts.extend([other] if other else [] for other in others)
    if not any(texts):
        message = "the file is missing"
        raise PatternMistake(message)
    folders = [text for text in texts[:-1] if text]
    if texts[-1]:
        rooted = bool(folders) or not texts[0]
        names = [*folders, texts[-1]]
    else:
        rooted = len(folders) > 1 or not texts[0]
        some: list[list[Part]] = [[Star()]] if _crosses(folders[-1]) else []  # behind `**/` there is a folder
        names = [*folders, *some, [Star(), Star()]]
    try:
        segments = [None if _crosses(text) else TextGlob(_squeezed(text)) for text in names]
    except ValueError as error:
        raise PatternMistake(str(error)) from None
    if segments[-1] is None:
        segments.append(TextGlob([Star()]))
    return tuple(segments if anchored or rooted else [None, *segments])


def _crosses(parts: list[Part]) -> bool:
    return len(parts) > 1 and all(part == Star() for part in parts)


def _squeezed(parts: list[Part]) -> list[Part]:
    return [p for n, p in enumerate(parts) if not (n and p == Star() and parts[n - 1] == Star())]
