"""What counts as a secret's text elsewhere, and what may stand beside a secret and still be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard.guard.hushing import MOST_LENGTHS, Secrets
from configguard.model.change import Value
from tests.patience import patience
from tests.unit.guard.asking import judged

if TYPE_CHECKING:
    from pathlib import Path

FILE = "config/api.yaml"


def secrets(*texts: str, kind: str = "str") -> Secrets:
    return Secrets(Value(kind, text, secret=True) for text in texts)


@pytest.mark.parametrize(
    ("secret", "text", "hidden"),
    [
        ("abc", "abc", True),
        ("abc", "xabcx", False),  # so short a text stands in much
        ("postgres", "postgres:14", False),  # so does a word
        ("s3cr3tpw", "x?p=s3cr3tpw&q", True),
        ("correcthorsebattery", "x correcthorsebattery y", True),
        ("postgres://me:s3cr3tpw@host/db", "s3cr3tpw", True),  # the password of a URL alone
        ("postgres://me:s3cr3tpw@host/db", "postgres://you:other@host", False),
        ("", "", False),
        ("", "anything", False),
    ],
)
def test_a_text_is_hidden_that_is_a_secret_or_has_a_telling_one_in_it(secret: str, text: str, hidden: bool) -> None:  # noqa: FBT001 - a case
    assert secrets(secret).hide(text) is hidden
    assert secrets(secret, *(f"other-{n}" for n in range(100))).hide(text) is hidden


@pytest.mark.parametrize(
    ("kind", "text", "hidden"),
    [
        ("int", "8080", False),
        ("int", "123456", True),
        ("bool", "true", False),
        ("null", "null", False),
        ("list", "12 items", False),
    ],
)
def test_what_is_no_text_hides_little(kind: str, text: str, hidden: bool) -> None:  # noqa: FBT001 - a case
    assert secrets(text, kind=kind).hide(text) is hidden


def test_many_secrets_that_begin_alike_cost_no_more_than_their_beginning() -> None:
    many = secrets(*("a" * length for length in range(16, 16 + 40 * MOST_LENGTHS)))
    with patience():
        assert many.hide(f"{'b' * 200_000}{'a' * 16}")
        assert not many.hide("ab" * 200_000)


@pytest.mark.parametrize(
    ("base", "head", "shown"),
    [
        ("password: old-pw-1\n", "pw: new-pw-1\n", False),
        ("pw: old-pw-1\n", "password: new-pw-1\n", False),
        ("password: old-pw-1\n", "password_file: new-pw-1\n", True),
        ("password: old-pw-1\n", "secretName: new-pw-1\n", True),
        ("password: old-pw-1\na: {}\n", "a: {pw: new-pw-1}\n", True),
        ("password: old-pw-1\n", "password: x\npw: new-pw-1\n", True),
    ],
)
def test_what_takes_the_place_of_a_secret_is_hidden(base: str, head: str, shown: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    report = judged(tmp_path, {FILE: base}, {FILE: head}, "x\n")
    values = [value.shown for change in report.changes for value in (change.before, change.after) if value]
    assert ("new-pw-1" in values) is shown
    assert "old-pw-1" not in values


def test_numbers_and_switches_beside_a_secret_that_goes_are_shown(tmp_path: Path) -> None:
    report = judged(tmp_path, {FILE: "db: {password: old-pw-1}\n"}, {FILE: "db: {port: 5432, tls: true}\n"}, "x\n")
    assert [change.after.shown for change in report.changes if change.after] == ["5432", "true"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("standing-pw-1", False),
        ("https://me:standing-pw-1@host", False),
        ("standing-pw", True),
        ("gold", True),  # so short a text is no sign
    ],
)
def test_what_repeats_a_secret_of_its_file_that_does_not_change_is_hidden(
    text: str,
    shown: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
) -> None:
    beside = "db: {password: standing-pw-1, pin_token: gold}\n"
    report = judged(tmp_path, {FILE: f"{beside}plan: first-plan\n"}, {FILE: f"{beside}plan: '{text}'\n"}, "x\n")
    [change] = report.changes
    assert change.after is not None
    assert (change.after.shown == text) is shown
