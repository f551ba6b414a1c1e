"""Edits that stray: one setting that a commit has nothing to do with, changed along with it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from configguard import diffing
from configguard.guard.sides import read_sides
from configguard.model.address import Address, Key, Selector
from configguard.model.change import Change
from configguard.model.document import Document, Scalar
from configguard.model.pattern import parse
from configguard.model.policy import Policy
from configguard.model.revision import Comparison

if TYPE_CHECKING:
    from configguard.model.declared import Claim
    from configguard.model.revision import Tree
    from configguard.model.trail import Trail
    from tests.ecosystem.histories import Commit, History

WHAT_A_DOCUMENT_IS = {"apiVersion", "kind", "metadata"}
_OPPOSITES = {"true": "false", "True": "False", "yes": "no", "on": "off"}
_OPPOSITES |= {negative: positive for positive, negative in _OPPOSITES.items()}


@dataclass(frozen=True, slots=True)
class Stray:
    """An edit: the setting, the file's new content, and whether the commit edits that file as well."""

    address: Address
    content: bytes
    along: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """What a commit does: its two sides, the policy, and the settings that it changes."""

    comparison: Comparison
    policy: Policy
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a commit is said to be for."""

    scopes: tuple[str, ...]
    settings: tuple[str, ...]

    @classmethod
    def of(cls, lines: tuple[str, ...]) -> Said:
        """Lines of intent, taken apart as the options take them."""
        told = [line.partition(": ") for line in lines]
        scopes = [name for key, _, names in told if key == "Config-Scope" for name in names.split(", ")]
        return cls(tuple(scopes), tuple(text for key, _, text in told if key == "Config-Setting"))

    def grants(self, trail: Trail, policy: Policy) -> bool:
        """Whether it covers a setting."""
        within = {name for name, _ in policy.scopes_of(trail)}
        named = any(parse(text, anchored=True).covers(trail) for text in self.settings)
        return named or not within.isdisjoint(self.scopes)


def stray(commit: Commit, scene: Scene, said: Said) -> Stray | None:
    """An edit of a setting that nothing grants, the same in each run; None where there is no such setting.

    For every other commit it is in a file that the commit edits too, if that can be.
    """
    chance = random.Random(commit.oid)  # noqa: S311 - to choose, not to keep a secret
    edited = sorted({change.file for change in scene.changes})
    others = sorted({file.path for file in scene.comparison.head.files()}.difference(edited))
    chance.shuffle(edited)
    chance.shuffle(others)
    for path in [*edited, *others] if chance.random() < 0.5 else [*others, *edited]:
        claim = scene.policy.claim(path)
        found = claim and _in_file(path, claim, scene, said, chance)
        if found:
            return found
    return None


def commit_strays(history: History, strays: list[tuple[Commit, Stray, tuple[str, ...]]]) -> list[str]:
    """The same commits with an edit more, their messages with lines of intent; the names of their refs."""
    stream: list[bytes] = []
    refs = []
    for commit, edit, lines in strays:
        refs.append(f"refs/strays/{commit.oid}")
        message = with_lines(commit.message, lines).encode()
        stream += [
            f"commit {refs[-1]}\ncommitter A <a@example.org> 1700000000 +0000\n".encode(),
            b"data %d\n%s\nfrom %s\n" % (len(message), message, commit.parent.encode()),
            b'M 040000 %s ""\n' % commit.tree.encode(),
            b"M 100644 inline %s\ndata %d\n%s\n" % (edit.address.file.encode(), len(edit.content), edit.content),
        ]
    history.git("fast-import", "--quiet", feed=b"".join(stream))
    return refs


def with_lines(message: str, lines: tuple[str, ...]) -> str:
    """A message with lines of intent as its last paragraph."""
    return "\n".join([message.rstrip("\n"), "", *lines, ""])


class _Standing(NamedTuple):
    """A setting as it stands in a file."""

    trail: Trail
    document: Document
    there: diffing.Standing


def _in_file(path: str, claim: Claim, scene: Scene, said: Said, chance: random.Random) -> Stray | None:
    changed = {change.address for change in scene.changes if change.file == path}
    settings = _settings(path, claim, scene.comparison.head)
    if changed:
        usable = {setting.trail.address for setting in _settings(path, claim, scene.comparison.bases[0])} - changed
        settings = [setting for setting in settings if setting.trail.address in usable]
    chance.shuffle(settings)
    for setting in settings:
        if not said.grants(setting.trail, scene.policy) and _stands_alone(setting):
            content = _edited(path, setting, scene.comparison.head)
            if content is not None:
                return Stray(setting.trail.address, content, bool(changed))
    return None


def _settings(path: str, claim: Claim, tree: Tree) -> list[_Standing]:
    side = read_sides(tree, {path: tree.find(path)}, {path: claim})[path]
    if side is None:
        return []
    documents = {document.number: document for document in side.documents}
    found = diffing.settings(path, side.documents, diffing.Identity.of(claim.items))
    return [_Standing(trail, documents[trail.head_number or 0], there) for trail, there in found]


def _stands_alone(setting: _Standing) -> bool:
    """Whether an edit there changes this setting and no other, and leaves all items and documents what they are."""
    last, holder = setting.trail.path[-1:], setting.trail.path[-2:-1]
    key = last[0].text if last and isinstance(last[0], Key) else ""
    if holder and isinstance(holder[0], Selector) and key in dict(holder[0].fields):
        return False
    if setting.trail.document is not None and str(setting.trail.path[0]) in WHAT_A_DOCUMENT_IS:
        return False
    standing: diffing.Standing | None = setting.there
    while standing is not None:
        if standing.node.start in setting.document.shared or (standing.entry and standing.entry.inherited):
            return False
        standing = standing.within
    return True


def _edited(path: str, setting: _Standing, tree: Tree) -> bytes | None:
    """The whole file with another value there, of the same type; None for a value that is not so easily edited."""
    node, source = setting.there.node, setting.document.source
    if not isinstance(node, Scalar):
        return None
    if node.kind == "opaque":
        stored = tree.find(path)
        return tree.read([stored])[stored] + b"# edited\n" if stored else None
    value = _another(node, source.text[node.start : node.end])
    if value is None:
        return None
    edited = source.text[: node.start] + value + source.text[node.end :]
    return (b"\xef\xbb\xbf" if source.bom else b"") + edited.encode()


def _another(node: Scalar, written: str) -> str | None:
    if "\n" in written or not written:
        return None
    if node.kind == "bool":
        return _OPPOSITES.get(written)
    if node.kind in {"int", "float"}:
        return "1" if written == "0" else f"{written}1" if written[-1].isdigit() else None
    if node.kind == "str" and written[0] in "\"'" and written[-1] == written[0]:
        return None if written.startswith(('"""', "'''")) else f"{written[:-1]}x{written[-1]}"
    return f"{written}x" if node.kind == "str" and written == node.text else None
