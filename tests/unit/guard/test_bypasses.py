"""Ways to get a change past the guard, each with the same edit done honestly; the numbers are those of the attacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.unit.guard.asking import POLICY, Files, errors, findings, judged, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

API = "database: {host: db1}\nsmtp: {host: mx1, port: 25}\nbilling: {plan: a}\ntenant: t1\n"
EMAIL = "Work on mail\n\nConfig-Scope: email\n"


class Attack(NamedTuple):
    """What is done under the scope `email`, where, and which errors must come of it."""

    head: Files
    errors: set[str]
    base: Files = {"config/api.yaml": API}  # noqa: RUF012 - nobody writes to it
    message: str = EMAIL


def api(old: str, new: str) -> Files:
    assert old in API
    return {"config/api.yaml": API.replace(old, new)}


OUTSIDE = {"outside-intent"}
ALL = {"outside-intent", "critical-setting", "frozen-setting"}
LISTS = "smtp: {host: mx1}\nrules: [{allow: a}, {deny: b}]\n"
NAMED = "smtp: {host: mx1}\nupstreams: [{name: a, url: u, tier: gold}, {name: b, url: v, tier: gold}]\n"

ATTACKS = {
    "B01 renamed out of the globs": Attack({"moved/api.yaml": API}, ALL),
    "B02 renamed into another scope": Attack(
        {"config/email/b.yaml": "plan: b\n"}, OUTSIDE, {"config/billing/b.yaml": "plan: b\n"}
    ),
    "B03 written in another format": Attack(
        {"config/x.json": '{"plan": "b"}'}, OUTSIDE, {"config/x.yaml": "plan: b\n"}
    ),
    "B07 deleted": Attack({}, OUTSIDE, {"config/billing/b.yaml": "plan: b\n"}),
    "B10 at an anchor": Attack(
        {"config/api.yaml": "smtp: &s {host: mx2}\nother: *s\n"},
        OUTSIDE,
        {"config/api.yaml": "smtp: &s {host: mx1}\nother: *s\n"},
    ),
    "B11 at the base of a merge": Attack(
        {"config/api.yaml": "smtp: &s {host: mx2}\nother: {<<: *s}\n"},
        OUTSIDE,
        {"config/api.yaml": "smtp: &s {host: mx1}\nother: {<<: *s}\n"},
    ),
    "B12 by another alias": Attack(
        {"config/api.yaml": "smtp: {a: &a 1, b: &b 2}\nother: *b\n"},
        OUTSIDE,
        {"config/api.yaml": "smtp: {a: &a 1, b: &b 2}\nother: *a\n"},
    ),
    "B13 by a key that stands twice": Attack(
        api("smtp: {host: mx1, port: 25}", "smtp: {host: mx2, port: 25, host: mx3}"), {"duplicate-key"}
    ),
    "B14 by keys that collide when loaded": Attack(
        {"config/email/a.yaml": "on: a\ntrue: b\n"}, {"duplicate-key"}, {"config/email/a.yaml": "on: a\n"}
    ),
    "B15 in a second document": Attack({"config/api.yaml": f"{API}---\nbilling: {{plan: b}}\n"}, OUTSIDE),
    "B16 by the order of documents": Attack(
        {"config/api.yaml": "billing: {a: 1}\n---\nsmtp: {a: 1}\n"},
        OUTSIDE,
        {"config/api.yaml": "smtp: {a: 1}\n---\nbilling: {a: 1}\n"},
    ),
    "B17 moved between scopes": Attack(
        api("smtp: {host: mx1, port: 25}\nbilling: {plan: a}", "smtp: {host: mx1, port: 25, plan: a}\nbilling: {}"),
        OUTSIDE,
    ),
    "B18 by the case of a key": Attack(api("smtp:", "SMTP:"), OUTSIDE),
    "B19 by a key that looks alike": Attack(api("smtp:", "smt\u0440:"), OUTSIDE),
    "B22 by type": Attack(api("plan: a", "plan: true"), OUTSIDE),
    "B23 by null": Attack(api("plan: a", "plan: null"), OUTSIDE),
    "B24 by a number's spelling": Attack(
        {"config/api.yaml": "x: 0.10000000000000001\n"}, OUTSIDE, {"config/api.yaml": "x: 0.1\n"}
    ),
    "B25 by a private key": Attack({"config/api.yaml": "__x: 2\n"}, OUTSIDE, {"config/api.yaml": "__x: 1\n"}),
    "B26 by a key that looks like a path": Attack({"config/api.yaml": f'{API}"smtp.host": evil\n'}, OUTSIDE),
    "B27 by the order of a list": Attack(
        {"config/api.yaml": "smtp: {host: mx1}\nrules: [{deny: b}, {allow: a}]\n"}, OUTSIDE, {"config/api.yaml": LISTS}
    ),
    "B28 behind an insertion at the head": Attack(
        {"config/api.yaml": NAMED.replace("[{", "[{name: c, tier: x}, {").replace("url: v", "url: w")},
        {"outside-intent", "critical-setting"},
        {"config/api.yaml": NAMED},
    ),
    "B31 beside an odd name": Attack({**api("db1", "db2"), ":x.yaml": "a: 1\n"}, {"critical-setting"}),
    "B35 unreadable on purpose": Attack({"config/api.yaml": "smtp:\n\t- x\n"}, {"unreadable-config"}),
    "B35 readable again, with all in it new": Attack(
        api("plan: a", "plan: b"), {"outside-intent", "critical-setting"}, {"config/api.yaml": "a: [\n"}
    ),
    "B40 by nothing but wildcards": Attack(
        api("plan: a", "plan: b"), {"broad-intent", "outside-intent"}, message="x\n\nConfig-Setting: **:**\n"
    ),
    "B40 by a wildcard for a scope": Attack(
        api("plan: a", "plan: b"), {"unknown-scope", "outside-intent"}, message="x\n\nConfig-Scope: *\n"
    ),
    "B41 by another case of the scope": Attack(
        api("mx1", "mx2"), {"unknown-scope", "outside-intent"}, message="x\n\nConfig-Scope: Email\n"
    ),
    "B62 in the noise of another style": Attack(
        {
            "config/api.yaml": "database:\n  host: 'db1'\nsmtp:\n  port: 25\n  host: mx1\n"
            'billing:\n  plan: "b"\ntenant: t1\n'
        },
        OUTSIDE,
    ),
    "a critical setting by its mapping": Attack(
        api("db1", "db2"), {"critical-setting"}, message="x\n\nConfig-Setting: config/api.yaml:database\n"
    ),
    "a critical setting by a pattern": Attack(
        api("db1", "db2"), {"critical-setting"}, message="x\n\nConfig-Setting: config/api.yaml:database.h*\n"
    ),
    "critical settings by a field that they share": Attack(
        {"config/api.yaml": NAMED.replace("url: v", "url: w")},
        {"critical-setting"},
        {"config/api.yaml": NAMED},
        "x\n\nConfig-Setting: config/api.yaml:upstreams[tier=gold].url\n",
    ),
    "a frozen setting by its name": Attack(
        api("t1", "t2"), {"frozen-setting"}, message="x\n\nConfig-Setting: config/api.yaml:tenant\n"
    ),
}

HONEST = {
    "a setting of the scope": Attack(api("mx1", "mx2"), set()),
    "a file of the scope": Attack({"config/email/a.yaml": "x: 1\n"}, set(), {}),
    "a file of the scope that goes": Attack({}, set(), {"config/email/a.yaml": "x: 1\n"}),
    "a move within the scope": Attack({"config/email/b.yaml": "x: 1\n"}, set(), {"config/email/a.yaml": "x: 1\n"}),
    "two scopes": Attack(
        {**api("mx1", "mx2"), "config/billing/b.yaml": "plan: b\n"},
        set(),
        message="x\n\nConfig-Scope: email, billing\n",
    ),
    "a critical setting that is named": Attack(
        api("db1", "db2"), set(), message="x\n\nConfig-Setting: config/api.yaml:database.host\n"
    ),
    "a critical setting of an item that is named": Attack(
        {"config/api.yaml": NAMED.replace("url: v", "url: w")},
        set(),
        {"config/api.yaml": NAMED},
        "x\n\nConfig-Setting: config/api.yaml:upstreams[name=b].url\n",
    ),
    "nothing but style": Attack(
        {"config/api.yaml": f"# comment\r\n{API}".replace("\n", "\r\n")}, set(), message="x\n\nConfig-Scope: none\n"
    ),
    "another file": Attack({"config/api.yaml": API, "README.md": "x"}, set(), message="x\n"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_no_way_leads_past_the_guard(name: str, tmp_path: Path) -> None:
    attack = ATTACKS[name]
    report = judged(tmp_path, attack.base, attack.head, attack.message)
    assert report.verdict == "fail"
    assert errors(report) >= attack.errors, findings(report)


@pytest.mark.parametrize("name", HONEST)
def test_the_same_done_honestly_passes(name: str, tmp_path: Path) -> None:
    attack = HONEST[name]
    report = judged(tmp_path, attack.base, attack.head, attack.message)
    assert (report.verdict, errors(report)) == ("pass", set()), findings(report)


def test_a_link_in_the_place_of_a_file_is_seen(tmp_path: Path) -> None:
    """B04: its settings go, its type changes."""
    git = repository(tmp_path, {"config/email/a.yaml": "x: 1\n", "other.yaml": "x: 1\n"})
    (git.top / "config/email/a.yaml").unlink()
    (git.top / "config/email/a.yaml").symlink_to("../../other.yaml")
    git.commit(EMAIL)
    assert "irregular-file" in errors(of_commits(git))


@pytest.mark.parametrize("folder", ["config/email", "config"])
def test_a_link_in_the_place_of_a_folder_is_seen(folder: str, tmp_path: Path) -> None:
    """B04: no pattern over the folder's files fits the link, and all that it takes away is of the scope."""
    git = repository(
        tmp_path, {"config/email/a.yaml": "x: 1\n", "other/email/a.yaml": "x: 9\n", "other/a.yaml": "x: 9\n"}
    )
    git.git("rm", "-q", "-r", folder)
    (git.top / folder).parent.mkdir(exist_ok=True)
    (git.top / folder).symlink_to("../other" if "/" in folder else "other")
    git.commit(EMAIL)
    report = of_commits(git)
    assert errors(report) == {"irregular-file", "outside-intent"}
    assert f"{folder} became a symlink, so the settings beneath it are out of sight" in [
        found.message for found in report.findings
    ]


