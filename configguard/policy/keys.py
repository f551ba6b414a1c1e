"""The keys of a policy, each written once: reader, JSON Schema and reference derive from this table."""

from __future__ import annotations

from configguard.model.window import DAYS
from configguard.policy.reference_keys import REFERENCE
from configguard.policy.shapes import (
    Choice,
    Choices,
    Day,
    Entries,
    Key,
    Keys,
    LevelWord,
    Moment,
    Named,
    Number,
    OneOf,
    Several,
    Share,
    Switch,
    Text,
    Version,
)
from configguard.policy.target_keys import TARGET

LEVELS = ("error", "warning", "note", "off")
SOURCES = Choices(
    (
        Choice("option"),
        Choice("trailer"),
        Choice("pull-request"),
        Choice("change-file", Several(Text("files"), least=1)),
        Choice("title", Text("expression")),
        Choice("label", Text("expression"), required=True),
        Choice("actor", Named(Text("login"), Several(Text("scope"), least=1)), required=True),
    )
)
BY_POSITION = "position"
RESERVED = ("none", "policy")
SCOPE_NAME = r"(?:[A-Za-z0-9]|\{[A-Za-z_][A-Za-z0-9_]*\})(?:[A-Za-z0-9._/\-]|\{[A-Za-z_][A-Za-z0-9_]*\})*"
"""What the name of a scope looks like, its placeholders included (the same in Python and ECMA-262)."""

_PATTERNS = Several(Text("settings"), least=1)
_EXCEPT = Several(Text("settings"))
WINDOW = Keys(
    (
        Key("from", Moment(), "The first day, or the minute at which it begins."),
        Key("to", Moment(), "The last day, or the minute at which it ends."),
        Key("days", Choices(tuple(map(Choice, DAYS))), "Days of the week."),
        Key(
            "hours",
            Several(Text("hours"), least=1),
            "Hours of the day; what goes over midnight counts to the day before.",
        ),
    )
)
_WHEN = Entries(WINDOW, may_be_one=True)
_LEVELS = Named(Text("rule"), LevelWord())

FILE = Keys(
    (
        Key(
            "match",
            Several(Text("files"), least=1),
            "The files that the entry speaks of, as [patterns](#patterns).",
            required=True,
        ),
        Key(
            "schema",
            Text("path"),
            "The JSON Schema that their documents must fit: a path from the root; "
            "its `$ref` may name local files only.",
        ),
        Key(
            "items",
            Named(Text("list"), Several(Text("field"), least=1)),
            "What makes an item of a list itself: the list's name or path, and the fields it is known by, "
            "or `position`.",
        ),
        Key(
            "secret",
            Switch(),
            "Their values are never shown, only that they changed; no later entry undoes it.",
        ),
        Key(
            "format",
            Text("format"),
            "The format to read them in, whatever their names say; `opaque` compares them whole.",
        ),
        Key("ignore", Switch(), "They are not configuration after all; a later `false` takes that back."),
        Key("levels", _LEVELS, "Levels of rules for findings in these files."),
    )
)

SECRETS = Keys(
    (
        Key(
            "settings",
            _EXCEPT,
            "Settings whose values are never shown, beside the well-known names (`password`, `token`, …).",
        ),
        Key("except", _EXCEPT, "Settings that only sound secret."),
    )
)

GROWTH = Keys(
    (
        Key("files", Share(), "By how many settings of the scope a file may grow, or by what share of those it had."),
        Key("lists", Share(), "By how many items a list of the scope may grow, or by what share of those it had."),
        Key("least", Number(), "From how many settings or items on a share counts; 10 if left out."),
    )
)

BUDGET = Keys(
    (
        Key("changes", Number(0), "How many settings of the scope one change may change or bring."),
        Key("removals", Number(0), "How many it may remove."),
        Key("growth", GROWTH, "How much a file or a list of the scope may [grow](#growth)."),
    )
)

SCOPE = Keys(
    (
        Key("about", Text("words"), "What the scope is, for people."),
        Key("owners", Several(Text("owner")), "Who answers for it; shown in reports."),
        Key("settings", _PATTERNS, "The settings that belong to it, as [patterns](#patterns).", required=True),
        Key("except", _EXCEPT, "Settings that do not belong to it after all."),
        Key("when", _WHEN, "[When](#when) it grants what belongs to it; always if left out."),
        Key("budget", BUDGET, "How much of it one change may touch; more is a `scope-budget`."),
    )
)

CRITICAL = Keys(
    (
        Key("settings", _PATTERNS, "The settings that must be named one by one to be touched.", required=True),
        Key("why", Text("words"), "What depends on them: a sentence for the author of a change.", required=True),
        Key(
            "approval",
            OneOf(("owner",)),
            "Whose approval a change of them needs, besides: `owner`, as GitHub's reviews tell.",
        ),
        Key(
            "referred", Number(), "So many settings at least must [refer to](references.md) one for it to be critical."
        ),
    )
)

