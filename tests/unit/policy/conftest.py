"""What the tests of the policy share: a repository in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from configguard import formats, policy

if TYPE_CHECKING:
    from configguard.model.policy import Policy

RULES = (
    "critical-setting",
    "frozen-setting",
    "outside-intent",
    "policy-change",
    "schema-violation",
    "type-change",
    "unused-scope",
)
FORMATS = ("json", "opaque", "yaml")
POLICY_KEYS = (
    "version, extends, files, secrets, scopes, critical, frozen, references, checks, intent, targets, levels,"
    " waivers, mandatory, override"
)


class Load(Protocol):
    """Loads a policy from its text and other files."""

    def __call__(self, text: str, **files: str) -> Policy:
        """The policy."""
        ...


class Mistakes(Protocol):
    """Loads a policy that has mistakes."""

    def __call__(self, text: str, **files: str) -> list[str]:
        """The mistakes' lines, without the file's name where it is that of the policy itself."""
        ...


def load(text: str, **files: str) -> Policy:
    """The policy of this text, in a repository with these files (`schemas__a_json` is `schemas/a.json`)."""
    held = {_path(name): content.encode() for name, content in files.items()}
    held[".configguard.yaml"] = text.encode()
    return policy.load(".configguard.yaml", "base", held.get, formats.read, RULES, formats=FORMATS)


def mistakes(text: str, **files: str) -> list[str]:
    """The mistakes of a policy that must have some."""
    with pytest.raises(policy.PolicyMistakes) as caught:
        load(text, **files)
    assert caught.value.status == 2
    return [line.removeprefix(".configguard.yaml:") for line in caught.value.cures]


@pytest.fixture(name="load")
def _load() -> Load:
    return load


@pytest.fixture(name="mistakes")
def _mistakes() -> Mistakes:
    return mistakes


def _path(name: str) -> str:
    return name.replace("__", "/").replace("_", ".")
