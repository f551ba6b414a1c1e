"""Finds the policy that binds a change: the base's own, never one that the change could loosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from configguard import formats, policy, rules
from configguard.errors import Misasked
from configguard.model.check import Compiled
from configguard.model.policy import Policy
from configguard.model.words import FIRST_POLICY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    from configguard.model.check import Over
    from configguard.model.revision import Comparison, Tree

POLICY_FILE = ".configguard.yaml"


def find_policy(comparison: Comparison, file: str | None, *, needed: bool) -> tuple[Policy, tuple[str, ...]]:
    """The policy, and what the reader must know of where it came from.

    Raises `Misasked` if it has mistakes, is no plain file, or is absent where one is `needed`.
    """
    if file is not None:
        return given(file, comparison.tip), ()
    at_tip = load_from(comparison.tip, "base")
    if at_tip is not None:
        return at_tip, ()
    at_head = load_from(comparison.head, "head")
    if at_head is not None:
        tip, head = comparison.tip.revision, comparison.head.revision
        nowhere = "in no base" if head.kind == "commit" else "not committed yet"
        where = nowhere if tip.kind == "empty" else f"not yet on {tip.name}"
        return at_head, (f"the policy is {where}: the change's own was used",)
    if needed:
        message = f"there is no policy: {comparison.head.revision} holds no {POLICY_FILE}"
        raise Misasked(message, *FIRST_POLICY)
    return Policy(POLICY_FILE, "none"), ()


def load_from(tree: Tree, origin: Literal["base", "head"]) -> Policy | None:
    """The policy that a revision holds, or None; raises `Misasked` if it has mistakes."""
    stored = tree.find(POLICY_FILE)
    if stored is None:
        return None
    if stored.kind != "file":
        message = f"{POLICY_FILE} is a {stored.kind} at {tree.revision}, not a file"
        raise Misasked(message, f"put the policy itself at {POLICY_FILE}")
    return _loaded(POLICY_FILE, origin, reader(tree))


def _loaded(file: str, origin: Literal["base", "head", "file"], read: Callable[[str], bytes | None]) -> Policy:
    compiling = _compiled_if_possible if origin == "base" else _compiled
    names = formats.names()
    return policy.load(file, origin, read, formats.read, tuple(rules.rules()), formats=names, compiling=compiling)


def _compiled(expressions: Sequence[tuple[Over, str]]) -> list[Compiled]:
    from configguard import checks  # noqa: PLC0415 - only a policy with checks needs that room

    return checks.compiled(expressions)


def _compiled_if_possible(expressions: Sequence[tuple[Over, str]]) -> list[Compiled]:
    """The same; without CEL nothing is known of any, so that it is asked on whatever happens, and that is refused.

    What the base holds has been compiled where it was proposed. Whoever asks none of it needs no CEL.
    """
    from configguard import checks  # noqa: PLC0415 - as above

    return checks.compiled(expressions) if checks.are_possible() else [Compiled()] * len(expressions)


def reader(tree: Tree) -> Callable[[str], bytes | None]:
    """What reads a file of a revision by its path; None for one that is absent, or no plain file."""

    def read(path: str) -> bytes | None:
        stored = tree.find(path)
        return None if stored is None or stored.kind != "file" else tree.read([stored]).get(stored)

    return read


def given(file: str, tip: Tree) -> Policy:
    """The policy in a file that somebody names, its own files read in a revision; raises as `find_policy`."""

    def read(path: str) -> bytes | None:
        if path != file:
            return reader(tip)(path)
        try:
            return Path(file).read_bytes()
        except OSError as error:
            message = f"the policy {file} cannot be read: {error.strerror}"
            raise Misasked(message, "give the path of a policy: --policy FILE") from None

    return _loaded(file, "file", read)
