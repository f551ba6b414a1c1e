"""What `configguard explain` tells of a setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.cli.pasts import API, POLICY, Past, past

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

__all__ = ["past"]

SCHEMA = """\
{"properties": {"smtp": {"properties": {"pool": {
  "type": "integer", "minimum": 1, "maximum": 200, "description": "How many connections stay open."}}}}}
"""
SIZE = "config/api.yaml:smtp.pool"


def _told(past: Past, what: str = SIZE) -> str:
    status, out, err = past.run("explain", what)
    assert (status, err) == (0, "")
    return out


def test_all_that_is_known_of_a_setting_is_told(past: Past) -> None:
    policy = POLICY.replace("config/**", "config/**', schema: 's.json").replace('"', "'", 1).replace('" }]', "' }]", 1)
    policy += f"critical: [{{ settings: ['{SIZE}'], why: all mail goes through it }}]\n"
    past.repository.commit("Guard it", {".configguard.yaml": policy, "s.json": SCHEMA})
    past.repository.commit("Widen\n\nConfig-Scope: email\n", {"config/api.yaml": API.replace("10", "20")})
    assert _told(past).splitlines() == [
        SIZE,
        "  value        20   (integer)",
        "  stands at    config/api.yaml:4:9",
        "  scopes       email",
        "  owners       @acme/email",
        "  critical     all mail goes through it",
        "  schema       s.json#/properties/smtp/properties/pool",
        "                 How many connections stay open.",
        "                 an integer from 1 to 200",
        f"  last change  {past.repository.oid()[:7]}  2023-11-14 22:16 UTC  Widen  (Ada)",
        "                 10 → 20",
        "                 said: Config-Scope: email",
    ]
    assert "schema       s.json: it says nothing of this setting" in _told(past, "config/api.yaml:database")


def test_what_is_not_committed_is_told_before_what_was(past: Past) -> None:
    past.repository.write("config/api.yaml", API.replace("10", "20"))
    lines = _told(past).splitlines()
    assert lines[-3] == "  last change  10 → 20, not committed yet"
    assert lines[-2].endswith("Begin  (Ada)")
    past.repository.write("config/new.yaml", "a: 1\n")
    assert _told(past, "config/new.yaml:a").splitlines()[-1] == "  last change  added 1, not committed yet"


def test_the_last_change_is_found_under_the_name_that_the_file_had(past: Past) -> None:
    past.repository.commit("Widen", {"config/api.yaml": API.replace("10", "20")})
    past.repository.git("mv", "config/api.yaml", "config/other.yaml")
    past.repository.commit("Rename")
    past.repository.commit("Beside it", {"config/other.yaml": API.replace("10", "20").replace("db-1", "db-2")})
    assert "Widen" in _told(past, "config/other.yaml:smtp.pool")


def test_a_shallow_clone_does_not_claim_to_know_the_last_change(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.repository.commit("Beside it", {"config/api.yaml": API.replace("db-1", "db-2")})
    monkeypatch.chdir(past.repository.clone(tmp_path / "shallow", "--depth=2").top)
    assert _told(past).splitlines()[-1].startswith("  last change  ")
    monkeypatch.chdir(past.repository.clone(tmp_path / "shallower", "--depth=1").top)
    assert "last change  before what this clone has: it is shallow" in _told(past)


def test_references_are_told_at_both_ends(past: Past) -> None:
    policy = (
        POLICY
        + "references: [{ from: 'config/*.yaml:uses[*]', to-keys: 'config/names.yaml:names.*', critical-from: 2 }]\n"
    )
    files = {"config/names.yaml": "names:\n  mail: { host: a }\n  other: { host: b }\n"}
    users = {f"config/u{number}.yaml": "uses: [mail]\n" for number in range(7)}
    past.repository.commit("Refer", {".configguard.yaml": policy, **files, **users})
    assert "  refers to    config/names.yaml:names.mail" in _told(past, "config/u0.yaml:uses")
    told = _told(past, "config/names.yaml:names.mail.host").splitlines()
    assert next(line for line in told if "critical" in line).startswith("  critical     7 settings refer to it")
    at = told.index("  named by     config/u0.yaml:uses[0]")
    assert told[at + 5] == "               and 2 more"
    assert "named by" not in _told(past, "config/names.yaml:names.other.host")


def test_a_reference_to_nothing_is_told(past: Past) -> None:
    policy = (
        f"{POLICY}references: [{{ from: 'config/*.yaml:uses[*]', to-keys: 'config/names.yaml:names.*', allow: x }}]\n"
    )
    files = {"config/names.yaml": "names: { mail: 1 }\n", "config/u.yaml": "uses: [male, x, mail]\n"}
    past.repository.commit("Refer", {".configguard.yaml": policy, **files})
    said = "  refers to    nothing: no such name stands in config/names.yaml:names.*"
    assert _told(past, "config/u.yaml:uses").splitlines().count(said) == 1
    assert said in _told(past, "config/u.yaml:uses[0]").splitlines()
    past.repository.write("config/names.yaml", "names: [\n")
    assert "refers to" not in _told(past, "config/u.yaml:uses[0]")


def test_a_secret_is_told_without_its_value_in_its_last_change(past: Past) -> None:
    past.repository.commit("Set S3NTINEL-first", {"config/b.yaml": "password: S3NTINEL-first\nother: 1\n"})
    past.repository.write("config/b.yaml", "password: S3NTINEL-second\ncopy: S3NTINEL-second\nother: 1\n")
    said = _told(past, "config/b.yaml:**")
    assert "S3NTINEL" not in said
    assert said.count("•••") == 2 + 2  # both values, and the subject that quotes one, told with two settings


def test_what_repeats_a_secret_of_its_file_is_told_without_its_value(past: Past) -> None:
    past.repository.commit(
        "Begin", {"config/b.yaml": "password: S3NTINEL-first\ncopy: http://me:S3NTINEL-first@host\n"}
    )
    assert "S3NTINEL" not in _told(past, "config/b.yaml:copy")


def test_a_word_without_a_colon_is_a_rule_and_one_with_a_colon_a_setting(past: Past) -> None:
    past.repository.commit("Odd", {"config/outside-intent": "a"})
    status, out, _ = past.run("explain", "outside-intent")
    assert (status, out.startswith("outside-intent (error)")) == (0, True)
    assert past.run("explain", "outside-intent:a")[0] == 2


def test_times_and_conditions_of_the_policy_are_told(past: Past) -> None:
    policy = POLICY.replace('owners: ["@acme/email"]', 'when: { days: [mon], hours: "09:00-17:00" }') + (
        f"frozen: [{{ settings: ['{SIZE}'], why: holidays, when: {{ from: 2001-12-20, to: 2002-01-02 }} }}]\n"
        "checks: [{ name: slowly, settings: ['**:smtp.pool'], require: 'after <= before * 2' }]\n"
    )
    past.repository.commit("Guard it", {".configguard.yaml": policy})
    told = _told(past).splitlines()
    assert any(line.startswith("  scopes       email (") for line in told)
    [frozen] = [line for line in told if line.startswith("  frozen")]
    assert frozen.startswith("  frozen       holidays (")
    assert frozen.endswith("); not now")
    assert "  checks       slowly" in told
    assert not any(
        line.startswith(("  checks", "  frozen")) for line in _told(past, "config/api.yaml:database").splitlines()
    )
