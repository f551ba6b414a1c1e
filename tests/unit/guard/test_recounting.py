"""What a history tells where it is not a plain row of versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.cli.pasts import API, Past, past

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

__all__ = ["past"]

SIZE = "config/api.yaml:smtp.pool"


def test_a_file_is_followed_under_all_the_names_it_had(past: Past) -> None:
    past.repository.commit("Edit", {"config/api.yaml": API.replace("10", "11")})
    past.repository.git("mv", "config/api.yaml", "config/second.yaml")
    past.repository.commit("Rename", {"config/second.yaml": API.replace("10", "12")})
    past.repository.git("mv", "config/second.yaml", "config/third.yaml")
    past.repository.commit("Rename again")
    past.repository.commit("Edit again", {"config/third.yaml": API.replace("10", "13")})
    found = past.changes("config/third.yaml:smtp.pool")
    assert found == [
        ("Edit again", "config/third.yaml:smtp.pool", 12, 13),
        ("Rename", "config/third.yaml:smtp.pool", 11, 12),
        ("Edit", "config/third.yaml:smtp.pool", 10, 11),
        ("Begin", "config/third.yaml:smtp.pool", None, 10),
    ]
    said = past.log("config/third.yaml:smtp.pool")
    assert "  config/third.yaml: renamed from config/second.yaml" in said
    assert "  config/second.yaml: renamed from config/api.yaml" in said
    assert "  config/third.yaml  (then config/api.yaml)" in said


def test_a_file_that_was_no_configuration_under_its_old_name_is_followed_there(past: Past) -> None:
    past.repository.commit("Elsewhere", {"old/b.yaml": "a: 1\nb: 2\nc: 3\n"})
    past.repository.commit("Edit there", {"old/b.yaml": "a: 1\nb: 2\nc: 4\n"})
    past.repository.git("mv", "old/b.yaml", "config/b.yaml")
    past.repository.commit("Bring it in")
    assert [c[0] for c in past.changes("config/b.yaml:c")] == ["Edit there", "Elsewhere"]


def test_a_name_that_two_files_had_tells_of_the_one_that_went_on_elsewhere(past: Past) -> None:
    past.repository.git("mv", "config/api.yaml", "config/gone.yaml")
    past.repository.commit("Away")
    past.repository.commit("Anew", {"config/api.yaml": "smtp: { pool: 99 }\nother: [1, 2, 3]\n"})
    assert past.changes(SIZE) == [("Anew", SIZE, None, 99), ("Begin", SIZE, None, 10)]
    assert "  config/api.yaml: renamed to config/gone.yaml, under which it went on" in past.log(SIZE)
    assert [c[0] for c in past.changes("config/gone.yaml:smtp.pool")] == ["Begin"]


def test_a_deleted_file_has_a_history_and_one_that_comes_back_is_added(past: Past) -> None:
    past.repository.commit("Drop", {"config/api.yaml": None})
    assert past.changes(SIZE) == [("Drop", SIZE, 10, None), ("Begin", SIZE, None, 10)]
    past.repository.commit("Back", {"config/api.yaml": API})
    assert past.changes(SIZE)[0] == ("Back", SIZE, None, 10)


def test_a_version_that_cannot_be_read_is_said_and_the_next_is_held_against_the_last_that_could(past: Past) -> None:
    past.repository.commit("Break", {"config/api.yaml": "smtp: [\n"})
    past.repository.commit("Break worse", {"config/api.yaml": "smtp: {\n"})
    past.repository.commit("Mend", {"config/api.yaml": API.replace("10", "20")})
    events = past.facts(SIZE)["events"]
    assert [event["subject"] for event in events] == ["Mend", "Break worse", "Break", "Begin"]
    assert [(c["before"], c["after"]) for c in events[0]["changes"]] == [(10, 20)]
    assert events[0]["remarks"] == ["config/api.yaml: held against an earlier version: the one before cannot be read"]
    assert all(event["remarks"][0].startswith("config/api.yaml: cannot be read: ") for event in events[1:3])


def test_where_no_version_before_can_be_read_nothing_is_claimed(past: Past) -> None:
    past.repository.commit("Broken", {"config/b.yaml": "a: [\n"})
    past.repository.commit("Whole", {"config/b.yaml": "a: 1\n"})
    [event] = past.facts("config/b.yaml:a", "--since", "HEAD~1")["events"]
    assert event["changes"] == []
    assert event["remarks"] == ["config/b.yaml: what changed cannot be told: no version before it could be read"]
    assert past.changes("config/b.yaml:a") == [("Whole", "config/b.yaml:a", None, 1)]


def test_a_merge_brings_what_its_branch_changed_and_the_words_of_all_its_commits(past: Past) -> None:
    past.repository.branch("feature")
    past.repository.commit("One\n\nConfig-Scope: email\n", {"config/api.yaml": API.replace("10", "15")})
    past.repository.commit(
        "Two\n\nConfig-Setting: config/api.yaml:smtp.pool = 20\n", {"config/api.yaml": API.replace("10", "20")}
    )
    past.repository.switch("main")
    past.repository.commit("Meanwhile\n\nConfig-Scope: storage\n", {"config/b.yaml": "database: { host: x }\n"})
    merge = past.repository.merge("feature", message="Merge it")
    event = past.facts(SIZE)["events"][0]
    assert (event["commit"], event["subject"]) == (merge, "Merge it")
    assert [(c["before"], c["after"]) for c in event["changes"]] == [(10, 20)]
    assert [said["text"] for said in event["said"]] == [
        "Config-Scope: email",
        "Config-Setting: config/api.yaml:smtp.pool = 20",
    ]


def test_words_belong_to_the_merge_that_brought_them_first(past: Past) -> None:
    for number in (1, 2):
        past.repository.branch(f"feature-{number}", "main")
        text = API.replace("10", f"1{number}")
        past.repository.commit(f"Work {number}\n\nConfig-Scope: email\n", {"config/api.yaml": text})
        past.repository.switch("main")
        past.repository.merge(f"feature-{number}", message=f"Merge {number}")
    said = [[one["commit"] for one in event["said"]] for event in past.facts(SIZE)["events"]]
    assert said == [[past.repository.oid("feature-2")[:7]], [past.repository.oid("feature-1")[:7]], []]


def test_a_shallow_history_says_where_it_ends_and_claims_nothing_of_its_last_commit(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.repository.commit("Edit", {"config/api.yaml": API.replace("10", "20")})
    past.repository.commit("Edit again", {"config/api.yaml": API.replace("10", "30")})
    monkeypatch.chdir(past.repository.clone(tmp_path / "shallow", "--depth=2").top)
    said = past.log(SIZE)
    assert [c[0] for c in past.changes(SIZE)] == ["Edit again"]
    assert said[-1].startswith("history ends here: shallow at ")
    assert said[-1].endswith("what was before is not in this clone: git fetch --unshallow")
    assert past.facts(SIZE)["looked_at"]["ends"] == "shallow"
    assert past.facts(SIZE, "--since", "2023-11-14T22:16")["looked_at"]["ends"] == "asked"
    assert past.facts("--at", "..2023-11-14T22:14")["looked_at"] == {
        "commits": 0,
        "first": None,
        "ends": "shallow",
        "dated_before_parent": 0,
    }


def test_a_clone_of_one_commit_has_no_history_and_says_so(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.repository.commit("Edit", {"config/api.yaml": API.replace("10", "20")})
    monkeypatch.chdir(past.repository.clone(tmp_path / "shallow", "--depth=1").top)
    assert past.log(SIZE)[-1].startswith("history ends here: shallow; what was before is not in this clone")


def test_words_that_a_shallow_clone_cuts_off_are_said_to_be(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.repository.branch("feature")
    for number in range(3):
        past.repository.commit(
            f"Work\n\nConfig-Scope: s{number}\n", {"config/api.yaml": API.replace("10", f"2{number}")}
        )
    past.repository.switch("main")
    past.repository.commit("Meanwhile", {"other.txt": "x"})
    past.repository.merge("feature")
    monkeypatch.chdir(past.repository.clone(tmp_path / "shallow", "--depth=3").top)
    event = past.facts(SIZE)["events"][0]
    assert event["remarks"] == ["the words of the commits that it merged are cut off: this clone is shallow"]
    assert [one["text"] for one in event["said"]] == ["Config-Scope: s1", "Config-Scope: s2"]


def test_what_repeats_a_secret_that_did_not_change_with_it_is_not_shown(past: Past) -> None:
    past.repository.commit("Begin", {"config/b.yaml": "password: S3NTINEL-1\nplan: gold\n"})
    past.repository.commit("Repeat S3NTINEL-1", {"config/b.yaml": "password: S3NTINEL-1\nplan: x?S3NTINEL-1\n"})
    said = "\n".join(past.log("config/b.yaml:plan"))
    assert ("plan  changed" in said, "S3NTINEL" in said) == (True, False), said


def test_a_secret_is_never_shown_in_values_subjects_or_words(past: Past) -> None:
    first, second = "S3NTINEL-one-long", "S3NTINEL-two-long"
    form = "smtp: {{ pool: 10, password: {} }}\n"
    past.repository.commit("Begin with it", {"config/api.yaml": form.format(first)})
    said = f"Set {second}\n\nConfig-Setting: config/api.yaml:smtp.password = {second}\nConfig-Scope: {first}\n"
    past.repository.commit(said, {"config/api.yaml": form.format(second)})
    past.repository.commit("Copy", {"config/b.yaml": f"database: {{ host: {first} }}\n"})
    for said_as in ("text", "json"):
        status, out, err = past.run("log", "--format", said_as)
        assert (status, "S3NTINEL" in out + err) == (0, False)
    assert "password  changed" in "\n".join(past.log("email"))
    assert past.changes()[0] == ("Copy", "config/b.yaml:database.host", None, None)


def test_dates_that_run_backwards_are_counted(past: Past) -> None:
    late = {"GIT_COMMITTER_DATE": "1800000000 +0000"}
    past.repository.write("config/api.yaml", API.replace("10", "20"))
    past.repository.add()
    past.repository.git("commit", "--quiet", "-m", "Late clock", environ=late)
    past.repository.commit("After it", {"config/api.yaml": API.replace("10", "30")})
    status, _, err = past.run("log", "--at", "2023-11-14..2023-11-15")
    assert (status, "1 commit is dated before the commit behind it" in err) == (0, True)
    assert [c[0] for c in past.changes(SIZE, "--at", "2027-01-01..2027-12-31")] == ["Late clock"]


def test_the_committer_date_counts_and_not_the_author_s(past: Past) -> None:
    past.repository.write("config/api.yaml", API.replace("10", "20"))
    past.repository.add()
    past.repository.git("commit", "--quiet", "-m", "Old work", environ={"GIT_AUTHOR_DATE": "1000000000 +0000"})
    assert past.changes("--at", "2001-01-01..2002-01-01") == []
    assert [c[0] for c in past.changes(SIZE, "--since", "2023-11-14")] == ["Old work", "Begin"]


def test_another_revision_has_its_own_history(past: Past) -> None:
    past.repository.branch("other")
    past.repository.commit("There", {"config/api.yaml": API.replace("10", "20")})
    past.repository.switch("main")
    assert [c[0] for c in past.changes(SIZE)] == ["Begin"]
    assert [c[0] for c in past.changes(SIZE, "--head", "other")] == ["There", "Begin"]


def test_a_mode_that_changes_is_a_change_of_the_file(past: Past) -> None:
    past.repository.git("update-index", "--chmod=+x", "config/api.yaml")
    past.repository.commit_staged("Executable")
    assert [c[1] for c in past.changes("config/api.yaml:@mode")] == ["config/api.yaml:@mode"]


def test_a_bare_repository_is_refused_with_its_cure(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(past.repository.clone(tmp_path / "bare.git", "--bare").top)
    status, out, err = past.run("log", SIZE)
    assert (status, out) == (3, "")
    assert "git clone . ../work-tree" in err
