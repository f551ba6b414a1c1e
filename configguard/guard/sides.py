"""Fetches every differing file on each side, in one go for each tree; it is read when it is looked into."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from configguard import diffing, formats
from configguard.model.document import Reading, Unreadable
from configguard.model.proposal import Side
from configguard.model.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from configguard.model.declared import Claim
    from configguard.model.policy import Policy
    from configguard.model.revision import Comparison, Stored, Tree

_LFS = (
    b"version https://git-lfs.github.com/spec/",
    b"version https://hawser.github.com/spec/",
    b"version http://git-media.io/v/",
)
"""How a pointer begins, behind blanks if any; the last two are its older names, which Git LFS still takes."""
_LFS_BYTES = 1024
"""No pointer is so large. Source: Git LFS specification, “The Pointer”, and its `lfs/pointer.go`."""
Sides = dict[str, Side | None]


class Readings:
    """The sides of the differing files: at each base, at the head, and at the tip where it is another commit."""

    def __init__(self, comparison: Comparison, claims: Mapping[str, Claim]) -> None:
        """Read the claimed files among those that differ."""
        found = [[d for d in differences if d.path in claims] for differences in comparison.differences]
        self.bases = [
            read_sides(tree, {d.path: d.base for d in differences}, claims)
            for tree, differences in zip(comparison.bases, found, strict=True)
        ]
        self.head = read_sides(comparison.head, {d.path: d.head for ds in found for d in ds}, claims)
        self.tip: Sides | None = None
        if any(base.revision.oid != comparison.tip.revision.oid for base in comparison.bases):
            at_tip = {path: comparison.tip.find(path) for path in self.head}
            self.tip = read_sides(comparison.tip, at_tip, claims)


def identity_of(path: str, claim: Claim, policy: Policy) -> diffing.Identity:
    """What makes the items of the file's lists themselves; never a secret."""
    each = policy.tells_items_apart
    return diffing.Identity.of(claim.items, lambda steps: policy.may_be_secret(Trail(path, steps)), each=each)


def read_sides(tree: Tree, files: Mapping[str, Stored | None], claims: Mapping[str, Claim]) -> Sides:
    """Each file as the tree holds it, to be read as its claim says; None where it is absent."""
    present = [stored for stored in files.values() if stored is not None]
    contents = tree.read([stored for stored in present if stored.kind == "file"])
    sides: Sides = dict.fromkeys(files)
    sides |= {s.path: side_of(s, contents.get(s), claims[s.path].format) for s in present}
    return sides


def side_of(stored: Stored, data: bytes | None, format_name: str | None) -> Side:
    """A file with its content, which is None where it is too large, to be read as this format."""
    if stored.kind != "file":
        return Side(stored)
    if data is None:
        return Side(stored, formats.too_large)
    if len(data) < _LFS_BYTES and data.lstrip().startswith(_LFS):
        pointer = data.decode("utf-8", "replace").strip()
        return Side(stored, pointer=", ".join(pointer.splitlines()[1:]))
    return Side(stored, partial(parsed, stored.path, data, format_name))


@lru_cache(maxsize=4)  # one file on all sides: it is looked into many times, then comes the next
def parsed(path: str, data: bytes, format_name: str | None) -> Reading:
    """What comes of reading a configuration file; one in no known format is unreadable."""
    reading = formats.read(path, data, format_name)
    if reading is None:
        return Unreadable("no format is known for this file; name one with “format:” in the policy")
    return reading
