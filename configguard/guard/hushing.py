"""Hides a secret's value wherever else it stands: under a new name, within another value, in the author's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator  # noqa: TC003 - part of the public signatures
from typing import TYPE_CHECKING

from configguard.model.address import Key
from configguard.model.change import SECRET_SHOWN
from configguard.model.record import replace
from configguard.model.secret_names import only_speaks_of_secret, passwords

if TYPE_CHECKING:
    from collections.abc import Hashable

    from configguard.model.change import Change, Value
    from configguard.model.finding import Finding
    from configguard.model.intent import DeclaredSetting, Intent, Said
    from configguard.model.override import Override
    from configguard.model.proposal import ChangedFile
    from configguard.model.report import Report

TELLING = 8
"""Characters: what is shorter, or a plain word shorter than twice that, stands in much that is no secret."""
SHORTEST_NUMBER = 6
"""Digits: a shorter number is a port or an amount as well."""
FEW = 32
MOST_LENGTHS = 64
_NO_TEXT = frozenset({"bool", "null", "mapping", "list"})


class Secrets:
    """The texts that are a secret's value on either side of a change."""

    def __init__(self, values: Iterable[Value] = ()) -> None:
        """Take these values, and the passwords within those that are URLs."""
        self._whole = frozenset(value.text for value in values if _is_text(value))
        parts = {part for text in self._whole for part in (text, *passwords(text))}
        self.telling = frozenset(part for part in parts if is_telling(part))
        self._lengths: dict[str, set[int]] = {}
        for text in self.telling:
            self._lengths.setdefault(text[:TELLING], set()).add(len(text))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hide."""
        return not self._whole

    def hide(self, text: str) -> bool:
        """Whether a text is one of them, or has a telling one in it."""
        if text in self._whole:
            return True
        if len(self.telling) <= FEW:
            return any(secret in text for secret in self.telling)
        return next(self.within(text), None) is not None

    def within(self, text: str) -> Iterator[str]:
        """The telling ones within a text; its cost does not grow with their number."""
        for start in range(len(text) - TELLING + 1) if self._lengths else ():
            lengths = self._lengths.get(text[start : start + TELLING], ())
            if len(lengths) > MOST_LENGTHS:  # so many begin alike that this beginning tells enough
                yield text[start : start + TELLING]
                continue
            yield from (part for n in lengths if (part := text[start : start + n]) in self.telling)


def hushed(files: tuple[ChangedFile, ...]) -> tuple[tuple[ChangedFile, ...], Secrets]:
    """The same files, each value hidden that is also a secret's or takes one's place; and all that is to be hidden."""
    if next(_hidden(files), None) is None:
        return files, Secrets()
    known = Secrets(_hidden(files))
    replaced = frozenset(place for file in files for change in file.changes for place in _left_by(change))
    files = tuple(replace(f, changes=tuple(_hushed(c, known, replaced) for c in f.changes)) for f in files)
    return files, Secrets(_hidden(files))


def hushed_each(
    groups: Iterable[tuple[ChangedFile, ...]],
) -> tuple[list[tuple[ChangedFile, ...]], Secrets]:
    """The same for changes that were made one after the other: what is a secret in one is one in all."""
    each = [hushed(group)[0] for group in groups]
    secrets = Secrets(value for group in each for value in _hidden(group))
    if secrets.is_empty:
        return each, secrets
    hide = [
        tuple(replace(f, changes=tuple(_hushed(c, secrets, frozenset()) for c in f.changes)) for f in group)
        for group in each
    ]
    return hide, secrets


def hushed_text(text: str, secrets: Secrets) -> str:
    """A text without the secrets in it."""
    for secret in sorted({*secrets.within(text)}, key=len, reverse=True):
        text = text.replace(secret, SECRET_SHOWN)
    return text


def hushed_intent(intent: Intent, secrets: Secrets) -> Intent:
    """The same intent, a declared value hidden that is a secret's, whichever setting it is declared for."""
    told = {
        declared.said: replace(declared.said, text=f"{declared.pattern.text} = {SECRET_SHOWN}")
        for declared in intent.settings
        if declared.value is not None and not declared.value.secret and secrets.hide(declared.value.text)
    }
    if not told:
        return intent
    settings = tuple(_hushed_setting(d, told[d.said]) if d.said in told else d for d in intent.settings)
    return replace(intent, settings=settings, said=tuple(told.get(said, said) for said in intent.said))


