"""What the guard says of files that no reader knows, or that only one side can be read of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import errors, findings, judged

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """\
version: 1
files:
  - match: "config/**"
  - { match: "config/*.whole", format: opaque }
scopes:
  inner: { settings: ["config/*:a"] }
  whole: { settings: ["config/*"] }
"""
NO_READER = {"app.conf": "a = 1\n", "app.json5": "{a: 1}\n", "app.tfvars": 'a = "1"\n'}
READ = {
    "api.env": ("export A=1 # one\nB='x # y'\n", "export A=1 # uno\nB='x # z'\n", "B"),
    "api.ini": ("[x]\na = 1\nb = 50%\n", "[x]\n; one\na: 1\nb = 60%\n", "x.b"),
    "api.properties": ("a.b=x\\\n  y\nc=1\n", "a.b = xz\nc : 1\n", "a.b"),
    "api.jsonc": ('{"a": 1, "b": 2} // c\n', '{"b": 3, "a": 1,}\n', "b"),
}


@pytest.mark.parametrize("name", READ)
def test_p49_p56_to_p58_a_file_is_compared_setting_by_setting(name: str, tmp_path: Path) -> None:
    before, after, setting = READ[name]
    report = judged(tmp_path, {f"config/{name}": before}, {f"config/{name}": after}, "Tune", policy=POLICY)
    assert [str(change.address) for change in report.changes] == [f"config/{name}:{setting}"]


def test_p56_a_default_is_a_change_of_every_section_that_has_it(tmp_path: Path) -> None:
    base, head = ({"config/a.ini": f"[DEFAULT]\nr = {n}\n[x]\n[y]\nr = 3\n"} for n in (1, 2))
    report = judged(tmp_path, base, head, "Tune", policy=POLICY)
    assert [change.address.inner for change in report.changes] == ["DEFAULT.r", "x.r"]


def test_p58_a_key_that_is_spelt_by_escapes_is_the_secret_that_the_program_sees(tmp_path: Path) -> None:
    base, head = ({"config/a.properties": f"pass\\u0077ord={word}\n"} for word in ("hunter2", "swordfish"))
    report = judged(tmp_path, base, head, "Tune", policy=POLICY)
    (change,) = report.changes
    assert (change.address.inner, change.secret) == ("password", True)


def test_b14_twins_by_case_are_told_in_ini_too(tmp_path: Path) -> None:
    base, head = {"config/a.ini": "[x]\nkey = 1\n"}, {"config/a.ini": "[x]\nkey = 1\nKey = 2\n"}
    report = judged(tmp_path, base, head, "Tune", policy=POLICY)
    assert "error confusable-name config/a.ini:x.Key" in findings(report)


@pytest.mark.parametrize("name", NO_READER)
def test_a_claimed_file_of_a_format_without_a_reader_never_passes(name: str, tmp_path: Path) -> None:
    text = NO_READER[name]
    report = judged(
        tmp_path,
        {f"config/{name}": text},
        {f"config/{name}": f"{text}\n"},
        "Tune\n\nConfig-Scope: whole",
        policy=POLICY,
    )
    assert findings(report)[0] == f"error unreadable-config config/{name}"
    assert "format:" in report.findings[0].message


@pytest.mark.parametrize("name", NO_READER)
def test_an_unclaimed_one_is_told(name: str, tmp_path: Path) -> None:
    report = judged(tmp_path, {}, {f"other/{name}": NO_READER[name]}, policy=POLICY)
    assert [(found.rule, found.file) for found in report.findings] == [("unclaimed-config", f"other/{name}")]


@pytest.mark.parametrize(
    ("text", "after"),
    [("A\n", None), ("a: [\n", None), ("a: [\n", ""), ("a: [\n", "# nothing\n")],
)
def test_a_file_that_could_not_be_read_does_not_go_unseen(text: str, after: str | None, tmp_path: Path) -> None:
    name = "config/a.yaml" if "a:" in text else "config/.env"
    head = {} if after is None else {name: after}
    narrow = judged(tmp_path / "narrow", {name: text}, head, "Tune\n\nConfig-Scope: inner", policy=POLICY)
    assert f"error outside-intent {name}:@content" in findings(narrow)
    wide = judged(tmp_path / "wide", {name: text}, head, "Tune\n\nConfig-Scope: whole", policy=POLICY)
    assert errors(wide) == set()
    assert [(str(change.address), change.kind) for change in wide.changes] == [(f"{name}:@content", "removed")]


def test_compared_as_a_whole_it_is_one_setting(tmp_path: Path) -> None:
    base, head = {"config/env.whole": "A=1\n"}, {"config/env.whole": "A=2\n"}
    narrow = judged(tmp_path / "narrow", base, head, "Tune\n\nConfig-Scope: inner", policy=POLICY)
    assert findings(narrow)[0] == "error outside-intent config/env.whole:@content"
    assert errors(judged(tmp_path / "wide", base, head, "Tune\n\nConfig-Scope: whole", policy=POLICY)) == set()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("a.json", '{"a": 1}'), ("a.json", "a: 1\n"), "error unreadable-config config/a.json"),
        (("a.yml", "a: 1\n"), ("a.txt", "a: 1\n"), "error unreadable-config config/a.txt"),
        (("a.toml", "a = 1\n"), ("a.toml", '{"a": 1}'), "error unreadable-config config/a.toml"),
    ],
)
def test_p62_a_file_that_is_not_what_its_name_says_is_unreadable(
    before: tuple[str, str], after: tuple[str, str], expected: str, tmp_path: Path
) -> None:
    base, head = ({f"config/{name}": text} for name, text in (before, after))
    assert findings(judged(tmp_path, base, head, "Tune\n\nConfig-Scope: inner", policy=POLICY))[0] == expected


def test_p62_the_same_settings_in_another_format_are_removed_and_added(tmp_path: Path) -> None:
    report = judged(
        tmp_path,
        {"config/a.yaml": "b: 1\n"},
        {"config/a.json": '{"b": 1}'},
        "Tune\n\nConfig-Scope: inner",
        policy=POLICY,
    )
    assert findings(report) == [
        "error outside-intent config/a.json:b",
        "error outside-intent config/a.yaml:b",
        "warning unused-scope -",
    ]


def test_p63_all_settings_of_a_mended_file_are_new(tmp_path: Path) -> None:
    report = judged(
        tmp_path,
        {"config/a.yaml": "a: [\n"},
        {"config/a.yaml": "a: 1\nb: 2\n"},
        "Tune\n\nConfig-Scope: inner",
        policy=POLICY,
    )
    assert [(str(change.address), change.kind) for change in report.changes] == [
        ("config/a.yaml:a", "added"),
        ("config/a.yaml:b", "added"),
    ]
    assert findings(report) == ["error outside-intent config/a.yaml:b"]


def test_p63_a_file_that_breaks_is_named_and_the_others_are_judged(tmp_path: Path) -> None:
    base = {"config/a.yaml": "a: 1\n", "config/b.yaml": "b: 1\n"}
    head = {"config/a.yaml": "a: [\n", "config/b.yaml": "b: 2\n"}
    report = judged(tmp_path, base, head, "Tune\n\nConfig-Scope: inner", policy=POLICY)
    assert errors(report) == {"unreadable-config", "outside-intent"}


def test_p06_a_key_that_came_twice_fails_a_change_that_says_nothing_of_it(tmp_path: Path) -> None:
    report = judged(
        tmp_path,
        {"config/a.yaml": "a: 1\nz: 1\n"},
        {"config/a.yaml": "a: 2\nz: 1\nz: 1\n"},
        "Tune\n\nConfig-Scope: inner",
        policy=POLICY,
    )
    assert findings(report) == ["error duplicate-key config/a.yaml:z"]
