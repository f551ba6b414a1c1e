"""What the command line says: `--scope`, `--setting` and `--target`, which replace the other sources for one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.intent import Said, Silent, Spoken
from configguard.model.plugins import Source

if TYPE_CHECKING:
    from configguard.model.plugins import Request
    from configguard.model.policy import Policy


def read(request: Request, policy: Policy) -> Spoken | Silent:  # noqa: ARG001 - every source is asked alike
    """The scopes, settings and targets that were given as options."""
    where = "the command line"
    said = (
        *(Said("option", "Config-Scope", text.strip(), where) for text in request.scopes),
        *(Said("option", "Config-Setting", text.strip(), where) for text in request.settings),
        *(Said("option", "Config-Target", text.strip(), where) for text in request.targets),
    )
    return Spoken(said) if said else Silent()


SOURCE = Source("option", read)
