"""Ways past the guard that need git itself, each with the same done honestly; the others lie in `tests/bypasses`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.errors import Undecided
from tests.unit.guard.asking import Files, errors, findings, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repositories import Repository

API = "database: {host: db1}\nsmtp: {host: mx1, port: 25}\nbilling: {plan: a}\ntenant: t1\n"
EMAIL = "Work on mail\n\nConfig-Scope: email\n"
MAIL = "config/email/a.yaml"


def api(old: str, new: str) -> Files:
    assert old in API
    return {"config/api.yaml": API.replace(old, new)}


def passes(git: Repository) -> bool:
    report = of_commits(git)
    assert (report.verdict, errors(report)) == ("pass", set()), findings(report)
    return bool(report.changes)


def link(git: Repository, path: str, target: str) -> None:
    git.git("rm", "-q", "-r", path)
    (git.top / path).parent.mkdir(parents=True, exist_ok=True)
    (git.top / path).symlink_to(target)
    git.commit(EMAIL)


def submodule(git: Repository, path: str, revision: str, words: str = EMAIL) -> None:
    git.git("rm", "-q", "-r", "--cached", "--ignore-unmatch", path)
    git.git("update-index", "--add", "--cacheinfo", f"160000,{git.oid(revision)},{path}")
    git.commit_staged(words)


@pytest.mark.parametrize(
    ("path", "target"), [(MAIL, "../../other.yaml"), ("config/email", "../other"), ("config", "other")]
)
def test_b04_a_link_takes_nobodys_place_unseen(path: str, target: str, tmp_path: Path) -> None:
    """No pattern over a folder's files fits a link in its place, and all that it takes away is of the scope."""
    git = repository(tmp_path, {MAIL: "x: 1\n", "other/email/a.yaml": "x: 9\n", "other.yaml": "x: 9\n"})
    link(git, path, target)
    assert "irregular-file" in errors(of_commits(git))


def test_b04_where_no_configuration_is_links_come_and_go(tmp_path: Path) -> None:
    git = repository(tmp_path, {MAIL: "x: 1\n", "docs/old/a.md": "a"})
    git.write(MAIL, "x: 2\n")
    link(git, "docs/old", "../other")
    assert passes(git)


@pytest.mark.parametrize("path", [MAIL, "config/email"])
def test_b05_a_submodule_takes_nobodys_place_unseen(path: str, tmp_path: Path) -> None:
    git = repository(tmp_path, {MAIL: "x: 1\n"})
    submodule(git, path, "main")
    assert "irregular-file" in errors(of_commits(git))


def test_b05_a_submodule_moves_on_only_where_that_is_said(tmp_path: Path) -> None:
    git = repository(tmp_path, {"config/api.yaml": API})
    for _ in range(2):
        submodule(git, "config/billing/a.yaml", "HEAD")
    assert errors(of_commits(git, base="HEAD~1")) == {"outside-intent"}
    submodule(git, "config/billing/a.yaml", "HEAD", "Work\n\nConfig-Scope: billing\n")
    assert not errors(of_commits(git, base="HEAD~1"))


ODD = ["z\udce9", ":x", "a\nb", " a", "-x", ":(exclude)x", "*", "$(id)", "::error::x", '"']


@pytest.mark.parametrize("name", ODD)
def test_b32_an_odd_name_hides_nothing(name: str, tmp_path: Path) -> None:
    """Neither itself nor another change."""
    path = f"config/{name}.yaml"
    git = repository(tmp_path, {"config/api.yaml": API})
    git.write(path.encode("utf-8", "surrogateescape"), "a: 1\n")
    git.commit(EMAIL, api("db1", "db2"))
    report = of_commits(git)
    assert {change.file for change in report.changes} == {path, "config/api.yaml"}
    assert errors(report) == {"outside-intent", "critical-setting"}


