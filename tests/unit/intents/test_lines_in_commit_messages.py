"""Lines of intent are found in commit messages by one parser, which no trick of layout deceives."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard.intents import _trailers, clean
from tests.patience import patience

GIT = shutil.which("git")


def said(message: str) -> list[str]:
    """The lines in the standard form."""
    return [f"{line.key}: {line.value}" for line in _trailers.from_message(message)]


def test_every_paragraph_of_trailers_behind_the_subject_counts() -> None:
    message = "Raise it\n\nWhy.\n\nConfig-Scope: email\n\n* Another\n\nConfig-Setting: a.yaml:b\nFixes: #1\n"
    assert said(message) == ["Config-Scope: email", "Config-Setting: a.yaml:b"]


def test_the_subject_s_paragraph_never_counts() -> None:
    assert said("Config-Scope: email") == []
    assert said("\n\nConfig-Scope: email\nConfig-Scope: other\n\nText") == []


def test_a_paragraph_with_anything_else_in_it_does_not_count() -> None:
    assert said("s\n\nHe wrote:\nConfig-Scope: email\n") == []
    assert said("s\n\nConfig-Scope: email\nas he said\n") == []
    assert said("s\n\n> Config-Scope: email\n") == []
    assert said("s\n\n    Config-Scope: email\n") == []
    assert said("s\n\n(Config-Scope: email)\n") == []


def test_keys_come_in_any_case_and_blanks_around_the_colon_do_not_matter() -> None:
    message = "s\n\nconfig-SCOPE : email\nCONFIG-SETTING:a.yaml:b = 1\nconfig-target:\tapi@prod  \n"
    assert said(message) == ["Config-Scope: email", "Config-Setting: a.yaml:b = 1", "Config-Target: api@prod"]


def test_letters_that_merely_look_alike_make_no_key() -> None:
    assert said("s\n\n\u0421onfig-Scope: email\n\nConfig\u2010Scope: email\n\nCon\ufb01g-Scope: x") == []


def test_folded_lines_are_joined_with_one_blank() -> None:
    assert said("s\n\nConfig-Scope: email,\n   payments\n\t, other\n") == ["Config-Scope: email, payments , other"]
    assert said("s\n\nConfig-Scope: pay\n  ments, *\n") == ["Config-Scope: pay ments, *"]
    assert said("s\n\nConfig-Scope:\n  email\n") == ["Config-Scope: email"]
    assert said("s\n\nSigned-off-by: x\n  y\nConfig-Scope: email\n") == ["Config-Scope: email"]


def test_a_divider_is_a_line_like_any_other() -> None:
    assert said("s\n\nConfig-Scope: payments\n---\nConfig-Scope: *\n") == []
    assert said("s\n\nConfig-Scope: payments\n\n---\n\nConfig-Scope: other\n") == [
        "Config-Scope: payments",
        "Config-Scope: other",
    ]


def test_repeating_a_key_adds() -> None:
    assert said("s\n\nConfig-Scope: a\nConfig-Scope: b\nConfig-Scope: a\n") == [f"Config-Scope: {x}" for x in "aba"]


def test_a_cherry_pick_s_own_line_takes_no_word_away() -> None:
    message = "s\n\nConfig-Scope: email\n(cherry picked from commit 4be2f1a)\n"
    assert said(message) == ["Config-Scope: email"]


def test_line_ends_of_other_systems_are_line_ends_and_odd_ones_are_none() -> None:
    assert said("s\r\n\r\nConfig-Scope: email\r\n") == ["Config-Scope: email"]
    for odd in ("\r", "\x0b", "\x0c", "\x85", "\u2028"):
        assert said(f"s\n\nText{odd}Config-Scope: email\n") == []
        assert len(said(f"s\n\nConfig-Scope: email{odd}Config-Scope: other\n")) == 1


def test_a_name_of_a_co_author_is_not_read_for_keys() -> None:
    assert said("s\n\nCo-authored-by: Config-Scope: email <a@b>\n") == []


@given(st.text(alphabet=st.sampled_from("Config-Scope: a\n\t\r >-#,.("), max_size=200))
def test_no_message_is_too_odd_to_be_read(message: str) -> None:
    for line in _trailers.from_message(message):
        assert line.key in _trailers.KEYS.values()
        assert "\n" not in line.value


def test_the_longest_message_comes_to_an_end() -> None:
    with patience():
        assert len(said("s\n\nConfig-Scope:" + "\n a" * 300_000)) == 1
        assert len(said("s\n\n" + "Config-Scope: a\n" * 60_000)) == 60_000


def test_a_message_is_cleaned_of_comments_scissors_and_needless_blanks() -> None:
    written = (
        "\r\nRaise the pool  \r\n\r\n\r\n\r\nConfig-Scope: email\r\n# Changes to be committed:\r\n"
        "# ------------------------ >8 ------------------------\r\nConfig-Scope: smuggled\r\n"
    )
    assert clean(written) == "Raise the pool\n\nConfig-Scope: email\n"


def test_the_comment_character_is_the_one_that_git_uses() -> None:
    assert clean("s\n; gone\n# stays\n", ";") == "s\n# stays\n"
    assert clean("s\n// gone\n", "//") == "s\n"
    assert clean("s\n\n# Heading\n\n; On branch main\n;\n", "auto") == "s\n\n# Heading\n"
    assert clean("s\n\n# On branch main\n", "auto") == "s\n"
    assert clean("s\n; ------------------------ >8 ------------------------\nx", ";") == "s\n"


@pytest.mark.skipif(GIT is None, reason="git is not here")
@given(st.text(alphabet=st.sampled_from("ab# \t\r\n"), max_size=60))
def test_cleaning_agrees_with_git(text: str) -> None:
    stripped = subprocess.run(  # noqa: S603 - the test's own words
        [GIT or "git", "-c", "core.commentChar=#", "stripspace", "--strip-comments"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert clean(text) == stripped.stdout.decode()
