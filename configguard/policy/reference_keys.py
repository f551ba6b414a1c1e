"""The keys of the references in a policy, each written once."""

from __future__ import annotations

from configguard.policy.shapes import Key, Keys, Number, Several, Switch, Text

_PATTERNS = Several(Text("settings"), least=1)

REFERENCE = Keys(
    (
        Key("name", Text("words"), "What it is called in reports."),
        Key("from", _PATTERNS, "The settings whose values name something else, as [patterns](policy.md#patterns)."),
        Key("from-keys", _PATTERNS, "The same of keys: each key at which a pattern ends is such a name."),
        Key("to", _PATTERNS, "The settings among whose values each of these names must stand."),
        Key("to-keys", _PATTERNS, "The same of keys: each key at which a pattern ends is such an entry's name."),
        Key("split", Text("words"), "The text that stands between the names, where one value or key holds several."),
        Key("allow", Several(Text("words")), "Names that need stand nowhere; `*` is any text."),
        Key(
            "unique",
            Switch(),
            "Whether it is a finding that two entries have the name that something refers to; `true` if left out.",
        ),
        Key(
            "critical-from",
            Number(),
            "An entry that so many settings refer to is critical: who changes it must name what changes.",
        ),
        Key("why", Text("words"), "What depends on it: a sentence for the author of a change."),
    ),
    at_least=(("from", "from-keys"), ("to", "to-keys")),
)
