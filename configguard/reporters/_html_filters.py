"""The bar by which findings and changes are filtered; it shows itself only where the page's script runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.reporters._html_elements import Html, element, lines
from configguard.reporters._layout import cut

if TYPE_CHECKING:
    from configguard.model.report import Report
    from configguard.reporters._html_names import Names

_KEYS = (
    ("/", "find"),
    ("j k", "next, previous"),
    ("o", "open or close"),
    ("c", "copy the first way out"),
    ("Esc", "show all again"),
    ("?", "these keys"),
)


def filters(report: Report, names: Names) -> Html:
    """Find, scope, state, and how many are shown; nothing where there is nothing to choose from."""
    if len(report.changes) + len(report.findings) < 2:  # noqa: PLR2004 - one needs no filter
        return Html()
    states = [("outside", "outside")] if report.outside else []
    states += [("inside", "inside")] if len(report.outside) < len(report.changes) else []
    states += [("critical", "critical")] if any(change.critical is not None for change in report.changes) else []
    scopes = [(str(number), cut(scope, 60)) for number, scope in enumerate(names.scopes)]
    find = element("input", type="search", id="find", placeholder="name, value, owner", autocomplete="off")
    return element(
        "div",
        lines(
            (
                element("label", "Find ", find),
                _choice("scope", "Scope", "every scope", scopes) if len(scopes) > 1 else Html(),
                _choice("state", "Show", "inside and outside", states) if len(states) > 1 else Html(),
                element("span", class_="shown", id="shown", role="status"),
                _keys(),
            )
        ),
        class_="filters",
        id="filters",
        role="search",
        aria_label="Filter findings and changes",
        hidden=True,
    )


def _choice(name: str, label: str, every: str, options: list[tuple[str, str]]) -> Html:
    listed = (element("option", text, value=value) for value, text in [("", every), *options])
    return element("label", f"{label} ", element("select", *listed, id=name))


def _keys() -> Html:
    rows = (element("li", *(element("kbd", key) for key in keys.split()), f" {does}") for keys, does in _KEYS)
    single = element("label", element("input", type="checkbox", id="single", checked=True), " single keys work")
    inside = element("div", element("ul", *rows), single)
    return element("details", element("summary", "Keys"), inside, class_="keys", id="keys")