def hushed_report(report: Report, secrets: Secrets) -> Report:
    """The same report, where it quotes the author's words without the secrets in them.

    What is part of a setting's name as well cannot be hidden, for the name is shown.
    """
    words = {secret for said in report.intent.said for secret in secrets.within(said.text)}
    names = (
        "\n".join(name for change in report.changes for name in (str(change.address), *change.scopes)) if words else ""
    )
    words = {word for word in words if word not in names}
    if not words:
        return report
    mask = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    return _Masked(mask).report(report)


class _Masked:
    """A report with certain words hidden in all that quotes."""

    def __init__(self, mask: re.Pattern[str]) -> None:
        self._mask = mask

    def report(self, report: Report) -> Report:
        return replace(
            report,
            intent=self._intent(report.intent),
            changes=tuple(replace(c, covered_by=self._texts(c.covered_by)) for c in report.changes),
            targets=tuple(replace(t, covered_by=self._texts(t.covered_by)) for t in report.targets),
            findings=tuple(map(self._finding, report.findings)),
            waived=tuple(map(self._finding, report.waived)),
            overridden=tuple(map(self._finding, report.overridden)),
        )

    def _finding(self, finding: Finding) -> Finding:
        remark = finding.remark
        return replace(
            finding,
            override=finding.override and self._override(finding.override),
            remark=replace(
                remark,
                message=self._text(remark.message),
                ways_out=tuple((self._text(label), self._text(w)) for label, w in remark.ways_out),
                facts=self._texts(remark.facts),
            ),
        )

    def _override(self, override: Override) -> Override:
        declared = override.declared
        told = replace(declared, reason=self._text(declared.reason), said=self._said(declared.said))
        return replace(override, declared=told)

    def _intent(self, intent: Intent) -> Intent:
        return replace(
            intent,
            scopes=tuple(replace(d, name=self._text(d.name), said=self._said(d.said)) for d in intent.scopes),
            settings=tuple(
                replace(d, pattern=replace(d.pattern, text=self._text(d.pattern.text)), said=self._said(d.said))
                for d in intent.settings
            ),
            targets=tuple(map(self._said, intent.targets)),
            overrides=tuple(replace(d, reason=self._text(d.reason), said=self._said(d.said)) for d in intent.overrides),
            said=tuple(map(self._said, intent.said)),
        )

    def _said(self, said: Said) -> Said:
        return replace(said, text=self._text(said.text))

    def _texts(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self._text, texts))

    def _text(self, text: str) -> str:
        return self._mask.sub(SECRET_SHOWN, text)


def _hidden(files: tuple[ChangedFile, ...]) -> Iterator[Value]:
    for file in files:
        yield from file.standing
        for change in file.changes:
            if change.secret:
                yield from (value for value in (change.before, change.after) if value is not None)


def _is_text(value: Value) -> bool:
    if value.kind in _NO_TEXT or not value.text:
        return False
    return value.kind == "str" or len(value.text) >= SHORTEST_NUMBER


def is_telling(text: str) -> bool:
    """Whether a text is one that nothing else has by chance."""
    return len(text) >= (TELLING * 2 if text.isalpha() else TELLING)


def _left_by(change: Change) -> Iterator[Hashable]:
    """The place that a secret which goes leaves to what comes there, or the other way round."""
    if change.secret and change.kind in {"added", "removed"}:
        yield _beside(change, "added" if change.kind == "removed" else "removed")


def _beside(change: Change, kind: str) -> Hashable:
    return change.file, change.trail.document, change.trail.path[:-1], kind


def _hushed(change: Change, secrets: Secrets, replaced: frozenset[Hashable]) -> Change:
    values = [value for value in (change.before, change.after) if value is not None]
    if change.secret or not (_takes_place(change, values, replaced) or any(secrets.hide(v.text) for v in values)):
        return change
    return change.hushed()


def _takes_place(change: Change, values: list[Value], replaced: frozenset[Hashable]) -> bool:
    """Whether a setting comes where a secret one goes, or goes where one comes: it may be the same by another name.

    One whose name only speaks of a secret, such as `password_file`, is known to be none.
    """
    if _beside(change, change.kind) not in replaced or not all(map(_is_text, values)):
        return False
    name = change.trail.path[-1]
    return not (isinstance(name, Key) and only_speaks_of_secret(name.text))


def _hushed_setting(declared: DeclaredSetting, said: Said) -> DeclaredSetting:
    return replace(declared, value=declared.value and replace(declared.value, secret=True), said=said)
