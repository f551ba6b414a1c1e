"""One thing that does not fit, as the engine found it."""

from __future__ import annotations

from configguard.model.record import dataclass
from configguard.schemas.tree import Json, JsonPath


@dataclass(frozen=True, slots=True)
class Error:
    """A keyword that does not hold for the part of the instance at `path`.

    `keyword` is None where the schema is `false`; `value` is the keyword's own; `schema` is the subschema it
    stands in, at `place` (`schemas/service.json#/properties/size`). `context` holds what each branch of a
    choice says, `branch` which of them this is of. `names_key` says that a mapping's key is meant, not what
    stands there. `named` are keys that the engine names in its own words, where nothing else tells which.
    """

    path: JsonPath
    keyword: str | None
    value: Json
    schema: Json
    instance: Json
    place: str
    context: tuple[Error, ...] = ()
    branch: int | None = None
    names_key: bool = False
    named: tuple[str, ...] = ()
