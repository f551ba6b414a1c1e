from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.errors import Misasked, Undecided
from tests.repositories import Repository
from tests.unit.revisions.asking import commits, contents, differing, only

if TYPE_CHECKING:
    from pathlib import Path


def test_a_branch_is_compared_from_where_it_left(repository: Repository) -> None:
    start = repository.commit("Start", {"a.yaml": "a: 1\n", "b.yaml": "b: 1\n"})
    repository.branch("feature")
    repository.commit("Mine", {"a.yaml": "a: 2\n"})
    repository.switch("main")
    theirs = repository.commit("Theirs", {"b.yaml": "b: 2\n"})
    found = commits(repository, "main", "feature")
    assert differing(found) == ["a.yaml"]
    assert contents(found, "a.yaml") == (b"a: 1\n", b"a: 2\n")
    assert (found.tip.revision.oid, [b.revision.oid for b in found.bases]) == (theirs, [start])
    assert str(found.tip.revision) == f"{theirs[:7]} (main)"
    assert found.root == repository.directory


def test_messages_are_those_of_the_branch_oldest_first_with_the_files_they_touch(
    repository: Repository,
) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.branch("feature")
    first = repository.commit("feat: one\n\nConfig-Scope: email\n", {"a.yaml": "2"})
    second = repository.commit("Two", {"folder/b.yaml": "1", "a.yaml": None})
    repository.switch("main")
    repository.commit("Not mine", {"c.yaml": "1"})
    repository.switch("feature")
    merge = repository.merge("main", message="Bring main in")
    messages = commits(repository).messages
    assert messages is not None
    assert [m.where for m in messages] == [first[:7], second[:7], merge[:7]]
    assert messages[0].text == "feat: one\n\nConfig-Scope: email\n"
    assert [m.files for m in messages] == [
        frozenset({"a.yaml"}),
        frozenset({"a.yaml", "folder/b.yaml"}),
        frozenset({"c.yaml"}),
    ]


