"""How far the commits of a history reach: the targets that each of them reaches, and the files that it touches."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from configguard import guard
from configguard.model.revision import Ask
from tests.ecosystem import histories
from tests.ecosystem.kustomizing import kustomized

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from configguard.model.effective import Edit, Reach
    from tests.ecosystem.histories import Commit

SOURCES = {"binder": "binder", "environments": "environments", "kustomize": "binder"}
"""The trees whose targets are counted, and the bundles that they come from."""
REACHED = Path(__file__).with_name("reached")


@dataclass(frozen=True)
class Row:
    """How far a commit reaches.

    `files` are those that it touches, `looked_at` the targets made of one of them, `targets` those that get something
    else, `unseen` those of them that nobody can tell. `edits` tells of how many edits reach how many targets each; what
    is edited and no target gets is among those that reach none.
    """

    commit: str
    files: int
    looked_at: int = 0
    targets: tuple[str, ...] = ()
    edits: dict[int, int] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()

    @property
    def is_further(self) -> bool:
        """Whether it reaches more targets than it touches files."""
        return len(self.targets) > self.files


@dataclass(frozen=True)
class Reaching:
    """How far the commits of a tree reach, the oldest first, and how many seconds it took to tell."""

    tree: str
    seconds: int
    rows: tuple[Row, ...]

    @property
    def tells_edits(self) -> bool:
        """Whether it is known which edits reach which targets: of layers it is, of a renderer it is not."""
        return self.tree != "kustomize"


def policy_of(tree: str) -> str:
    """Where the policy of a tree stands."""
    return str(histories.POLICIES / "targets" / f"{tree}.yaml")


def reaching(tree: str, folder: Path) -> Reaching:
    """How far each commit of a tree reaches, the last ones of its bundle's."""
    source = histories.clone(SOURCES[tree], folder / "source")
    start = time.monotonic()
    rows = tuple(rows_of(tree, source, source.commits, folder / "tree"))
    return Reaching(tree, round(time.monotonic() - start), rows)


def rows_of(tree: str, source: histories.History, told: Sequence[Commit], folder: Path) -> Iterator[Row]:
    """The rows of commits of the bundle's history; a tree that is made of them is made in the folder."""
    history = source if tree != "kustomize" else kustomized(source, told, folder)
    made = told if history is source else history.commits[-len(told) :]
    for commit, one in zip(told, made, strict=True):
        sight = guard.look_at_changes(Ask(str(history.folder), base=one.parent, head=one.oid), policy_of(tree))
        touched = {pair.path for differences in sight.comparison.differences for pair in differences}
        yield _row(commit.short, len(touched), sight.reach)


def _row(commit: str, files: int, reach: Reach | None) -> Row:
    if reach is None:
        return Row(commit, files)
    each: Counter[Edit] = Counter(edit for target in reach.targets for edit in target.edits)
    edits = Counter({0: len(reach.shadowed)} if reach.shadowed else {}) + Counter(each.values())
    names = tuple(target.name for target in reach.targets)
    unseen = tuple(target.name for target in reach.targets if target.unseen)
    return Row(commit, files, reach.looked_at, names, dict(sorted(edits.items())), unseen)


def write(found: Reaching) -> None:
    """Keep what was found beside this module, a commit a line."""
    rows = [[r.commit, r.files, r.looked_at, r.targets, sorted(r.edits.items()), r.unseen] for r in found.rows]
    lines = [json.dumps(one) for one in [{"seconds": found.seconds}, *rows]]
    (REACHED / f"{found.tree}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def read(tree: str) -> Reaching:
    """What was kept of a tree."""
    first, *rest = map(json.loads, (REACHED / f"{tree}.jsonl").read_text("utf-8").splitlines())
    rows = (
        Row(c, files, looked, tuple(names), dict(edits), tuple(unseen))
        for c, files, looked, names, edits, unseen in rest
    )
    return Reaching(tree, first["seconds"], tuple(rows))
