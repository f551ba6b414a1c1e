"""The workflow that publishes gives each job no more than it needs, and hands on only what it has tried."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

from tests.integration import doors

FOLDER = doors.ROOT / ".github" / "release"
WORKFLOW: dict[Any, Any] = yaml.safe_load((doors.ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8"))
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]


def used(job: str) -> list[str]:
    """The actions that a job uses, without their commits."""
    return [step["uses"].partition("@")[0] for step in JOBS[job]["steps"] if "uses" in step]


def packages(file: str) -> list[str]:
    """The names in a list of requirements."""
    return re.findall(r"^([\w.-]+)", (FOLDER / file).read_text("utf-8"), re.MULTILINE)


def test_only_the_tag_of_a_version_starts_it() -> None:
    assert WORKFLOW[True] == {"push": {"tags": ["v*"]}}  # YAML 1.1 reads the key "on" as true


def test_each_job_has_the_permissions_that_it_needs_and_no_other() -> None:
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "check": {"contents": "read"},
        "build": {"contents": "read"},
        "try": {"contents": "read"},
        "draft": {"contents": "write"},
        "publish": {"attestations": "write", "id-token": "write"},
    }


def test_jobs_that_may_write_have_no_checkout_and_run_nothing_of_it() -> None:
    for name in ("draft", "publish"):
        assert "actions/checkout" not in used(name)
        assert not [step for step in JOBS[name]["steps"] if re.search(r"python|configguard ", step.get("run", ""))]


def test_no_credential_stays_in_a_checkout() -> None:
    checkouts = [s for job in JOBS.values() for s in job["steps"] if "checkout" in s.get("uses", "")]
    assert len(checkouts) == 3
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_publishing_waits_for_all_the_others_and_for_its_environment() -> None:
    assert JOBS["publish"]["needs"] == "draft"
    assert JOBS["draft"]["needs"] == ["check", "build", "try"]
    assert JOBS["publish"]["environment"]["name"] == "pypi"


def test_what_is_published_was_attested_before() -> None:
    assert used("publish")[-3:] == [
        "actions/attest-build-provenance",
        "actions/attest-sbom",
        "pypa/gh-action-pypi-publish",
    ]


def test_it_is_published_from_the_workflow_that_is_trusted_and_none_that_it_calls() -> None:
    assert not [name for name, job in JOBS.items() if "uses" in job]


def test_a_release_is_not_broken_off_by_the_next() -> None:
    assert WORKFLOW["concurrency"]["cancel-in-progress"] is False


def test_what_builds_is_pinned_by_hashes_and_is_what_the_project_builds_with() -> None:
    for file in ("build.txt", "sbom.txt"):
        requirements = re.split(r"\n(?! )", (FOLDER / file).read_text("utf-8").strip())
        assert requirements
        assert [text for text in requirements if "==" not in text or "--hash=sha256:" not in text] == []
    system = tomllib.loads((doors.ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]
    wanted = [line for line in (FOLDER / "build.in").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert set(system["requires"]) <= set(wanted)
    assert "cyclonedx-bom" in packages("sbom.txt")


def test_updates_of_all_that_is_pinned_wait_a_week() -> None:
    updates = yaml.safe_load((doors.ROOT / ".github" / "dependabot.yml").read_text("utf-8"))["updates"]
    assert all(update["cooldown"]["default-days"] >= 7 for update in updates)
    watched = [folder for update in updates for folder in update.get("directories", [update.get("directory")])]
    assert "/.github/release" in watched
