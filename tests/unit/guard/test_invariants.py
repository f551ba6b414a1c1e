"""What holds of every judgement: the same answer everywhere, nothing hidden by more, nothing passed over."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path as Folder
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configguard.model.plugins import Style
from configguard.reporters import names, render
from tests.repositories import Repository, environment
from tests.unit.guard.asking import errors, findings, judged, of_commits

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Folder(__file__).parents[3]
POLICY = """\
version: 1
files:
  - match: "config/**"
    schema: schema.json
    items: { routes: path }
scopes:
  email: { settings: ["config/api.yaml:smtp"] }
  billing: { settings: ["config/billing.yaml"] }
critical: [{ settings: ["config/api.yaml:database.host"], why: Everything depends on it. }]
frozen: [{ settings: ["config/api.yaml:tenant"], why: Chosen once. }]
"""
SCHEMA = json.dumps({"properties": {"retries": {"type": "integer"}}})
API = """\
database: {host: db1}
smtp: {host: mx1, port: 25}
tenant: t1
retries: 3
routes:
- {path: /a, timeout: 1}
- {path: /b, timeout: 2}
"""
EMAIL = "x\n\nConfig-Scope: email\n"

EDITS = {
    "within the scope": ("mx1", "mx2"),
    "another within it": ("port: 25", "port: 26"),
    "critical": ("db1", "db2"),
    "frozen": ("t1", "t2"),
    "against the schema": ("retries: 3", "retries: three"),
    "in an item": ("timeout: 1", "timeout: 9"),
    "of an item": ("path: /b", "path: /c"),
    "an item that stands twice": ("routes:\n", "routes:\n- {path: /d, timeout: 2}\n- {path: /d, timeout: 3}\n"),
    "a key that stands twice": ("tenant: ", "tenant: x\ntenant: "),
    "a name that misleads": ("retries:", "smt\u200bp: 1\nretries:"),
    "a new setting": ("tenant:", "added: 1\ntenant:"),
}
"""Edits of one file, each at a place of its own."""
OTHERS = {
    "another file": {"config/billing.yaml": "plan: b\n"},
    "a new file": {"config/new.yaml": "a: 1\n"},
    "one that cannot be read": {"config/broken.yaml": "a: [\n"},
    "a schema": {"schema.json": SCHEMA.replace("integer", "number")},
}


def with_edits(chosen: Iterable[str]) -> dict[str, str]:
    files = {"config/api.yaml": API, "config/billing.yaml": "plan: a\n", "schema.json": SCHEMA}
    for name in chosen:
        if name in EDITS:
            old, new = EDITS[name]
            assert old in files["config/api.yaml"]
            files["config/api.yaml"] = files["config/api.yaml"].replace(old, new)
        else:
            files |= OTHERS.get(name, {})
    return files


def found(chosen: Iterable[str], *, said: str = EMAIL) -> set[str]:
    with TemporaryDirectory() as top:
        report = judged(Folder(top), with_edits(()), with_edits(chosen), said, policy=POLICY)
        return {line for line in findings(report) if line.startswith("error")}


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from([*EDITS, *OTHERS])), st.sets(st.sampled_from([*EDITS, *OTHERS])))
def test_i8_what_is_added_to_a_change_takes_no_error_away(some: set[str], more: set[str]) -> None:
    order = [*EDITS, *OTHERS]
    fewer, all_of_them = (sorted(chosen, key=order.index) for chosen in (some, some | more))
    assert found(fewer) <= found(all_of_them)


@pytest.mark.parametrize("name", [*EDITS, *OTHERS])
def test_i8_each_of_these_edits_is_judged_as_it_is_called(name: str) -> None:
    assert bool(found([name])) is ("within" not in name)


def run(repository: Repository, seed: int, folder: Folder) -> dict[str, bytes]:
    """Every report of one and the same change, by its reporter, and what else was said."""
    folder.mkdir()
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from configguard.cli import main; sys.exit(main())"
    formats = [part for name in names() for part in ("--format", f"{name}={folder / name}")]
    done = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", code, "check", "--base", "main", "--head", "work", *formats],
        cwd=repository.top,
        env=environment() | {"PYTHONHASHSEED": str(seed), "HOME": str(folder)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    return {name: (folder / name).read_bytes() for name in names()}


def test_i5_every_report_is_the_same_to_the_byte_wherever_and_whenever_it_is_made(tmp_path: Folder) -> None:
    reports = []
    for seed, name in enumerate(["one", "another folder"]):
        repository = Repository(tmp_path / name / "repository")
        repository.commit("Begin", {".configguard.yaml": POLICY, **with_edits(())})
        repository.branch("work")
        repository.commit(EMAIL, with_edits([*EDITS, *OTHERS]))
        reports += [run(repository, 100 * seed + more, tmp_path / f"{seed}{more}") for more in range(2)]
    assert all(report == reports[0] for report in reports)
    assert all(len(text) > 100 for text in reports[0].values())
    assert not any(str(tmp_path).encode() in text for text in reports[0].values())


MANY = 1_500


@pytest.fixture(scope="module")
def drowned(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A change of one critical setting, the last of very many that strayed."""
    top = tmp_path_factory.mktemp("drowned")
    many = "".join(f"k{number:04}: {{v}}\n" for number in range(MANY))
    policy = POLICY.replace("config/api.yaml:database.host", "config/zz.yaml:last")
    for side, value in (("base", "1"), ("head", "2")):
        files = {
            ".configguard.yaml": policy,
            "schema.json": SCHEMA,
            **{f"config/{letter}.yaml": many.replace("{v}", value) for letter in "ab"},
            "config/zz.yaml": f"{many.replace('{v}', value)}last: {value}\n",
        }
        for path, text in files.items():
            (top / side / path).parent.mkdir(parents=True, exist_ok=True)
            (top / side / path).write_text(text)
    return top


