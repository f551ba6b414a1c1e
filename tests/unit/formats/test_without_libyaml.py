"""Where PyYAML comes without libyaml, YAML is read alike or refused, and it is said that it is slow."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from subprocess import run
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml import safe_dump

from configguard.formats import _guard
from configguard.formats._yaml_compose import Loader, PureLoader, compose
from configguard.formats._yaml_duplicates import Search
from configguard.formats._yaml_nodes import Converter
from configguard.model.document import Document, Unreadable
from tests.repositories import Repository, environment
from tests.unit.formats.listing import ROOT, SUITES, refused
from tests.unit.formats.trees import TREES

DEVIATIONS = tomllib.loads(Path(__file__).with_name("yaml_deviations.toml").read_text(encoding="utf-8"))
CASES = sorted((SUITES / "yaml").glob("**/in.yaml"))


class Deviation(NamedTuple):
    """Texts that only one of the two reads, or in which they find a place one character further on."""

    pattern: str
    example: str
    why: str


LISTED = {
    "a tab": Deviation("\t", "a:\t1", "PyYAML takes a tab for no blank between two tokens"),
    "a directive": Deviation(
        r"(?:\A|[\r\n\x85\u2028])%", "%FOO\n--- 1", "libyaml knows no directive but its own, and no YAML 1.3 to 1.9"
    ),
    "a tag of odd characters": Deviation(
        r"![\w:/.-]*[^\s\w:/.-]", "a: !a,b c", "they end a tag at other characters, and refuse others within it"
    ),
    "a comment right behind a block's mark": Deviation(
        r"[|>][-+0-9]*#", "a: |# c\n  x", "PyYAML asks for a blank before it"
    ),
    "a question mark within a word in brackets": Deviation(
        r"[\[{](?s:.*)\?", "[a?b]", "PyYAML ends the word before it, as YAML 1.1 has it"
    ),
    "an empty key in brackets": Deviation(
        r"[\[{](?s:.*)\?", "[? ]", "libyaml puts it one character further on"
    ),
    "half of a pair of surrogates": Deviation(
        r"\\(?:u|U0000)[dD][89a-fA-F]", r'a: "\ud800"', "PyYAML makes a character of it that is none"
    ),
}  # fmt: skip

TOKENS = (
    ["a", "b", "é", "1", "no", "~", "=", "<<", "'", '"', "'x'", '"y"', "\\n", "\\", "# c", " # c"],
    ["- ", "-", "--", "? ", "?", ": ", ":", "[", "]", "{", "}", ", ", ",", "---", "...", "%", "@", "`"],
    ["&x ", "*x", "*x ", "!t ", "!!str ", "!", "&", "*", "|\n  ", ">-\n  ", "|", ">", "{{ ", "%YAML 1.1\n---\n"],
    ["\n", "\n  ", "\n    ", "\n- ", "\n\n", "\r\n", "\u2028", "\x85", " ", "  ", "\t"],
)
SOUP = st.lists(st.one_of(*map(st.sampled_from, TOKENS)), max_size=14).map("".join)


def documents(text: str, loader: object) -> list[Document] | Unreadable:
    """What one of the two reads: nodes with their places, duplicates and all; or what it refuses."""
    try:
        source = _guard.source(text.encode())
        found = []
        for number, root in enumerate(compose(source, loader)):
            converter = Converter(source, f"{text}\0")
            found.append(Document(converter.document(root), source, number, tuple(Search(converter).duplicates(root))))
    except Unreadable as unreadable:
        return unreadable
    return found


def deviates(text: str) -> bool:
    """Whether only one of the two reads a text, or they read it otherwise."""
    with_libyaml, without = documents(text, Loader), documents(text, PureLoader)
    if isinstance(with_libyaml, Unreadable) and isinstance(without, Unreadable):
        return False
    return with_libyaml != without


@pytest.mark.skipif(not CASES, reason="yaml-test-suite is not at hand")
def test_the_suite_is_read_alike_but_for_the_cases_listed() -> None:
    """Equality of the two sets: one that is not listed fails, and so does a listed one that is none."""
    found = {path.parent.relative_to(SUITES / "yaml").as_posix() for path in CASES if deviates(path.read_text("utf-8"))}
    assert found == DEVIATIONS["without-libyaml"].keys()


@given(TREES, st.sampled_from([True, False, None]), st.sampled_from([None, "'", '"', "|", ">"]))
@settings(derandomize=True)
def test_what_programs_write_is_read_alike(tree: object, flow: bool | None, style: str | None) -> None:  # noqa: FBT001 - drawn
    assert not deviates(safe_dump(tree, default_flow_style=flow, default_style=style, allow_unicode=True, width=20))


@given(SOUP)
@settings(derandomize=True, max_examples=1_000)
def test_any_text_is_read_alike_but_for_what_is_listed(text: str) -> None:
    assert not deviates(text) or any(re.search(listed.pattern, text) for listed in LISTED.values())


@pytest.mark.parametrize("name", LISTED)
def test_what_is_listed_deviates(name: str) -> None:
    assert re.search(LISTED[name].pattern, LISTED[name].example)
    assert deviates(LISTED[name].example)


@pytest.mark.parametrize("escape", [r"\U00110000", r"\UFFFFFFFF"])
def test_an_escape_that_names_no_character_is_refused_by_both(escape: str) -> None:
    refused(f'a: "{escape}"')
    assert isinstance(documents(f'a: "{escape}"', PureLoader), Unreadable)


CHANGE = {
    "config/a.yaml": "smtp: &s\n  host: b # c\n  ports: [25, 0x19]\nmore:\n  <<: *s\n  on: 1\n  true: 2\n",
    "config/b.yaml": "a: [1,\n",
    "config/c.yaml": "--- !t\n- 'x'\n---\n? k\n: |\n  text\n",
}


def _judged(repository: Repository, *, libyaml: bool) -> dict[str, object]:
    """The report of the command, where PyYAML has libyaml and where its import fails."""
    without = "" if libyaml else "sys.modules['yaml._yaml'] = None; "
    code = f"import sys; {without}sys.path.insert(0, {str(ROOT)!r}); from configguard.cli import main; sys.exit(main())"
    done = run(  # noqa: S603 - this very interpreter, with the code above
        [sys.executable, "-I", "-c", code, "check", "--base", "main", "--head", "change", "--format", "json"],
        cwd=repository.top,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    report: dict[str, object] = json.loads(done.stdout)
    return report


def test_the_guard_says_the_same_without_libyaml_and_that_it_lacks_it(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    policy = 'version: 1\nfiles: [{ match: "config/**" }]\nscopes: { a: { settings: ["config/a.yaml:smtp"] } }\n'
    repository.commit("Begin", {".configguard.yaml": policy, "config/a.yaml": "smtp: {host: a}\n"})
    repository.branch("change")
    repository.commit("Change", CHANGE)
    usual, slow = _judged(repository, libyaml=True), _judged(repository, libyaml=False)
    notes = slow.pop("notes")
    assert isinstance(notes, list)
    assert [note for note in notes if "without libyaml" in note] == notes
    assert usual.pop("notes") == []
    assert slow == usual
