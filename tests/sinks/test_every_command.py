"""Strangers' texts in every place of a real repository, and every command that prints: all of it is harmless."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from configguard.reporters import names
from tests.reporters.the_runner import commands
from tests.repositories import Repository
from tests.sinks.everything import Asker, Ran, asker
from tests.sinks.markdown import more_than_text
from tests.sinks.nasty import NASTY
from tests.sinks.terminal import hidden, obeyed, uncoloured

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.repositories import Content

__all__ = ["asker"]  # a fixture

SAYABLE = tuple(
    text for text in NASTY if not set(text) & {chr(code) for code in range(0xD800, 0xE000)} and text.strip()
)
COMMITTED = ("--base", "main", "--head", "work")
HEAVY = 500
"""Bytes: a longer file name is refused by the file system."""


def yaml(data: object) -> str:
    """JSON that YAML 1.1 reads alike: there one escape stands for one character."""
    pair = re.compile(r"\\u(d[89ab]..)\\u(d[c-f]..)")
    return pair.sub(lambda found: rf"\U{_joined(found[1], found[2]):08x}", json.dumps(data))


def _joined(high: str, low: str) -> int:
    return 0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00


def policy() -> str:
    """A policy with a scope, a reason and a schema full of each text."""
    texts = list(enumerate(SAYABLE))
    scopes = {
        f"s{n}": {"about": text, "owners": [text], "settings": [f"config/{n}.json:value"], "budget": {}}
        for n, text in texts
    }
    return yaml(
        {
            "version": 1,
            "intent": {
                "sources": {
                    "trailer": {},
                    "pull-request": {},
                    "title": r"(?s)(?P<scope>.+)",
                    "label": r"(?s)(?P<scope>.+)",
                    "change-file": ".configguard/changes/*.yaml",
                }
            },
            "files": [{"match": "config/**", "schema": "schema.json"}, {"match": "names/**"}, {"match": "*.yaml"}],
            "scopes": {name: {key: said for key, said in scope.items() if said} for name, scope in scopes.items()},
            "critical": [{"settings": [f"config/{n}.json:critical"], "why": text} for n, text in texts],
            "frozen": [{"settings": [f"config/{n}.json:frozen"], "why": text} for n, text in texts],
        }
    )


def settings(text: str, number: int, version: int) -> str:
    """A file in which a text is value, key, item and more."""
    value = f"{text}{'!' * version}"
    return json.dumps(
        {
            "value": value,
            "critical": value,
            "frozen": version,
            "retyped": value if version else number,
            "keys": {text: version, "a": {text: {text: version}}},
            "items": [{"name": name, "is": version} for name in ((text, "b") if version else ("b", text))],
            "list": [value, version],
        }
    )


def named(text: str) -> bytes | None:
    """A file name, as far as one can be made of a text."""
    name = os.fsencode(text.replace("/", "_").replace("\0", "_").replace("\ud83d", "_"))
    return None if not name.strip() or len(name) > HEAVY // 4 else name


def repository_full_of(asker: Asker) -> None:
    """Commit it all: on main the one version, on a branch the other, with messages that say it, too."""
    schema = {
        "properties": {"value": {"enum": list(SAYABLE)}, "keys": {"additionalProperties": False, "properties": {}}}
    }
    base: dict[bytes, Content] = {b".configguard.yaml": policy().encode(), b"schema.json": json.dumps(schema).encode()}
    said = {"scopes": list(SAYABLE[::5]), "settings": list(SAYABLE[::5]), "reason": SAYABLE[0], "ticket": SAYABLE[1]}
    head: dict[bytes, Content] = {b".configguard/changes/1.yaml": yaml(said).encode()}
    for number, text in enumerate(NASTY):
        for version, files in enumerate((base, head)):
            files[b"config/%d.json" % number] = settings(text, number, version).encode()
            name = named(text)
            if name is not None:
                files[b"%s.yaml" % name] = b"a: %d\n" % version
                files[b"names/%s.json" % name] = b"{" * (version + 1)
    asker.propose(base, head, message())


def message() -> str:
    """A message that says many of the texts in every way."""
    lines = [line for text in SAYABLE[::2] for line in said(text.replace("\0", ""))]
    return "Work\n\n" + "\n".join(line.replace("\n", " ") for line in lines) + "\n"


def said(text: str) -> tuple[str, ...]:
    return (
        f"Config-Scope: {text}",
        f"Config-Setting: config/0.json:value = {text}",
        f"Config-Setting: config/{text}:a",
    )


def assert_harmless(ran: Ran) -> None:
    for name, written in (("stdout", ran.out), ("stderr", ran.err), *ran.files.items()):
        shown = uncoloured(written) if "--color=always" in ran.arguments and name == "stdout" else written
        assert obeyed(shown) == [], (ran.arguments, name)
        assert hidden(shown) == [], (ran.arguments, name)
        if "--format=github" not in ran.arguments and name != "github":
            assert commands(written) == [], (ran.arguments, name)
    for reporter in {"json", "sarif"} & set(ran.files):
        json.loads(ran.files[reporter], parse_constant=pytest.fail)
    if "github-summary" in ran.files:
        assert more_than_text(ran.files["github-summary"]) == []
        assert len(ran.files["github-summary"].encode()) < 1 << 20


def of_the_change(asker: Asker) -> Iterator[Ran]:
    """Every command that prints something of the change."""
    files = [f"--format={name}={asker.outputs / name}" for name in names() if name != "text"]
    yield asker.run("check", *COMMITTED, "--color=always", "--format=text", *files)
    yield asker.run("check", *COMMITTED, *asker.event(message(), SAYABLE[13], SAYABLE), "--format=oneline")
    for arguments in (
        ("diff", *COMMITTED),
        ("diff", *COMMITTED, "--format=json"),
        ("suggest", *COMMITTED),
        ("list", "files"),
        ("list", "scopes"),
        ("restore", "--base", "main", "--dry-run", "--", "config/**"),
        *(("explain", f"config/*{digit}.json:{path}") for digit, path in enumerate(("keys", "items", "list", "value"))),
        ("explain", "*.yaml:a"),
        ("log", "--head", "work"),
        ("log", "--head", "work", "--format=json"),
    ):
        yield asker.run(*arguments)


def test_c08_c15_no_command_writes_what_would_be_obeyed_or_hides(asker: Asker) -> None:
    asker.monkeypatch.setenv("GITHUB_ACTIONS", "true")
    repository_full_of(asker)
    statuses = {}
    for ran in of_the_change(asker):
        assert_harmless(ran)
        assert len(ran.written) > HEAVY, ran.arguments
        statuses[ran.arguments] = ran.status
    assert set(statuses.values()) <= {0, 1, 3}, statuses


def wrong_questions(text: str) -> Iterator[tuple[str, ...]]:
    """Commands that are asked with a text where a name, a file or a setting belongs."""
    if "\0" not in text:  # no argument of a process can hold it
        yield from (
            (text,),
            ("check", text),
            ("check", f"--{text}"),
            ("check", "--format", text),
            ("check", f"--format=json={text}/x/y"),
            ("check", "--event", text),
            ("check", "--policy", text),
            ("check", "--message-file", text),
            ("list", text),
            ("demo", text),
            ("log", "--at", text),
        )
    if len(text) % 4:  # what follows starts git, and that takes its time: a part of the texts is enough
        return
    yield from (
        ("check", *COMMITTED, "--scope", text, "--setting", text),
        ("check", "--base", text.replace("\0", "0")),
        ("explain", text),
        ("explain", f"config/0.json:{text}"),
        ("explain", "config/0.json:a", "--target", text),
        ("log", text),
        ("log", "--since", text),
        ("log", "--target", text),
        ("restore", "--base", "main", "--", text),
        ("restore", "--outside", text),
    )


def test_c08_c15_no_complaint_writes_it_either(asker: Asker) -> None:
    plain = 'version: 1\nfiles: [{ match: "config/**" }]\n'
    asker.propose({".configguard.yaml": plain, "config/0.json": "{}"}, {"config/0.json": '{"a": 1}'}, "x\n")
    for text in NASTY:
        for arguments in wrong_questions(text):
            ran = asker.run(*arguments)
            assert ran.status in {0, 1, 2, 3}
            assert_harmless(ran)


def mistaken_policies() -> Iterator[str]:
    """Policies that are wrong in every text's own way: all of them at once where that can be, else one by one."""
    every = list(SAYABLE)
    as_keys = dict.fromkeys(every, 1)
    for wrong in (
        as_keys,
        {"files": [{"match": text, "schema": text, "format": text, "items": {text: text}, text: 1} for text in every]},
        {"scopes": {text: {"settings": [text], "owners": text, text: 1} for text in every}},
        {"extends": every},
        {"levels": {text: text for text in every}},
        {"intent": {"sources": every, **as_keys}},
        {"critical": [{"settings": [text], "why": text} for text in every]},
        {"waivers": [{"rule": text, "address": text, "reason": text, "expires": text} for text in every]},
    ):
        yield yaml({"version": 1, **wrong})
    for text in NASTY:
        yield f"version: {yaml(text)}"
        yield f"version: 1\n{text}: 1"