def test_i6_no_report_is_too_short_for_the_critical_one_among_thousands(drowned: Folder) -> None:
    """What a reporter leaves out, it counts; the verdict is that of all."""
    from configguard import guard  # noqa: PLC0415 - this test's alone
    from configguard.model.revision import Ask  # noqa: PLC0415

    ask = Ask(str(drowned), base=str(drowned / "base"), head=str(drowned / "head"))
    report = guard.judge(guard.Question(ask, message=EMAIL, message_file="message"))
    assert (report.verdict, len(report.changes)) == ("fail", 3 * MANY + 1)
    for name in names():
        text = render(name, report, Style())
        assert "last" in text, name
        assert "critical-setting" in text, name
        shown = text.count("config/")
        assert shown > len(report.findings) or any(n in text for n in (f"{3 * MANY:,}", f"{3 * MANY + 1:,}", "more")), (
            name
        )


def test_i9_every_way_in_which_a_file_differs_is_a_change(tmp_path: Folder) -> None:
    git = Repository(tmp_path / "repository")
    names_ = ["deleted", "renamed", "mode", "link", "module", "changed"]
    git.commit(
        "Begin", {".configguard.yaml": POLICY, "schema.json": "{}", **{f"config/{n}.yaml": "a: 1\n" for n in names_}}
    )
    git.branch("work")
    git.write("config/added.yaml", "a: 1\n")
    git.write("config/changed.yaml", "a: 2\n")
    git.write("config/deleted.yaml", None)
    (git.top / "config/renamed.yaml").rename(git.top / "config/new.yaml")
    git.write("config/link.yaml", None)
    (git.top / "config/link.yaml").symlink_to("changed.yaml")
    git.write("config/module.yaml", None)
    git.add()
    git.git("update-index", "--chmod=+x", "config/mode.yaml")
    git.git("update-index", "--add", "--cacheinfo", f"160000,{git.oid('main')},config/module.yaml")
    git.commit_staged(EMAIL)
    report = of_commits(git)
    expected = {"added", "new", *names_}
    assert {change.file for change in report.changes} == {f"config/{name}.yaml" for name in expected}
    outside = {finding.file for finding in report.findings if finding.rule == "outside-intent"}
    assert outside == {f"config/{name}.yaml" for name in expected}
    assert "irregular-file" in errors(report)


def test_i9_a_file_without_a_setting_that_comes_or_goes_changes_none_and_is_counted(tmp_path: Folder) -> None:
    """A plain file is its settings alone; the report says that it was looked at."""
    base, head = (
        {"config/empty.yaml": "# nothing\n", "schema.json": "{}"},
        {"config/other.yaml": "", "schema.json": "{}"},
    )
    report = judged(tmp_path, base, head, "x\n", policy=POLICY)
    assert (report.verdict, report.changes, report.looked_at.files) == ("pass", (), 2)
