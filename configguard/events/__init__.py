"""What the CI system says of its run: which commits, whose change, in whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.events import _github, _gitlab, _payload, _variables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from configguard.model.event import Event

__all__ = ["SYSTEMS", "read", "system"]

SYSTEMS = {
    "GITHUB_ACTIONS": "GitHub Actions",
    "GITLAB_CI": "GitLab CI",
    "TF_BUILD": "Azure Pipelines",
    "JENKINS_URL": "Jenkins",
    "BITBUCKET_BUILD_NUMBER": "Bitbucket Pipelines",
    "CIRCLECI": "CircleCI",
    "BUILDKITE": "Buildkite",
    "TEAMCITY_VERSION": "TeamCity",
    "CI": "a CI system",
}
"""By what each tells that it is there; not all of them set `CI`. Sources: their own lists of variables."""
_NO = {"", "0", "false"}


def system(environ: Mapping[str, str]) -> str | None:
    """What the CI system is called whose run this is; None where a person is at hand."""
    return next((name for sign, name in SYSTEMS.items() if environ.get(sign, "").lower() not in _NO), None)


def read(environ: Mapping[str, str], event_file: str | None) -> Event | None:
    """The event in `event_file`, else the one of the CI run whose environment this is, or None.

    Raises `Misasked`, naming the file, if it is absent, too large or no event.
    """
    of_run = environ.get("GITHUB_EVENT_PATH", "")
    file = event_file if event_file is not None else of_run
    if event_file is None and not of_run:
        return _gitlab.event(environ) if environ.get("GITLAB_CI") else _variables.event(environ)
    payload = _payload.read(file)
    if file == of_run:
        return _github.event(payload, environ.get("GITHUB_EVENT_NAME", ""), environ.get("GITHUB_SHA", ""))
    return _github.event(payload)
