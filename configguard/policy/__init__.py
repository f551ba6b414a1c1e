"""A team's policy: read from its file, with packs, extended files and schemas."""

from configguard.policy.loading import load
from configguard.policy.mistakes import Mistake, PolicyMistakes
from configguard.policy.packs import packs

__all__ = ["Mistake", "PolicyMistakes", "load", "packs"]
