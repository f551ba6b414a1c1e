"""What `configguard log` says, to people and to programs."""

from __future__ import annotations

import json

import jsonschema
import pytest

from configguard.reporters import recount_schema
from tests.unit.cli.pasts import API, Past, past

__all__ = ["past"]

SIZE = "config/api.yaml:smtp.pool"


def _grown(past: Past) -> None:
    """The pool grows twice; between the two, another setting changes."""
    past.repository.commit("Widen\n\nConfig-Scope: email\n", {"config/api.yaml": API.replace("10", "20")})
    past.repository.commit("Move on", {"config/api.yaml": API.replace("10", "20").replace("db-1", "db-2")})
    past.repository.commit("Widen again", {"config/api.yaml": API.replace("10", "30").replace("db-1", "db-2")})


def test_each_change_of_a_setting_is_told_with_its_values_its_date_and_its_words(past: Past) -> None:
    _grown(past)
    said = past.log(SIZE)
    assert said[:12] == [
        f"{past.repository.oid()[:7]}  2023-11-14 22:17 UTC  Widen again  (Ada)",
        "  config/api.yaml",
        "    smtp.pool  20 → 30   [email]",
        "",
        f"{past.repository.oid('HEAD~2')[:7]}  2023-11-14 22:15 UTC  Widen  (Ada)",
        "  config/api.yaml",
        "    smtp.pool  10 → 20   [email]",
        "  said: Config-Scope: email",
        "",
        f"{past.repository.oid('HEAD~3')[:7]}  2023-11-14 22:14 UTC  Begin  (Ada)",
        "  config/api.yaml",
        "    smtp.pool  added 10   [email]",
    ]
    assert said[-1].startswith("3 changes in 3 commits; looked at 4 commits of ")
    assert said[-1].endswith(f"back to the first ({past.repository.oid('HEAD~3')[:7]}, 2023-11-14 22:14 UTC)")


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("email", ["smtp.pool", "smtp.pool", "smtp.pool"]),
        ("storage", ["database.host", "database.host"]),
        ("config/api.yaml:database", ["database.host", "database.host"]),
        ("api.yaml:**.host", []),
        ("*.yaml:**.host", ["database.host", "database.host"]),
        ("config/api.yaml", ["smtp.pool", "database.host", "smtp.pool", "database.host", "smtp.pool"]),
    ],
)
def test_settings_are_named_by_scope_mapping_pattern_or_file(past: Past, what: str, found: list[str]) -> None:
    _grown(past)
    if found:
        told = [address.partition(":")[2] for _, address, _, _ in past.changes(what)]
        assert told == found
    else:
        assert past.run("log", what)[0] == 2


def test_what_is_not_configuration_has_no_history(past: Past) -> None:
    past.repository.commit("Note", {"notes/a.yaml": "a: 1"})
    status, _, err = past.run("log", "notes/a.yaml:a")
    assert status == 2
    assert "no configuration file has ever had a setting at notes/a.yaml:a" in err


def test_the_nearest_scope_is_offered_for_one_that_there_is_not(past: Past) -> None:
    status, _, err = past.run("log", "emial")
    assert (status, "did you mean email?" in err) == (2, True)


def test_since_a_revision_is_what_that_revision_does_not_have(past: Past) -> None:
    past.repository.git("tag", "v1")
    _grown(past)
    assert [change[0] for change in past.changes(SIZE, "--since", "v1")] == ["Widen again", "Widen"]
    assert past.log(SIZE, "--since", "HEAD")[-1].startswith("0 changes in 0 commits; looked at 0 commits of ")


def test_since_a_date_is_what_was_committed_from_then_on(past: Past) -> None:
    _grown(past)
    assert [c[0] for c in past.changes(SIZE, "--since", "2023-11-14T22:16")] == ["Widen again"]
    assert [c[0] for c in past.changes(SIZE, "--since", "2023-11-14T23:15+01:00")] == ["Widen again", "Widen"]
    assert len(past.changes(SIZE, "--since", "2023-11-14")) == 3
    assert past.changes(SIZE, "--since", "2023-11-15") == []


