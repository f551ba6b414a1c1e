"""Writes the page of the gallery: every outage with its change and what the guard says of it."""

from __future__ import annotations

import tempfile
import textwrap
from pathlib import Path

from configguard import guard, reporters, scenarios
from configguard.model.plugins import Style
from configguard.model.revision import Ask

OPENING = """\
# The gallery

Outages that a change of configuration began, each as a small repository in which you can try the guard:
`configguard demo NAME` builds it in a temporary folder, tells the story and runs the real check; `--keep` leaves the
folder there. This page is derived from the scenarios, and the reports are what the check prints.
One of them, `spotify-2025-04-16`, has [a check](checks.md), and so needs `pip install "configguard-ci[checks]"`.

What happened is taken from the public write-up, in our words; that is all that is claimed of it. Repositories, policies
and commit messages are made up. Where the original was no commit, the story says so: it is a re-enactment of what the
change would have looked like as one. Whether a guard would have stopped the real outage depends on whether the real
setting was in a file at all, and on a policy that says what these policies say.

| the outage | what it was | stopped by |
|---|---|---|
"""
MISSES = """\
# What the guard does not claim to stop

In these the change was what it said, valid, and in its place. The check passes, and here is why, and what it would have
taken."""


def gallery_page() -> str:
    """The whole page."""
    gallery = [scenarios.scenario(name) for name in scenarios.names()]
    stopped = [_chapter(scenario) for scenario in gallery if scenario.stopped_by]
    missed = [_chapter(scenario) for scenario in gallery if not scenario.stopped_by]
    return "\n\n".join([OPENING + "\n".join(map(_row, gallery)), *stopped, MISSES, *missed]) + "\n"


def _row(scenario: scenarios.Scenario) -> str:
    rules = ", ".join(f"[{rule}](rules.md#{rule})" for rule in scenario.stopped_by) or "not claimed"
    when = f"{scenario.day.day} {scenario.day:%b %Y}"
    return f"| [{scenario.who}, {when}](#{scenario.name}) | {scenario.title} | {rules} |"


def _chapter(scenario: scenarios.Scenario) -> str:
    with tempfile.TemporaryDirectory() as folder:
        built = scenarios.build(scenario, Path(folder))
        return "\n\n".join(
            [
                f'<a id="{scenario.name}"></a>\n\n## {scenario.heading}',
                f"`configguard demo {scenario.name}` · [the write-up]({scenario.write_up})",
                *map(_section, scenario.before),
                f"### The policy\n\n```yaml\n{_policy(scenario)}\n```",
                f"### The change\n\n{_words(scenario.message)}",
                _difference(built),
                f"### What the guard says\n\n{_report(built, built.head)}",
                *(
                    [f"### The same change put right\n\n{_mended(scenario)}{_report(built, built.mended)}"]
                    if built.mended
                    else []
                ),
                *map(_section, scenario.after),
            ]
        )


def _section(section: scenarios.Section) -> str:
    lines = (textwrap.fill(text, 120, break_on_hyphens=False) for text in section.paragraphs)
    return f"### {section.heading}\n\n" + "\n\n".join(lines)


def _policy(scenario: scenarios.Scenario) -> str:
    return (scenario.base / ".configguard.yaml").read_text("utf-8").strip()


def _words(message: str) -> str:
    return f"```\n{message.strip()}\n```"


def _mended(scenario: scenarios.Scenario) -> str:
    return f"{_words(scenario.mended_message)}\n\n" if scenario.mended_message != scenario.message else ""


def _difference(built: scenarios.Built) -> str:
    lines = [line for line in built.difference() if not line.startswith(("diff --git ", "index "))]
    return "```diff\n" + "\n".join(lines) + "\n```"


def _report(built: scenarios.Built, head: str) -> str:
    report = guard.judge(guard.Question(ask=Ask(str(built.folder), built.base, head)))
    said = reporters.render("text", report, Style())
    return f"```console\n$ configguard check --base {built.base} --head {head}\n{said.rstrip()}\n```"
