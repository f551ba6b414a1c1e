"""Finds what in a document does not fit its JSON Schema, and says it in words of its own."""

from configguard.schemas.loading import prove
from configguard.schemas.pointing import describe
from configguard.schemas.validation import violations

__all__ = ["describe", "prove", "violations"]
