"""The shape of a command."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from configguard.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its help, its options, and what it does, which returns the exit status."""

    name: str
    summary: str
    options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    examples: str = ""
