"""Reads a policy's tests from their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.document import Unreadable
from configguard.model.grammar import quote
from configguard.model.trial import Expected, Trial
from configguard.policy.keys import LEVELS
from configguard.policy.library import refused
from configguard.policy.mistakes import Mistake, Notes, PolicyMistakes, instead
from configguard.policy.structure import Reader
from configguard.policy.trial_keys import TRIAL
from configguard.policy.values import Said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from configguard.policy.library import Parse
    from configguard.policy.values import Record


def read(files: Mapping[str, bytes], parse: Parse, rules: Collection[str]) -> tuple[Trial, ...]:
    """The tests in these files, in their order; raises `PolicyMistakes` with all that is wrong with them."""
    readings = [_Reading(file, parse, rules) for file in files]
    found = tuple(one.trial(data) for one, data in zip(readings, files.values(), strict=True))
    mistakes = [mistake for one in readings for mistake in one.notes.in_order()]
    if mistakes:
        raise PolicyMistakes(mistakes[0].file, mistakes)
    return tuple(trial for trial in found if trial is not None)


class _Reading:
    """The reading of one file."""

    def __init__(self, file: str, parse: Parse, rules: Collection[str]) -> None:
        self.notes = Notes(file)
        self._file, self._parse, self._rules = file, parse, rules

    def trial(self, data: bytes) -> Trial | None:
        reading = self._parse(self._file, data)
        if isinstance(reading, Unreadable) and reading.place is not None:
            self.notes.mistakes.append(Mistake(self._file, reading.place, reading.problem))
            return None
        if reading is None or isinstance(reading, Unreadable) or len(reading) != 1 or reading[0].root is None:
            self.notes.add(0, "a test of a policy is one document of YAML, in a file whose name ends in .yaml")
            return None
        self.notes = Notes(self._file, reading[0].source)
        for double in reading[0].duplicates:
            self.notes.add(double.again, "this key stands twice")
        record = Reader(self.notes).record(reading[0].root, TRIAL, "the test")
        return None if record is None else self._built(record)

    def _built(self, record: Record) -> Trial:
        pull, expect = record.record("pull-request"), record.record("expect")
        base, head = (dict(self._contents(record, key)) for key in ("base", "head"))
        for said in record.several("gone"):
            if said.text not in base:
                self.notes.add(said.start, f"{quote(said.text)} does not stand in “base”, so nothing can take it away")
        verdict = expect.text("verdict")
        return Trial(
            file=self._file,
            place=self.notes.source.place(record.start),
            base=base,
            head=head,
            gone=tuple(said.text for said in record.several("gone")),
            message=record.text("message") or "",
            title=pull.text("title"),
            body=pull.text("body") or "",
            author=pull.text("author"),
            labels=tuple(said.text for said in pull.several("labels")),
            day=(record.text("day") or "").removesuffix("Z"),
            strict=record.switch("strict") or False,
            verdict="pass" if verdict == "pass" else "fail" if verdict == "fail" else None,
            findings=tuple(self._findings(expect)) if "findings" in expect.values else None,
        )

    def _contents(self, record: Record, key: str) -> Iterator[tuple[str, str]]:
        for name, value in record.named(key):
            problem = refused(name.text)
            if problem is not None:
                self.notes.add(name.start, problem)
            elif isinstance(value, Said):
                yield name.text, value.text

    def _findings(self, expect: Record) -> Iterator[Expected]:
        for said in expect.several("findings"):
            level, _, rest = said.text.partition(" ")
            rule, _, where = rest.strip().partition(" ")
            if level not in LEVELS[:-1]:
                self.notes.add(said.start, f"a finding begins with error, warning or note: {quote(said.text)} does not")
            elif rule not in self._rules:
                hint = instead(rule, sorted(self._rules), "there are")
                self.notes.add(said.start, f"unknown rule {quote(rule)}; {hint}")
            else:
                yield Expected(level, rule, where.strip())
