"""Every format looks at the bytes first, in the same way; the numbers are those of the catalogue of hazards."""

from __future__ import annotations

import pytest

from configguard.model.document import Place
from tests.unit.formats.listing import read, refused, values

FILES = {"a.yaml": "a: {}", "a.json": '{{"a": "{}"}}', "a.toml": 'a = "{}"'}


@pytest.fixture(params=FILES)
def file(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_p27_one_byte_order_mark_is_dropped_and_remembered(file: str) -> None:
    text = FILES[file].format("x").encode()
    (plain,), (marked,) = read(text, file), read(b"\xef\xbb\xbf" + text, file)
    assert marked.root == plain.root
    assert (plain.source.bom, marked.source.bom) == (False, True)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\ufeff\ufeffa: 1\n", (1, 1)),
        ("a: 1\n\ufeffb: 2\n", (2, 1)),
        ("a: 1\n---\n\ufeffb: 2\n", (3, 1)),
        ("a: 1\r\ufeff# c\n", (2, 1)),
        ("a: 1\x85\ufeff# c\n", (1, 6)),
    ],
)
def test_p27_another_byte_order_mark_at_the_start_of_a_line_is_refused_in_yaml(
    text: str, place: tuple[int, int]
) -> None:
    unreadable = refused(text)
    assert "byte order mark" in unreadable.problem
    assert unreadable.place == Place(*place)


@pytest.mark.parametrize("file", ["a.json", "a.toml"])
def test_p27_another_byte_order_mark_outside_of_a_text_is_refused_in_json_and_toml(file: str) -> None:
    text = FILES[file].format("x")
    assert refused(f"\ufeff\ufeff{text}", file).place is not None
    assert refused(f"{text}\n\ufeff", file).place is not None


def test_p27_within_a_text_a_byte_order_mark_is_a_character_like_others(file: str) -> None:
    assert values(FILES[file].format("x\ufeffy"), file) == {"a": ("str", "x\ufeffy")}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_p28_other_encodings_are_refused_by_name(file: str, encoding: str) -> None:
    problem = refused(FILES[file].format("x").encode(encoding), file).problem
    assert encoding[:6].upper() in problem
    assert "save it" in problem


def test_p29_a_byte_that_is_not_utf8_is_refused_with_its_place(file: str) -> None:
    text = FILES[file].format("é?").encode().replace(b"?", b"\xe9")
    unreadable = refused(text, file)
    assert "not UTF-8" in unreadable.problem
    assert unreadable.place == Place(1, text.decode(errors="replace").index("\ufffd") + 1)


@pytest.mark.parametrize("control", ["\0", "\x1b", "\x0c"])
def test_p30_a_raw_control_character_is_refused_with_its_place(file: str, control: str) -> None:
    text = FILES[file].format(f"x{control}y")
    unreadable = refused(text, file)
    assert unreadable.problem == f"a control character (U+{ord(control):04X}) stands in the text"
    assert unreadable.place == Place(1, text.index(control) + 1)


def test_p59_a_file_beyond_5_mb_is_refused_unread(file: str) -> None:
    assert refused(b"\xff" * 5_000_001, file).limit == "file-size"


def test_p33_p34_bare_carriage_returns_count_as_lines() -> None:
    (document,) = read("a: 1\rb: 2\r\nc: 3\n")
    assert [document.source.place(e.key_start) for e in document.root.entries.values()] == [  # type: ignore[union-attr]
        Place(1, 1),
        Place(2, 1),
        Place(3, 1),
    ]
