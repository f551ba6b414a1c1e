"""The keys of a policy's test, each written once."""

from __future__ import annotations

from configguard.policy.shapes import Content, Key, Keys, Moment, Named, OneOf, Several, Switch, Text

EXPECT = Keys(
    (
        Key("verdict", OneOf(("pass", "fail")), "What must come of it."),
        Key(
            "findings",
            Several(Text("words")),
            "The findings, each `LEVEL RULE ADDRESS` (or the file's name, or nothing, where it is about no setting): "
            "these, and no other error or warning; notes count only where they are listed.",
        ),
    ),
    at_least=(("verdict", "findings"),),
)

PULL_REQUEST = Keys(
    (
        Key("title", Text("words"), "Its title; the first line of the message if left out."),
        Key("body", Text("words"), "Its text."),
        Key("author", Text("login"), "Who opened it."),
        Key("labels", Several(Text("words")), "Its labels."),
    )
)

TRIAL = Keys(
    (
        Key("about", Text("words"), "What the test shows, for people."),
        Key("base", Named(Text("path"), Content()), "The files that stand there before: each path with its content."),
        Key("head", Named(Text("path"), Content()), "The files that the change adds or writes anew; the others stay."),
        Key("gone", Several(Text("path")), "The files that the change takes away."),
        Key("message", Text("words"), "The commit's message; nothing is said where it is left out."),
        Key("pull-request", PULL_REQUEST, "What its pull request says, where the policy reads it."),
        Key(
            "day",
            Moment(),
            "The day, or the minute, at which it is judged, for waivers and windows; now if left out.",
        ),
        Key("strict", Switch(), "Whether what already stood at the base is judged, too."),
        Key("expect", EXPECT, "What the policy must say.", required=True),
    ),
    at_least=(("head", "gone"),),
)
