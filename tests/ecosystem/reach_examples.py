"""Commits that tell how far changes reach, each in a sentence."""

EXAMPLES: dict[str, dict[str, str]] = {
    "binder": {
        "858672c4": "one link in the text of a banner, in the defaults: every deployment shows it.",
        "31e0a3a2": "an argument added to a list in the defaults; three of six deployments replace that "
        "list by one of their own, and do not get it.",
        "9b989bcd": "five days later those three lists moved into the defaults: the three now get that "
        "argument, and the other three get what was in the lists.",
        "98016f4a": "two paths moved from three deployments into the defaults: there they are what they "
        "were, and the other three get them; a switch that went with them reaches the three.",
        "830c5476": "four settings taken out of one deployment, which the defaults say as well: no target "
        "gets anything else.",
    },
    "environments": {
        "614a3401": "two settings added for all, with values of its own in one environment: of these "
        "commits the only one that edits the defaults.",
        "9a1b8963": "a queue for seven environments, written into each by hand: as many targets as files.",
        "3413c93b": "empty prefixes of commands taken out of two environments, as empty in the defaults: "
        "three edits that reach nothing, beside three that do.",
    },
    "kustomize": {
        "858672c4": "the same link, and the same targets.",
        "31e0a3a2": "the same argument, and the same three deployments that do not get it.",
        "7f091555": "a default goes that one deployment deletes with a null. Kustomize drops that null "
        "before and after; Helm hands it on once there is nothing left to delete, so layers "
        "count that deployment as reached, too: the one difference.",
    },
}
