"""A gallery of outages, each a small repository in files: before the change, with it, and with it put right."""

from configguard.scenarios.building import Built, build
from configguard.scenarios.gallery import Scenario, Section, names, scenario

__all__ = ["Built", "Scenario", "Section", "build", "names", "scenario"]
