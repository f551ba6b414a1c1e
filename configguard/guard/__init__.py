"""The whole guard, in the order it happens."""

from configguard.guard.judging import Question, judge
from configguard.guard.looking import Sight, look

__all__ = ["Question", "Sight", "judge", "look"]
