"""The whole guard, in the order it happens."""

from configguard.guard.judging import Question, judge, look_at_changes, look_at_proposal
from configguard.guard.knowing import Known, know
from configguard.guard.looking import Sight, look
from configguard.guard.restoring import Restored, undone

__all__ = [
    "Known",
    "Question",
    "Restored",
    "Sight",
    "judge",
    "know",
    "look",
    "look_at_changes",
    "look_at_proposal",
    "undone",
]