def test_between_two_moments_all_configuration_is_told(past: Past) -> None:
    _grown(past)
    found = past.changes("--at", "2023-11-14T22:15..2023-11-14T22:16")
    assert [(subject, address) for subject, address, _, _ in found] == [
        ("Move on", "config/api.yaml:database.host"),
        ("Widen", "config/api.yaml:smtp.pool"),
    ]
    assert [c[0] for c in past.changes("--at", "2023-11-14T22:16..")] == ["Widen again", "Move on"]
    assert [c[0] for c in past.changes(SIZE, "--at", "..2023-11-14T22:14:20Z")] == ["Begin"]
    assert past.changes("--at", "..2023-11-14T22:14:19Z") == []
    assert [c[0] for c in past.changes(SIZE, "--at", "2023-11-14T22:17:20Z..2023-11-14T22:17:20Z")] == ["Widen again"]
    assert past.changes("--at", "2023-11-14T22:17:21Z..") == []


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--at", "yesterday..today"), "“yesterday” is no moment"),
        (("--at", "2023-11-14"), "“2023-11-14” is no span of time"),
        (("--at", "2023-11-15..2023-11-14"), "ends before it begins"),
        (("--since", "2023-13-40"), "“2023-13-40” is no moment"),
        (("--since", "v9"), "there is no revision v9"),
        (("--head", "v9"), "there is no revision v9"),
        (("config/api.yaml:a b",), "is no setting"),
    ],
)
def test_a_wrong_question_is_told_and_answered_with_2(past: Past, arguments: tuple[str, ...], problem: str) -> None:
    status, out, err = past.run("log", *arguments)
    assert (status, out) == (2, "")
    assert problem in err


def test_what_programs_read_fits_the_published_schema(past: Past) -> None:
    _grown(past)
    past.repository.git("mv", "config/api.yaml", "config/renamed.yaml")
    past.repository.commit("Rename")
    facts = past.facts()
    validator = jsonschema.Draft202012Validator(recount_schema())
    jsonschema.Draft202012Validator.check_schema(recount_schema())
    assert list(validator.iter_errors(facts)) == []
    assert [event["names"] for event in facts["events"]] == [{}, *[{"config/renamed.yaml": "config/api.yaml"}] * 4]
    assert json.loads(past.run("schema", "log")[1]) == recount_schema()
    facts["events"][0]["other"] = 1
    assert [error.validator for error in validator.iter_errors(facts)] == ["additionalProperties"]


def test_many_changes_of_one_commit_are_counted_and_not_all_shown(past: Past) -> None:
    past.repository.commit("Much", {"config/much.yaml": "".join(f"a{n}: 1\n" for n in range(25))})
    said = past.log("config/much.yaml")
    assert "    and 5 more; --format json has them all" in said
    assert said[-1].startswith("25 changes in 1 commit;")
    assert len(past.changes("config/much.yaml")) == 25


def test_without_a_policy_every_file_that_can_be_read_counts(past: Past) -> None:
    past.repository.commit("No guard", {".configguard.yaml": None, "other/a.yaml": "a: 1"})
    status, out, err = past.run("log", "other/a.yaml:a")
    assert (status, "a  added 1" in out) == (0, True)
    assert "there is no policy" in err


def test_the_policy_of_today_decides_what_a_scope_held_in_the_past(past: Past) -> None:
    _grown(past)
    policy = "version: 1\nfiles: [{ match: 'config/**' }]\nscopes: { all: { settings: ['config/**'] } }\n"
    past.repository.commit("Another policy", {".configguard.yaml": policy})
    status, out, err = past.run("log", "all")
    assert (status, out.count("[all]")) == (0, 5)
    assert "decided by the policy of that revision, for all of the past" in err


def test_overrides_that_were_asked_for_are_told_and_counted_by_rule(past: Past) -> None:
    words = "Config-Override: outside-intent: INC-1\nConfig-Override: type-change: INC-1, too"
    past.repository.commit(f"Widen\n\n{words}\n", {"config/api.yaml": API.replace("10", "20")})
    past.repository.commit(
        "Widen\n\nConfig-Override: outside-intent: INC-2\n", {"config/api.yaml": API.replace("10", "30")}
    )
    said = past.log()
    assert "  said: Config-Override: outside-intent: INC-2" in said
    assert said[-1] == "overrides asked for, with the number of commits: outside-intent (2), type-change (1)"
    facts = past.facts()
    assert facts["overrides"] == [{"rule": "outside-intent", "commits": 2}, {"rule": "type-change", "commits": 1}]
    jsonschema.validate(facts, recount_schema())
    assert past.facts("storage")["overrides"] == []
