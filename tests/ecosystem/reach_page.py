"""The page that says how far the commits of real histories reach, written from what is kept of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.ecosystem.histories import LATEST, ROOT
from tests.ecosystem.histories import SOURCES as REPOSITORIES
from tests.ecosystem.reach_examples import EXAMPLES
from tests.ecosystem.reaching import SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.ecosystem.reaching import Reaching, Row

PAGE = ROOT / "docs" / "reach.md"

OPENING = f"""\
# How far real changes reach

What a [target](targets.md) gets is said by several files, one over the other. How many changes reach more targets
than they touch files, so that the list of files does not show how far they go? Counted over the last {LATEST} commits
of real configurations, each beside its parent. The histories hold configuration files alone, so their commits have
other ids than in the repositories they are from. Of the [three histories](ecosystem.md), teams has no file that lies
over another, and so no targets.
"""
HOW = """\
- **Touched** are all files that differ, those included that no target is made of.
- **Reached** are the targets whose effective configuration differs, and those that come or go.
- An **edit** is one setting that changed in one file. Layers tell which edits reach a target; a renderer does not, and
  what the guard takes for likely is not counted here.
- Medians are over the commits that reach a target, and over the edits.
"""
TREES = {
    "binder": "The values for all deployments, `mybinder/values.yaml`, and over them those of each, "
    "`config/{deployment}.yaml`, merged as Helm does. The charts' own values and the secret ones are "
    "not in the history.",
    "environments": "The defaults of all environments for `app-processes.yml` and `fab-settings.yml`, and over them "
    "the same two files of each. One of the two in one environment is a target. The other files have no "
    "defaults, and make no targets here.",
    "kustomize": "None of the histories holds a kustomization, so this tree is made of binder's, commit by commit "
    "([how](../tests/ecosystem/kustomizing.py)): the values for all are those of a `HelmRelease` in "
    "`base/`, and each deployment is an overlay that patches it. The real `kubectl kustomize` builds "
    "them. It merges such an object as Helm merges values, so all commits but one reach the same targets as in "
    "binder. The ids are those of binder's commits.",
}
"""What each tree is."""
MADE = f"""\
## How it was made

```console
$ make reach
```

That is `python -m tests.ecosystem.reach`. It asks the guard what each commit reaches, under the
[policies](../tests/ecosystem/policies/targets) for these trees, keeps the answers in
[`tests/ecosystem/reached/`](../tests/ecosystem/reached), a commit a line, and writes this page from them. The time is
that of one process, on a machine that did other things as well; the program is run twice for each target that a
commit may reach, over the base and over the head.

A test holds this page to what is kept. Others ask the guard again for some commits, and hold what is kept of all
{LATEST} commits of binder and of environments to a naive reading: PyYAML reads the files, a dozen lines lay them over
each other, and the same targets must differ. What is kept of kustomize is held to binder's.
"""


def page(every: list[Reaching]) -> str:
    """The whole page."""
    table = _table(("", *(one.tree for one in every)), [(what, *map(tell, every)) for what, tell in _FACTS])
    return "\n".join([OPENING, table, "", HOW, *(_section(one) for one in every), MADE])


def _section(found: Reaching) -> str:
    repository = REPOSITORIES[SOURCES[found.tree]]
    rows = {row.commit: row for row in found.rows}
    examples = [
        f"- `{short}` {_told(rows[short], by_edits=found.tells_edits)}: {said}"
        for short, said in EXAMPLES[found.tree].items()
    ]
    source = f"From [{repository}](https://github.com/{repository}), under"
    policy = f"[this policy](../tests/ecosystem/policies/targets/{found.tree}.yaml)."
    return "\n".join([f"## {found.tree}", "", f"{source} {policy} {TREES[found.tree]}", "", *examples, ""])


def _told(row: Row, *, by_edits: bool) -> str:
    edits = [_count(sum(row.edits.values()), "edit")] if by_edits else []
    return f"({', '.join([*edits, _count(row.files, 'file'), _count(len(row.targets), 'target')])})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _reaching(found: Reaching) -> list[Row]:
    return [row for row in found.rows if row.targets]


def _by_edits(tell: Callable[[list[int]], str]) -> Callable[[Reaching], str]:
    """What is told of how many targets each edit reaches, where that is known."""

    def told(found: Reaching) -> str:
        every = sum((Counter(row.edits) for row in found.rows), Counter[int]())
        return tell(sorted(every.elements())) if found.tells_edits else "not told"

    return told


def _middle(numbers: Iterable[int]) -> str:
    """The median and the largest."""
    ordered = sorted(numbers)
    return f"{ordered[len(ordered) // 2]:,}, {ordered[-1]:,}" if ordered else "none"


def _number_of(what: Iterable[bool]) -> str:
    return f"{sum(what):,}"


def _share(some: int, every: int) -> str:
    percent = round(some * 100 / every)
    return f"{some:,} ({percent} %)" if percent or not some else f"{some:,} (under 1 %)"


_FACTS: list[tuple[str, Callable[[Reaching], str]]] = [
    ("commits", lambda found: f"{len(found.rows):,}"),
    (
        "commits that change a file that a target is made of",
        lambda found: _number_of(bool(r.looked_at) for r in found.rows),
    ),
    ("commits that reach a target", lambda found: f"{len(_reaching(found)):,}"),
    (
        "**commits that reach more targets than the files they touch**",
        lambda found: f"**{_share(sum(r.is_further for r in found.rows), len(found.rows))}**",
    ),
    ("commits with a target that could not be told", lambda found: _number_of(bool(r.unseen) for r in found.rows)),
    ("files touched, median and most", lambda found: _middle(r.files for r in _reaching(found))),
    ("targets reached, median and most", lambda found: _middle(len(r.targets) for r in _reaching(found))),
    ("edits of the files that targets are made of", _by_edits(lambda edits: f"{len(edits):,}")),
    ("edits that reach several targets", _by_edits(lambda edits: _number_of(n > 1 for n in edits))),
    ("edits that reach none", _by_edits(lambda edits: _number_of(n == 0 for n in edits))),
    ("targets that an edit reaches, median and most", _by_edits(_middle)),
    ("seconds", lambda found: f"{found.seconds:,}"),
]
"""The rows of the table: what is counted, and the count."""


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
