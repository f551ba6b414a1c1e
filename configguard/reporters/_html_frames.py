"""Shows a change as it stands in its file, before and after side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.reporters._frames import as_written, harmless
from configguard.reporters._html_elements import Html, element, together
from configguard.reporters._html_names import NO_SCOPE
from configguard.reporters._html_values import ABSENT, LONGEST, both, is_of_lines, marked
from configguard.reporters._layout import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from configguard.model.change import Change, Excerpt


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
    for word, reason in (("critical", first.critical), ("frozen", first.frozen)):
        if reason is not None:
            told = word if not reason or _plain(reason) in map(_plain, said) else f"{word}: {reason}"
            known.append(element("li", told, class_=word))
    if any(change.secret for change in changes):
        known.append(element("li", "secret: no report shows its value"))
    if first.moved_from and len(changes) == 1:
        known.append(element("li", "moved from ", element("code", str(first.moved_from))))
    return element("ul", *known, class_="facts")


def _named(noun: str, names: list[str]) -> Html:
    if not names:
        return element("li", NO_SCOPE) if noun == "scope" else Html()
    listed = together((element("code", name) for name in names), ", ")
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
