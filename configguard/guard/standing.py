"""Finds the secrets that stand in a file whether they change or not: what repeats one must not be shown either."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from configguard import diffing
from configguard.guard.hushing import is_telling
from configguard.guard.sides import identity_of
from configguard.model.document import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.model.change import Value
    from configguard.model.document import Document
    from configguard.model.policy import Policy
    from configguard.model.proposal import ChangedFile


def beside(file: ChangedFile, policy: Policy) -> tuple[Value, ...]:
    """The secrets that stand in a file beside changes of values which could repeat them.

    Of a file that comes or goes every setting is a change, so nothing stands beside them.
    """
    if file.base is None or file.head is None:
        return ()
    plain = [change for change in file.changes if not change.secret]
    before, after = _texts(change.before for change in plain), _texts(change.after for change in plain)
    documents = file.head.documents if before or after else ()
    if not _stand_again(documents, "\0".join((*before, *after)), Counter(after)):
        return ()
    return tuple(standing(file.path, documents, identity_of(file.path, file.claim, policy), policy))


def standing(path: str, documents: tuple[Document, ...], identity: diffing.Identity, policy: Policy) -> Iterator[Value]:
    """The secrets in a file's documents, as far as nothing else has their text by chance."""
    for trail, found in diffing.settings(path, documents, identity):
        node = found.node
        if type(node) is Scalar and is_telling(node.text) and policy.is_secret(trail):
            yield diffing.value_of(node, secret=True)


def _texts(values: Iterable[Value | None]) -> list[str]:
    return [value.text for value in values if value is not None and is_telling(value.text)]


def _stand_again(documents: tuple[Document, ...], shown: str, own: Counter[str]) -> bool:
    """Whether any text of the documents stands in what is shown of changes, but for those that came with them.

    Of most files this is all that is asked. A secret that is a URL is more than one text: its password counts, too.
    """
    nodes = [document.root for document in documents if document.root is not None]
    while nodes:
        node = nodes.pop()
        if type(node) is Mapping:
            nodes += [entry.value for entry in node.entries.values()]
        elif type(node) is Sequence:
            nodes += node.items
        elif type(node) is Scalar and ("://" in node.text or (node.text in shown and is_telling(node.text))):
            own[node.text] -= 1
            if own[node.text] < 0:
                return True
    return False