def test_a_submodule_in_the_place_of_a_folder_is_seen(tmp_path: Path) -> None:
    """B05."""
    git = repository(tmp_path, {"config/email/a.yaml": "x: 1\n"})
    git.git("rm", "-q", "-r", "config/email")
    git.git("update-index", "--add", "--cacheinfo", f"160000,{git.oid('main')},config/email")
    git.commit_staged(EMAIL)
    assert errors(of_commits(git)) == {"irregular-file", "outside-intent"}


def test_a_submodule_in_the_place_of_a_file_is_seen(tmp_path: Path) -> None:
    """B05: and so is its next bump."""
    git = repository(tmp_path, {"config/billing/a.yaml": "x: 1\n"})
    git.git("rm", "-q", "config/billing/a.yaml")
    git.git("update-index", "--add", "--cacheinfo", f"160000,{git.oid('main')},config/billing/a.yaml")
    git.commit_staged(EMAIL)
    assert errors(of_commits(git)) >= {"irregular-file", "outside-intent"}
    git.git("update-index", "--add", "--cacheinfo", f"160000,{git.oid('HEAD')},config/billing/a.yaml")
    git.commit_staged(EMAIL)
    assert "outside-intent" in errors(of_commits(git, base="HEAD~1"))


def test_a_pointer_in_the_place_of_a_file_is_seen(tmp_path: Path) -> None:
    """B06."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    report = judged(tmp_path, {"config/email/a.yaml": "x: 1\n"}, {"config/email/a.yaml": pointer}, EMAIL)
    assert "irregular-file" in errors(report)


def test_a_file_beside_the_patterns_is_told(tmp_path: Path) -> None:
    """B08, B09: it is no configuration to the policy; the report says so."""
    report = judged(tmp_path, {}, {"conf.d/zz.yaml": "x: 1\n"}, "x\n")
    assert [found.rule for found in report.findings] == ["unclaimed-config"]


@pytest.mark.parametrize("name", ["z\udce9", ":x", "a\nb", " a", "-x", ":(exclude)x", "*", "$(id)", "::error::x"])
def test_an_odd_name_hides_nothing(name: str, tmp_path: Path) -> None:
    """B31, B32: neither itself nor another change."""
    path = f"config/{name}.yaml"
    git = repository(tmp_path, {"config/api.yaml": API})
    git.write(path.encode("utf-8", "surrogateescape"), "a: 1\n")
    git.commit(EMAIL, api("db1", "db2"))
    report = of_commits(git)
    assert {change.file for change in report.changes} == {path, "config/api.yaml"}
    assert errors(report) == {"outside-intent", "critical-setting"}


def test_the_guard_is_not_loosened_by_what_it_guards(tmp_path: Path) -> None:
    """B38: the base's policy judges, and the edit of the policy is one of its own."""
    loose = POLICY.split("critical:")[0]
    report = judged(tmp_path, {"config/api.yaml": API}, {**api("db1", "db2"), ".configguard.yaml": loose}, EMAIL)
    assert errors(report) >= {"critical-setting", "policy-change"}


