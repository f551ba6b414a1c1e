"""What a dry run prints must be a patch that git itself takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.restoring import patch
from tests.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["config.yaml", "a folder/my config.yaml", 'quo"te\\.yaml', "umläut/ключ.yaml", "tab\there.yaml", "-x.yaml"]
TEXTS = [
    ("a: 1\nb: 2\n", "a: 1\nb: 3\n"),
    ("a: 1\nb: 2", "a: 1\nb: 3"),
    ("a: 1\nb: 2", "a: 1\nb: 2\n"),
    ("a: 1\r\nb: 2\r\n", "a: 1\r\nb: 3\r\n"),
    ("\ufeffa: 1\n", "\ufeffa: 2\n"),
    ("a: 1\n", ""),
    ("", "a: 1\n"),
    ("a: x\u2028y\x0bz\x85\nb: 1\n", "a: x\u2028y\x0bz\x85\nb: 2\n"),
]


@pytest.mark.parametrize("name", NAMES)
def test_git_applies_the_patch_of_a_file_with_any_name(tmp_path: Path, name: str) -> None:
    assert _applied(tmp_path, name, *TEXTS[0]) == TEXTS[0][1].encode()


@pytest.mark.parametrize(("before", "after"), TEXTS)
def test_git_applies_the_patch_of_any_text(tmp_path: Path, before: str, after: str) -> None:
    assert _applied(tmp_path, "config.yaml", before, after) == after.encode()


def test_equal_texts_need_no_patch() -> None:
    assert not patch("config.yaml", "a: 1\n", "a: 1\n")


def _applied(folder: Path, name: str, before: str, after: str) -> bytes:
    """What the file holds after git has applied the patch."""
    repository = Repository(folder / "repository")
    repository.write(name, before.encode())
    repository.git("apply", "--whitespace=nowarn", feed=patch(name, before, after).encode())
    return (repository.top / name).read_bytes()
