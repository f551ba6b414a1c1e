"""Talks with the platform on which a change is proposed: over its API, and only where somebody gave a token for it."""

from __future__ import annotations

from configguard.platforms._comments import Put, put
from configguard.platforms._github import Absent, Repository, Unwilling
from configguard.platforms._http import Api
from configguard.platforms._proposed import spoken_for
from configguard.platforms._reviews import Reviews

__all__ = ["Absent", "Api", "Put", "Repository", "Reviews", "Unwilling", "put", "spoken_for"]
