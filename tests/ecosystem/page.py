"""The page that says what the guard made of real histories, each history in a section of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.ecosystem.histories import LATEST, ROOT, SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.change import Change
    from configguard.model.finding import Finding
    from configguard.model.level import Level
    from tests.ecosystem.trial import Trial, Trials

PAGE = ROOT / "docs" / "ecosystem.md"
NAMED = 6
"""So many commits are named; of more, their number is said."""

OPENING = f"""\
# Real histories judged

The configuration of three public repositories, its last {LATEST} commits each, judged under a policy written for it.
The histories hold configuration files alone, so their commits have other ids than in the repositories they are from.
Nobody wrote these commits for a guard, so each is judged three times:

- **As it is.** No commit declares an intent; what is found is the policy's and the rules' doing alone.
- **Declared.** With the lines that `configguard suggest` prints for it as the last paragraph of its message. No rule on
  intent may then find anything; what is found still is what no intent grants.
- **Strayed.** The same, and along with the commit one setting is edited that the lines do not cover, chosen at random
  but the same in each run: in a file that the commit edits too, or in another. The check must fail at this setting, and
  nothing else may be called outside the intent.

`make ecosystem` judges them again and writes this page. It holds no times and no dates, so it differs exactly where a
verdict does. A test judges them too, and compares.
"""


def page(sections: Iterable[str]) -> str:
    """The whole page."""
    return "\n".join([OPENING, *sections])


def section(trials: Trials) -> str:
    """What was made of one history."""
    name = trials.history.name
    source, kinds = SOURCES[name], _kinds(trials)
    parts = [
        f"## {name}",
        f"From [{source}](https://github.com/{source}), under [this policy](../tests/ecosystem/policies/{name}.yaml).",
        _facts(trials),
        _table(("changes", *kinds), [("settings", *map(_number, kinds.values()))]),
        _table(("rule", "level", "as it is", "declared", "declared, in commits"), _findings(trials)),
    ]
    unreadable = _unreadable(trials)
    return "\n\n".join([*parts, *([unreadable] if unreadable else [])]) + "\n"


def _facts(trials: Trials) -> str:
    changes = [len(trial.unsaid.changes) for trial in trials.trials]
    files = sum(trial.unsaid.looked_at.files for trial in trials.trials)
    strays, along = trials.strays, sum(t.stray is not None and t.stray.along for t in trials.trials)
    passed = sum(trial.said.verdict == "pass" for trial in trials.trials)
    lines: list[tuple[str, ...]] = [
        ("commits judged", _number(len(trials.trials))),
        ("of them without a verdict", _number(len(trials.faults))),
        ("of them that change a setting", _number(sum(map(bool, changes)))),
        ("files that differ, all together", _number(files)),
        ("settings that change, all together", _number(sum(changes))),
        ("settings that change, in the median and the largest commit", f"{_median(changes)}, {_number(max(changes))}"),
        ("commits that a single scope covers", _number(sum(map(_is_one_scope, trials.trials)))),
        (
            "lines of intent suggested for the others, at most",
            _number(max(len(t.unsaid.suggested) for t in trials.trials)),
        ),
        ("commits that pass as declared", _number(passed)),
        ("strayed", f"{_number(len(strays))}, of them {_number(along)} in a file that the commit edits too"),
        ("of them failed at this very setting", _number(sum(trial.caught for trial in strays))),
        ("fingerprint of all findings", f"`{trials.fingerprint}`"),
    ]
    return _table(("", ""), lines)


def _is_one_scope(trial: Trial) -> bool:
    lines = trial.unsaid.suggested
    return len(lines) == 1 and lines[0].startswith("Config-Scope: ") and "," not in lines[0]


def _kinds(trials: Trials) -> Counter[str]:
    changes: list[Change] = [change for trial in trials.trials for change in trial.unsaid.changes]
    kinds = Counter[str](dict.fromkeys(("added", "removed", "changed", "retyped", "reordered"), 0))
    kinds.update(change.kind for change in changes)
    kinds["moved"] = sum(change.moved_from is not None for change in changes)
    return kinds


def _findings(trials: Trials) -> list[tuple[str, ...]]:
    """A row for each rule and level that found anything, as it is or declared."""
    unsaid = Counter(_kind(finding) for trial in trials.trials for finding in trial.unsaid.findings)
    said: dict[tuple[str, Level], list[str]] = {}
    for trial in trials.trials:
        for finding in trial.said.findings:
            said.setdefault(_kind(finding), []).append(trial.commit.short)
    rows = sorted({*unsaid, *said}, key=lambda kind: (-kind[1], kind[0]))
    return [
        (rule, str(level), _number(unsaid[rule, level]), _number(len(where)), _commits(where))
        for rule, level in rows
        for where in [said.get((rule, level), [])]
    ]


def _kind(finding: Finding) -> tuple[str, Level]:
    return finding.rule, finding.level


def _commits(where: list[str]) -> str:
    named = list(dict.fromkeys(where))
    return " ".join(f"`{short}`" for short in named) if len(named) <= NAMED else f"{_number(len(named))} commits"


def _unreadable(trials: Trials) -> str:
    found = [
        f"- `{trial.commit.short}`: {finding.message}"
        for trial in trials.trials
        for finding in trial.unsaid.findings
        if finding.rule == "unreadable-config"
    ]
    return "\n".join(["Not readable:", "", *found]) if found else ""


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _median(numbers: list[int]) -> str:
    return _number(sorted(numbers)[len(numbers) // 2])


def _number(number: int) -> str:
    return f"{number:,}"
