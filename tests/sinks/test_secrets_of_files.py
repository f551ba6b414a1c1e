"""A secret's value appears in no byte that any command writes, wherever in the files it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from configguard.model.plugins import Style
from configguard.reporters import names, render
from tests.sinks.everything import asker
from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sinks.everything import Asker

__all__ = ["asker"]  # a fixture

POLICY = """\
version: 1
extends: [kubernetes]
files:
  - match: "config/**"
  - { match: "config/schema*", schema: schema.json }
  - { match: "config/hush/**", secret: true }
secrets:
  settings: ["**:**.pin", "**:people[name=ada].note"]
scopes:
  other: { settings: ["config/other.yaml"] }
"""
SCHEMA = """{"properties": {
  "password": {"type": "integer", "enum": [1, 2], "pattern": "^a", "maxLength": 2, "uniqueItems": true},
  "credentials": {"additionalProperties": {"const": 1}, "default": "x", "maxProperties": 0}}}"""
MESSAGE = "Work\n\nConfig-Scope: other\n"
OBJECT = "apiVersion: v1\nkind: Secret\nmetadata: {{name: db}}\ndata: {{a: {}}}\nstringData: {{b: {}}}\n"


class Kept(NamedTuple):
    """A file on both sides (None where it is absent), `OLD` the secret at the base, `NEW` the one at the head."""

    base: str | None
    head: str | None
    suffix: str = "yaml"
    folder: str = ""

    def sides(self, number: int) -> tuple[dict[str, str], dict[str, str | None]]:
        """The files, with secrets of their own."""
        path, secret = f"config/{self.folder}{number}.{self.suffix}", f"S3NTINEL-{number}"
        texts = [
            text and text.replace("OLD", f"{secret}-a").replace("NEW", f"{secret}-b") for text in (self.base, self.head)
        ]
        base, head = texts
        return ({} if base is None else {path: base}), {path: head} if head is not None or base is not None else {}


PLACES = {
    "under a well-known key": Kept("password: OLD\n", "password: NEW\n"),
    "under a key that the policy declares": Kept("a: {pin: OLD}\n", "a: {pin: NEW}\n"),
    "in an item that the policy declares": Kept(
        "people: [{name: ada, note: OLD}]\n", "people: [{name: ada, note: NEW}]\n"
    ),
    "in a secret file": Kept("a: OLD\nb: [OLD]\n", "a: NEW\nb: [NEW]\n", folder="hush/"),
    "in a secret file that came": Kept(None, "a: NEW\n", folder="hush/"),
    "in a secret file that went": Kept("a: OLD\n", None, folder="hush/"),
    "in a secret file that cannot be read": Kept("a: OLD\n", "a: NEW\n b: [NEW\n", folder="hush/"),
    "in a secret file of no format": Kept("OLD", "NEW", "txt", "hush/"),
    "beside a name": Kept("env: [{name: DB_PASSWORD, value: OLD}]\n", "env: [{name: DB_PASSWORD, value: NEW}]\n"),
    "in a Secret of Kubernetes": Kept(OBJECT.format("OLD", "OLD"), OBJECT.format("NEW", "NEW")),
    "in the second document": Kept(
        f"a: 1\n---\n{OBJECT.format('OLD', 'OLD')}", f"a: 1\n---\n{OBJECT.format('NEW', 'NEW')}"
    ),
    "in a URL": Kept("u: postgres://me:OLD@h/d\n", "u: postgres://me:NEW@h/d\n"),
    "out of a URL": Kept("u: postgres://me:OLD@h/d\n", "u: x\npass_code: OLD\n"),
    "in a value that no schema takes": Kept("password: 1\n", "password: NEW\n", folder="schema-"),
    "in a list that no schema takes": Kept("password: [OLD]\n", "password: [OLD, NEW, NEW]\n", folder="schema-"),
    "in a mapping that no schema takes": Kept("credentials: {a: OLD}\n", "credentials: {a: NEW}\n", folder="schema-"),
    "at a key that stands twice": Kept("password: OLD\n", "password: NEW\npassword: OLD\n"),
    "in items that stand twice": Kept("tokens: [{key: OLD}]\n", "tokens: [{key: NEW}, {key: NEW}]\n"),
    "in what is not closed": Kept("password: OLD\n", 'password: "NEW\nb: [\n'),
    "in what is no alias": Kept("password: OLD\n", "password: *NEW\n"),
    "in a repeated anchor": Kept("password: OLD\n", "password: &NEW 1\nb: &NEW [\n"),
    "in a tag of nothing": Kept("password: OLD\n", "password: !NEW!x 1\n"),
    "in a wrong number": Kept("password: OLD\n", "password: !!int NEW\n"),
    "in what is no key": Kept("password: OLD\n", "password: {{ NEW }}\n"),
    "in what is two values": Kept("password: OLD\n", "password: a: NEW\n"),
    "in JSON that is not closed": Kept('{"password": "OLD"}', '{"password": "NEW', "json"),
    "in JSON that is no JSON": Kept('{"password": "OLD"}', '{"password": NEW}', "json"),
    "in JSON": Kept('{"a": 1, "password": "OLD"}', '{"a": 2, "password": "NEW"}', "json"),
    "in TOML that is not closed": Kept('password = "OLD"\n', 'password = "NEW\n', "toml"),
    "in TOML that is no TOML": Kept('password = "OLD"\n', "password = NEW\n", "toml"),
    "in TOML": Kept('a = {b = 1, password = "OLD"}\n', 'a = {b = 2, password = "NEW"}\n', "toml"),
    "in the neighbour of what changed": Kept("a: {b: 1, password: OLD}\n", "a: {b: 2, password: OLD}\n"),
    "in what came": Kept("a: 1\n", "a: 1\npassword: NEW\n"),
    "in what went": Kept("a: 1\npassword: OLD\n", "a: 1\n"),
    "under a new name": Kept("password: OLD\n", "pass_word: OLD\n"),
    "under a new name that tells nothing": Kept("password: OLD\n", "note: OLD\n"),
    "under a new name with a new value": Kept("db: {password: OLD}\n", "db: {pw: NEW}\n"),
    "under a new name that is a secret's": Kept("db: {pw: OLD}\n", "db: {password: NEW}\n"),
    "within another value": Kept("password: OLD\n", 'password: NEW\nurl: "x?p=NEW&q"\n'),
    "within another value that was": Kept('password: OLD\nnote: "old: OLD"\n', "password: NEW\nnote: new\n"),
    "where an anchor repeats it": Kept("password: &p OLD\nb: *p\n", "password: &p NEW\nb: *p\n"),
    "in a comment of its line": Kept("password: OLD # was OLD\n", "password: NEW # not OLD\n"),
    "in a comment of what changed": Kept("a: 1\npassword: OLD\n", "a: 2 # was OLD\n"),
    "in what was emptied": Kept("password: OLD\n", 'password: ""\n'),
    "in what is null now": Kept("password: OLD\n", "password:\n"),
    "in a mapping that was emptied": Kept("credentials: {a: OLD}\n", "credentials: {}\n"),
    "in what became a list": Kept("password: OLD\n", "password: [NEW]\n"),
    "in what became a number": Kept("password: OLD\n", "password: 5\n"),
    "in what is read as a tag": Kept("password: OLD\n", "password: !NEW\n"),
    "in what is read as an anchor": Kept("password: OLD\n", "password: &NEW\n"),
    "in many lines": Kept("password: |\n  OLD\n  x\n", "password: |\n  NEW\n  x\n"),
    "in a list that shifted": Kept("passwords: [OLD, b]\n", "passwords: [NEW, OLD, b, c]\n"),
    "in items that are known by it": Kept(
        "tokens: [{name: OLD}, {name: b}]\n", "tokens: [{name: b}, {name: OLD}, {name: NEW}]\n"
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_c17_no_reporter_writes_it(place: str, tmp_path: Path) -> None:
    base, head = PLACES[place].sides(1)
    files = {path: text for path, text in head.items() if text is not None}
    report = judged(tmp_path, {**base, "schema.json": SCHEMA}, {**files, "schema.json": SCHEMA}, MESSAGE, policy=POLICY)
    assert report.findings, "it is to be seen that it changed"
    for verbose in (False, True):
        for name in names():
            assert "S3NTINEL" not in render(name, report, Style(verbose=verbose)), name


def test_c17_no_command_writes_any_of_them(asker: Asker) -> None:
    base = {".configguard.yaml": POLICY, "schema.json": SCHEMA, "config/other.yaml": "a: 1\n"}
    head: dict[str, str | None] = {}
    for number, place in enumerate(PLACES.values()):
        before, after = place.sides(number)
        base, head = {**base, **before}, {**head, **after}
    asker.propose(base, head, MESSAGE)
    for ran in asker.everything("config/**"):
        assert ran.written.strip()
        leaks = [list(PLACES)[number] for number in range(len(PLACES)) if f"S3NTINEL-{number}-" in ran.written]
        assert leaks == [], ran.arguments


def test_c17_a_file_is_left_nowhere(asker: Asker) -> None:
    base, head = PLACES["under a well-known key"].sides(1)
    asker.propose({".configguard.yaml": POLICY, **base, "schema.json": SCHEMA}, head, MESSAGE)
    before = set(asker.outputs.parent.rglob("*"))
    for ran in asker.everything("config/**"):
        assert ran.status in {0, 1}
    assert {path for path in set(asker.outputs.parent.rglob("*")) - before if ".git" not in path.parts} == set()


def test_c17_a_fault_of_the_guard_quotes_nothing_even_when_it_is_asked_for_more(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, head = PLACES["under a well-known key"].sides(1)
    asker.propose({".configguard.yaml": POLICY, **base, "schema.json": SCHEMA}, head, MESSAGE)

    def broken(proposal: object, *_: object) -> None:
        try:
            dict[str, str]()[repr(proposal)]
        except KeyError as error:
            raise ValueError(f"{proposal}") from error

    monkeypatch.setattr("configguard.rules.judge", broken)
    for more in ((), ("--debug",)):
        ran = asker.run("check", "--base", "main", "--head", "work", *more)
        assert ran.status == 3
        assert "ValueError" in ran.err
        assert "S3NTINEL" not in ran.written
