"""Puts the text of one value in the place of another's, whatever the two look like."""

from __future__ import annotations

import re
from typing import NamedTuple

from configguard.model.document import Scalar
from configguard.restoring._parts import Part, ends_with, is_flow, needs_break, value_start
from configguard.restoring._splicing import Edit, splice
from configguard.restoring._text import Text, carried
from configguard.restoring.refusal import CannotRestore

_ENDS_PLAIN = re.compile(r"[,\[\]{}]|:(?=\s|\Z)")
_MARKS = re.compile(r"(?:[ \t]+[&!][^\s]*)*")
_QUOTES = frozenset("'\"")


class Standing(NamedTuple):
    """A part as it stands in a text; its value begins at `begin`."""

    text: Text
    part: Part
    begin: int

    @classmethod
    def of(cls, text: Text, part: Part) -> Standing:
        """With its value's anchor and tag."""
        return cls(text, part, value_start(text, part))

    @property
    def mark(self) -> str:
        """The anchor and the tag before the value."""
        return self.text.text[self.begin : self.part.node.start]

    @property
    def is_block(self) -> bool:
        """Whether it is a mapping or a list that is written in lines of its own."""
        return not isinstance(self.part.node, Scalar) and not is_flow(self.text, self.part.node)

    @property
    def is_below(self) -> bool:
        """Whether it is such a one and begins on a line beneath its key or dash."""
        return self.is_block and "\n" in self.text.text[self.part.behind : self.part.node.start]

    @property
    def is_block_scalar(self) -> bool:
        """Whether it is a text behind `|` or `>`."""
        start = self.part.node.start
        return isinstance(self.part.node, Scalar) and self.text.text[start : start + 1] in {"|", ">"}

    @property
    def key_line(self) -> tuple[str, str]:
        """What stands behind the key of a value beneath it: its anchor and its tag, and a comment."""
        line = self.text.text[self.part.behind : self.text.line_end(self.part.behind)].rstrip()
        found = _MARKS.match(line)
        end = found.end() if found else 0
        return line[:end].rstrip(), line[len(line[:end].rstrip()) :]


class Written(NamedTuple):
    """A value to write: its text, and whether it begins on a line of its own, behind its marks and a comment."""

    text: str
    is_below: bool = False
    ends_as_block_scalar: bool = False
    marks: str | None = None
    comment: str = ""
    needs_break: bool = False


def replaced(old: Standing, new: Standing, cuts: list[Edit], *, in_flow: bool, indents: bool) -> Edit:
    """The edit that puts the base's value, less what is cut of it, in the place of the head's.

    Raises `CannotRestore` where an anchor or a style stands in the way.
    """
    if not old.part.own or not new.part.own:
        cure = "put it back by hand, or put back all that repeats it"
        raise CannotRestore("an alias stands where the value should be", cure)
    if old.mark == new.mark:
        old, new = old._replace(begin=old.part.node.start), new._replace(begin=new.part.node.start)
    elif "&" in old.mark or "&" in new.mark:
        raise CannotRestore("an anchor stands before the value on one side and not on the other")
    written = _written(old, new, cuts, indents=indents)
    if in_flow:
        _refuse_in_flow(old.part, written)
    return fitted(new, written)


def _written(old: Standing, new: Standing, cuts: list[Edit], *, indents: bool) -> Written:
    """The base's value as it can stand in the head."""
    start = old.text.line_end(old.part.behind) if old.is_below else old.begin
    end = old.text.comment_behind(old.part.end) if old.is_block else old.part.end  # it is the last part's
    text = splice(old.text.text, cuts, start, end)
    margins = _margins(old, new) if indents else ("", "")
    marks, comment = old.key_line if old.is_below else (None, "")
    carry = carried(text, *margins, new.text.line_break)
    node = old.part.node
    ends = indents and ends_with(old.text, node) is not None
    return Written(carry, old.is_below, ends, marks, comment, ends and needs_break(old.text, node))


def _margins(old: Standing, new: Standing) -> tuple[str, str]:
    """How far the lines behind the first are indented at the base, and how far they are to be."""
    if old.is_block and not old.is_below:  # it begins behind its dash, and its other lines stand beneath its beginning
        column = len(new.text.lead(new.part.behind)) + 1 if new.is_below else len(new.text.lead(new.begin))
        return " " * len(old.text.lead(old.begin)), " " * column
    return old.text.margin(old.part.begin), new.text.margin(new.part.begin)


def fitted(new: Standing, written: Written) -> Edit:
    """The edit that writes a value in the place of a part's; comments behind it stay."""
    part, text = new.part, new.text
    at_end = written.needs_break and text.line_end(part.end) == len(text.text)
    ending = text.line_break if at_end else ""
    if new.is_below:
        behind = text.comment_behind(part.end)
        return Edit(part.behind, behind, _beneath_key(written, *new.key_line) + ending)
    behind = text.comment_behind(part.end)
    comment = text.text[part.end : behind]
    if new.is_block:  # the comment is that of the last part, which goes
        return Edit(new.begin, behind, written.text + ending)
    if new.is_block_scalar:
        header = text.text[new.begin : text.line_end(new.begin)]
        found = re.search(r"[ \t]+#.*", header)
        comment, behind = found[0] if found else "", part.end
    if written.is_below:
        return Edit(part.behind, behind, (written.marks or "") + (comment or written.comment) + written.text + ending)
    if not written.text:
        return Edit(part.behind, part.end, comment if new.is_block_scalar else "")
    space = " " if new.begin == part.end == part.behind else ""
    if written.ends_as_block_scalar or new.is_block_scalar:
        return Edit(new.begin, behind, space + _commented(written, comment) + ending)
    return Edit(new.begin, part.end, space + written.text)


def _beneath_key(written: Written, marks: str, comment: str) -> str:
    """What stands behind a key beneath which lines stood."""
    if written.is_below:
        return (marks if written.marks is None else written.marks) + (comment or written.comment) + written.text
    return marks + (" " if written.text else "") + _commented(written, comment)


def _commented(written: Written, comment: str) -> str:
    """The text with a comment behind it, behind its first line if it is a block scalar without one."""
    if not written.ends_as_block_scalar:
        return written.text + comment
    first, line_break, rest = written.text.partition("\n")  # of a block: no comment can stand behind its last line
    ending = "\r" if first.endswith("\r") else ""
    return first.removesuffix("\r") + ("" if "#" in first else comment) + ending + line_break + rest


def _refuse_in_flow(old: Part, written: Written) -> None:
    starts = written.text[:1]
    is_block = not isinstance(old.node, Scalar) and starts not in {"[", "{"}
    if is_block or written.is_below or written.ends_as_block_scalar:
        raise CannotRestore("the base writes this in lines of its own, the head within brackets")
    if isinstance(old.node, Scalar) and starts not in _QUOTES and _ENDS_PLAIN.search(written.text):
        raise CannotRestore("the base's value has no quotes and cannot stand within brackets as it is written")