def test_a_quoted_trailer_and_a_divider_are_read_as_git_reads_commits(tmp_path: Path) -> None:
    """B42: words in prose, in a quotation or in the middle of a paragraph declare nothing."""
    for body in ("> Config-Scope: email", "I said\nConfig-Scope: email", "  Config-Scope: email"):
        report = judged(tmp_path, {"config/api.yaml": API}, api("mx1", "mx2"), f"x\n\n{body}\n")
        assert not report.intent.said
        assert not report.changes[0].covered
    divided = judged(tmp_path, {"config/api.yaml": API}, api("mx1", "mx2"), "x\n\n---\n\nConfig-Scope: email\n")
    assert divided.verdict == "pass"


def test_what_a_merge_brings_by_itself_is_seen(tmp_path: Path) -> None:
    """B45: the trees are compared, not the commits."""
    git = repository(tmp_path, {"config/api.yaml": API})
    git.commit(EMAIL, api("mx1", "mx2"))
    git.branch("side", "main")
    git.commit("x", {"README.md": "x"})
    git.switch("work")
    git.git("merge", "--quiet", "--no-commit", "side")
    git.commit("Merge", {"config/api.yaml": API.replace("mx1", "mx2").replace("db1", "db2")})
    assert "critical-setting" in errors(of_commits(git))


def test_a_mode_is_a_setting(tmp_path: Path) -> None:
    """B56."""
    git = repository(tmp_path, {"config/billing/run.yaml": "x: 1\n"})
    git.git("update-index", "--chmod=+x", "config/billing/run.yaml")
    git.commit_staged(EMAIL)
    (found,) = of_commits(git).changes
    assert (str(found.address), found.covered) == ("config/billing/run.yaml:@mode", False)
    git.commit_staged("x\n\nConfig-Scope: billing\n")
    assert of_commits(git).changes[0].covered
