"""What is in a repository, however odd, is judged for what it is: the whole guard over real commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import reporters
from configguard.model.plugins import Style
from tests.unit.guard.asking import POLICY, errors, findings, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report
    from tests.repositories import Repository

API = "smtp:\n  host: mx1\n  port: 25\nbilling:\n  plan: a\n"
PLAN = "".join(f"key{number}: {number}\n" for number in range(30))
EMAIL = "Work on mail\n\nConfig-Scope: email\n"
BOTH = "Move it\n\nConfig-Scope: email, billing\n"
EVERYTHING = "Do it\n\nConfig-Scope: email, billing, policy\n"


@pytest.fixture
def work(tmp_path: Path) -> Repository:
    """A repository with a policy, on a branch `work`."""
    return repository(tmp_path, {"config/api.yaml": API, "config/billing/plan.yaml": PLAN, "README.md": "x\n"})


def changed(report: Report) -> set[str]:
    """The addresses of the changes."""
    return {str(change.address) for change in report.changes}


def as_json(report: Report) -> str:
    """The whole report."""
    return reporters.render("json", report, Style(width=100))


def test_a_rename_with_an_edit_is_a_removal_and_an_addition(work: Repository) -> None:
    """G19: both places are asked for, however alike the contents are."""
    moved = {"config/billing/plan.yaml": None, "config/email/plan.yaml": PLAN.replace("key7: 7", "key7: 8")}
    work.commit(EMAIL, moved)
    report = of_commits(work)
    assert errors(report) == {"outside-intent"}
    assert {found.file for found in report.findings if found.rule == "outside-intent"} == {"config/billing/plan.yaml"}
    work.commit(BOTH)
    assert of_commits(work).verdict == "pass"


def test_a_file_that_is_moved_out_of_sight_is_a_removal(work: Repository) -> None:
    """G20."""
    work.commit(EMAIL, {"config/billing/plan.yaml": None, "docs/plan.txt": PLAN})
    report = of_commits(work)
    assert errors(report) == {"outside-intent"}
    assert len(report.changes) == 30
    assert {change.kind for change in report.changes} == {"removed"}


@pytest.mark.parametrize(
    "settings",
    [
        {"diff.renames": "copies"},
        {"diff.renames": "false"},
        {"diff.renameLimit": "1"},
        {"diff.noprefix": "true", "diff.relative": "true", "diff.algorithm": "patience"},
        {"diff.ignoreSubmodules": "all", "diff.orderFile": "/nowhere", "diff.interHunkContext": "9"},
        {"core.autocrlf": "true", "core.eol": "crlf", "core.safecrlf": "true"},
        {"core.ignoreCase": "true", "core.precomposeUnicode": "true", "core.fileMode": "false"},
        {"core.quotePath": "true", "core.abbrev": "4", "log.showSignature": "true"},
        {"i18n.logOutputEncoding": "utf-16", "i18n.commitEncoding": "latin-1", "core.commentChar": ";"},
        {"core.bigFileThreshold": "1", "core.compression": "0", "core.checkStat": "minimal"},
        {"core.sparseCheckout": "true", "index.sparse": "true", "core.untrackedCache": "true"},
    ],
    ids=lambda settings: " ".join(f"{name}={value}" for name, value in settings.items()),
)
def test_no_setting_of_git_changes_a_word_of_the_report(work: Repository, settings: dict[str, str]) -> None:
    """G21."""
    moved = {"config/billing/plan.yaml": None, "config/email/plan.yaml": PLAN}
    work.commit(EMAIL, {**moved, "config/api.yaml": API.replace("mx1", "mx2\r")})
    expected = as_json(of_commits(work))
    for name, value in settings.items():
        work.git("config", name, value)
    assert as_json(of_commits(work)) == expected


def test_a_mode_alone_is_a_change_of_its_own(work: Repository) -> None:
    """G22: in scope it passes, and outside it does not."""
    work.git("update-index", "--chmod=+x", "config/billing/plan.yaml")
    work.commit_staged(EMAIL)
    report = of_commits(work)
    assert (errors(report), changed(report)) == ({"outside-intent"}, {"config/billing/plan.yaml:@mode"})
    work.commit(BOTH)
    assert of_commits(work).verdict == "pass"


def test_a_symlink_in_the_place_of_a_file_is_not_followed(work: Repository, tmp_path: Path) -> None:
    """G23: neither what lies behind it nor its target is taken for settings, whatever was declared."""
    (tmp_path / "outside.yaml").write_text("key7: S3NTINEL\n")
    work.link("config/billing/plan.yaml", str(tmp_path / "outside.yaml"))
    work.commit(EVERYTHING)
    report = of_commits(work)
    assert errors(report) == {"irregular-file"}
    assert "S3NTINEL" not in as_json(report)
    assert "config/billing/plan.yaml:@type" in changed(report)


def test_a_symlink_to_a_file_of_the_repository_is_one_all_the_same(work: Repository) -> None:
    """G23."""
    work.link("config/email/copy.yaml", "../billing/plan.yaml")
    work.commit(EMAIL)
    assert errors(of_commits(work)) == {"irregular-file"}
    work.link("config/email/copy.yaml", "../api.yaml")
    work.commit("Elsewhere\n\nConfig-Scope: billing\n")
    found = of_commits(work, base="HEAD~1")
    assert (changed(found), errors(found)) == ({"config/email/copy.yaml:@content"}, {"outside-intent"})


def test_a_symlink_in_the_place_of_a_folder_is_seen_with_all_that_goes(work: Repository) -> None:
    """G24."""
    work.write("config/billing/plan.yaml", None)
    work.link("config/billing", "../elsewhere")
    work.commit(EVERYTHING)
    report = of_commits(work)
    assert errors(report) == {"irregular-file", "outside-intent"}
    assert "config/billing:@type" in changed(report)
    assert len([change for change in report.changes if change.kind == "removed"]) == 30


def test_so_is_one_where_the_policy_names_no_folder(tmp_path: Path) -> None:
    """G24: no glob of the policy reaches a folder of this name, and yet its files were configuration."""
    policy = 'version: 1\nfiles: [{ match: "*.yaml" }]\nscopes: { all: { settings: ["*.yaml"] } }\n'
    made = repository(tmp_path, {"deploy/a.yaml": "a: 1\n"}, policy=policy)
    made.write("deploy/a.yaml", None)
    made.link("deploy", "../elsewhere")
    made.commit("Work\n\nConfig-Scope: all\n")
    assert "irregular-file" in errors(of_commits(made))


@pytest.mark.parametrize("target", ["../elsewhere", "/etc", "../docs", "email", "../config/more"])
def test_a_symlink_that_comes_as_a_folder_of_configuration_is_seen(work: Repository, target: str) -> None:
    """G24: programs would read what lies beneath it, and no file's path tells."""
    work.commit("x\n", {"docs/a.yaml": "a: 1\n", "config/email/a.yaml": "a: 1\n"})
    work.git("branch", "--force", "main")
    work.link("config/more", target)
    work.commit(EVERYTHING)
    report = of_commits(work)
    assert changed(report) == {"config/more:@type"}
    assert errors(report) >= {"irregular-file"}
    work.link("config/more", "../sideways")
    work.commit(EMAIL)
    moved = of_commits(work, base="HEAD~1")
    assert (changed(moved), errors(moved)) == ({"config/more:@content"}, {"outside-intent"})
    work.commit(EMAIL, {"config/more": None})
    assert changed(of_commits(work, base="HEAD~1")) == {"config/more:@type"}


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("config/notes", "../README.md"),
        ("docs/latest", "../config"),
        ("latest", "config"),
        ("config/api.txt", "api.yaml"),
    ],
)
def test_a_symlink_to_a_file_or_beside_the_configuration_is_left_in_peace(
    work: Repository, path: str, target: str
) -> None:
    """G24: beneath the one nothing can lie, and beneath the other no glob reaches."""
    work.link(path, target)
    work.commit("x\n")
    report = of_commits(work)
    assert (report.verdict, changed(report)) == ("pass", set())


