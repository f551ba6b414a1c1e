"""The keys of targets that a program makes."""

from __future__ import annotations

from configguard.policy.shapes import Entries, Key, Keys, Number, OneOf, Several, Switch, Text

RENDERERS = ("kustomize", "helm", "jsonnet", "command")

LAYER = Keys(
    (
        Key("file", Text("path"), "The layer's path, with placeholders.", required=True),
        Key("optional", Switch(), "Whether a target may lack it; `false` if left out."),
    )
)
"""A layer, or a file of values, which is one as well."""

HELM = Keys(
    (
        Key("chart", Text("path"), "The chart's folder, with placeholders.", required=True),
        Key(
            "values",
            Entries(LAYER, alone="file"),
            "Files of values over the chart's own, each over the ones before it, written as layers are.",
        ),
        Key("release", Text("words"), "The name of the release; the name of the chart's folder if left out."),
        Key("namespace", Text("words"), "The namespace that the chart is told."),
        Key("kube-version", Text("words"), "The version of Kubernetes that the chart is told."),
    )
)

JSONNET = Keys(
    (
        Key("file", Text("path"), "The file to evaluate, with placeholders.", required=True),
        Key("libraries", Several(Text("path")), "Folders to import from, the first one first."),
        Key(
            "values",
            Entries(LAYER, alone="file"),
            "Files that are values and no code, for `trust: base`: they must be plain JSON.",
        ),
    )
)

COMMAND = Keys(
    (
        Key("run", Several(Text("words"), least=1), "The program and its arguments, each as a word.", required=True),
        Key(
            "for",
            Text("path"),
            "The file for which it is run, with placeholders: one for each target.",
            required=True,
        ),
        Key("files", Several(Text("files")), "All that it may read, as patterns; the whole repository if left out."),
        Key("values", Several(Text("files")), "What of that are values and no code, for `trust: base`."),
        Key(
            "format",
            OneOf(("yaml", "json")),
            "The format of what it writes; `yaml` if left out, which JSON nearly always is.",
        ),
    )
)

RENDERING = (
    Key("plan", Switch(), "Whether they are given with `--plan`, as [plans](targets.md#plans), instead of layers."),
    Key("kustomize", Text("path"), "The folder of a kustomization to build, with placeholders, instead of layers."),
    Key("helm", HELM, "A chart to render [with `helm template`](renderers.md#helm), instead of layers."),
    Key("jsonnet", JSONNET, "A file to evaluate [with `jsonnet`](renderers.md#jsonnet), instead of layers."),
    Key("command", COMMAND, "A [command](renderers.md#command) that writes YAML or JSON, instead of layers."),
    Key(
        "trust",
        OneOf(("base", "head")),
        "Whose code a renderer may run: that of the base alone, or what the change brings as well. "
        "`head` if left out; for a command it must be said.",
    ),
    Key("timeout", Number(), "How many seconds a renderer may take for one target; 60 if left out."),
)
