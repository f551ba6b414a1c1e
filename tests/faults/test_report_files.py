"""Reports as files: whole or not at all, and no pass is said before all of them are there."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.faults.press import Fault
from tests.faults.running import FINE, PASSED, STRAYED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.press import Press
    from tests.faults.running import Place

LITTLE = 'ulimit -f 1; exec "$@"'  # a KiB: less than JSON takes, more than a line
OLD = "old, and whole\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the reports go, with one from before."""
    where = tmp_path / "reports"
    where.mkdir()
    (where / "a.txt").write_text(OLD, "utf-8")
    (where / "b.json").write_text(OLD, "utf-8")
    return where


def _two(folder: Path) -> tuple[str, ...]:
    return ("--format", f"oneline={folder / 'a.txt'}", "--format", f"json={folder / 'b.json'}", "--format", "text")


def _found(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in folder.iterdir()}


def test_a_report_that_finds_no_room_leaves_the_old_ones_and_is_no_pass(place: Place, folder: Path) -> None:
    ran = place.shell(LITTLE, *FINE, *_two(folder))
    assert ran.undecided("b.json cannot be written: File too large", "nothing was changed")
    assert _found(folder) == {"a.txt": OLD, "b.json": OLD}
    assert place.run(*FINE, *_two(folder)).status == 0
    assert json.loads(_found(folder)["b.json"])["verdict"] == "pass"


def test_a_failed_verdict_is_still_said_where_it_can_be(place: Place, folder: Path) -> None:
    ran = place.shell(LITTLE, *STRAYED, *_two(folder))
    assert ran.status == 1
    assert ran.out.startswith("✗")
    assert "b.json cannot be written" in ran.err
    assert _found(folder) == {"a.txt": OLD, "b.json": OLD}


def test_a_disk_that_is_full_leaves_the_old_report(place: Place, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8k,nr_inodes=10", "none", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603 - the tests' own words
        pytest.skip("only root may mount a small disk, and not everywhere")
    try:
        (disk / "b.json").write_text(OLD, "utf-8")
        (disk / "filler").write_bytes(b"x" * 4000)
        ran = place.run(*FINE, "--format", f"json={disk / 'b.json'}", "--format", "text")
        assert ran.undecided("b.json cannot be written: No space left on device")
        assert (disk / "b.json").read_text("utf-8") == OLD
        assert sorted(os.listdir(disk)) == ["b.json", "filler"]  # noqa: PTH208 - names alone
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S603, S607 - as above


@pytest.mark.parametrize(
    "deed", ["SIGTERM", "SIGINT", "SIGHUP", "OSError", "MemoryError", "KeyError", "KeyboardInterrupt"]
)
@pytest.mark.parametrize("where", ["os:fsync", "os:replace"])
def test_whatever_stops_it_midway_all_files_are_as_they_were(
    deed: str, where: str, place: Place, press: Press, folder: Path
) -> None:
    for nth in (1, 2):
        ran = press.run(place, [*FINE, *_two(folder)], faults=[Fault(where, deed, nth)])
        assert ran.status == {"SIGTERM": 143, "SIGINT": 130, "KeyboardInterrupt": 130, "SIGHUP": 129}.get(deed, 3)
        assert PASSED not in ran.out
        assert "Traceback" not in ran.err
        assert _found(folder) == {"a.txt": OLD, "b.json": OLD}


def test_a_run_that_is_killed_midway_leaves_the_old_reports(place: Place, press: Press, folder: Path) -> None:
    ran = press.run(place, [*FINE, *_two(folder)], faults=[Fault("os:fsync", "SIGKILL", 2)])
    assert ran.status == -9
    assert {name: text for name, text in _found(folder).items() if not name.startswith(".")} == {
        "a.txt": OLD,
        "b.json": OLD,
    }


def test_what_cannot_be_a_report_is_said_before_anything_is_judged(place: Place, folder: Path) -> None:
    twice = ("--format", f"json={folder}/a.txt", "--format", f"text={folder}/../reports/a.txt")
    for asked, words in (
        (("--format", f"json={folder}"), "it is a folder"),
        (("--format", f"json={folder}/absent folder/b.json"), f"mkdir -p -- '{folder}/absent folder'"),
        (("--format", f"json={folder}/a.txt/b.json"), "its folder does not exist"),
        (twice, "two reports cannot be one file"),
    ):
        assert place.run(*FINE, *asked).refused(words)
    assert _found(folder) == {"a.txt": OLD, "b.json": OLD}


def test_a_place_where_nothing_may_be_written_is_no_pass(place: Place, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    where = "/sys" if os.geteuid() == 0 else str(closed)  # for root, no mode is an obstacle
    ran = place.run(*FINE, "--format", f"json={where}/b.json", "--format", "text")
    assert ran.undecided(f"{where}/b.json cannot be written: ")


def test_a_symlink_is_replaced_and_its_target_left_alone(place: Place, folder: Path) -> None:
    """A change can bring the link, and so choose what is written over."""
    (folder / "link.json").symlink_to(folder / "a.txt")
    (folder / "loose.json").symlink_to(folder / "absent")
    for name in ("link.json", "loose.json"):
        assert place.run(*FINE, "--format", f"json={folder / name}").status == 0
        assert not (folder / name).is_symlink()
        assert json.loads((folder / name).read_text("utf-8"))["verdict"] == "pass"
    assert _found(folder)["a.txt"] == OLD
    assert "absent" not in _found(folder)


def test_the_mode_of_the_old_report_is_kept_and_a_new_one_is_as_any_file(place: Place, folder: Path) -> None:
    (folder / "b.json").chmod(0o600)
    assert place.shell('umask 027; exec "$@"', *FINE, *_two(folder), "--format", f"sarif={folder / 'c'}").status == 0
    assert (folder / "b.json").stat().st_mode & 0o777 == 0o600
    assert (folder / "c").stat().st_mode & 0o777 == 0o640


def test_a_pipe_is_written_into_and_stays_one(place: Place, folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    ran = place.shell(f'cat {pipe} > {folder}/got & "$@" && wait', *FINE, "--format", f"json={pipe}")
    assert ran.status == 0
    assert pipe.is_fifo()
    assert json.loads((folder / "got").read_text("utf-8"))["verdict"] == "pass"
    script = f'"$@" 7> {folder}/got; status=$?; cat {folder}/got; exit $status'
    assert json.loads(place.shell(script, *FINE, "--format", "json=/dev/fd/7").out)["verdict"] == "pass"
    assert place.shell('"$@" 7> /dev/full', *FINE, "--format", "json=/dev/fd/7").undecided("No space left")


def test_a_name_of_the_greatest_length_is_written(place: Place, folder: Path) -> None:
    file = folder / ("n" * 255)
    assert place.run(*FINE, "--format", f"json={file}").status == 0
    assert file.stat().st_size