FROZEN = Keys(
    (
        Key("settings", _PATTERNS, "The settings that may not change.", required=True),
        Key(
            "why",
            Text("words"),
            "Why not: a sentence for the author of a change.",
            required=True,
        ),
        Key("when", _WHEN, "[When](#when) they may not; always if left out."),
    )
)

INTENT = Keys(
    (
        Key(
            "required",
            Switch(),
            "Whether it is a finding that configuration changed and nothing was said; `true` if left out.",
        ),
        Key(
            "sources",
            SOURCES,
            "[Where an author can say it](intents.md#where-to-say-it): `trailer` (commit messages) and `pull-request` "
            "(its body) if left out.",
        ),
        Key("scopes", Number(), "How many scopes one change may declare; more are a `broad-intent`."),
        Key(
            "per",
            OneOf(("change", "commit")),
            "Whether the words of all commits hold for the whole change, or each commit is judged by its own.",
        ),
    ),
)

CHECK = Keys(
    (
        Key("name", Text("words"), "What the check is called.", required=True),
        Key("settings", Several(Text("settings"), least=1), "It holds for each changed setting that fits, by itself."),
        Key("documents", Several(Text("files"), least=1), "It holds for each document of the changed files that fit."),
        Key(
            "targets",
            Several(Text("targets"), least=1),
            "It holds for what each target of such a name gets that the change reaches; `*` is any part of it.",
        ),
        Key("proposal", Switch(), "`true`: it holds for the change as a whole."),
        Key(
            "on",
            Choices((Choice("added"), Choice("changed"), Choice("removed"))),
            "What must have happened; if left out, all that leaves none of the expression's variables without a value.",
        ),
        Key("require", Text("condition"), "The condition that must hold: an expression in CEL.", required=True),
        Key("message", Text("words"), "What it is for: a sentence for the author of a change."),
        Key("level", LevelWord(), "How much it weighs, where that is not `error`."),
    ),
    one_of=("settings", "documents", "targets", "proposal"),
)

WAIVER = Keys(
    (
        Key("rule", Text("rule"), "The rule whose finding is accepted.", required=True),
        Key(
            "address",
            Text("address"),
            "The setting at which it is found, or the file where it is about none, without wildcards.",
        ),
        Key(
            "fingerprint",
            Text("words"),
            "The finding's fingerprint instead, as `--format json` says it: it dies when the value changes.",
        ),
        Key("reason", Text("words"), "Why it is accepted.", required=True),
        Key("owner", Text("owner"), "Who answers for it.", required=True),
        Key("expires", Day(), "The last day on which it counts, in UTC.", required=True),
    ),
    one_of=("address", "fingerprint"),
)

OVERRIDE = Keys(
    (
        Key("rules", Several(Text("rule"), least=1), "The rules that may be overridden.", required=True),
        Key(
            "approval",
            Several(Text("owner"), least=1),
            "Who may approve of it, each alone: `@login`, `@organization/team`, or `owner` for those of the setting.",
            required=True,
        ),
        Key("findings", Number(), "How many findings of one rule may be overridden at once; any number if left out."),
        Key("reason", Text("expression"), "A regular expression that the reason must hold, such as `INC-[0-9]+`."),
    )
)

POLICY = Keys(
    (
        Key("version", Version(), "The version of this form, which is 1.", required=True),
        Key(
            "extends",
            Several(Text("extension")),
            "[Packs](#packs), or policies at a path from the root, to begin with; their entries come first.",
        ),
        Key(
            "files",
            Entries(FILE),
            "What is configuration; entries add up, and for each key the last match wins.",
        ),
        Key("secrets", SECRETS, "Settings whose values are never shown."),
        Key("scopes", Named(Text("scope"), SCOPE), "Named sets of settings, which a change can declare."),
        Key(
            "critical",
            Entries(CRITICAL),
            "Settings that no scope grants: a change must name them one by one.",
        ),
        Key("frozen", Entries(FROZEN), "Settings that may not change."),
        Key(
            "references",
            Entries(REFERENCE),
            "Settings that name what stands elsewhere: [what they name must be there](references.md).",
        ),
        Key("checks", Entries(CHECK), "[Conditions](checks.md) over what changes, in CEL."),
        Key("intent", INTENT, "Whether and where the author of a change must say what it is for."),
        Key(
            "targets",
            Entries(TARGET),
            "[What is configured](targets.md) by several files together, one over the other.",
        ),
        Key("levels", _LEVELS, "How much a rule's findings weigh, where that is not the rule's own level."),
        Key(
            "waivers",
            Entries(WAIVER, may_be_a_file=True),
            "Findings that the team has accepted for a while: a list, or the path of a file that holds the list.",
        ),
        Key("mandatory", Several(Text("rule")), "Rules whose findings no waiver may accept and nobody may override."),
        Key(
            "override",
            Entries(OVERRIDE, may_be_one=True),
            "[Rules that may be overridden](overriding.md) for one change, and who must approve of it: "
            "one mapping, or a list of them.",
        ),
    ),
)
