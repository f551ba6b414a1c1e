"""The head is not what the intent says it would be.

## What it does

- A `Config-Setting` with a value (`config/api.yaml:smtp.pool.size = 20`) is compared with what the
  head has there. It is read as a YAML scalar: `= 20` is a number, `= "20"` a string. Of several
  values in one source the last counts.
- Two sources that say different values contradict each other.
- `Config-Scope: none` must stand alone in its message, and its change must not touch configuration.
- A line that cannot be read says nothing, so it cannot be met.

## Why it matters

A declared value is the strongest thing an author can say. If the file says otherwise, one of the
two is a mistake: a typing error, a merge gone wrong, or an edit that came later.

## Example

The commit says `Config-Setting: config/api.yaml:smtp.pool.size = 20`, and the file ends with:

```yaml
smtp:
  pool:
    size: 200
```

## What to do

Correct the file or the line, whichever is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.change import Change, Value
from configguard.model.finding import Remark
from configguard.model.grammar import plain_kind, quote
from configguard.model.intent import DeclaredSetting
from configguard.model.level import Level
from configguard.model.pattern import Reach
from configguard.model.plugins import Rule
from configguard.model.record import dataclass, replace
from configguard.rules._page import summary
from configguard.rules._words import listed, otherwise, shown, take_out, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.intent import Misstatement, Said
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal

_PLAIN = re.compile(r"[\w./][\w./:@-]*")


@dataclass(frozen=True, slots=True)
class _Promise:
    """A declared value beside what stands there; `there` is None where the setting is absent.

    `is_known` says that its file differs, so that it was looked into.
    """

    setting: DeclaredSetting
    wanted: Value
    change: Change | None
    there: Value | None
    is_known: bool = True

    @property
    def text(self) -> str:
        """The setting as the intent writes it."""
        return self.setting.pattern.text

    @property
    def name(self) -> str:
        """The setting within its file, where that is known to differ; else as the intent writes it."""
        return self.change.address.inner if self.change else self.text

    @property
    def where(self) -> str:
        """Who said it."""
        return self.setting.said.where

    @property
    def take_out(self) -> tuple[str, str]:
        """The way out that says less; a secret value is not repeated."""
        said = self.setting.said
        return take_out(replace(said, text=f"{self.text} = {self.wanted.shown}") if self.wanted.secret else said)


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each declared value that the head does not have, and each line that does not hold."""
    if proposal.stage == "no-intent":
        return
    yield from _values(proposal)
    for said in proposal.intent.none:
        yield from _none(said, proposal)
    for misstated in proposal.intent.misstated:
        if misstated.said.key != "Config-Scope":
            yield _misstated(misstated)


def _values(proposal: Proposal) -> Iterator[Remark]:
    last: dict[str, dict[str, DeclaredSetting]] = {}
    for declared in proposal.intent.settings:
        if declared.value is not None:
            last.setdefault(declared.pattern.text, {})[declared.said.source] = declared
    for by_source in last.values():
        first, *others = [list(_promises(declared, proposal)) for declared in by_source.values()]
        other = next((o[0] for o in others if not o[0].wanted.same(first[0].wanted)), None)
        if other is not None:
            yield _contradiction(first[0], other)
        else:
            yield from (_unmet(promise) for promise in first if not promise.wanted.same(promise.there))


def _promises(declared: DeclaredSetting, proposal: Proposal) -> Iterator[_Promise]:
    """What the declaration promises, at each change that it names, or else at what stands unchanged."""
    wanted = declared.value or Value("null", "")
    named = [c for c in proposal.changes if declared.pattern.match(c.trail)[0] is Reach.EXACT]
    for change in named:
        yield _Promise(declared, replace(wanted, secret=wanted.secret or change.secret), change, change.after)
    if not named:
        there = proposal.at_head.get(declared.pattern.text)
        secret = wanted.secret or (there is not None and there.secret)
        is_known = any(declared.pattern.file.match(file.path) is not None for file in proposal.files)
        yield _Promise(declared, replace(wanted, secret=secret), None, there, is_known=is_known)


def _contradiction(one: _Promise, other: _Promise) -> Remark:
    first, second = typed(one.wanted), typed(other.wanted)
    message = f"{one.name} is declared as {first} by {one.where}, but as {second} by {other.where}"
    if one.wanted.secret:
        message = f"{one.name} is declared with one value by {one.where}, and with another by {other.where}"
    return Remark(
        message,
        one.change,
        ways_out=(one.take_out, otherwise(other.take_out)),
        facts=(one.text, one.where, other.where),
    )


def _unmet(promise: _Promise) -> Remark:
    wanted, there = promise.wanted, promise.there
    out = [promise.take_out]
    if there is None:
        ending = "was removed" if promise.change else "is not there" if promise.is_known else "does not change"
        message = f"{promise.name} is declared as {shown(wanted)}, but {ending}"
    elif wanted.secret:
        message = f"{promise.name} does not have the value that {promise.where} declares"
    else:
        one, other = (shown, shown) if wanted.kind == there.kind else (typed, typed)
        message = f"{promise.name} is declared as {one(wanted)}, but it is {other(there)}"
        out = [("if the file is right, write", _line(promise.text, there)), otherwise(promise.take_out)]
    return Remark(message, promise.change, ways_out=tuple(out), facts=(promise.text,))


def _line(text: str, value: Value) -> str:
    """The trailer that declares this value, so that it is read back as it is."""
    plain = value.kind != "str" or (_PLAIN.fullmatch(value.text) and plain_kind(value.text) == "str")
    return f"Config-Setting: {text} = {value.text if plain else quote(value.text)}"


def _none(said: Said, proposal: Proposal) -> Iterator[Remark]:
    beside = [other for other in proposal.intent.beside(said) if other.text not in {"none", "policy"}]
    touched = [c for c in proposal.changes if said.files is None or c.file in said.files]
    if beside:
        message = f"{said.where} says that no configuration changes, and beside it {listed(map(str, beside))}"
        yield Remark(message, ways_out=(take_out(said),), facts=("none", said.where))
    elif touched:
        names = listed(change.address.inner for change in touched)
        message = f"{said.where} says that no configuration changes, but the change touches {names}"
        scopes = dict.fromkeys(scope for change in touched for scope in change.scopes[:1])
        instead = [("say what it is for", words.declare_scope(*scopes))] if scopes else []
        out = (*instead, otherwise(take_out(said)) if instead else take_out(said))
        yield Remark(message, touched[0], ways_out=out, facts=("none", said.where))


def _misstated(misstated: Misstatement) -> Remark:
    said = misstated.said
    message = f"{said.where} says “{misstated.shown}”, but {misstated.problem}"
    out = (("write instead", misstated.help), otherwise(take_out(said)))
    return Remark(message, ways_out=out, facts=(said.text,))


RULE = Rule("unmet-intent", Level.ERROR, summary(__doc__), check)
