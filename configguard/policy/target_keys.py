"""The keys of the entries of `targets`."""

from __future__ import annotations

from configguard.policy.renderer_keys import LAYER, RENDERERS, RENDERING
from configguard.policy.shapes import Entries, Key, Keys, Named, OneOf, Several, Switch, Text

REPLACE, MERGE = "replace", "merge"

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
    ),
    later=("budget", "promotion"),
    one_of=("layers", *RENDERERS, "plan"),
)
