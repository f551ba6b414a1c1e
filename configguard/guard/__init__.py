"""The whole guard, in the order it happens."""

from configguard.guard.judging import judge, look_at_changes, look_at_proposal, owners_of
from configguard.guard.looking import Sight, look
from configguard.guard.question import Question

__all__ = ["Question", "Sight", "judge", "look", "look_at_changes", "look_at_proposal", "owners_of"]
