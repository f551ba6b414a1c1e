"""Keywords that are asserted otherwise than the engine does: more exactly, in less time, or in less memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from configguard.schemas.expressions import matches
from configguard.schemas.limit import TALLY
from configguard.schemas.tree import known_as

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from configguard.schemas.tree import Json

Assertion: TypeAlias = "Callable[[Any, Any, Any, Any], Iterator[Any]]"
"""What the engine calls with its validator, the keyword's value, the instance, and the schema around the keyword."""


def assertions(error: Callable[..., Any]) -> dict[str, Assertion]:
    """The keywords by name; `error` makes one of the engine's own errors."""
    return {
        "pattern": _pattern(error),
        "patternProperties": _pattern_properties,
        "additionalProperties": _additional_properties(error),
        "anyOf": _any_of(error),
        "oneOf": _one_of(error),
        "enum": _enum(error),
        "uniqueItems": _unique_items(error),
        "multipleOf": _multiple_of(error),
    }


def _pattern(error: Callable[..., Any]) -> Assertion:
    def pattern(validator: Any, regex: str, instance: Any, schema: Any) -> Iterator[Any]:  # noqa: ANN401, ARG001
        if validator.is_type(instance, "string") and not matches(regex, instance):
            yield error("does not match")

    return pattern


def _pattern_properties(validator: Any, patterns: Any, instance: Any, schema: Any) -> Iterator[Any]:  # noqa: ANN401, ARG001
    if validator.is_type(instance, "object"):
        for regex, below in patterns.items():
            for key, value in instance.items():
                if matches(regex, key):
                    yield from validator.descend(value, below, path=key, schema_path=regex)


def _additional_properties(error: Callable[..., Any]) -> Assertion:
    def additional_properties(validator: Any, allowed: Any, instance: Any, schema: Any) -> Iterator[Any]:  # noqa: ANN401
        if not validator.is_type(instance, "object"):
            return
        known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
        others = (key for key in instance if key not in known and not any(matches(regex, key) for regex in patterns))
        if validator.is_type(allowed, "object"):
            for key in others:
                yield from validator.descend(instance[key], allowed, path=key)
        elif not allowed and any(True for _ in others):
            yield error("holds others")

    return additional_properties


def _any_of(error: Callable[..., Any]) -> Assertion:
    def any_of(validator: Any, branches: Any, instance: Any, schema: Any) -> Iterator[Any]:  # noqa: ANN401, ARG001
        context = _of_all(validator, enumerate(branches), instance)
        if context is not None:
            yield error("fits none", context=context)

    return any_of


def _one_of(error: Callable[..., Any]) -> Assertion:
    def one_of(validator: Any, branches: Any, instance: Any, schema: Any) -> Iterator[Any]:  # noqa: ANN401, ARG001
        left = iter(enumerate(branches))
        context = _of_all(validator, left, instance)
        if context is not None:
            yield error("fits none", context=context)
        elif any(validator.evolve(schema=branch).is_valid(instance) for _, branch in left):
            yield error("fits more than one")

    return one_of


def _of_all(validator: Any, branches: Iterator[tuple[int, Any]], instance: Any) -> list[Any] | None:  # noqa: ANN401
    """The errors of all branches, or None where one has none; those behind that one are left."""
    held = TALLY.count
    context: list[Any] = []
    for number, branch in branches:
        errors = list(TALLY.of(validator.descend(instance, branch, schema_path=number)))
        if not errors:
            TALLY.count = held
            return None
        context += errors
    return context


def _enum(error: Callable[..., Any]) -> Assertion:
    """Choices are found by what they are: to compare with each takes a second where there are thousands."""
    sets: dict[int, tuple[list[Json], frozenset[Hashable]]] = {}

    def enum(validator: Any, choices: list[Json], instance: Any, schema: Any) -> Iterator[Any]:  # noqa: ANN401, ARG001
        # The list is kept beside its set, so that no other list ever has its id.
        if id(choices) not in sets:
            sets[id(choices)] = choices, frozenset(map(known_as, choices))
        if known_as(instance) not in sets[id(choices)][1]:
            yield error("not among the choices")

    return enum


def _unique_items(error: Callable[..., Any]) -> Assertion:
    """And so are items: to compare each with each takes seconds."""

    def unique_items(validator: Any, unique: Any, instance: Any, schema: Any) -> Iterator[Any]:  # noqa: ANN401, ARG001
        if unique and validator.is_type(instance, "array") and len(set(map(known_as, instance))) != len(instance):
            yield error("not unique")

    return unique_items


def _multiple_of(error: Callable[..., Any]) -> Assertion:
    """Decimal numbers are divided as they are written: 0.3 is a multiple of 0.1."""

    def multiple_of(validator: Any, divisor: Any, instance: Any, schema: Any) -> Iterator[Any]:  # noqa: ANN401, ARG001
        if validator.is_type(instance, "number") and not _divides(divisor, instance):
            yield error("not a multiple")

    return multiple_of


def _divides(divisor: float, number: float) -> bool:
    if isinstance(divisor, int) and isinstance(number, int):
        return number % divisor == 0
    from fractions import Fraction  # noqa: PLC0415 - seldom needed

    return (Fraction(repr(number)) / Fraction(repr(divisor))).denominator == 1
