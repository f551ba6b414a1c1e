"""What the doctor sees of a set-up."""

from __future__ import annotations

from typing import Literal

from configguard.model.record import dataclass

Health = Literal["well", "hint", "ill"]


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was looked at: how it is, in a sentence, and the step that betters it, where there is one."""

    health: Health
    about: str
    said: str
    step: str = ""
