"""Finds targets among files, and lays their layers over each other."""

from configguard.layering.effective import having_set, laid
from configguard.layering.finding import Bound, found, lacking
from configguard.layering.merging import merged

__all__ = ["Bound", "found", "having_set", "lacking", "laid", "merged"]
