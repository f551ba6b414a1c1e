"""A setting refers to something that is not there, or to one of two that have its name.

## What it does

The policy says under `references` which settings hold the names of other things, and where these
stand. A name that stands nowhere there is a finding at the setting that refers to it; so is one that
stands twice where it stood once, for nobody can tell which is meant. What was so at the base already
is a note. Names are equal as settings are: the number `7` is not the text `"7"`. Where an entry was
taken away or renamed, a note at its place says what still refers to it.

All files of the policy are looked through, whether they changed or not, as soon as a setting changes
that refers or is referred to.

## Why it matters

Whoever renames a service, a queue or a credential sees its own file and none of those that use it.
Each file is well-formed, each passes its schema, and together they do not work.

## Example

```yaml
references:
  - name: services
    from: "config/*.yaml:dependencies[*].service"
    to-keys: "catalog/services.yaml:services.*"
```

`config/orders.yaml` depends on the service `mail`; the change renames it in the catalog:

```diff
 services:
-  mail:
+  mailer:
     host: mail.internal
```

## What to do

Name what is there, or put the entry back. A name that need stand nowhere belongs under `allow`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model import words
from configguard.model.finding import Remark
from configguard.model.grammar import quote
from configguard.model.level import Level
from configguard.model.plugins import Rule
from configguard.rules._page import summary
from configguard.rules._words import cut, listed, otherwise, put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.change import Change
    from configguard.model.policy import Policy
    from configguard.model.proposal import Proposal
    from configguard.model.reference import Broken, Lost, Reference


def check(proposal: Proposal, policy: Policy) -> Iterator[Remark]:  # noqa: ARG001 - every rule is asked alike
    """A remark for each reference that points at nothing or at several, and a note for each entry that it lost."""
    found = proposal.references
    changes = {change.address: change for change in proposal.changes} if found.broken else {}
    for broken in found.broken:
        change = changes.get(broken.spot.address)
        name = broken.spot.name or ""
        yield Remark(
            _message(broken),
            change,
            broken.spot.address.file,
            broken.spot.place,
            broken.spot.address,
            ways_out=_ways_out(broken, change),
            level=Level.NOTE if broken.old and not proposal.strict else None,
            facts=(_called(broken.reference), "twins" if broken.twins else "nowhere", broken.type, name),
        )
    yield from map(_loss, found.lost)


def _message(broken: Broken) -> str:
    setting, name = broken.spot.address.inner, _name(broken.spot.name, broken.type)
    why = f": {broken.reference.why.strip().rstrip('.')}" if broken.reference.why else ""
    if broken.twins:
        return f"{setting} refers to {name}, which stands {_places(broken)}{why}"
    if broken.renamed is not None and broken.renamed.name is not None:
        new = broken.renamed
        return f"{setting} refers to {name}, which is called {quote(new.name or '')} now ({new.address}){why}"
    if broken.gone is not None:
        return f"{setting} refers to {name}, which this change takes away ({broken.gone.address}){why}"
    return f"{setting} refers to {name}, which stands nowhere in {_where(broken.reference)}{why}{_hint(broken)}"


def _hint(broken: Broken) -> str:
    if broken.unread:
        return f"; {listed(broken.unread)} could not be read"
    if broken.other_type is not None:
        kind = words.KINDS.get(broken.other_type, broken.other_type)
        return f"; there it is {'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    near = listed((_name(name, "str") for name in broken.near), word="or")
    return f"; did you mean {near}?" if near else ""


def _places(broken: Broken) -> str:
    if broken.spot.name is None:
        return "in several places"
    number = len(broken.twins)
    often = "twice" if number == 2 else f"{number:,} times"  # noqa: PLR2004 - English has a word for it
    return f"{often}: {listed(str(twin.address) for twin in broken.twins)}"


def _ways_out(broken: Broken, change: Change | None) -> tuple[tuple[str, str], ...]:
    ways = [put_back(change.address)] if change is not None else []
    if broken.renamed is not None:
        ways.append(("name it as it is called now", _name(broken.renamed.name, "str")))
    elif broken.twins and broken.spot.name is not None:
        ways.append(("rename or take out one of the two", str(broken.twins[-1].address)))
    elif broken.near:
        ways.append(("name what is there", _name(broken.near[0], "str")))
    if broken.gone is not None:
        ways.append(put_back(broken.gone.address))
    ways.append(("see how references are judged", words.explain(RULE.name)))
    return (ways[0], *map(otherwise, ways[1:]))


def _loss(lost: Lost) -> Remark:
    """What still refers to an entry that the head has no more."""
    name = _name(lost.spot.name, "str")
    new = lost.renamed
    went = f"{name} is called {_name(new.name, 'str')} now" if new is not None else f"{name} is gone"
    users = words.count(len(lost.by), "setting")
    still = f"{users} still {'refers' if len(lost.by) == 1 else 'refer'} to it"
    return Remark(
        f"{went}, and {still}: {listed(map(str, lost.by))}",
        lost.change,
        lost.spot.address.file,
        address=lost.spot.address,
        ways_out=(put_back(lost.spot.address), ("or see how references are judged", words.explain(RULE.name))),
        level=Level.NOTE,
        facts=(_called(lost.reference), "lost", lost.spot.name or ""),
    )


def _name(text: str | None, kind: str) -> str:
    """A name in a sentence: texts in quotes; a secret stays one."""
    if text is None:
        return "a name that is not shown"
    return cut(quote(text)) if kind == "str" else cut(text)


def _where(reference: Reference) -> str:
    return reference.where if reference.name is None else f"{reference.name} ({reference.where})"


def _called(reference: Reference) -> str:
    return reference.name or reference.where


RULE = Rule("dangling-reference", Level.ERROR, summary(__doc__), check)
