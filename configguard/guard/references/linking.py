"""Asks what a change means for the references of its policy, where it may mean something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.guard.links import Links
from configguard.model.reference import BrokenReferences

if TYPE_CHECKING:
    from configguard.guard.looking import Sight


def links_of(sight: Sight, *, strict: bool = False) -> Links:
    """What the references come to; only a change of their files has files read, or a strict judgement."""
    references = sight.policy.references
    if not references:
        return Links()
    from configguard.guard.references import dangling, depending, referring  # noqa: PLC0415 - most policies have no references

    judged = references if strict else referring.touched(references, sight.files)
    counted = depending.in_question(sight.policy, (file.path for file in sight.files if file.changes))
    if not judged and not counted:
        return Links()
    both = tuple(one for one in references if any(one is other for other in (*judged, *counted)))
    census = referring.Census(both, sight)
    broken = dangling.broken_references(both, judged, census, sight) if judged else BrokenReferences()
    return Links(broken, depending.uses_of(both, census, sight.comparison.bases, sight.policy) if counted else {})
