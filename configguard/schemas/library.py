"""The schemas of a policy as files: parsed, told apart by their ids, with the place of each subschema."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from configguard.errors import Misasked
from configguard.model.document import Document, Reading, Unreadable
from configguard.schemas import engine
from configguard.schemas.tree import Json, JsonPath, find, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Parse: TypeAlias = Callable[[str, bytes], Reading | None]


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A schema, as it stands in its file."""

    path: str
    document: Document
    contents: Json
    draft: str

    @property
    def id(self) -> str | None:
        """The URI that the schema gives itself, without an empty fragment."""
        own = self.contents.get("$id") if isinstance(self.contents, dict) else None
        return own.removesuffix("#") if isinstance(own, str) else None

    def mistake(self, path: JsonPath, problem: str) -> Misasked:
        """A mistake in the schema at a JSON path, to be raised."""
        standing = find(self.document.root, path)
        start = standing.node.start if standing.node else 0
        place = self.document.source.place(standing.entry.key_start if standing.entry else start)
        at = f", at #{engine.pointer(path)}" if path else ""
        return Misasked(f"{self.path}:{place.line}:{place.column}: {problem}{at}", f"correct {self.path}")


class Library:
    """The schema files of a policy, each parsed when it is first asked for."""

    def __init__(self, schemas: Mapping[str, bytes], parse: Parse) -> None:
        self._schemas = schemas
        self._parse = parse
        self._files: dict[str, SchemaFile] = {}
        self._places: dict[int, tuple[SchemaFile, JsonPath]] = {}

    def file(self, path: str) -> SchemaFile:
        """The schema at this path; raises `Misasked` if it is none."""
        if path not in self._files:
            self._files[path] = self._read(path)
            self._places.update((id(part), (self._files[path], at)) for part, at in _parts(self._files[path]))
        return self._files[path]

    def retrieve(self, uri: str) -> tuple[Json, str] | None:
        """Contents and draft of the schema that a URI names: by its path, by its id, or beside an id."""
        path = engine.path_of(uri)
        if path is None:
            path = self._by_id(uri)
        if path is None or path not in self._schemas:
            return None
        file = self.file(path)
        return file.contents, file.draft

    def place_of(self, part: object) -> str | None:
        """Where a subschema stands (`schemas/service.json#/properties/size`); None if not in these files."""
        found = self.standing(part)
        return f"{found[0].path}#{engine.pointer(found[1])}" if found else None

    def standing(self, part: object) -> tuple[SchemaFile, JsonPath] | None:
        """The file and the JSON path of a subschema."""
        return self._places.get(id(part)) if isinstance(part, dict | list) else None

    def _by_id(self, uri: str) -> str | None:
        """The file with this id, or the one that stands to another file as this URI to its id."""
        ids = {path: self.file(path).id for path in sorted(self._schemas)}
        named = next((path for path, own in ids.items() if own == uri), None)
        if named is not None:
            return named
        for path, own in ids.items():
            folder = own.rpartition("/")[0] + "/" if own and "/" in own else None
            if folder and uri.startswith(folder):
                beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), uri.removeprefix(folder)))
                if beside in self._schemas:
                    return beside
        return None

    def _read(self, path: str) -> SchemaFile:
        data = self._schemas.get(path)
        if data is None:
            message = f"the schema {path} does not exist"
            raise Misasked(message, "correct “schema” in the policy, or add the file")
        document = _single(path, self._parse(path, data))
        whole = plain(document.root)
        file = SchemaFile(path, document, whole.value, engine.NEWEST)
        for oddity in whole.oddities:
            raise file.mistake(oddity.path, oddity.problem)
        if not isinstance(whole.value, dict | bool):
            raise file.mistake((), "a schema is a mapping, or true or false")
        return SchemaFile(path, document, whole.value, _draft(file))


def _draft(file: SchemaFile) -> str:
    """The draft that the file names, written into its contents as the engine knows it."""
    named = file.contents.get("$schema") if isinstance(file.contents, dict) else None
    if named is None or not isinstance(file.contents, dict):
        return engine.NEWEST
    draft = engine.draft_of(named) if isinstance(named, str) else None
    if draft is None:
        known = ", ".join(sorted(name.split("/")[-2].removeprefix("draft-") for name in engine.DRAFTS))
        raise file.mistake(("$schema",), f"{named} is no draft that is known here; known are {known}")
    file.contents["$schema"] = engine.official(draft)
    return draft


def _single(path: str, reading: Reading | None) -> Document:
    if reading is None:
        message = f"the schema {path} is in no format that is known here"
        raise Misasked(message, "name it *.json or *.yaml")
    if isinstance(reading, Unreadable):
        where = f":{reading.place.line}:{reading.place.column}" if reading.place else ""
        message = f"{path}{where}: the schema cannot be read: {reading.problem}"
        raise Misasked(message, f"correct {path}")
    if len(reading) != 1:
        message = f"the schema {path} holds {len(reading)} documents instead of one"
        raise Misasked(message, f"correct {path}")
    document = reading[0]
    for twice in document.duplicates:
        place = document.source.place(twice.again)
        message = (
            f"{path}:{place.line}:{place.column}: a key of the schema stands twice, so one of the two is lost"
        )
        raise Misasked(message, f"correct {path}")
    return document


def _parts(file: SchemaFile) -> Iterator[tuple[Json, JsonPath]]:
    waiting: list[tuple[Json, JsonPath]] = [(file.contents, ())]
    while waiting:
        part, path = waiting.pop()
        if isinstance(part, dict):
            yield part, path
            waiting += [(value, (*path, key)) for key, value in part.items()]
        elif isinstance(part, list):
            yield part, path
            waiting += [(value, (*path, number)) for number, value in enumerate(part)]
