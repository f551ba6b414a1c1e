"""Settings are put back whole or not at all, and nobody's newer edit is written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.press import Fault

if TYPE_CHECKING:
    from tests.faults.press import Press
    from tests.faults.running import Place

RESTORE = ("restore", "--base", "main", "config/mail.yaml", "config/more/pool.json", "config/new.yaml")


@pytest.fixture
def edited(own_place: Place) -> Place:
    """Two files with changes and one that is new."""
    own_place.repository.write("config/new.yaml", "new: 1\n")
    return own_place


def _files(place: Place) -> dict[str, str]:
    top = place.repository.top / "config"
    return {path.name: path.read_text("utf-8") for path in top.rglob("*") if path.is_file()}


def test_all_is_put_back(edited: Place, press: Press) -> None:
    assert press.run(edited, RESTORE).status == 0
    assert _files(edited) == {
        "mail.yaml": "pool: { size: 10 }\n",
        "pool.json": '{ "size": 10 }\n',
        "host.yaml": "host: db-1\n",
    }


@pytest.mark.parametrize("deed", ["OSError", "MemoryError", "SIGTERM", "SIGINT", "SIGHUP"])
@pytest.mark.parametrize("where", ["os:fsync", "os:replace", "os:remove"])
def test_whatever_stops_it_midway_all_files_are_as_they_were(
    deed: str, where: str, edited: Place, press: Press
) -> None:
    before = _files(edited)
    for nth in (1, 2):
        if (where, nth) != ("os:remove", 2):  # the second is of what lies beside, when all is done
            ran = press.run(edited, RESTORE, faults=[Fault(where, deed, nth)])
            assert ran.status == {"SIGTERM": 143, "SIGINT": 130, "SIGHUP": 129}.get(deed, 3)
            assert "put back" not in ran.err
            assert "Traceback" not in ran.err
            assert _files(edited) == before


def test_a_file_that_finds_no_room_leaves_the_old_one(edited: Place) -> None:
    large = "".join(f"key{number}: 1\n" for number in range(200))
    edited.repository.commit("Add", {"config/large.yaml": large, "config/new.yaml": None})
    edited.repository.write("config/new.yaml", "new: 1\n")
    edited.repository.write("config/large.yaml", large.replace("key7: 1", "key7: 2"))
    before = _files(edited)
    ran = edited.shell('ulimit -f 1; exec "$@"', "restore", "--base", "HEAD", "config/large.yaml", "config/new.yaml")
    assert ran.status == 3
    assert "config/large.yaml cannot be written: File too large" in ran.err
    assert "nothing was changed" in ran.err
    assert _files(edited) == before


def test_an_edit_made_meanwhile_is_not_written_over(edited: Place, press: Press) -> None:
    """Somebody saves the file in an editor between the comparison and the writing."""
    newer = "pool: { size: 20, kept: true }"
    file = edited.repository.top / "config/mail.yaml"
    deed = f"run echo '{newer}' > {file}"
    for moment, words in (("undone", "was edited while it was compared"), ("_place", "is not what was compared")):
        edited.repository.write("config/mail.yaml", "pool: { size: 30 }\n")
        ran = press.run(edited, RESTORE, faults=[Fault(f"configguard.cli.restore:{moment}", deed)])
        assert ran.undecided(f"config/mail.yaml {words}", "nothing was changed"), moment
        assert file.read_text("utf-8") == f"{newer}\n"


def test_line_ends_that_git_makes_are_no_edit(edited: Place, press: Press) -> None:
    edited.repository.git("config", "core.autocrlf", "true")
    (edited.repository.top / "config/mail.yaml").unlink()
    edited.repository.git("checkout", "--", "config/mail.yaml")
    assert b"\r\n" in (edited.repository.top / "config/mail.yaml").read_bytes()
    assert press.run(edited, RESTORE[:4]).status == 0


def test_a_folder_that_became_a_link_is_not_written_through(edited: Place, press: Press) -> None:
    top, outside = edited.repository.top, edited.beside / "outside"
    (top / "config").rename(outside)
    (top / "config").symlink_to(outside)
    before = {path.name: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    assert press.run(edited, RESTORE[:4]).status in {2, 3}
    assert {path.name: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before
