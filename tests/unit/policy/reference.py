"""The parts of the pages of the policy that derive from the code; run as a module, it writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

from configguard import policy
from configguard.policy.keys import (
    BUDGET,
    CHECK,
    CRITICAL,
    FILE,
    FROZEN,
    GROWTH,
    INTENT,
    OVERRIDE,
    POLICY,
    SCOPE,
    SECRETS,
    WAIVER,
    WINDOW,
)
from configguard.policy.ready_made import text
from configguard.policy.reference_keys import REFERENCE
from configguard.policy.renderer_keys import COMMAND, HELM, JSONNET, LAYER
from configguard.policy.shapes import (
    Choices,
    Content,
    Day,
    Entries,
    Keys,
    LevelWord,
    Moment,
    Named,
    Number,
    OneOf,
    Several,
    Shape,
    Share,
    Switch,
    Text,
    Version,
)
from configguard.policy.target_keys import BUDGET as TARGET_BUDGET
from configguard.policy.target_keys import TARGET
from configguard.policy.trial_keys import EXPECT, PULL_REQUEST, TRIAL

DOCS = Path(__file__).parents[3] / "docs"
PAGE = DOCS / "policy.md"
PAGES = (PAGE, DOCS / "references.md", DOCS / "targets.md", DOCS / "renderers.md", DOCS / "policy-tests.md")
TABLES = {
    "policy": POLICY,
    "files": FILE,
    "secrets": SECRETS,
    "scopes": SCOPE,
    "budget": BUDGET,
    "when": WINDOW,
    "growth": GROWTH,
    "critical": CRITICAL,
    "frozen": FROZEN,
    "checks": CHECK,
    "intent": INTENT,
    "references": REFERENCE,
    "targets": TARGET,
    "layers": LAYER,
    "target_budget": TARGET_BUDGET,
    "helm": HELM,
    "jsonnet": JSONNET,
    "command": COMMAND,
    "waivers": WAIVER,
    "override": OVERRIDE,
    "trials": TRIAL,
    "pull_requests": PULL_REQUEST,
    "expected": EXPECT,
}
_WORDS = {
    "words": "text",
    "files": "patterns over files",
    "settings": "patterns",
    "path": "a path",
    "extension": "names of packs, or paths",
    "address": "an address",
    "format": "a format's name",
    "rule": "a rule's name",
    "owner": "people or teams",
    "field": "fields",
    "expression": "a regular expression",
    "condition": "an expression",
    "targets": "names of targets",
    "login": "a login",
    "placeholder": "a placeholder's name",
    "hours": "`09:00-17:00`",
}
_MARK = re.compile(r"<!-- (keys: (\w+)|packs) -->\n(?:(?!<!-- ).)*<!-- end -->\n", re.DOTALL)


def written(page: str) -> str:
    """The page with all that derives from the code put in its place."""
    return _MARK.sub(lambda mark: f"<!-- {mark[1]} -->\n\n{_part(mark[2])}\n<!-- end -->\n", page)


def _part(table: str | None) -> str:
    return _packs() if table is None else keys(TABLES[table])


def keys(shape: Keys) -> str:
    """The table of a mapping's keys."""
    rows = (
        f"| `{key.name}`{' (required)' if key.required else ''} | {_shape(key.shape)} | {key.about} |\n"
        for key in shape.keys
    )
    return "| key | what stands there | what it is for |\n|---|---|---|\n" + "".join(rows)


def _shape(shape: Shape) -> str:
    if isinstance(shape, Several | Text):
        return "names of rules" if shape == Several(Text("rule")) else _WORDS[_kind(shape)]
    if isinstance(shape, Choices):
        return "a mapping, `NAME: {}`, or names: " + ", ".join(f"`{name}`" for name in shape.names)
    if isinstance(shape, OneOf):
        return " or ".join(f"`{word}`" for word in shape.words)
    if isinstance(shape, Named):
        value = "a mapping" if isinstance(shape.value, Keys) else _shape(shape.value)
        return f"for each {shape.name.kind}: {value}"
    if isinstance(shape, Entries):
        beside = ", or a path" if shape.may_be_a_file else ", or paths" if shape.alone else ""
        return f"a list of mappings{', or a mapping' if shape.may_be_one else beside}"
    plain: dict[type, str] = {
        Day: "a day, `2026-12-31`",
        Number: "a whole number",
        Moment: "a day or a minute, `2026-12-31` or `2026-12-31T18:00Z`",
        Share: "a whole number, or a share, `50%`",
        Switch: "`true` or `false`",
        Content: "text",
        LevelWord: "level",
        Version: "`1`",
    }
    return plain.get(type(shape), "a mapping")


def _kind(shape: Several | Text) -> str:
    return shape.item.kind if isinstance(shape, Several) else shape.kind


def _packs() -> str:
    rows = (
        f"| [`{name}`](../policies/{name}.yaml) | {about} | {_scopes(name)} |\n"
        for name, about in policy.packs().items()
    )
    return "| pack | what it is for | its scopes |\n|---|---|---|\n" + "".join(rows)


def _scopes(name: str) -> str:
    found = re.findall(rf"^  {re.escape(name)}/(\S+):$", text(name).decode(), re.MULTILINE)
    return ", ".join(f"`{scope}`" for scope in found)


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(written(page.read_text(encoding="utf-8")), encoding="utf-8")
