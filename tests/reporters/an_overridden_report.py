"""A fixed report of a change that strayed and was let pass, and one in which something else fails besides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from configguard.model.intent import DeclaredOverride, DeclaredScope, Intent, Said
from configguard.model.override import Override
from tests.reporters.a_report import HOST, HOST_CRITICAL, SAID, SIZE, TIMEOUT, WAIVED, outside, report

if TYPE_CHECKING:
    from configguard.model.report import Report

REASON = "INC-4711, mail is down until the host is back"
LINE = Said("trailer", "Config-Override", f"outside-intent: {REASON}", "4be2f1a", "4be2f1a")
DECLARED = DeclaredOverride("outside-intent", REASON, LINE)
HOLDS = Override(DECLARED, by=("grace", "edsger"))
PASSED = replace(outside(HOST), override=HOLDS)
INTENT = Intent(scopes=(DeclaredScope("email", SAID),), overrides=(DECLARED,), said=(SAID, LINE))


def overridden() -> Report:
    """Nothing fails but what was overridden."""
    return report(verdict="overridden", intent=INTENT, changes=(SIZE, TIMEOUT, HOST), overridden=(PASSED,))


def partly() -> Report:
    """What another rule finds fails all the same, and a waiver weighs as ever."""
    return replace(overridden(), verdict="fail", findings=(HOST_CRITICAL,), waived=(WAIVED,))