@pytest.mark.parametrize("name", ODD)
def test_b32_an_odd_name_can_be_of_the_scope(name: str, tmp_path: Path) -> None:
    git = repository(tmp_path, {MAIL: "x: 1\n"})
    git.write(f"config/email/{name}.yaml".encode("utf-8", "surrogateescape"), "a: 1\n")
    git.commit(EMAIL)
    assert passes(git)


def test_b43_the_words_of_the_target_branch_do_not_speak_for_a_change(tmp_path: Path) -> None:
    """Nor do those of a merge that brings them over."""
    git = repository(tmp_path, {"config/api.yaml": API, "config/billing/a.yaml": "x: 1\n"})
    git.commit(EMAIL, api("mx1", "mx2"))
    git.switch("main")
    git.commit("Work\n\nConfig-Scope: billing\n", {"config/billing/a.yaml": "x: 2\n"})
    git.switch("work")
    git.merge("main")
    assert passes(git)
    git.commit("More", {"config/billing/a.yaml": "x: 3\n"})
    assert errors(of_commits(git)) == {"outside-intent"}


def test_b43_what_a_merged_branch_says_is_said_of_what_it_brings(tmp_path: Path) -> None:
    git = repository(tmp_path, {"config/billing/a.yaml": "x: 1\n"})
    git.branch("topic")
    git.commit("Work\n\nConfig-Scope: billing\n", {"config/billing/a.yaml": "x: 2\n"})
    git.switch("work")
    git.merge("topic")
    assert passes(git)


@pytest.mark.parametrize(("edit", "found"), [("db1", {"critical-setting", "outside-intent"}), ("mx2", set())])
def test_b45_a_merge_is_judged_by_what_comes_of_it(edit: str, found: set[str], tmp_path: Path) -> None:
    git = repository(tmp_path, {"config/api.yaml": API})
    git.commit(EMAIL, api("mx1", "mx2"))
    git.branch("side", "main")
    git.commit("x", {"README.md": "x"})
    git.switch("work")
    git.git("merge", "--quiet", "--no-commit", "side")
    git.commit("Merge", {"config/api.yaml": API.replace("mx1", "mx2").replace(edit, "other")})
    assert errors(of_commits(git)) == found


def test_b47_what_a_branch_took_over_is_judged_by_the_policy_that_has_come_since(tmp_path: Path) -> None:
    """What was nobody's when the branch began is critical now, and the merge of both is what counts."""
    git = repository(tmp_path, {"config/api.yaml": API})
    git.commit(EMAIL, api("port: 25", "port: 587"))
    assert passes(git)
    policy = (git.top / ".configguard.yaml").read_text()
    git.switch("main")
    git.commit("Guard", {".configguard.yaml": policy.replace("critical:\n", "critical:\n" + PORT)})
    git.switch("work")
    assert errors(of_commits(git)) == {"critical-setting"}
    git.commit("Say so\n\nConfig-Setting: config/api.yaml:smtp.port = 587\n")
    assert passes(git)


PORT = '  - { settings: ["config/api.yaml:smtp.port"], why: The relay listens there. }\n'


def test_b56_a_mode_is_a_setting(tmp_path: Path) -> None:
    git = repository(tmp_path, {"config/billing/run.yaml": "x: 1\n"})
    git.git("update-index", "--chmod=+x", "config/billing/run.yaml")
    git.commit_staged(EMAIL)
    report = of_commits(git)
    assert [str(change.address) for change in report.changes] == ["config/billing/run.yaml:@mode"]
    assert errors(report) == {"outside-intent"}
    git.commit_staged("x\n\nConfig-Scope: billing\n")
    assert passes(git)


