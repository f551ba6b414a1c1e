"""Puts settings back to their base values in a file's text, and leaves all other text as it is."""

from configguard.restoring.patching import patch
from configguard.restoring.refusal import CannotRestore
from configguard.restoring.restoration import put_back

__all__ = ["CannotRestore", "patch", "put_back"]
