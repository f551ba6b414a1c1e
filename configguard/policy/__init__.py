"""A team's policy: read from its file, with packs, extended files and schemas."""

from configguard.policy.loading import load
from configguard.policy.mistakes import Mistake, PolicyMistakes
from configguard.policy.published import schema
from configguard.policy.ready_made import packs

__all__ = ["Mistake", "PolicyMistakes", "load", "packs", "schema"]