def test_c08_c15_no_mistake_of_a_policy_is_told_in_its_own_words(tmp_path: Path, asker: Asker) -> None:
    asker.propose({"config/a.yaml": "a: 1\n"}, {"config/a.yaml": "a: 2\n"}, "x\n")
    mistaken = tmp_path / "policy.yaml"
    for text in mistaken_policies():
        mistaken.write_bytes(text.encode("utf-8", "surrogatepass"))
        ran = asker.run("check", *COMMITTED, "--policy", str(mistaken))
        assert ran.status in {0, 2}, text  # 0 where the text begins a comment
        assert_harmless(ran)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_c16_a_name_in_no_encoding_ends_no_run(encoding: str, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    names = {b"z\xe9.yaml": "a: 1\n", "ü 日.yaml".encode(): "é: 1\n"}
    repository.commit("Begin", {b".configguard.yaml": 'version: 1\nfiles: [{ match: "*.yaml" }]\n', **names})
    repository.write_all({name: text.replace("1", "2") for name, text in names.items()})
    for command in (["diff"], ["check", "--format=text"], ["suggest"], ["list", "files"], ["check", "--format=json"]):
        done = subprocess.run(  # noqa: S603 - the test's own words
            [sys.executable, "-P", "-m", "configguard", *command],
            cwd=repository.top,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(sys.path),
                "PYTHONIOENCODING": encoding,
                "PYTHONUTF8": "0",
            },
            capture_output=True,
            check=False,
        )
        assert done.returncode in {0, 1}, done.stderr
        assert b"Traceback" not in done.stderr
        assert b"dce9" in done.stdout or b"xe9" in done.stdout
