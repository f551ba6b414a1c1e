"""Finds the secrets that stand in a file whether they change or not: what repeats one must not be shown either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import diffing
from configguard.guard.hushing import is_telling
from configguard.guard.sides import identity_of
from configguard.model.document import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.model.change import Value
    from configguard.model.document import Document
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile


def beside(files: Iterable[ChangedFile], policy: Policy) -> tuple[Value, ...]:
    """The secrets that stand beside changes of values which could repeat them.

    Of a file that comes or goes every setting is a change, so nothing stands beside them.
    """
    return tuple(
        value
        for file in files
        if file.base is not None and file.head is not None and _could_repeat(file)
        for value in standing(file.path, file.head.documents, identity_of(file.path, file.claim, policy), policy)
    )


def standing(path: str, documents: tuple[Document, ...], identity: diffing.Identity, policy: Policy) -> Iterator[Value]:
    """The secrets in a file's documents, as far as nothing else has their text by chance."""
    for trail, found in diffing.settings(path, documents, identity):
        node = found.node
        if type(node) is Scalar and is_telling(node.text) and policy.is_secret(trail):
            yield diffing.value_of(node, secret=True)


def _could_repeat(file: ChangedFile) -> bool:
    plain = (change for change in file.changes if not change.secret)
    return any(value and is_telling(value.text) for change in plain for value in (change.before, change.after))
