"""What lines of intent mean: scopes, settings with their values, and lines that cannot be understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.intents import _scalars
from configguard.model.address import Index, Selector
from configguard.model.change import SECRET_SHOWN
from configguard.model.document import Entry, Mapping, Scalar
from configguard.model.fileglob import PatternMistake
from configguard.model.intent import DeclaredSetting, Misstatement
from configguard.model.pattern import Pattern, parse, parse_address
from configguard.model.record import replace
from configguard.model.trail import Item, Step, Trail

if TYPE_CHECKING:
    from configguard.model.address import Address, Segment
    from configguard.model.change import Value
    from configguard.model.document import KeyId
    from configguard.model.intent import Said
    from configguard.model.policy import Policy

_UNTIL_VALUE = re.compile(r'((?:"(?:[^"\\]|\\.)*"|\\.|(?! = )[^"\\])*) = (.*)', re.DOTALL)
_UNTIL_EQUALS = re.compile(
    r'(?>"(?:[^"\\]|\\.)*"|\\.|\[(?:"(?:[^"\\]|\\.)*"|[^\[\]"])*+\]|[^"\\=])*+=|[^=]*=', re.DOTALL
)
LONGEST = 4096
MOST_BRACES = 64
_PLAIN = "Config-Setting: FILE:PATH"
_VALUED = "Config-Setting: FILE:PATH = VALUE"


def names(text: str) -> list[str]:
    """The names in a list with commas."""
    return [name for part in text.split(",") if (name := part.strip())]


def setting(said: Said, policy: Policy) -> DeclaredSetting | Misstatement:
    """The setting that a `Config-Setting` line declares, or why it declares none; it shows no secret."""
    split = _UNTIL_VALUE.fullmatch(said.text)
    address_text, value_text = (split[1].strip(), split[2].strip()) if split else (said.text, None)
    try:
        pattern = _pattern(address_text)
        if value_text is None:
            return DeclaredSetting(pattern, None, said)
        address = parse_address(address_text)
        secret = policy.may_be_secret(_trail(address))
        said = replace(said, text=f"{address_text} = {SECRET_SHOWN}") if secret else said
        return DeclaredSetting(pattern, _value(value_text, secret=secret), said)
    except PatternMistake as mistake:
        return Misstatement(_masked(said), mistake.problem, _help(address_text, mistake, with_value=split is not None))
    except ValueError as mistake:
        return Misstatement(said, str(mistake), _quoted_help(address_text))


def _pattern(text: str) -> Pattern:
    """The pattern, tied to the root where it has no wildcard, so that it names one place."""
    if len(text) > LONGEST or text.count("{") > MOST_BRACES:
        message = "it is too long to be an address"
        raise PatternMistake(message)
    anchored = parse(text, anchored=True)
    if anchored.holes:
        message = "a placeholder stands for nothing here"
        raise PatternMistake(message)
    one_place = anchored.file.literal is not None and (anchored.path is None or anchored.is_literal)
    return anchored if one_place else parse(text)


def _value(text: str, *, secret: bool) -> Value:
    value = _scalars.read(text)
    return replace(value, secret=True) if secret else value


def _help(address_text: str, mistake: PatternMistake, *, with_value: bool) -> str:
    if "placeholder" in mistake.problem:
        return f"{_PLAIN}, with * for any name"
    return _VALUED if with_value or "=" in address_text else _PLAIN


def _quoted_help(address_text: str) -> str:
    return f'Config-Setting: {address_text} = "VALUE"'


def _masked(said: Said) -> Said:
    """The line without the value: nobody can tell whether it is a secret's."""
    found = _UNTIL_EQUALS.match(said.text)
    split = _UNTIL_VALUE.fullmatch(said.text)
    kept = f"{split[1]} =" if split else found[0] if found else None
    return said if kept is None else replace(said, text=f"{kept} {SECRET_SHOWN}")


def _trail(address: Address) -> Trail:
    """The way to the setting as far as its address alone tells."""
    return Trail(address.file, tuple(map(_step, address.path)), address.document)


def _step(segment: Segment) -> Step:
    if isinstance(segment, Index):
        return Item(segment, None, None, segment.number, segment.number)
    if isinstance(segment, Selector):
        return Item(segment, None, _item(segment))
    return segment


def _item(selector: Selector) -> Mapping:
    entries: dict[KeyId, Entry] = {}
    for name, text in selector.fields:
        entries[name] = Entry(name, Scalar("str", text, 0, 0), 0, 0)
    return Mapping(entries, 0, 0)