def test_a_message_in_another_encoding_is_read_as_what_it_is(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.branch("feature")
    repository.git("config", "i18n.commitEncoding", "latin-1")
    repository.write("a.yaml", "2")
    repository.add()
    repository.git("commit", "--quiet", "--file=-", feed="Für alle".encode("latin-1"))
    messages = commits(repository).messages
    assert messages is not None
    assert messages[0].text == "Für alle\n"


def test_a_rename_is_a_removal_and_an_addition(repository: Repository) -> None:
    """G19, G20."""
    text = "".join(f"key{n}: {n}\n" for n in range(50))
    repository.commit("Start", {"prod.yaml": text})
    repository.branch("feature")
    repository.commit("Move", {"prod.yaml": None, "other.txt": text + "more: 1\n"})
    found = commits(repository)
    assert differing(found) == ["other.txt", "prod.yaml"]
    assert only(found, "other.txt").base is None
    assert only(found, "prod.yaml").head is None


@pytest.mark.parametrize("setting", ["diff.renames=copies", "diff.renameLimit=1", "diff.noprefix=true"])
def test_settings_of_diff_change_nothing(repository: Repository, setting: str) -> None:
    """G21."""
    repository.commit("Start", {"a.yaml": "a: 1\n"})
    repository.branch("feature")
    repository.commit("Move", {"a.yaml": None, "b.yaml": "a: 1\n"})
    repository.git("config", *setting.split("="))
    assert differing(commits(repository)) == ["a.yaml", "b.yaml"]


def test_a_mode_alone_is_a_difference(repository: Repository) -> None:
    """G22."""
    repository.commit("Start", {"a.sh": "x"})
    repository.branch("feature")
    (repository.top / "a.sh").chmod(0o755)
    repository.commit("Mode")
    pair = only(commits(repository), "a.sh")
    assert pair.base is not None
    assert pair.head is not None
    assert (pair.base.mode, pair.head.mode) == (0o100644, 0o100755)
    assert pair.base.oid == pair.head.oid


def test_a_file_that_became_a_symlink_says_so_and_holds_its_target(repository: Repository) -> None:
    """G23."""
    repository.commit("Start", {"c.yaml": "a: 1\n"})
    repository.branch("feature")
    (repository.top / "c.yaml").unlink()
    (repository.top / "c.yaml").symlink_to("/etc/passwd")
    repository.commit("Link")
    found = commits(repository)
    pair = only(found, "c.yaml")
    assert pair.head is not None
    assert pair.head.kind == "symlink"
    assert contents(found, "c.yaml") == (b"a: 1\n", b"/etc/passwd")


def test_a_folder_that_became_a_symlink_loses_its_files(repository: Repository) -> None:
    """G24."""
    repository.commit("Start", {"d/x.yaml": "1"})
    repository.branch("feature")
    repository.write("d/x.yaml", None)
    (repository.top / "d").rmdir()
    (repository.top / "d").symlink_to("elsewhere")
    repository.commit("Link")
    found = commits(repository)
    assert differing(found) == ["d", "d/x.yaml"]
    assert found.head.find("d/x.yaml") is None


def test_a_submodule_is_its_pointer(repository: Repository) -> None:
    """G25."""
    start = repository.commit("Start", {"c.yaml": "a: 1\n"})
    repository.branch("feature")
    repository.git("update-index", "--cacheinfo", f"160000,{start},c.yaml")
    repository.commit_staged("Pointer")
    found = commits(repository)
    pair = only(found, "c.yaml")
    assert pair.head is not None
    assert (pair.head.kind, pair.head.oid) == ("submodule", start)
    assert contents(found, "c.yaml")[1] == b""


def test_what_only_a_merge_commit_changed_is_seen(repository: Repository) -> None:
    """G18."""
    repository.commit("Start", {"a.yaml": "1", "evil.yaml": "good"})
    repository.branch("feature")
    repository.commit("Mine", {"a.yaml": "2"})
    repository.branch("side", "main")
    repository.commit("Side", {"b.yaml": "1"})
    repository.switch("feature")
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    repository.write("evil.yaml", "evil")
    repository.add()
    repository.commit_staged("Merge")
    assert differing(commits(repository)) == ["a.yaml", "b.yaml", "evil.yaml"]


def test_each_of_several_merge_bases_is_compared(repository: Repository) -> None:
    """G06: a criss-cross."""
    repository.commit("Start", {"x.yaml": "1"})
    repository.branch("left")
    left = repository.commit("Left", {"left.yaml": "1"})
    repository.branch("right", "main")
    right = repository.commit("Right", {"right.yaml": "1"})
    repository.merge("left")
    repository.switch("left")
    repository.merge(right)
    repository.commit("On", {"x.yaml": "2"})
    found = commits(repository, "right", "left")
    assert [base.revision.oid for base in found.bases] == sorted([left, right])
    by_base = dict(zip([base.revision.oid for base in found.bases], found.differences, strict=True))
    assert [d.path for d in by_base[left]] == ["right.yaml", "x.yaml"]
    assert [d.path for d in by_base[right]] == ["left.yaml", "x.yaml"]


def test_histories_without_a_common_commit_are_undecided(repository: Repository) -> None:
    """G05."""
    repository.commit("Start", {"a.yaml": "1"})
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.commit("Other", {"a.yaml": "2"})
    with pytest.raises(Undecided, match="no history in common"):
        commits(repository)


def test_a_detached_head_works(repository: Repository) -> None:
    """G07."""
    repository.commit("Start", {"a.yaml": "1"})
    repository.git("checkout", "--quiet", "--detach")
    oid = repository.commit("On", {"a.yaml": "2"})
    found = commits(repository)
    assert differing(found) == ["a.yaml"]
    assert found.head.revision.oid == oid


def test_one_side_equal_to_the_other_has_no_differences_and_no_messages(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    found = commits(repository)
    assert found.differences == ((),)
    assert found.messages == ()


def test_a_sha256_repository_works(tmp_path: Path) -> None:
    """G57."""
    repository = Repository(tmp_path / "long", object_format="sha256")
    repository.commit("Start", {"d/a.yaml": "1"})
    repository.branch("feature")
    repository.commit("On", {"d/a.yaml": "2"})
    found = commits(repository)
    assert contents(found, "d/a.yaml") == (b"1", b"2")
    assert found.head.find("d/a.yaml") == only(found, "d/a.yaml").head
    assert len(found.head.revision.oid or "") == 64


def test_a_linked_work_tree_works(repository: Repository, tmp_path: Path) -> None:
    """G33."""
    repository.commit("Start", {"a.yaml": "1"})
    repository.git("worktree", "add", "--quiet", "-b", "feature", str(tmp_path / "linked"))
    linked = Repository(tmp_path / "linked", init=False)
    linked.commit("On", {"a.yaml": "2"})
    found = commits(linked)
    assert differing(found) == ["a.yaml"]
    assert found.root == linked.directory


def test_a_git_folder_elsewhere_works(tmp_path: Path) -> None:
    """G33."""
    repository = Repository(tmp_path / "here")
    repository.git("init", "--quiet", f"--separate-git-dir={tmp_path / 'there'}")
    repository.commit("Start", {"a.yaml": "1"})
    repository.branch("feature")
    repository.commit("On", {"a.yaml": "2"})
    assert differing(commits(repository)) == ["a.yaml"]


def test_replaced_objects_are_seen_as_they_are(repository: Repository) -> None:
    """G55."""
    repository.commit("Start", {"a.yaml": "a: 1\n", "nice.yaml": "a: ok\n"})
    repository.branch("feature")
    repository.commit("On", {"a.yaml": "a: EVIL\n"})
    repository.git("replace", repository.oid("HEAD:a.yaml"), repository.oid("HEAD:nice.yaml"))
    assert contents(commits(repository), "a.yaml") == (b"a: 1\n", b"a: EVIL\n")


def test_case_and_unicode_twins_are_files_of_their_own(repository: Repository) -> None:
    """G48, G49."""
    names = ["C.yaml", "c.yaml", "\u00e9.yaml", "e\u0301.yaml"]
    repository.commit("Start", {"x": "1"})
    repository.branch("feature")
    repository.commit("Twins", dict.fromkeys(names, "a: 1\n"))
    found = commits(repository)
    assert set(differing(found)) == set(names)
    assert all(found.head.find(name) is not None for name in names)


@pytest.mark.parametrize(
    "name",
    [
        "--output=/tmp/x",
        "-h",
        ":/Start",
        "HEAD^{/Start}",
        "@{-1}",
        "main..HEAD",
        "main:a.yaml",
        "ma*in",
        "a b",
        "a\nb",
        "",
        "^main",
    ],
)
def test_a_word_that_git_might_read_otherwise_is_refused(repository: Repository, name: str) -> None:
    """G61."""
    repository.commit("Start", {"a.yaml": "1"})
    with pytest.raises(Misasked, match="not a name of a revision"):
        commits(repository, name)


@pytest.mark.parametrize(
    "name",
    ["HEAD", "@", "main", "HEAD~1", "HEAD^", "refs/heads/main", "v1", "v1^{}", "bräuche/x", "HEAD^1~0"],
)
def test_a_tidy_name_is_understood(repository: Repository, name: str) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.commit("On", {"a.yaml": "2"})
    repository.git("tag", "-a", "-m", "One", "v1")
    repository.git("branch", "bräuche/x")
    assert commits(repository, name).bases[0].revision.name == name


def test_a_short_id_is_understood(repository: Repository) -> None:
    oid = repository.commit("Start", {"a.yaml": "1"})
    assert commits(repository, oid[:8]).bases[0].revision.oid == oid


def test_a_misspelt_revision_is_misasked_and_near_names_are_told(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.git("branch", "production")
    with pytest.raises(Misasked, match="there is no revision prodution") as caught:
        commits(repository, "prodution")
    assert caught.value.cures == ("did you mean production?",)


def test_a_branch_that_only_the_remote_has_is_told(repository: Repository, tmp_path: Path) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    repository.git("branch", "release")
    copy = repository.clone(tmp_path / "copy")
    with pytest.raises(Misasked, match="there is no revision release") as caught:
        commits(copy, "release")
    assert caught.value.cures == ("did you mean origin/release?",)


def test_an_id_that_nothing_has_is_undecided(repository: Repository) -> None:
    repository.commit("Start", {"a.yaml": "1"})
    with pytest.raises(Undecided, match="commit 123412341234 is not in this clone"):
        commits(repository, "1234" * 10)


def test_files_are_found_without_listing_and_listed_when_asked(repository: Repository) -> None:
    repository.commit("Start", {"b/c/d.yaml": "1", "b.yaml": "2", "a": "3"})
    tree = commits(repository).head
    found = tree.find("b/c/d.yaml")
    assert found is not None
    assert tree.read([found]) == {found: b"1"}
    assert [file.path for file in tree.files()] == ["a", "b.yaml", "b/c/d.yaml"]
    assert all(tree.find(file.path) == file for file in tree.files())
    for absent in ("b", "b/c", "b/c/d.yaml/e", "x", "", "/a", "a/"):
        assert tree.find(absent) is None


def test_a_file_over_the_limit_is_left_out_and_the_next_is_read(repository: Repository) -> None:
    """G64."""
    repository.commit("Start", {"big.yaml": b"x" * 5_000_001, "limit.yaml": b"y" * 5_000_000, "z.yaml": b"1"})
    tree = commits(repository).head
    contents_of = {file.path: len(data) for file, data in tree.read(list(tree.files())).items()}
    assert contents_of == {"limit.yaml": 5_000_000, "z.yaml": 1}
    assert tree.find("z.yaml") is not None


@pytest.mark.parametrize("encoding", ["punycode", "idna", "unicode_escape", "utf-7", "hex", "undefined", "no-such"])
def test_no_encoding_of_python_alone_is_believed(encoding: str, repository: Repository) -> None:
    """They would hide words from people, hang for hours or end in a fault; git shows such a message as it is."""
    repository.commit("Begin", {"a.yaml": "a: 1\n"})
    tree, parent = repository.oid("HEAD^{tree}"), repository.oid("HEAD")
    who = "Ada <ada@example.org> 1700000000 +0000"
    head = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\nencoding {encoding}\n\n"
    message = "Change\\n\\n" + "a" * 9 + "-" + "9" * 500_000
    oid = repository.git("hash-object", "-t", "commit", "-w", "--stdin", feed=f"{head}{message}".encode())
    comparison = commits(repository, parent, oid)
    assert [said.text for said in comparison.messages or ()] == [message]