@pytest.mark.parametrize("match", ["/config/more", "/config/more/"])
def test_a_folder_that_the_policy_leaves_out_may_be_anything(tmp_path: Path, match: str) -> None:
    policy = POLICY.replace("scopes:", f'  - {{ match: "{match}", ignore: true }}\nscopes:')
    git = repository(tmp_path, {"config/api.yaml": API}, policy=policy)
    git.link("config/more", "../elsewhere")
    git.commit("x\n")
    assert of_commits(git).verdict == "pass"


def test_a_submodule_that_comes_as_a_folder_of_configuration_is_seen(work: Repository) -> None:
    """G25."""
    work.point("config/more", work.oid("main"))
    work.commit_staged(EVERYTHING)
    assert errors(of_commits(work)) >= {"irregular-file"}
    work.point("config/more", work.oid("HEAD"))
    work.commit_staged(EMAIL)
    assert errors(of_commits(work, base="HEAD~1")) == {"outside-intent"}


def test_a_submodule_and_its_next_bump_are_seen(work: Repository) -> None:
    """G25, G26: also beside a .gitmodules that asks git to keep silent about it."""
    silent = '[submodule "p"]\n\tpath = config/billing/plan.yaml\n\turl = ../p\n\tignore = all\n'
    work.git("rm", "--quiet", "config/billing/plan.yaml")
    work.write(".gitmodules", silent)
    work.git("add", ".gitmodules")
    work.point("config/billing/plan.yaml", work.oid("main"))
    work.commit_staged(EVERYTHING)
    assert errors(of_commits(work)) == {"irregular-file"}
    work.point("config/billing/plan.yaml", work.oid("HEAD"))
    work.commit_staged(EMAIL)
    bump = of_commits(work, base="HEAD~1")
    assert changed(bump) == {"config/billing/plan.yaml:@content"}
    assert errors(bump) == {"outside-intent"}


