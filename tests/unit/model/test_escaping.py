from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from configguard.model.escaping import (
    command_data,
    command_property,
    json_document,
    json_text,
    markdown_code,
    markdown_fence,
    markdown_prose,
    no_command,
    sarif_message,
    terminal,
    uri_path,
)
from tests.reporters.the_runner import commands

ANY = st.text(st.characters(exclude_categories=()), max_size=40)
TEXTS = st.one_of(ANY, st.text(alphabet="`|@#:<>[]()!*_~&;\\/. \nahw1-\u202e", max_size=30))
PAGE = MarkdownIt("commonmark").enable("table")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("größe 日本 ✓ → •••", "größe 日本 ✓ → •••"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\nb\rc\td", "a\\nb\\rc\\td"),
        ("\x07\x08\x7f", "\\x07\\x08\\x7f"),
        ("\x9b31m", "\\x9b31m"),
        ("\u202eevil\u2066", "\\u202eevil\\u2066"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("\ufe0f\u3164\u034f", "\\ufe0f\\u3164\\u034f"),
        ("\u00a0\u3000\u2028", "\\xa0\\u3000\\u2028"),
        ("\udc80 \ud83d", "\\udc80 \\ud83d"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_a_terminal_is_shown_what_it_would_obey_or_hide(text: str, shown: str) -> None:
    assert terminal(text) == shown


@given(ANY)
def test_text_for_a_terminal_is_one_printable_line_and_stays_as_it_is(text: str) -> None:
    shown = terminal(text)
    shown.encode("utf-8")
    assert all(c.isprintable() for c in shown)
    assert terminal(shown) == shown


C08 = (
    "::set-output name=x::y",
    "::stop-commands::token",
    "  ::add-mask::e",
    "\u00a0::error::x",
    "\u3000::error::x",
    "x ##[error]y",
    "::ERROR::x",
    "a\r::error::x",
    "a\n\n  ::group::x",
    "\u200b::error::x",
    "#\u034f#[error]x",
)


@pytest.mark.parametrize("payload", C08)
def test_c08_no_line_of_an_output_is_a_command(payload: str) -> None:
    assert commands(payload), "the port of the runner must see it raw"
    assert not commands(no_command(terminal(payload)))
    assert not commands(no_command(payload)) or "\u200b" in payload or "\u034f" in payload


@given(st.lists(st.sampled_from([*C08, ":", "::", " ", "#", "##", "[", "error", "\n", "]"]), max_size=6))
def test_c08_pieces_put_together_make_no_command_either(pieces: list[str]) -> None:
    lines = "".join(pieces).split("\n")
    assert not commands(no_command("\n".join(terminal(line) for line in lines)))


@given(TEXTS, TEXTS)
def test_c09_a_command_carries_its_data_and_file_and_nothing_else(file: str, message: str) -> None:
    line = f"::error file={command_property(file)},line=1::{command_data(message)}"
    found = commands(line)
    assert [command.name for command in found] == ["error"]
    assert set(found[0].properties) == {"file", "line"}
    assert found[0].properties["line"] == "1"


@pytest.mark.parametrize("file", ["a,b=c:d.yaml", "100%.yaml", "%0A::error::x", "a\nb\rc.yaml", "config/größe.yaml"])
def test_c09_a_file_keeps_its_name_in_a_command(file: str) -> None:
    (command,) = commands(f"::error file={command_property(file)}::x")
    assert command.properties["file"] == file.replace("##[", "##\\[")


def test_c09_percent_signs_are_encoded_first() -> None:
    assert command_property("%\r\n:,") == "%25%0D%0A%3A%2C"
    assert command_data("%\r\n:,", "more") == "%25\\r\\n:,%0Amore"


@given(TEXTS)
def test_c11_a_code_span_in_a_cell_is_text_and_nothing_else(text: str) -> None:
    rows = f"| a | b |\n|---|---|\n| {markdown_code(text)} | end |\n"
    tokens = PAGE.parse(rows)
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    kinds = [(child.type, child.content) for child in cells[2].children or ()]
    assert all(kind == "code_inline" or content.strip("|") == "" for kind, content in kinds)
    assert {kind for kind, _ in kinds} <= {"code_inline", "text"}
    assert "".join(content for _, content in kinds).strip() == terminal(text).replace("##[", "##\\[").strip()


@given(TEXTS)
def test_c11_prose_makes_no_link_mention_image_or_html(text: str) -> None:
    tokens = PAGE.parse(f"note: {markdown_prose(text)}")
    (inline,) = (token for token in tokens if token.type == "inline")
    for child in inline.children or ():
        assert child.type in {"text", "code_inline"}
        if child.type == "text":
            assert not set(child.content.removeprefix("note: ")) & set("@#<>[]*_~`&\\/")


def test_prose_reads_as_prose() -> None:
    said = "database.host changed from 10 to 20, and nothing covers it (see @acme/storage, #12)."
    coded = "`database.host` changed from 10 to 20, and nothing covers it (see `@acme/storage, #12)`."
    assert markdown_prose(said) == coded
    assert markdown_prose("1) no list") == "`1)` no list"
    assert markdown_prose("1 edit reaches 14 targets") == "1 edit reaches 14 targets"
    assert markdown_prose("by deadbeef and www. only") == "by `deadbeef` and `www`. only"


@given(st.lists(TEXTS, max_size=4))
def test_c11_a_fence_holds_its_lines(lines: list[str]) -> None:
    (token,) = PAGE.parse(markdown_fence(lines))
    assert token.type == "fence"
    assert token.content == "".join(f"{no_command(terminal(line))}\n" for line in lines)


@given(ANY)
def test_json_is_read_back_by_the_strict_and_seen_by_no_runner(text: str) -> None:
    dumped = json_document(json.dumps({"a": json_text(text)}, indent=2))
    assert dumped.isascii()
    assert dumped.replace("\n", "").isprintable()
    assert not commands(dumped)
    json.loads(dumped)["a"].encode("utf-8")


def test_json_keeps_what_a_runner_must_not_see() -> None:
    dumped = json_document(json.dumps("##[error]x\x7f"))
    assert "##[" not in dumped
    assert json.loads(dumped) == "##[error]x\x7f"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("config/api.yaml", "config/api.yaml"),
        ("a b#c%d?.yaml", "a%20b%23c%25d%3F.yaml"),
        ("c:d.yaml", "c%3Ad.yaml"),
        ("größe.yaml", "gr%C3%B6%C3%9Fe.yaml"),
        ("z\udce9.txt", "z%E9.txt"),
        ("\ud800", "%EF%BF%BD"),
    ],
)
def test_c14_paths_are_percent_encoded_byte_by_byte(path: str, uri: str) -> None:
    assert uri_path(path) == uri


def test_a_sarif_message_holds_no_link_and_no_gap() -> None:
    assert sarif_message("[x](javascript:y) {0} {}") == "[x] (javascript:y) {{0}} {}"
