"""Reads a policy's files: what it extends comes first, each file once."""

from __future__ import annotations

from configguard.model.document import Document, Duplicate, Place, TypedKey, Unreadable
from configguard.model.grammar import quote
from configguard.model.record import dataclass, field
from configguard.policy import ready_made
from configguard.policy.keys import POLICY, WAIVER
from configguard.policy.library import Library, refused
from configguard.policy.mistakes import Mistake, Notes, instead
from configguard.policy.shapes import Entries
from configguard.policy.structure import Reader
from configguard.policy.values import Record, Records, Said


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a policy: what was read in it; `source` names it where it is not the policy itself."""

    record: Record
    notes: Notes
    source: str | None


@dataclass(frozen=True)
class Gathering:
    """The files of a policy, in the order in which they count, and all notes in the order of reading."""

    library: Library
    parts: list[Part] = field(default_factory=list)
    notes: list[Notes] = field(default_factory=list)
    extended: set[str] = field(default_factory=set)

    def start(self, file: str, data: bytes) -> None:
        """Read the policy itself, and before it what it extends."""
        self._add(file, data, (file,), None)

    def _add(self, file: str, data: bytes, chain: tuple[str, ...], source: str | None) -> None:
        notes = Notes(source or file)
        number = len(self.notes)
        document = self._document(file, data, notes)
        if document is not None:
            notes = Notes(notes.file, document.source, notes.mistakes)
        self.notes.insert(number, notes)
        record = _record(document, notes)
        if record is not None:
            for said in record.several("extends"):
                self._extend(said, notes, chain)
            self.parts.append(Part(record, notes, source))
            listed = record.said("waivers")
            if listed is not None:
                self._waivers(listed, notes)

    def _document(self, file: str, data: bytes, notes: Notes, what: str = "a policy") -> Document | None:
        reading = self.library.parse(file, data)
        if reading is None:
            notes.add(0, f"no format knows this name; {what} is YAML, and its name ends in .yaml")
        elif isinstance(reading, Unreadable):
            notes.mistakes.append(Mistake(notes.file, reading.place or Place(1, 1), reading.problem))
        elif len(reading) > 1:
            again = reading[1]
            notes.mistakes.append(
                Mistake(
                    notes.file,
                    _beginning(again),
                    f"{what} is one document, and this file holds {len(reading)}",
                )
            )
        elif reading:
            return reading[0]
        return None

    def _extend(self, said: Said, notes: Notes, chain: tuple[str, ...]) -> None:
        is_pack = ready_made.PACK_NAME.fullmatch(said.text) is not None
        name = f"pack {said.text}" if is_pack else said.text
        problem = _no_pack(said.text) if is_pack else refused(said.text)
        data = None
        if problem is None and name in chain:
            shown = " → ".join((*chain[chain.index(name) :], name))
            problem = f"policies extend each other in a circle: {shown}"
        elif problem is None and name not in self.extended:
            data = ready_made.text(said.text) if is_pack else self.library.read(said.text)
            if data is None:
                problem = f"{quote(said.text)} does not exist in the revision that this policy is read from"
        if problem is not None:
            notes.add(said.start, problem)
        elif data is not None:
            self.extended.add(name)
            self._add(f"{said.text}.yaml" if is_pack else said.text, data, (*chain, name), name)

    def _waivers(self, said: Said, notes: Notes) -> None:
        """The file that holds the list of waivers: a part that has nothing else."""
        problem = refused(said.text)
        data = self.library.read(said.text) if problem is None else None
        if problem is None and data is None:
            problem = f"{quote(said.text)} does not exist in the revision that this policy is read from"
        if data is None:
            notes.add(said.start, problem or "")
        elif said.text not in self.extended:
            self.extended.add(said.text)
            own = Notes(said.text)
            document = self._document(said.text, data, own, "a list of waivers")
            own = Notes(own.file, document.source, own.mistakes) if document else own
            self.notes.append(own)
            if document is not None and document.root is not None:
                _note_doubles(document, own)
                entries = Reader(own).entries(document.root, Entries(WAIVER), "the list of waivers")
                if isinstance(entries, Records):
                    self.parts.append(Part(Record(document.root.start, {"waivers": entries}), own, said.text))


_EMPTY = 'the policy is empty; it begins with "version: 1"'


def _record(document: Document | None, notes: Notes) -> Record | None:
    if document is None or document.root is None:
        if not notes.mistakes:
            notes.add(0, _EMPTY)
        return None
    _note_doubles(document, notes)
    return Reader(notes).record(document.root, POLICY, "the policy")


def _note_doubles(document: Document, notes: Notes) -> None:
    for duplicate in document.duplicates:
        notes.add(duplicate.again, _twice(duplicate, notes))


def _twice(duplicate: Duplicate, notes: Notes) -> str:
    key = duplicate.key.text if isinstance(duplicate.key, TypedKey) else duplicate.key
    line = notes.source.place(duplicate.first).line
    if duplicate.collides is not None:
        return f"the key {quote(key)} loads as the same as {quote(duplicate.collides)} in line {line}"
    return f"the key {quote(key)} stands in line {line} already"


def _no_pack(name: str) -> str | None:
    names = ready_made.names()
    return None if name in names else f"unknown pack {quote(name)}; {instead(name, names, 'there are')}"


def _beginning(document: Document) -> Place:
    return document.source.place(document.root.start if document.root is not None else 0)