def test_another_address_of_a_submodule_is_no_change_of_a_setting(work: Repository) -> None:
    """G26: what counts is the pointer, which names the content itself."""
    work.commit("x\n", {".gitmodules": '[submodule "p"]\n\tpath = lib\n\turl = ../p\n'})
    report = of_commits(work)
    assert (report.verdict, changed(report)) == ("pass", set())


def test_a_pointer_of_git_lfs_in_the_place_of_a_file_is_seen(work: Repository) -> None:
    """G27: whatever was declared."""
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n"
    work.commit(EVERYTHING, {"config/billing/plan.yaml": pointer})
    assert errors(of_commits(work)) == {"irregular-file"}
    work.commit(EMAIL, {"config/billing/plan.yaml": None})
    gone = of_commits(work, base="HEAD~1")
    assert (changed(gone), errors(gone)) == ({"config/billing/plan.yaml:@content"}, {"outside-intent"})


def test_line_ends_and_a_byte_order_mark_are_no_change(work: Repository) -> None:
    """G51."""
    work.commit("Save it on Windows\n", {"config/api.yaml": b"\xef\xbb\xbf" + API.replace("\n", "\r\n").encode()})
    report = of_commits(work)
    assert (report.verdict, changed(report)) == ("pass", set())
    assert report.looked_at.files == 1


@pytest.mark.parametrize(
    "line", ["-diff", "binary", "-text -diff -merge", "diff=nothing", "working-tree-encoding=utf-7"]
)
def test_an_attribute_hides_no_change_and_is_an_edit_of_the_guard(work: Repository, line: str) -> None:
    """G52, G53."""
    work.commit(EMAIL, {"config/api.yaml": API.replace("plan: a", "plan: b"), ".gitattributes": f"*.yaml {line}\n"})
    report = of_commits(work)
    assert errors(report) == {"outside-intent", "policy-change"}
    assert changed(report) == {"config/api.yaml:billing.plan"}


def test_a_replaced_object_is_judged_for_what_it_is(work: Repository) -> None:
    """G55: a content, a tree, a commit."""
    work.commit(EMAIL, {"config/api.yaml": API.replace("plan: a", "plan: EVIL")})
    expected = as_json(of_commits(work))
    for evil, good in (("HEAD:config/api.yaml", "main:config/api.yaml"), ("HEAD^{tree}", "main^{tree}")):
        work.git("replace", work.oid(evil), work.oid(good))
        assert "EVIL" not in work.git("show", "HEAD:config/api.yaml")
        assert as_json(of_commits(work)) == expected
    work.git("replace", work.oid("HEAD"), work.oid("main"))
    assert as_json(of_commits(work)) == expected


def test_what_only_a_merge_brought_is_judged(work: Repository) -> None:
    """G18: no list of commits' own changes shows it."""
    work.commit(EMAIL, {"config/api.yaml": API.replace("mx1", "mx2")})
    work.branch("side", "main")
    work.commit("x\n", {"README.md": "y\n"})
    work.switch("work")
    work.git("merge", "--quiet", "--no-commit", "side")
    work.write("config/api.yaml", API.replace("mx1", "mx2").replace("plan: a", "plan: EVIL"))
    work.add()
    work.commit_staged("Merge side\n")
    assert "EVIL" not in work.git("log", "-p", "main..work")
    assert findings(of_commits(work)) == ["error outside-intent config/api.yaml:billing.plan"]


def test_a_merge_of_three_is_judged_between_named_ends(work: Repository) -> None:
    """G17: all that it brings, in whichever of its parents it stood."""
    for name, path in (("one", "config/email/a.yaml"), ("two", "config/billing/b.yaml")):
        work.branch(name, "main")
        work.commit(f"{name}\n", {path: "a: 1\n"})
    work.switch("work")
    work.commit(EMAIL, {"config/api.yaml": API.replace("mx1", "mx2")})
    work.merge("one", "two")
    assert len(work.git("rev-list", "--parents", "-n1", "HEAD").split()) == 4
    report = of_commits(work)
    assert changed(report) == {"config/api.yaml:smtp.host", "config/email/a.yaml:a", "config/billing/b.yaml:a"}
    assert findings(report) == ["error outside-intent config/billing/b.yaml:a"]


def test_a_file_above_the_limit_is_unreadable_and_not_passed_over(work: Repository) -> None:
    """G64."""
    work.commit(EMAIL, {"config/email/big.yaml": "a: 1\n" + "#" * 5_000_000})
    assert errors(of_commits(work)) == {"unreadable-config"}
    work.commit(EMAIL, {"config/email/big.yaml": "a: 1\n" + "#" * 4_999_994})
    assert of_commits(work).verdict == "pass"


def test_twins_of_a_name_are_files_of_their_own(work: Repository) -> None:
    """G48, G49: and are told, for a disk may hold but one of them."""
    twins = {"config/email/C.yaml": "a: 1\n", "config/email/c.yaml": "a: 2\n"}
    work.commit(EMAIL, {**twins, "config/email/\u00e9.yaml": "a: 1\n", "config/email/e\u0301.yaml": "a: 2\n"})
    report = of_commits(work)
    assert len(report.changes) == 4
    assert errors(report) == {"confusable-name"}
