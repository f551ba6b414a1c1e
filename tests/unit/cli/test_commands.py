"""Each command as somebody at a keyboard would try it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest

from configguard import __version__, reporters
from configguard.cli import _parser
from configguard.cli._writing import Planned, write_all
from configguard.errors import Undecided
from tests.unit.cli.commands import API, STRAYED, Desk, desk

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]
RANGE = ("--base", "main", "--head", "change")
HOST = "config/api.yaml:database.host"


def test_a_change_that_strays_fails_and_names_both_ways_out(desk: Desk) -> None:
    ran = desk.run("check", *RANGE)
    assert ran.status == 1
    assert ran.out.splitlines()[0] == "✗ 1 of 2 changes is outside the intent"
    assert f"configguard restore -- {HOST}" in ran.out
    assert f"Config-Setting: {HOST}" in ran.out


def test_what_suggest_says_makes_check_pass(desk: Desk) -> None:
    lines = desk.run("suggest", *RANGE).out.splitlines()
    assert lines == ["Config-Scope: email", f"Config-Setting: {HOST}"]
    assert desk.run("check", *RANGE, "--scope", "email", "--setting", HOST).status == 0


def test_advisory_reports_and_ends_with_0_but_not_for_a_wrong_question(desk: Desk) -> None:
    assert desk.run("check", *RANGE, "--advisory").status == 0
    assert desk.run("check", "--base", "mian", "--advisory").status == 2


def test_a_target_of_the_command_line_replaces_what_was_said_and_is_in_the_report(desk: Desk) -> None:
    said = json.loads(desk.run("check", *RANGE, "--target", "api@prod", "--format", "json").out)["intent"]
    assert [(line["source"], line["text"]) for line in said["said"]] == [("option", "Config-Target: api@prod")]
    assert said["scopes"] == []


def test_the_format_does_not_change_the_status(desk: Desk) -> None:
    for name in reporters.names():
        assert desk.run("check", *RANGE, "--format", name).status == 1


def test_several_reports_go_to_files_and_one_to_stdout(desk: Desk) -> None:
    ran = desk.run("check", *RANGE, "--format", "oneline", "--format", "json=report.json", "--format", "sarif=r.sarif")
    report = json.loads(desk.read("report.json"))
    jsonschema.validate(report, json.loads(desk.run("schema", "report").out))
    assert report["verdict"] == "fail"
    assert json.loads(desk.read("r.sarif"))["version"] == "2.1.0"
    assert "error[critical-setting]" in ran.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "--format", "xml"), "the reporters are"),
        (("check", "--format", "json", "--format", "text"), "only one reporter can write to the terminal"),
        (("check", "--format", "json="), "names no file"),
        (("check", *RANGE, "--format", "json=absent/report.json"), "mkdir -p -- "),
        (("check", "--base", "mian"), "main"),
        (("check", "--message-file", "absent"), "cannot be read"),
        (("check", "--policy", "absent.yaml"), "cannot be read"),
        (("check", "--event", "absent.json"), "absent.json"),
        (("explain", "outside-intnt"), "did you mean outside-intent"),
        (("explain", "config/api.yaml:database.hots"), "did you mean config/api.yaml:database.host?"),
        (("explain", "config/absent.yaml:a"), "no configuration file has a setting at"),
        (("explain", "config/api.yaml:a..b"), "is no setting"),
        (("restore", "--", "config/api.yaml:smtp.pool.absent"), "nothing changed at"),
        (("restore", "--outside", "emial"), "did you mean email?"),
        (("restore", "--outside", "payments"), "configguard list scopes"),
        (("restore", "--", "smtp.pool.size"), "did you mean config/api.yaml:smtp.pool.size?"),
        (("explain", "smtp.pool.size"), "did you mean config/api.yaml:smtp.pool.size?"),
        (("explain", "zebra"), "configguard list rules"),
        (("check", "--format", "jsn"), "did you mean json?"),
        (("check", "--base", "main...change"), "name both ends: --base main --head change"),
        (("check", "config/api.yaml"), "it looks at the whole change; say which: --base REV --head REV"),
        (("--staged",), "the command comes first: configguard check --staged"),
        (("restore", "--outside", "email", HOST), "exclude each other"),
        (("demo", "absent"), "configguard demo brevo-2025-07-25"),
    ],
)
def test_a_wrong_question_ends_with_2_and_says_what_to_do(desk: Desk, arguments: tuple[str, ...], words: str) -> None:
    ran = desk.run(*arguments)
    assert ran.status == 2
    assert words in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("arguments", [("check", "--nope"), ("chek",), ("check", "--head", "x", "--staged"), ()])
def test_what_is_no_command_line_is_said_in_words(desk: Desk, arguments: tuple[str, ...]) -> None:
    ran = desk.run(*arguments)
    assert ran.status == 2
    assert "--help\n" in ran.err or "usage: configguard" in ran.out


@pytest.mark.parametrize(
    ("arguments", "near", "see"),
    [
        (("chek",), "check", "configguard --help"),
        (("help",), "--help", "configguard --help"),
        (("version",), "--version", "configguard --help"),
        (("check", "--advisry"), "--advisory", "configguard check --help"),
        (("suggest", "--staged", "--polcy=x"), "--policy", "configguard suggest --help"),
        (("list", "pack"), "packs", "configguard list --help"),
        (("check", "--fail-on", "eror"), "error", "configguard check --help"),
    ],
)
def test_what_is_nearly_a_command_line_is_answered_by_what_is_near(
    desk: Desk, arguments: tuple[str, ...], near: str, see: str
) -> None:
    ran = desk.run(*arguments)
    assert ran.status == 2
    assert ran.err.endswith(f"\n\n  did you mean {near}?\n  see: {see}\n")


def test_restore_puts_back_one_setting_and_no_other_byte(desk: Desk) -> None:
    ran = desk.run("restore", "--", HOST)
    assert (ran.status, ran.err) == (0, f"put back {HOST}\n")
    assert desk.read("config/api.yaml") == STRAYED.replace("db-replica", "db-primary")
    assert desk.run("check").status == 0


def test_restore_alone_puts_back_what_lies_outside_the_intent(desk: Desk) -> None:
    assert desk.run("restore").status == 0
    assert desk.read("config/api.yaml") == STRAYED.replace("db-replica", "db-primary")
    assert "nothing to put back" in desk.run("restore").err


def test_a_dry_run_writes_nothing_and_shows_no_secret(desk: Desk) -> None:
    ran = desk.run("restore", "--dry-run", "--", HOST)
    assert ran.out.endswith(f"would show a secret; 1 setting would be put back:\n#   {HOST}\n")
    assert "S3NTINEL" not in ran.out
    assert desk.read("config/api.yaml") == STRAYED


def test_a_dry_run_is_a_patch_that_git_applies(desk: Desk) -> None:
    desk.repository.commit("Config-Scope: none", {"config/plain.yaml": "a: 1   # one\nb: 2\n"})
    desk.repository.git("branch", "--force", "main", "change")
    desk.repository.write("config/plain.yaml", "a: 3   # one\nb: 4\n")
    patch = desk.run("restore", "--dry-run", "--", "config/plain.yaml:a").out
    desk.repository.git("apply", feed=patch.encode())
    assert desk.read("config/plain.yaml") == "a: 1   # one\nb: 4\n"


def test_a_patch_far_from_the_secret_is_shown(desk: Desk) -> None:
    far = API + "".join(f"line_{n}: {n}\n" for n in range(9)) + "last: 1\n"
    desk.repository.commit("x", {"config/api.yaml": far})
    desk.repository.git("branch", "--force", "main", "HEAD")
    desk.repository.write("config/api.yaml", far.replace("last: 1", "last: 2"))
    ran = desk.run("restore", "--dry-run", "--", "config/api.yaml:last")
    assert "-last: 2\n+last: 1\n" in ran.out
    assert "S3NTINEL" not in ran.out


def test_a_password_within_a_url_is_a_secret_whatever_it_is_called(desk: Desk) -> None:
    desk.repository.commit("x", {"config/plain.yaml": "url: postgres://app:S3NTINEL@db/x\nhost: http://db:80/a@b\n"})
    for arguments in (("diff",), ("check",), ("check", "--format", "json"), ("explain", "config/plain.yaml:url")):
        assert "S3NTINEL" not in desk.run(*arguments).out
    assert "http://db:80/a@b" in desk.run("diff").out


def test_a_secret_that_an_anchor_repeats_is_explained_nowhere(desk: Desk) -> None:
    desk.repository.commit("x", {"config/plain.yaml": "password: &p S3NTINEL\nother: *p\nplain: 1\n"})
    assert "•••" in desk.run("explain", "config/plain.yaml:other").out
    assert "S3NTINEL" not in desk.run("explain", "config/plain.yaml:other").out
    assert "1   (integer)" in desk.run("explain", "config/plain.yaml:plain").out


def test_restore_brings_a_deleted_file_back_and_takes_a_new_one_away(desk: Desk) -> None:
    desk.repository.write("config/api.yaml", None)
    desk.repository.write("config/new.yaml", "a: 1\n")
    assert desk.run("restore", "--", "config/api.yaml", "config/new.yaml").status == 0
    assert desk.read("config/api.yaml") == API
    assert not (desk.repository.top / "config/new.yaml").exists()


@pytest.mark.parametrize("sign", ["CI", "TF_BUILD", "JENKINS_URL"])
def test_in_ci_a_check_must_be_told_what_to_compare_with(
    desk: Desk, sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(sign, "true")
    for arguments in ((), ("--head", "HEAD"), ("--worktree",)):
        ran = desk.run("check", *arguments)
        assert ran.status == 2
        assert "configguard check --base origin/main --head HEAD" in ran.err
    assert desk.run("check", "--base", "main").status == 3  # the text of the pull request could still cover it
    assert desk.run("check", "--staged", "--no-intent").status == 0


def test_a_diff_tells_types_apart_and_names_where_a_setting_came_from(desk: Desk) -> None:
    desk.repository.commit("Add", {"config/plain.yaml": "port: 80\nold: {hostname: db.internal}\n"})
    desk.repository.write("config/plain.yaml", "port: '80'\nnew: {hostname: db.internal}\n")
    out = desk.run("diff", "--base", "HEAD").out
    assert '  port  80 → "80" (integer → string)\n' in out
    assert "  new.hostname  added db.internal (moved from old.hostname)\n" in out


def test_what_cannot_be_read_is_said_once_and_never_taken_for_no_change(desk: Desk) -> None:
    desk.repository.commit("Add", {"config/odd.txt": "a"})
    desk.repository.write("config/odd.txt", "b")
    for command in ("diff", "suggest"):
        ran = desk.run(command, "--base", "HEAD")
        assert ran.status == 3
        assert ran.err.count("config/odd.txt could not be read") == 1
    assert "nothing to declare" not in ran.err


def test_restore_writes_all_or_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.repository.write("config/a.yaml", "a: 1\n")
    real = os.replace

    def fails_for_api(source: str, target: str) -> None:
        if str(target).endswith("a.yaml") and "api" not in str(target):
            raise OSError(28, "No space left on device", target)
        real(source, target)

    desk.repository.git("add", "--all")
    desk.repository.git("commit", "--quiet", "--message", "x")
    desk.repository.git("branch", "--force", "main", "HEAD")
    desk.repository.write("config/a.yaml", "a: 2\n")
    desk.repository.write("config/api.yaml", API)
    before = {path: desk.read(path) for path in ("config/a.yaml", "config/api.yaml")}
    monkeypatch.setattr(os, "replace", fails_for_api)
    ran = desk.run("restore", "--", "config/api.yaml", "config/a.yaml")
    assert ran.status == 3
    assert "No space left" in ran.err
    assert {path: desk.read(path) for path in before} == before
    assert not list((desk.repository.top / "config").glob("*.part"))


def test_diff_needs_no_policy(desk: Desk) -> None:
    desk.repository.git("rm", "--quiet", ".configguard.yaml")
    desk.repository.git("commit", "--quiet", "--message", "x")
    desk.repository.git("branch", "--force", "main", "HEAD")
    desk.repository.write("config/api.yaml", STRAYED.replace("hunter2", "hunter3").replace("20", "30"))
    ran = desk.run("diff")
    assert ran.status == 0
    assert "  smtp.pool.size  20 → 30\n" in ran.out
    assert "  database.password  changed\n" in ran.out
    assert "S3NTINEL" not in ran.out
    assert json.loads(desk.run("diff", "--format", "json").out)["changes"][1]["address"].endswith("smtp.pool.size")


def test_check_without_a_policy_says_how_to_begin_one(desk: Desk) -> None:
    desk.repository.commit("x", {".configguard.yaml": None})
    desk.repository.git("branch", "--force", "main", "HEAD")
    ran = desk.run("check")
    assert ran.status == 2
    assert "version: 1" in ran.err


def test_a_first_policy_is_used_and_said_not_to_be_on_main_yet(desk: Desk) -> None:
    desk.repository.git("checkout", "--quiet", "--orphan", "fresh")
    desk.repository.git("rm", "--quiet", "--cached", ".configguard.yaml")
    (desk.repository.top / ".configguard.yaml").rename(desk.repository.top.parent / "policy")
    desk.repository.git("commit", "--quiet", "--message", "Begin without one")
    desk.repository.git("branch", "--force", "main", "HEAD")
    (desk.repository.top.parent / "policy").rename(desk.repository.top / ".configguard.yaml")
    ran = desk.run("check")
    assert ran.status == 0
    assert "the policy is not yet on main" in ran.out
    assert "policy-change" in ran.out


def test_explain_tells_a_setting_and_hides_a_secret(desk: Desk) -> None:
    ran = desk.run("explain", "config/api.yaml:database")
    assert "db-replica.internal" in ran.out
    assert "every request depends on it" in ran.out
    assert "config/api.yaml:3:9" in ran.out
    assert "S3NTINEL" not in ran.out


@pytest.mark.parametrize("what", ["rules", "formats", "reporters", "sources", "packs", "scopes", "files"])
def test_list_lists(desk: Desk, what: str) -> None:
    ran = desk.run("list", what)
    expected = {"files": "config/api.yaml", "scopes": "@acme/email", "packs": "kubernetes", "formats": ".toml"}
    assert ran.status == 0
    assert expected.get(what, "") in ran.out
    assert ran.out.strip()


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_scripts_know_every_command(desk: Desk, shell: str) -> None:
    ran = desk.run("completion", shell)
    assert ran.status == 0
    assert all(name in ran.out for name in _parser.SUMMARIES)


@pytest.mark.parametrize("name", _parser.SUMMARIES)
def test_a_help_fits_a_screen_and_shows_examples(desk: Desk, name: str) -> None:
    ran = desk.run(name, "--help")
    assert ran.status == 0
    assert len(ran.out.splitlines()) <= 45
    assert ran.out.count(f"  configguard {name}") >= 2


def test_every_command_has_a_summary_of_its_own() -> None:
    assert {name: _parser.command(name).name for name in _parser.SUMMARIES} == {n: n for n in _parser.SUMMARIES}


def test_the_version_is_said(desk: Desk) -> None:
    assert desk.run("--version").out == f"configguard {__version__}\n"


def test_a_fault_of_the_guard_is_status_3_and_quotes_no_value(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        message = "hunter2-S3NTINEL"
        raise KeyError(message)

    monkeypatch.setattr("configguard.guard.judge", broken)
    ran = desk.run("check", *RANGE)
    assert ran.status == 3
    assert "the guard itself failed: KeyError" in ran.err
    assert "S3NTINEL" not in ran.err + ran.out


def test_a_report_replaces_a_file_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "report.json"
    old.write_text("old", "utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Undecided, match="No space left"):
        write_all([Planned(str(old), b"new")])
    assert old.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def started(*arguments: str, stdout: int, cwd: Path) -> subprocess.Popen[bytes]:
    code = "import sys; from configguard.cli import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE, cwd=cwd, env=environment)  # noqa: S603


def test_a_closed_pipe_is_no_pass(desk: Desk) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    passes = ("check", *RANGE, "--scope", "email", "--setting", HOST)
    with started(*passes, stdout=writing, cwd=desk.repository.top) as process:
        os.close(writing)
        _, complaint = process.communicate()
    assert process.returncode == 3
    assert b"Traceback" not in complaint


def test_a_terminated_run_is_no_pass(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked_to_end(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("configguard.guard.judge", asked_to_end)
    assert desk.run("check", *RANGE).status == 143
    monkeypatch.setattr("configguard.guard.judge", interrupted)
    assert desk.run("check", *RANGE).status == 130


def test_colours_are_off_unless_asked_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in desk.run("check", *RANGE).out
    assert "\x1b" in desk.run("check", *RANGE, "--color", "always").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in desk.run("check", *RANGE).out
