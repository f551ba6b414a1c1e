"""The whole guard, in the order it happens."""

from configguard.guard.judging import Question, judge, look_at_changes
from configguard.guard.knowing import Known, know
from configguard.guard.looking import Sight, look

__all__ = ["Known", "Question", "Sight", "judge", "know", "look", "look_at_changes"]
