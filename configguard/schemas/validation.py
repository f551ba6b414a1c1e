"""What of a document does not fit its schema: each violation with its address, its place and its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from configguard.errors import Undecided
from configguard.limit import TimeIsUp
from configguard.model.address import Address
from configguard.model.document import Document, Scalar
from configguard.model.record import dataclass
from configguard.model.secret_names import holds_password
from configguard.model.violation import Violation
from configguard.schemas import limit
from configguard.schemas.branches import leaves
from configguard.schemas.loading import Ready, load
from configguard.schemas.sentences import is_unknown, lacks, missing, problem, unknown
from configguard.schemas.tree import JsonPath, Path, Plain, Standing, find, plain, size

if TYPE_CHECKING:
    from types import TracebackType

    from configguard.schemas.error import Error
    from configguard.schemas.library import Parse

Locate = Callable[[Path], tuple[Address, bool]]
_REQUIRING = frozenset({"required", "dependentRequired", "dependencies"})
_SLOW = {"pattern": "pattern", "_pattern_properties": "patternProperties", "format": "format"}
"""Functions of the engine and of ours in which a regular expression can take long, by the keyword."""
_CLOSING = frozenset({"additionalProperties", "unevaluatedProperties"})


def violations(
    document: Document, schema_file: str, schemas: Mapping[str, bytes], parse: Parse, locate: Locate
) -> tuple[Violation, ...]:
    """What does not fit, in the order of the document; no secret is in it.

    `schemas` are the files there are, by path: nothing else is read, and nothing is fetched. `parse` reads
    one of them. `locate` gives the address of what stands at a path of keys and positions, and whether it is
    secret.

    Raises `Misasked` for a mistake in the schema, `Undecided` for a validation that does not come to an end.
    """
    schema = load(schema_file, schemas, parse)
    tree = plain(document.root)
    file = locate(())[0].file
    seconds = limit.SECONDS + limit.MORE_FOR_A_VALUE * size(tree.value)
    try:
        with limit.within(seconds):
            errors = list(limit.TALLY.of(schema.errors(tree.value)))
            found = dict.fromkeys(_Telling(document, schema_file, tree, locate).violations(errors))
    except TimeIsUp as error:
        where = _where(error.__traceback__, schema) or schema_file
        message = f"a value of {file} could not be checked within {seconds:.1f} seconds of computing time, at {where}"
        raise Undecided(message, "simplify that part of the schema, or shorten the value") from None
    except limit.TooMany:
        # None may be left out: a new one could hide behind old ones.
        message = f"{file} does not fit {schema_file} in more than {limit.MOST_ERRORS:,} ways"
        raise Undecided(
            message, "give the file the schema that it is written for, with “schema” in the policy"
        ) from None
    except RecursionError as error:
        where = _where(error.__traceback__, schema) or schema_file
        message = f"the schema goes round in circles, or too deep, at {where}"
        raise Undecided(message, f"mend {schema_file}: a reference must lead to a part of the value") from None
    return tuple(sorted(found, key=lambda violation: (violation.place, violation.key)))


@dataclass(frozen=True, slots=True)
class _Telling:
    """Makes violations of the errors of one document."""

    document: Document
    schema_file: str
    tree: Plain
    locate: Locate

    def violations(self, errors: list[Error]) -> Iterator[Violation]:
        """Every violation, some perhaps more than once."""
        odd = {oddity.path for oddity in self.tree.oddities}
        for oddity in self.tree.oddities:
            yield self._violation(oddity.path, oddity.problem, f"{self.schema_file}#", "number")
        for error in errors:
            for leaf in leaves(error):
                if leaf.path not in odd:
                    yield from self._told(leaf)

    def _told(self, error: Error) -> Iterator[Violation]:
        if error.keyword in _REQUIRING:
            for key in missing(error):
                yield self._violation(error.path, lacks(key, error), error.place, f"required {key}", at_key=True)
        elif error.keyword in _CLOSING and unknown(error):
            for key in unknown(error):
                path = (*error.path, key)
                yield self._violation(path, is_unknown(key, error), error.place, "unknown", at_key=True)
        else:
            standing = find(self.document.root, error.path)
            _, secret = self.locate(standing.path)
            written = standing.node.text if isinstance(standing.node, Scalar) else None
            hidden = secret or (written is not None and holds_password(written))
            told = problem(error, secret=hidden, written=written)
            yield self._violation(error.path, told, error.place, str(error.keyword), at_key=error.names_key)

    def _violation(self, path: JsonPath, told: str, schema: str, keyword: str, *, at_key: bool = False) -> Violation:
        standing = find(self.document.root, path)
        address, _ = self.locate(standing.path)
        return Violation(
            address,
            self.document.source.place(_offset(standing, at_key=at_key)),
            told,
            schema,
            f"{address} {keyword} {schema}",
        )


def _offset(standing: Standing, *, at_key: bool) -> int:
    """Where to point: at the key where it is about that, else at the value; an empty document has a start."""
    if at_key and standing.entry is not None:
        return standing.entry.key_start
    return standing.node.start if standing.node is not None else 0


def _where(trace: TracebackType | None, schema: Ready) -> str | None:
    """The place in the schemas that was being judged: the innermost part that anything had in hand."""
    for function, names in limit.innermost(trace):
        place = schema.library.place_of(names.get("schema"))
        if place is not None:
            return f"{place}/{_SLOW[function]}" if function in _SLOW else place
    return None
