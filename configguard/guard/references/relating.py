"""Tells of a setting what it refers to, and what refers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.guard.links import Links
from configguard.model.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.guard.looking import Sight
    from configguard.guard.references.referring import Mention, Told
    from configguard.model.reference import Reference


@dataclass(frozen=True, slots=True)
class Relations:
    """What the settings of some files refer to at the head, and what refers to them; and what is critical by use.

    `refers` and `referred` hold the addresses at the other end, by the address of the setting, or that there is none; a
    name that is a secret would tell it, so it has none.
    """

    refers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    referred: dict[str, tuple[str, ...]] = field(default_factory=dict)
    links: Links = field(default_factory=Links)


def relations(sight: Sight, paths: Iterable[str]) -> Relations:
    """What the references of the policy hold together that look into one of these files."""
    if not sight.policy.references:
        return Relations()
    from configguard.guard.references import depending, referring  # noqa: PLC0415 - most policies have no references

    files = [*paths]
    looking = tuple(
        reference
        for reference in sight.policy.references
        if any(n.pattern.file.match(path) is not None for n in referring.both_ends(reference) for path in files)
    )
    if not looking:
        return Relations()
    census = referring.Census(looking, sight)
    counted = depending.in_question(sight.policy, files)
    refers: dict[str, list[str]] = {}
    referred: dict[str, list[str]] = {}
    for reference, told in zip(looking, census.of(sight.comparison.head), strict=True):
        for one in _dangling(reference, told):
            refers.setdefault(str(one.address), []).append(f"nothing: no such name stands in {reference.where}")
        for one, other in _pairs(told):
            refers.setdefault(str(one.address), []).append(str(other.address))
            for address in dict.fromkeys((str(other.address), str(other.holder))):
                referred.setdefault(address, []).append(str(one.address))
    uses = depending.uses_of(looking, census, sight.comparison.bases, sight.policy) if counted else {}
    return Relations(_each_once(refers), _each_once(referred), Links(uses=uses))


def _dangling(reference: Reference, told: Told) -> Iterator[Mention]:
    """The settings whose names stand nowhere; of names that nobody could read that is not known."""
    there = {entry.name for entry in told.referred}
    for one in () if told.unread else told.referring:
        if one.name not in there and not one.secret and not reference.allows(one.name.text):
            yield one


def _pairs(told: Told) -> Iterator[tuple[Mention, Mention]]:
    by_name: dict[object, list[Mention]] = {}
    for entry in told.referred:
        by_name.setdefault(entry.name, []).append(entry)
    for one in told.referring:
        for other in by_name.get(one.name, ()):
            if not (one.secret or other.secret):
                yield one, other


def _each_once(found: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {address: tuple(dict.fromkeys(others)) for address, others in found.items()}
