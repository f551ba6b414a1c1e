"""Compares two documents, setting by setting."""

from configguard.diffing.comparison import Pair, compare, pairs, settings
from configguard.diffing.identity import Identity
from configguard.diffing.location import locate, repeated_items
from configguard.diffing.properties import properties

__all__ = ["Identity", "Pair", "compare", "locate", "pairs", "properties", "repeated_items", "settings"]
