"""The doors: the only place that prints, prompts or exits; one file a command."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from configguard.cli._failing import status_of
from configguard.cli._parser import chosen, parser_for

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 pass, 1 fail, 2 wrongly asked, 3 no verdict, 130 interrupted."""
    # A command's module is an attribute of this package, and one of them is named `list`.
    arguments = [*(sys.argv[1:] if arguments is None else arguments)]
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a name in no encoding must not end the run
    return status_of(lambda: _run(arguments), debug="--debug" in arguments)


def _run(arguments: Sequence[str]) -> int:
    command = chosen(arguments)
    # Behind its name, no help but the command's own can be asked for; the parts of the others take 3 ms to make.
    others = command is None or arguments[0] != command.name
    parsed = parser_for(command, others=others).parse_args(arguments)
    if command is None:
        parser_for(None).print_help()
        return 2  # somebody who meant a check must not see it pass
    return command.run(parsed)
