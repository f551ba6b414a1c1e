"""Who answers for what strays is named: the owners of its scope, else those of its file on the target branch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from configguard import owners
from configguard.errors import Misasked
from configguard.model.plugins import Style
from configguard.reporters import render
from tests.unit.cli.commands import API, Desk, desk
from tests.unit.guard.asking import Files, judged

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

__all__ = ["desk"]
RANGE = ("--base", "main", "--head", "change")
LISTED = """\
# Who owns what
* @acme/everybody
/config/ @acme/platform   ops@example.org
/config/api.yaml @acme/api @ada
/config/nobody.yaml
**/secrets/ @acme/security
docs/* @acme/writers
"""
POLICY = """\
version: 1
files: [{ match: "**/*.yaml" }]
scopes:
  owned: { settings: ["config/api.yaml:smtp"], owners: ["@acme/email"] }
  shared: { settings: ["config/api.yaml:shared"] }
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("README.md", ("@acme/everybody",)),
        ("config/other.yaml", ("@acme/platform", "ops@example.org")),
        ("config/api.yaml", ("@acme/api", "@ada")),
        ("config/nobody.yaml", ()),
        ("a/secrets/b.yaml", ("@acme/security",)),
        ("docs/a.md", ("@acme/writers",)),
        ("docs/deep/a.md", ("@acme/everybody",)),
    ],
)
def test_the_last_line_that_fits_counts(path: str, expected: tuple[str, ...]) -> None:
    assert owners.Owners(LISTED).of(path) == expected


def test_of_a_list_with_sections_the_last_line_of_each_counts() -> None:
    listed = "[Code]\n* @dev\n/config/ @ops\n\n[Documents]\n*.yaml @writers\n^[Optional]\nconfig/ @advisers\n"
    assert set(owners.Owners(listed).of("config/a.yaml")) == {"@ops", "@writers", "@advisers"}


def test_the_list_that_is_found_first_counts() -> None:
    def read(path: str) -> bytes | None:
        return {"CODEOWNERS": b"* @root\n", "docs/CODEOWNERS": b"* @docs\n"}.get(path)

    found = owners.find(read)
    assert found is not None
    assert found.of("a") == ("@root",)
    assert owners.find(lambda _: None) is None


def test_a_list_that_cannot_be_read_is_no_guess() -> None:
    with pytest.raises(Misasked, match="cannot be read"):
        owners.Owners("/config/[a @x\n").of("config/a")


def asked(top: Path, words: str) -> Report:
    base: Files = {"config/api.yaml": "smtp: 1\nshared: 1\nother: 1\n", ".github/CODEOWNERS": LISTED}
    head: Files = {"config/api.yaml": "smtp: 2\nshared: 2\nother: 2\n", ".github/CODEOWNERS": "* @mallory\n"}
    return judged(top, base, head, f"Work\n\n{words}\n", policy=POLICY)


def test_what_strays_belongs_to_its_scopes_owners_or_to_those_of_its_file_at_the_base(tmp_path: Path) -> None:
    report = asked(tmp_path, "Config-Scope: policy")
    assert {change.address.inner: change.owners for change in report.changes} == {
        "smtp": ("@acme/email",),
        "shared": ("@acme/api", "@ada"),
        "other": ("@acme/api", "@ada"),
    }
    assert "owners: @acme/api @ada" in render("text", report, Style(width=200))


def test_what_is_declared_asks_nobody(tmp_path: Path) -> None:
    report = asked(tmp_path, "Config-Scope: owned, shared")
    assert {c.address.inner: c.owners for c in report.changes if c.covered} == {"smtp": ("@acme/email",), "shared": ()}


def test_the_command_names_everybody_once(desk: Desk) -> None:
    assert desk.run("owners", *RANGE).out == "@acme/email\n"
    desk.repository.switch("main")
    desk.repository.commit("Own", {"CODEOWNERS": LISTED})
    desk.repository.switch("change")
    assert desk.run("owners", *RANGE).out.split() == ["@acme/api", "@ada", "@acme/email"]


def test_the_command_can_ask_for_strays_alone_and_for_the_settings(desk: Desk) -> None:
    desk.repository.switch("main")
    desk.repository.commit("Own", {"CODEOWNERS": LISTED})
    desk.repository.switch("change")
    told = json.loads(desk.run("owners", *RANGE, "--strays", "--format", "json").out)
    host = ["config/api.yaml:database.host"]
    assert told == {"owners": [{"owner": "@acme/api", "settings": host}, {"owner": "@ada", "settings": host}]}


def test_where_nobody_is_named_it_says_so(desk: Desk) -> None:
    desk.repository.switch("main")
    desk.repository.branch("quiet")
    desk.repository.commit("Other", {"config/api.yaml": API.replace("db-primary", "db-x")})
    ran = desk.run("owners", "--base", "main", "--head", "quiet")
    assert (ran.status, ran.out) == (0, "")
    assert "nobody is named" in ran.err
