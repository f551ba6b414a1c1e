"""A git whose answers end too early: whatever is missing, and whatever git says of it, nothing passes by that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.running import FINE, LONG, STRAYED, WORKTREE

if TYPE_CHECKING:
    from tests.faults.press import Press
    from tests.faults.running import Place

ASKED = {
    "rev-parse": FINE,
    "merge-base": LONG,
    "rev-list": LONG,
    "cat-file": FINE,
    "diff-tree": STRAYED,
    "diff-index": WORKTREE,
    "--stage": WORKTREE,
}
"""A word of each of git's commands, with a check that asks it."""

_WITHOUT_AN_END = {"diff-index", "--stage"}
"""Lists of which only their status tells whether they are whole, if they are cut behind a record."""

_CUT = """\
for word in "$@"; do
  if [ "$word" = "$COMMAND" ]; then
    if [ "$LENGTH" = all ]; then "$real" "$@" | tee "$HEARD"; exit 0; fi
    # The one that waits for questions is heard as it speaks; it ends well, as far as anybody can tell.
    if [ "$COMMAND" = cat-file ]; then
      exec bash -c 'exec dd bs=1 count="$LENGTH" status=none < <(exec "$0" "$@")' "$real" "$@"
    fi
    "$real" "$@" | head -c "$LENGTH"
    exit "$STATUS"
  fi
done
exec "$real" "$@"
"""
_EVERY_BYTE = 90
"""Shorter answers are cut everywhere, longer ones around what ends a record and at some places between."""


@pytest.mark.parametrize("command", ASKED)
def test_an_answer_that_is_cut_off_at_any_byte_is_no_verdict(command: str, place: Place, press: Press) -> None:
    heard = place.beside / command
    fake = place.with_git(_CUT) | {"COMMAND": command, "HEARD": str(heard), "STATUS": "0", "LENGTH": "all"}
    control = press.run(place, ASKED[command], environ=fake)
    assert control.status == (1 if ASKED[command] is STRAYED else 0)
    answer = heard.read_bytes()
    lengths = _lengths(answer)
    statuses = [(0, 1, 128, 137, 139)[number % 5] for number in range(len(lengths))]
    cut = [{"LENGTH": str(length), "STATUS": str(status)} for length, status in zip(lengths, statuses, strict=True)]
    ran = press.many(place, ASKED[command], [fake | how for how in cut])
    believed = [at for at, one in zip(zip(lengths, statuses, strict=True), ran, strict=True) if not one.undecided()]
    if command in _WITHOUT_AN_END:
        believed = [(at, status) for at, status in believed if status or answer[at - 1 : at] not in {b"", b"\0", b"\n"}]
    assert not believed


def _lengths(answer: bytes) -> list[int]:
    if len(answer) <= _EVERY_BYTE:
        return list(range(len(answer)))
    ends = {at for at, byte in enumerate(answer) if byte == ord("\n") or answer[at : at + 2] == b"\0:"}
    near = {at + step for at in ends for step in (0, 1)} | set(range(0, len(answer), 97))
    return sorted(length for length in near if length < len(answer))
