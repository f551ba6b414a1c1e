"""The schemas of a policy as files: parsed, told apart by their ids, with the place of each subschema."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from configguard.errors import Misasked
from configguard.model.document import Document, Reading, Unreadable
from configguard.model.record import dataclass
from configguard.schemas import engine
from configguard.schemas.tree import Json, JsonPath, find, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Parse: TypeAlias = Callable[[str, bytes], Reading | None]


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A schema, as it stands in its file; `draft` is None where it names none."""

    path: str
    document: Document
    contents: Json
    draft: str | None

    @property
    def uri(self) -> str:
        """The URI under which the schema is known: the one that it gives itself, else that of its path."""
        own = self.contents.get("$id") if isinstance(self.contents, dict) else None
        path = engine.uri_of(self.path)
        return engine.absolute(own, path) if isinstance(own, str) else path

    def mistake(self, path: JsonPath, problem: str) -> Misasked:
        """A mistake in the schema at a JSON path, to be raised."""
        standing = find(self.document.root, path)
        start = standing.node.start if standing.node else 0
        place = self.document.source.place(standing.entry.key_start if standing.entry else start)
        at = f", at #{engine.pointer(path)}" if path else ""
        return Misasked(f"{self.path}:{place.line}:{place.column}: {problem}{at}", f"correct {self.path}")


class Library:
    """The schema files of a policy, all parsed; raises `Misasked` if one cannot be."""

    def __init__(self, schemas: Mapping[str, bytes], parse: Parse) -> None:
        self.files = {path: _read(path, data, parse) for path, data in sorted(schemas.items())}
        self._uris = {engine.uri_of(path): file.uri for path, file in self.files.items()}
        self._places = {id(part): (file, at) for file in self.files.values() for part, at in _parts(file)}

    def file(self, path: str) -> SchemaFile:
        """The schema at this path; raises `Misasked` if there is none."""
        if path not in self.files:
            message = f"the schema {path} does not exist"
            raise Misasked(message, "correct “schema” in the policy, or add the file")
        return self.files[path]

    def canonical(self, uri: str) -> str:
        """The URI under which a schema is known.

        A schema may be asked for by its own id, by its path, or by where another schema's id would have it:
        one with the id `https://acme.example/a.json` that refers to `b.json` means the file beside its own.
        """
        if uri in self._uris.values():
            return uri
        if uri in self._uris:
            return self._uris[uri]
        for by_path, own in self._uris.items():
            folder = own.rpartition("/")[0] + "/"
            if uri.startswith(folder) and uri != folder:
                beside = engine.absolute(uri.removeprefix(folder), by_path)
                if beside in self._uris:
                    return self._uris[beside]
        return uri

    def place_of(self, part: object) -> str | None:
        """Where a subschema stands (`schemas/service.json#/properties/size`); None if not in these files."""
        found = self.standing(part)
        return f"{found[0].path}#{engine.pointer(found[1])}" if found else None

    def standing(self, part: object) -> tuple[SchemaFile, JsonPath] | None:
        """The file and the JSON path of a subschema."""
        return self._places.get(id(part)) if isinstance(part, dict | list) else None


def _read(path: str, data: bytes, parse: Parse) -> SchemaFile:
    document = _single(path, parse(path, data))
    whole = plain(document.root)
    file = SchemaFile(path, document, whole.value, None)
    for oddity in whole.oddities:
        raise file.mistake(oddity.path, oddity.problem)
    if not isinstance(whole.value, dict | bool):
        raise file.mistake((), "a schema is a mapping, or true or false")
    return SchemaFile(path, document, whole.value, _draft(file))


def _draft(file: SchemaFile) -> str | None:
    """The draft that the file names, if any, written into its contents as the engine knows it."""
    named = file.contents.get("$schema") if isinstance(file.contents, dict) else None
    if named is None or not isinstance(file.contents, dict):
        return None
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
        message = f"{path}:{place.line}:{place.column}: a key of the schema stands twice, so one of the two is lost"
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
