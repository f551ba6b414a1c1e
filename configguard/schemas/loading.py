"""Makes a schema ready, and refuses one with a mistake that would let anything pass."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from configguard.errors import Misasked, Undecided
from configguard.limit import TimeIsUp, is_bounded
from configguard.model.record import dataclass
from configguard.schemas import engine, limit
from configguard.schemas.branches import leaves
from configguard.schemas.expressions import compiled
from configguard.schemas.keywords import near_format, near_keyword, unchecked_format
from configguard.schemas.library import Library, SchemaFile
from configguard.schemas.sentences import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from configguard.schemas.engine import Subschema
    from configguard.schemas.error import Error
    from configguard.schemas.library import Parse
    from configguard.schemas.tree import Json, JsonPath


@dataclass(frozen=True, slots=True)
class Ready:
    """A schema that can be validated against."""

    file: SchemaFile
    draft: str
    library: Library
    engine: engine.Engine

    def errors(self, instance: Json) -> Iterator[Error]:
        """What of the instance does not fit."""
        return self.engine.errors(self.file.uri, self.draft, instance)


def load(schema_file: str, schemas: Mapping[str, bytes], parse: Parse) -> Ready:
    """The schema at `schema_file`, made ready once in a process.

    A schema that names no draft is of the newest, or of the one that refers to it. Raises `Misasked` for the first
    mistake in any of the schemas, `Undecided` where that takes too long.
    """
    if not is_bounded():
        message = f"{schema_file} cannot be applied outside the main thread, where nothing could end it"
        raise Undecided(message, "run configguard as a command of its own")
    try:
        with limit.within(limit.TO_MAKE_READY):
            return _load(schema_file, tuple(sorted(schemas.items())), parse)
    except TimeIsUp:
        message = f"{schema_file} could not be made ready within {limit.TO_MAKE_READY:g} seconds of computing time"
        raise Undecided(message, f"make {schema_file} shorter, or let it refer to less") from None


def prove(schema_file: str, schemas: Mapping[str, bytes], parse: Parse) -> None:
    """Raise as `load` for the schema at `schema_file` and those that it refers to."""
    load(schema_file, schemas, parse)


@lru_cache(maxsize=64)
def _load(schema_file: str, schemas: tuple[tuple[str, bytes], ...], parse: Parse) -> Ready:
    library = Library(dict(schemas), parse)
    file = library.file(schema_file)
    draft = file.draft or engine.NEWEST
    for path, data in sorted(schemas, key=lambda schema: schema[0] != schema_file):
        _check_file(path, data, library.files[path].draft or draft, parse)
    made = engine.Engine(
        ((known.uri, known.contents, known.draft or draft) for known in library.files.values()),
        library.canonical,
        library.place_of,
    )
    for subschema in made.walk(file.uri, draft):
        standing = library.standing(subschema.contents)
        if standing is not None:
            _check(subschema, *standing)
    _forget_draft(library, draft)
    return Ready(file, draft, library, made)


@lru_cache(maxsize=256)
def _check_file(path: str, data: bytes, draft: str, parse: Parse) -> None:
    """Check a schema against its draft's metaschema, which takes time: once for all that refer to it."""
    file = Library({path: data}, parse).files[path]
    alone = engine.Engine((), str, lambda _: None)
    found = [leaf for error in alone.mistakes(file.contents, draft) for leaf in leaves(error)]
    for leaf in sorted(found, key=lambda leaf: (-len(leaf.path), str(leaf.path))):
        raise file.mistake(leaf.path, f"the schema is wrong: it {problem(leaf, secret=False)}")


def _check(subschema: Subschema, file: SchemaFile, path: JsonPath) -> None:
    """Refuse what the engine would take without a word, or trip over in the middle of a document."""
    contents = subschema.contents
    for keyword, why in subschema.unresolved.items():
        raise file.mistake((*path, keyword), f"“{contents[keyword]}” leads {why}")
    named = contents.get("$schema")
    if isinstance(named, str) and engine.draft_of(named) is None:
        raise file.mistake((*path, "$schema"), f"{named} is no draft that is known here")
    for keyword in contents:
        meant = near_keyword(keyword)
        if meant is not None:
            raise file.mistake((*path, keyword), f"“{keyword}” is no keyword; did you mean “{meant}”?")
    _check_format(contents.get("format"), subschema.draft, file, path)
    patterns = contents.get("patternProperties")
    for regex in patterns if isinstance(patterns, dict) else ():
        _compile(regex, file, (*path, "patternProperties", regex))
    if isinstance(contents.get("pattern"), str):
        _compile(contents["pattern"], file, (*path, "pattern"))


def _check_format(name: object, draft: str, file: SchemaFile, path: JsonPath) -> None:
    if not isinstance(name, str) or name in engine.formats(draft):
        return
    if unchecked_format(name, draft):
        at = f"{file.path}#{engine.pointer((*path, 'format'))}"
        message = f"the format {name} cannot be checked by what is installed here, at {at}"
        raise Misasked(message, 'pip install "jsonschema[format-nongpl]"')
    meant = near_format(name)
    if meant is not None:
        raise file.mistake((*path, "format"), f"“{name}” is no format; did you mean “{meant}”?")


def _compile(regex: str, file: SchemaFile, path: JsonPath) -> None:
    try:
        compiled(regex)
    except (re.error, RecursionError, OverflowError) as error:
        raise file.mistake(path, f"“{regex}” is no regular expression that Python knows: {error}") from None


def _forget_draft(library: Library, draft: str) -> None:
    """Take `$schema` out of the schemas of one draft: the engine would forget its own additions there."""
    for file in library.files.values():
        if (file.draft or draft) == draft and isinstance(file.contents, dict):
            file.contents.pop("$schema", None)