@pytest.mark.parametrize(
    ("stands", "comes"),
    [
        ("a.yaml", "A.yaml"),
        ("\u00e1.yaml", "a\u0301.yaml"),
        ("a\u0301.yaml", "\u00e1.yaml"),
        ("mail.yaml", "m\u0430il.yaml"),
    ],
    ids=ascii,
)
def test_b57_of_two_names_one_may_be_lost_in_a_checkout(stands: str, comes: str, tmp_path: Path) -> None:
    """B20, too: where a file system, or a reader, takes the two for one, only the program knows which it reads."""
    git = repository(tmp_path, {f"config/email/{stands}": "x: 1\n"})
    blob = git.git("hash-object", "-w", "--stdin", feed=b"x: 9\n")
    git.git("update-index", "--add", "--cacheinfo", f"100644,{blob},config/email/{comes}")
    git.commit_staged(EMAIL)
    assert errors(of_commits(git)) == {"confusable-name"}


def test_b57_another_name_is_lost_nowhere(tmp_path: Path) -> None:
    git = repository(tmp_path, {MAIL: "x: 1\n"})
    git.commit(EMAIL, {"config/email/b.yaml": "x: 9\n"})
    assert passes(git)


@pytest.mark.parametrize("name", ["config/api.yaml", "config/../config/api.yaml"])
def test_b63_a_folder_that_names_a_path_is_no_verdict(name: str, tmp_path: Path) -> None:
    """No git makes such a tree, and checks none out; but it can be pushed where nothing is verified."""
    git = repository(tmp_path, {"config/api.yaml": API})
    blob = git.git("hash-object", "-w", "--stdin", feed=b"database: {host: db9}\n")
    rows = [("40000", "config", git.oid("HEAD:config")), ("100644", name, blob)]
    rows.insert(0, ("100644", ".configguard.yaml", git.oid("HEAD:.configguard.yaml")))
    tree = b"".join(f"{mode} {path}\0".encode() + bytes.fromhex(oid) for mode, path, oid in rows)
    oid = git.git("hash-object", "-w", "-t", "tree", "--literally", "--stdin", feed=tree)
    git.git("reset", "--quiet", "--soft", git.git("commit-tree", oid, "-p", "HEAD", feed=EMAIL.encode()))
    with pytest.raises(Undecided, match="do not hold what git says"):
        of_commits(git)


OUT_OF_REACH: dict[str, tuple[Files, str]] = {
    "b52 a value that another file sets": ({"Dockerfile": "FROM scratch\nENV BILLING_PLAN=none\n"}, "x"),
    "b53 a comment that acts": ({"config/api.yaml": f"#cloud-config\n{API}"}, "x"),
    "b53 a version of YAML that a directive names": ({"config/api.yaml": f"%YAML 1.2\n---\n{API}"}, "x"),
}


@pytest.mark.parametrize("name", OUT_OF_REACH)
def test_what_is_out_of_reach_passes_as_a_change_of_no_configuration(name: str, tmp_path: Path) -> None:
    """Said so that nobody believes otherwise; `format: opaque` brings any file within reach, byte by byte."""
    files, words = OUT_OF_REACH[name]
    git = repository(tmp_path, {"config/api.yaml": API})
    git.commit(words, files)
    report = of_commits(git)
    assert (report.verdict, report.changes, report.looked_at.changes) == ("pass", (), 0)


def test_b40_who_names_every_scope_is_told_which_were_not_needed(tmp_path: Path) -> None:
    git = repository(tmp_path, {"config/api.yaml": API})
    git.commit("x\n\nConfig-Scope: email, billing\n", api("mx1", "mx2"))
    report = of_commits(git)
    assert (report.verdict, findings(report)) == ("pass", ["warning unused-scope -"])


def test_b39_a_policy_that_was_widened_openly_is_the_policy(tmp_path: Path) -> None:
    """The first of the two steps is where it can be seen."""
    git = repository(tmp_path, {"config/api.yaml": API})
    wide = (git.top / ".configguard.yaml").read_text().replace("config/email/**", "config/**")
    git.commit("x\n\nConfig-Scope: none\n", {".configguard.yaml": wide})
    assert errors(of_commits(git)) == {"policy-change"}
    git.branch("later")
    git.commit(EMAIL, api("plan: a", "plan: b"))
    assert not errors(of_commits(git, base="work"))
