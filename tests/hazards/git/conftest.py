"""The command, for the tests of this folder."""

from __future__ import annotations

from tests.hazards.git.asking import command

__all__ = ["command"]
