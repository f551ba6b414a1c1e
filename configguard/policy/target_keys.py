"""The keys of the entries of `targets`."""

from __future__ import annotations

from configguard.policy.renderer_keys import LAYER, RENDERERS, RENDERING
from configguard.policy.shapes import Entries, Key, Keys, Named, Number, OneOf, Several, Switch, Text

REPLACE, MERGE = "replace", "merge"

BUDGET = Keys(
    (
        Key("targets", Number(), "How many one change may reach."),
        Key("one", Text("placeholder"), "The placeholder of which one change may reach only one value: ring by ring."),
    )
)

TARGET = Keys(
    (
        Key("name", Text("words"), "What a target is called, with placeholders: `{service}@{env}`.", required=True),
        Key(
            "layers",
            Entries(LAYER, alone="file"),
            "The files that it gets its configuration from, each over the ones before it: paths from the root, "
            "with placeholders.",
        ),
        *RENDERING,
        Key(
            "values",
            Named(Text("placeholder"), Several(Text("words"), least=1)),
            "What placeholders may stand for; what is not given is found among the files.",
        ),
        Key(
            "except",
            Named(Text("placeholder"), Several(Text("words"), least=1)),
            "What placeholders stand for in no target.",
        ),
        Key(
            "lists",
            OneOf((REPLACE, MERGE)),
            "Whether a later layer's list replaces an earlier one, or is merged with it item by item, as `items` "
            "tells them apart; `replace` if left out.",
        ),
        Key("schema", Text("path"), "The JSON Schema that what a target gets must fit."),
        Key("declare", Switch(), "Whether a change that reaches a target must say so; `false` if left out."),
        Key("budget", BUDGET, "How many of these targets one change may reach; more is a `target-budget`."),
        Key(
            "promotion",
            Named(Text("placeholder"), Several(Text("words"), least=2)),
            "The placeholder that is a target's stage, and the stages in their order: `{ env: [test, prod] }`; a later "
            "one takes only what the one before it has, or it is a matter of `promotion-order`.",
        ),
        Key(
            "own",
            Several(Text("settings")),
            "The settings that each stage has as its own, as [patterns](policy.md#patterns) whose file is the target's "
            'name: `"**:**.host"`.',
        ),
    ),
    one_of=("layers", *RENDERERS, "plan"),
)
