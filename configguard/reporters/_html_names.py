"""Gives the page's parts names of the page's own, by which they are linked and filtered; none is a stranger's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.reporters._html_elements import Html, code, element

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configguard.model.change import Change
    from configguard.model.finding import Finding
    from configguard.model.report import Report

NO_SCOPE = "in no scope"


class Names:
    """Numbers for changes, rules and scopes, in the order of the report."""

    def __init__(self, report: Report) -> None:
        """Number what this report holds."""
        self._changes: dict[object, int] = {}
        for number, change in enumerate(report.changes):
            self._changes.setdefault(change.address, number)
        every = (*report.findings, *report.overridden, *report.waived)
        self.rules = tuple(dict.fromkeys(f.rule for f in every if f.rule in report.rules))
        self.scopes = tuple(dict.fromkeys(scope for change in report.changes for scope in _scopes(change)))
        self._scopes = {scope: number for number, scope in enumerate(self.scopes)}

    def of(self, change: Change) -> str:
        """The name of a change's row: `c12`."""
        return f"c{self._changes[change.address]}"

    def link(self, change: Change, text: str) -> Html:
        """A link to a change's row."""
        known = change.address in self._changes
        return element("a", code(text), href=f"#{self.of(change)}") if known else code(text)

    def rule(self, finding: Finding) -> Html:
        """A rule's name, linked to what it says of itself."""
        if finding.rule not in self.rules:
            return code(finding.rule)
        return element("a", code(finding.rule), href=f"#rule-{self.rules.index(finding.rule)}")

    def kept(self, changes: Iterable[Change]) -> str:
        """What the filter by scope looks at: the scopes' numbers."""
        return " ".join(str(n) for n in dict.fromkeys(self._scopes.get(s, "") for c in changes for s in _scopes(c)))


def state(changes: Iterable[Change]) -> str:
    """What the filter by state looks at: classes for `outside` and `critical`."""
    every = tuple(changes)
    classes = ["outside" if any(not change.covered for change in every) else "inside"] if every else []
    return " ".join(classes + ["critical"] * any(change.critical is not None for change in every))


def _scopes(change: Change) -> tuple[str, ...]:
    return change.scopes or (NO_SCOPE,)
