"""`configguard completion`: prints a completion script for a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.cli._command import Command
from configguard.cli._output import write

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_EXAMPLES = """\
  configguard completion bash > /etc/bash_completion.d/configguard
  configguard completion zsh > "${fpath[1]}/_configguard"
  source <(configguard completion bash)             for this shell alone
"""


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="your shell")


def _run(parsed: Namespace) -> int:
    import shtab  # noqa: PLC0415 - only this command needs it

    from configguard.cli._parser import SUMMARIES, command, parser_for  # noqa: PLC0415 - it knows this module

    whole = parser_for(*(command(name) for name in SUMMARIES))
    write(shtab.complete(whole, parsed.shell))
    return 0


COMMAND = Command("completion", "print a completion script", _options, _run, _EXAMPLES)
