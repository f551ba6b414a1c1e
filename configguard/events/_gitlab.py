"""Runs of GitLab CI, which tells what they are for in environment variables.

Source: GitLab Docs, “Predefined CI/CD variables reference”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.errors import Misasked
from configguard.model.event import Event

if TYPE_CHECKING:
    from collections.abc import Mapping


def event(environ: Mapping[str, str]) -> Event:
    """The event of this run.

    Raises `Misasked` if GitLab's own variables do not hold together.
    """
    if "CI_MERGE_REQUEST_IID" in environ:
        return _merge_request(environ)
    name, sha = environ.get("CI_PIPELINE_SOURCE", "push"), environ.get("CI_COMMIT_SHA")
    branch = environ.get("CI_COMMIT_BRANCH")
    if name != "push" or branch is None:
        return Event(name, head=sha)
    before = environ.get("CI_COMMIT_BEFORE_SHA", "")
    if before.strip("0"):
        return Event(name, base=before, head=sha, base_branch=branch)
    default = environ.get("CI_DEFAULT_BRANCH")
    return Event(name, head=sha, base_branch=default if default != branch else None)


def _merge_request(environ: Mapping[str, str]) -> Event:
    """A merge request: the commit at hand is its own, or the one that merging it would make."""
    number = environ["CI_MERGE_REQUEST_IID"]
    target = environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    if not number.isdecimal() or not target:
        problem = "the variables of GitLab CI do not tell which merge request this is"
        raise Misasked(problem, "name both ends: configguard check --base REV --head REV")
    sha = environ.get("CI_COMMIT_SHA")
    labels = environ.get("CI_MERGE_REQUEST_LABELS", "")
    return Event(
        "merge_request",
        head=sha,
        base_branch=target,
        number=int(number),
        title=environ.get("CI_MERGE_REQUEST_TITLE"),
        body=environ.get("CI_MERGE_REQUEST_DESCRIPTION"),
        body_is_cut=environ.get("CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED") == "true",
        labels=tuple(label for label in labels.split(",") if label),
        head_branch_tip=environ.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or sha,
    )
