"""Compares two documents, setting by setting."""

from configguard.diffing.comparison import compare, is_scalar, secret_starts, settings, value_of
from configguard.diffing.description import describe
from configguard.diffing.excerpts import Standing
from configguard.diffing.identity import Identity
from configguard.diffing.location import Lists, at, locate, repeated_items
from configguard.diffing.pairing import Pair, pairs
from configguard.diffing.properties import content, properties
from configguard.diffing.seeking import Sought, keys, single_values
from configguard.diffing.writing import habits
from configguard.model.trail import Trail

__all__ = [
    "Identity",
    "Lists",
    "Pair",
    "Sought",
    "Standing",
    "Trail",
    "at",
    "compare",
    "content",
    "describe",
    "habits",
    "is_scalar",
    "keys",
    "locate",
    "pairs",
    "properties",
    "repeated_items",
    "secret_starts",
    "settings",
    "single_values",
    "value_of",
]
