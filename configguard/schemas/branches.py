"""Chooses the branch of an `anyOf` or `oneOf` that was meant, so that the errors are those of that branch."""

from __future__ import annotations

from collections.abc import Iterator  # noqa: TC003 - part of the public signatures

from configguard.model.record import replace
from configguard.schemas.error import Error  # noqa: TC001 - part of the public signatures
from configguard.schemas.tree import Json  # noqa: TC001 - part of the public signatures


def leaves(error: Error) -> Iterator[Error]:
    """The errors to tell: those of the branch that was meant; the choice itself where none stands out."""
    if error.keyword not in {"anyOf", "oneOf"} or not error.context:
        yield error
        return
    branches: dict[int, list[Error]] = {}
    for inner in error.context:
        branches.setdefault(inner.branch or 0, []).append(inner)
    meant = _meant(branches, len(error.path))
    if meant is not None:
        for inner in meant:
            yield from leaves(inner)
    else:
        yield _discriminator(list(branches.values()), error) or error


def _meant(branches: dict[int, list[Error]], depth: int) -> list[Error] | None:
    alive = [errors for errors in branches.values() if not any(_rules_out(e, depth) for e in errors)]
    if len(alive) == 1:
        return alive[0]
    return next(iter(branches.values())) if len(branches) == 1 else None


def _rules_out(error: Error, depth: int) -> bool:
    """Whether an error says that its branch is not the one: another type, or another constant."""
    below = len(error.path) - depth
    if error.keyword in {"const", "enum"}:
        return below <= 1
    return below == 0 and error.keyword in {"type", None}


def _discriminator(branches: list[list[Error]], choice: Error) -> Error | None:
    """The one setting by which all branches are told apart, and which has a value that none of them knows."""
    told = [
        next(
            (e for e in errors if e.keyword in {"const", "enum"} and len(e.path) == len(choice.path) + 1),
            None,
        )
        for errors in branches
    ]
    first = told[0]
    if first is None or any(e is None or e.path != first.path for e in told):
        return None
    allowed = [value for e in told if e for value in _allowed(e)]
    return replace(first, keyword="enum", value=allowed, schema={"enum": allowed}, place=choice.place)


def _allowed(error: Error) -> list[Json]:
    return error.value if error.keyword == "enum" and isinstance(error.value, list) else [error.value]
