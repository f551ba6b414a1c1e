"""Shows a change as it stands in its file, before and after side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.words import count
from configguard.reporters._frames import as_written, harmless
from configguard.reporters._html_elements import Html, element, together
from configguard.reporters._html_names import NO_SCOPE
from configguard.reporters._html_values import ABSENT, LONGEST, both, is_of_lines, marked
from configguard.reporters._layout import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.model.change import Change, Excerpt

_MOST_NAMES = 12


def frame(change: Change) -> Html:
    """Both sides, each with the key that the setting stands under; one that is absent says so."""
    before, after = _values(change)
    return element(
        "div",
        _side("before", change.base, before),
        _side("after", change.head, after),
        class_="sides",
    )


def facts(changes: Sequence[Change], said: Sequence[str] = ()) -> Html:
    """What else is known of settings alike: scopes, owners, whether critical or frozen, and why if not `said` yet."""
    first = changes[0]
    known = [_named("scope", list(dict.fromkeys(scope for change in changes for scope in change.scopes)))]
    known += [_named("owner", list(dict.fromkeys(owner for change in changes for owner in change.owners)))]
    for word, every in (("critical", [c.critical for c in changes]), ("frozen", [c.frozen for c in changes])):
        reasons = [reason for reason in every if reason is not None]
        if reasons:
            known.append(element("li", _guarded(word, reasons, len(changes), said), class_=word))
    if any(change.secret for change in changes):
        known.append(element("li", "secret: no report shows its value"))
    if first.moved_from and len(changes) == 1:
        known.append(element("li", "moved from ", element("code", str(first.moved_from))))
    return element("ul", *known, class_="facts")


def _guarded(word: str, reasons: list[str], total: int, said: Sequence[str]) -> str:
    """`critical: the reason`, where it is that of all and not `said` yet; `2 critical`, where it is some of them."""
    if len(reasons) < total:
        return f"{len(reasons):,} {word}"
    shared = reasons[0] if len(set(reasons)) == 1 else ""
    is_said = any(_plain(shared) in _plain(message) for message in said)
    return word if not shared or is_said else f"{word}: {shared}"


def _named(noun: str, names: list[str]) -> Html:
    if not names:
        return element("li", NO_SCOPE) if noun == "scope" else Html()
    listed = together((element("code", name) for name in names[:_MOST_NAMES]), ", ")
    if len(names) > _MOST_NAMES:
        listed = together((listed, f" and {count(len(names) - _MOST_NAMES, 'more', 'more')}"))
    return element("li", f"{noun}{'s' if len(names) > 1 else ''} ", listed)


def in_a_row(change: Change) -> Html:
    """What became of the setting, on one line."""
    before, after = both(change)
    return together((before, element("span", "→", class_="to"), after), " ")


def _values(change: Change) -> tuple[Html | None, Html | None]:
    """Both values as they stand in their files; None where the setting is absent."""
    if is_of_lines(change) or change.kind == "retyped":
        before, after = both(change)
        return (None if change.before is None else before), (None if change.after is None else after)
    one, other = as_written(change, LONGEST)
    if one is None or other is None:
        return (
            None if one is None else element("code", element("del", one)),
            None if other is None else element("code", element("ins", other)),
        )
    gone, new = marked(one, other)
    return element("code", gone), element("code", new)


def _side(label: str, excerpt: Excerpt | None, value: Html | None) -> Html:
    head = element("span", label, class_="label")
    if value is None:
        return element("div", head, element("p", ABSENT), class_="side")
    told = []
    if excerpt and excerpt.parent:
        told.append(_line(excerpt.parent[0], cut(harmless(excerpt.parent[1]), LONGEST)))
    lead = cut(harmless(excerpt.text[: excerpt.caret]), LONGEST) if excerpt else ""
    told.append(_line(excerpt.place.line if excerpt else None, lead, value))
    return element("div", head, element("div", *told, class_="lines"), class_="side")


def _line(number: int | None, *inside: str) -> Html:
    return element("div", element("span", *inside), class_="line", data_n=number)


def _plain(reason: str) -> str:
    return reason.rstrip(".").casefold()
