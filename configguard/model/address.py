"""The address of a setting, `FILE:PATH`: how it is printed, in its one canonical form.

It is parsed by `pattern`, of whose grammar an address is the part without wildcards.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from configguard.model.document import KeyId, TypedKey
from configguard.model.grammar import bare_or_quoted, is_bare, is_visible, plain_kind, quote
from configguard.model.record import dataclass, field

_FILE_MARKS = frozenset('*?{}":\\')
_SELECTOR_BARE = re.compile(r"[\w\-./@$+:~%]+")
_PART_BARE = re.compile(r"[\w\-.:@$,]+")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping; `kind` is `str` unless the key is of another type."""

    text: str
    kind: str = "str"

    def __str__(self) -> str:
        """Bare where it can be, else a JSON string; a typed key that cannot stand bare is `!"1.5"`.

        Where the text does not tell the kind, as with an explicit tag, both are said: `!"!Ref"="name"`.
        """
        if self.kind == "str":
            return bare_or_quoted(self.text)
        if self.kind != plain_kind(self.text):
            return f"!{quote(self.kind)}={quote(self.text)}"
        return self.text if is_bare(self.text) else f"!{quote(self.text)}"


@dataclass(frozen=True, slots=True)
class Index:
    """A list item known by its position, from 0."""

    number: int

    def __str__(self) -> str:
        """`[3]`."""
        return f"[{self.number}]"


@dataclass(frozen=True, slots=True)
class Selector:
    """A list item known by its own fields: `[method=GET,path=/v3]`."""

    fields: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """`[name=value,…]`, each part quoted where it must be."""
        return "[" + ",".join(f"{_selector_field(n)}={_selector_value(v)}" for n, v in self.fields) + "]"


@dataclass(frozen=True, slots=True)
class Property:
    """A file's own property: `@mode`, `@type` or `@content`."""

    name: str

    def __str__(self) -> str:
        """`@mode`."""
        return f"@{self.name}"


Segment: TypeAlias = Key | Index | Selector | Property

PROPERTIES = ("mode", "type", "content")


@dataclass(frozen=True, slots=True)
class DocumentId:
    """Which document of a file: a Kubernetes identity (`prod/Deployment/api`, as parts) or a number.

    `known_as` is the identity of a numbered document that another one of the file shares: patterns of the policy fit
    it all the same.
    """

    parts: tuple[str, ...] = ()
    number: int | None = None
    known_as: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """`[Deployment/api]` or `[#0]`."""
        if self.number is not None:
            return f"[#{self.number}]"
        return "[" + "/".join(map(_document_part, self.parts)) + "]"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a setting stands: file, document where the file has several, and path."""

    file: str
    path: tuple[Segment, ...] = ()
    document: DocumentId | None = None

    def __str__(self) -> str:
        """The canonical form; it parses back to this address."""
        return f"{quoted_file(self.file)}:{self.inner}"

    @property
    def inner(self) -> str:
        """The address within its file, `[Deployment/api].spec.replicas`; `.` is the whole document."""
        document = "" if self.document is None else str(self.document)
        return document + joined(self.path, after_document=bool(document)) or "."

    def below(self, segment: Segment) -> Address:
        """The address of a part."""
        return Address(self.file, (*self.path, segment), self.document)


def key_segment(key: KeyId) -> Key:
    """The segment of a mapping's key."""
    return Key(key.text, key.kind) if isinstance(key, TypedKey) else Key(key)


def quoted_file(file: str) -> str:
    """A file's name as an address begins: quoted where the grammar would read more than a name in it."""
    odd = any(c in _FILE_MARKS or c == " " or not is_visible(c) for c in file)
    return quote(file) if odd or not file or file[0] in "!/" else file


def joined(path: tuple[Segment, ...], *, after_document: bool = False) -> str:
    """A path's text: keys joined by dots, list items attached in brackets."""
    parts: list[str] = []
    for segment in path:
        attached = isinstance(segment, Index | Selector)
        parts.append(f"{'' if attached or not (parts or after_document) else '.'}{segment}")
    return "".join(parts)


def _selector_field(name: str) -> str:
    """A field's name; a comma, which is a letter like any other in a key, would end the field before."""
    return quote(name) if "," in name else bare_or_quoted(name)


def _selector_value(text: str) -> str:
    return text if _SELECTOR_BARE.fullmatch(text) and all(map(is_visible, text)) else quote(text)


def _document_part(text: str) -> str:
    return text if _PART_BARE.fullmatch(text) and all(map(is_visible, text)) else quote(text)
