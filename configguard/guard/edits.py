"""Finds edits of what guards: the policy and its files, owners, attributes, and workflows that call the guard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import formats, owners
from configguard.errors import Misasked
from configguard.guard.policies import POLICY_FILE, load_from, reader
from configguard.model.fileglob import FileGlob, PatternMistake
from configguard.model.proposal import GuardEdit
from configguard.model.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.guard.looking import Sight
    from configguard.model.policy import Policy

PART = "a part of the policy"
_CALLERS = (".github/workflows/", ".github/actions/")
_CALLER_NAMES = frozenset(
    {
        *(".pre-commit-config.yaml", "lefthook.yml", "action.yml", "action.yaml"),
        *(".gitlab-ci.yml", ".circleci/config.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "Jenkinsfile"),
    }
)

_NOT_SHARED = frozenset('[]{}"\\!')
"""Marks that mean something in attributes and something else, or nothing, in a file glob."""
_ANY = FileGlob("**")
"""What cannot be understood here is taken to fit."""


def guard_edits(sight: Sight, proposed: Policy | Misasked | None) -> tuple[GuardEdit, ...]:
    """The files of the guard that differ; `proposed` is the policy at the head, or its mistakes."""
    differing = {d.path for differences in sight.comparison.differences for d in differences}
    paths = sorted(path for path in differing if not _as_at_the_tip(path, sight))
    found = [edit for path in paths for edit in _edits(path, sight, proposed)]
    if not isinstance(proposed, Misasked) or not found:
        return tuple(found)
    problem = "; ".join((proposed.problem, *proposed.cures))
    blamed = POLICY_FILE if POLICY_FILE in paths else next((e.file for e in found if e.what == PART), None)
    return tuple(replace(edit, problem=problem) if edit.file == blamed else edit for edit in found)


def proposed_policy(sight: Sight) -> Policy | Misasked | None:
    """The policy at the head, its mistakes if it has some, or None where there is none."""
    if _keeps_policy(sight):
        return sight.policy
    try:
        policy = load_from(sight.comparison.head, "head")
        if policy is not None and policy.schemas:
            _prove_schemas(policy)
    except Misasked as mistakes:
        return mistakes
    return policy


def _prove_schemas(policy: Policy) -> None:
    from configguard import schemas  # noqa: PLC0415 - only an edit of a policy with schemas needs that room

    for schema in sorted({entry.schema for entry in policy.files if entry.schema is not None}):
        schemas.prove(schema, policy.schemas, formats.read)


def _keeps_policy(sight: Sight) -> bool:
    """Whether the head has the files of the policy as they were read: one of a thousand scopes takes 30 ms again."""
    comparison = sight.comparison
    moved_on = any(base.revision != comparison.tip.revision for base in comparison.bases)
    differing = {d.path for differences in comparison.differences for d in differences}
    return sight.policy.origin == "base" and not moved_on and differing.isdisjoint(sight.policy.own_files)


def _edits(path: str, sight: Sight, proposed: Policy | Misasked | None) -> Iterator[GuardEdit]:
    own = sight.policy.own_files if sight.policy.origin != "file" else frozenset()
    new = proposed.own_files if not isinstance(proposed, Misasked | None) else frozenset()
    if path == POLICY_FILE:
        yield GuardEdit(path, "the policy", sight.policy.origin == "head", gone=proposed is None)
    elif path in own or path in new:
        yield GuardEdit(path, PART, sight.policy.origin == "head" or path not in own)
    elif path in owners.PLACES:
        yield GuardEdit(path, "the list of code owners")
    elif path.rpartition("/")[2] == ".gitattributes" and _attributes_fit(path, sight):
        yield GuardEdit(path, "the attributes of configuration files")
    elif (path.startswith(_CALLERS) or path in _CALLER_NAMES) and _calls_the_guard(path, sight):
        yield GuardEdit(path, "what calls the guard")


def _as_at_the_tip(path: str, sight: Sight) -> bool:
    """Whether the target branch has the very same file already, so that the edit is not this change's."""
    ours, theirs = sight.comparison.head.find(path), sight.comparison.tip.find(path)
    return ours == theirs and (ours is None or ours.oid is not None)


def _texts(path: str, sight: Sight) -> list[str]:
    trees = (sight.comparison.bases[0], sight.comparison.head)
    return [(reader(tree)(path) or b"").decode("utf-8", "replace") for tree in trees]


def _calls_the_guard(path: str, sight: Sight) -> bool:
    return any("configguard" in text.lower() for text in _texts(path, sight))


def _attributes_fit(path: str, sight: Sight) -> bool:
    """Whether a line that comes or goes has a pattern that fits a configuration file."""
    before, after = (set(text.splitlines()) for text in _texts(path, sight))
    folder = path.removesuffix(".gitattributes")
    globs = [glob for line in before ^ after if (glob := _attribute_glob(line, folder))]
    if not globs:
        return False
    claimed = (file.path for file in sight.comparison.head.files() if sight.policy.claim(file.path))
    return any(glob.match(file) is not None for file in claimed for glob in globs)


def _attribute_glob(line: str, folder: str) -> FileGlob | None:
    pattern = line.strip().split(" ")[0].split("\t")[0]
    if not pattern or pattern.startswith("#"):
        return None
    if set(pattern) & _NOT_SHARED:
        return _ANY
    anchored = "/" in pattern.rstrip("/")
    middle = "" if anchored else "**/"
    try:
        return FileGlob(f"/{folder}{middle}{pattern.lstrip('/')}" if folder else pattern)
    except PatternMistake:
        return _ANY
