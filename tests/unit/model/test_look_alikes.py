from __future__ import annotations

import sys
import unicodedata

import pytest

from configguard.model.grammar import is_visible
from configguard.model.look_alikes import called, folded, hidden, like, odd, reorders, skeleton, spelt, stranger

VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Arabic and Kaithi signs that enclose numbers: format characters that show (Prepended_Concatenation_Mark)."""
EGYPTIAN = range(0x13430, 0x13456)


@pytest.mark.parametrize("around", [("a", "b"), ("", "a"), ("a", ""), ("к", "л"), ("ä", "1")])
def test_every_format_character_is_hidden_in_a_word(around: tuple[str, str]) -> None:
    formats = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) == "Cf"]
    expected = [c for c in formats if c not in VISIBLE_FORMATS and ord(c) not in EGYPTIAN]
    assert [c for c in expected if hidden(c.join(around)) != c] == []
    assert [c for c in formats if c not in expected and hidden(c.join(around))] == []


def test_what_is_hidden_does_not_show_in_an_address_either() -> None:
    chars = [c for c in map(chr, range(0x80, sys.maxunicode + 1)) if hidden(c)]
    assert [c for c in chars if is_visible(c)] == []


@pytest.mark.parametrize("char", ["\n", "\t", "\x1b", "\x85", "\u2028", "\u2029", "\xa0", "\u3000", "é", "\u0301"])
def test_line_breaks_controls_and_blanks_are_not_hidden(char: str) -> None:
    assert not hidden(f"a{char}b")


@pytest.mark.parametrize(
    "text",
    [
        "\u2764\ufe0f",  # a red heart
        "\u2764\ufe0f\u200d\U0001f525",  # one on fire
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family
        "\U0001f469\U0001f3fd\u200d\u2695\ufe0f",  # a doctor
        "1\ufe0f\u20e3",  # a key of the telephone
        "\u2139\ufe0f",  # information
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # Scotland
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, with its half-space
        "\u0915\u094d\u200d\u0937",  # Devanagari, joined
        "\u0e20\u0e32\u0e29\u0e32\u200b\u0e44\u0e17\u0e22",  # Thai, where a line may break
        "\u200f\u05e9\u05dc\u05d5\u05dd!\u200f",  # Hebrew, with a mark for its exclamation
        "\u845b\U000e0100",  # a Japanese name
        "\u2800\u2800\u28fe",  # Braille, as of a spinner
    ],
)
def test_what_pictures_and_scripts_are_written_with_is_seen(text: str) -> None:
    assert not hidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "a\ufe0f",
        "a\u200db",
        "\u2764\u200da",
        "a\u200f",
        "\U000e0068\U000e0069",
        "\U0001f3f4\U000e0067",
        "\u2800",
        "\u05e9\u202e\u05dc",
        "\u0645\u2067\u06cc",
        "a\U000e0100",
        "\u3164",
    ],
)
def test_the_same_elsewhere_is_hidden(text: str) -> None:
    assert hidden(text)


def test_the_first_hidden_character_is_the_one_that_is_named() -> None:
    assert hidden("\u2764\ufe0f a\u200bb\u202e") == "\u200b"
    assert [reorders(char) for char in "\u202e\u2066\u200f\u200b\xad"] == [True, True, True, False, False]
    assert called("\u202e") == "U+202E (right-to-left override)"
    assert called("\U000e0000") == "U+E0000"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("host", "Host"),
        ("host", "h\u043est"),
        ("host", "\uff48\uff4f\uff53\uff54"),
        ("HOST", "\u041d\u041e\u0405\u0422"),
        ("caf\u00e9", "cafe\u0301"),
        ("caf\u00e9", "CAFE\u0301"),
        ("host", "ho\u200bst"),
        ("a b", "a\u00a0b"),
        ("stra\u00dfe", "STRASSE"),
        ("file", "\ufb01le"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("host", "hosts"), ("o", "0"), ("l", "1"), ("rn", "m"), ("a", "ä"), ("к", "k"), ("w", "vv")]
)
def test_names_that_a_reader_can_tell_apart_have_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_only_case_and_form_are_folded() -> None:
    assert folded("CAFE\u0301") == folded("caf\u00e9")
    assert folded("h\u043est") != folded("host")
    assert spelt('h\u043e"\U0001f525') == '"h\\u043e\\"\\ud83d\\udd25"'


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("p\u0430ssword", "\u0430"),
        ("db_h\u03bfst", "\u03bf"),
        ("na\u00efv\u0435", "\u0435"),
        ("\u0421ache", "\u0421"),
        ("ключ_api", ""),
        ("USB\u043f\u043e\u0440\u0442", ""),
        ("привет", ""),
        ("\u03b1max", ""),
        ("\u03bcs", ""),
        ("\u00b5s", ""),
        ("\u03a9m", ""),
        ("naïve", ""),
        ("東京tower", ""),
    ],
)
def test_a_stranger_among_latin_letters_is_one_that_looks_like_them(name: str, letter: str) -> None:
    assert stranger(name) == letter == odd(name)


def test_an_odd_blank_is_odd_in_a_name() -> None:
    assert odd("max\u00a0size") == "\u00a0"
    assert (like("\u00a0"), like("\u043e")) == ("a blank", '"o"')
    assert not odd("max size")
