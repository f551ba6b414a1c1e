"""What is written of a revision: its files, as they are, and nothing that leads outside."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from configguard.model.revision import Stored
from configguard.rendering import _exporting
from configguard.rendering._exporting import NotExported, export
from tests.unit.rendering.shelves import FILE, LINK, SCRIPT, SUBMODULE

if TYPE_CHECKING:
    from pathlib import Path


def _export(top: Path, *files: tuple[str, int, bytes]) -> None:
    export({Stored(path, mode): data for path, mode, data in files}, top)


def test_files_are_written_with_what_they_hold(tmp_path: Path) -> None:
    _export(tmp_path, ("a/b/c.yaml", FILE, b"a: 1\r\n"), ("top", FILE, b"\xff\0"))
    assert (tmp_path / "a/b/c.yaml").read_bytes() == b"a: 1\r\n"
    assert (tmp_path / "top").read_bytes() == b"\xff\0"


def test_a_script_can_be_run_and_another_file_cannot(tmp_path: Path) -> None:
    _export(tmp_path, ("run", SCRIPT, b""), ("read", FILE, b""))
    assert os.access(tmp_path / "run", os.X_OK)
    assert not (tmp_path / "read").stat().st_mode & 0o111


def test_a_name_that_is_not_utf_8_is_kept(tmp_path: Path) -> None:
    _export(tmp_path, ("z\udce9.txt", FILE, b"x"))
    assert os.listdir(os.fsencode(tmp_path)) == [b"z\xe9.txt"]  # noqa: PTH208 - as bytes


def test_a_submodule_is_left_out(tmp_path: Path) -> None:
    _export(tmp_path, ("vendor", SUBMODULE, b""), ("a", FILE, b""))
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("path", ["../out", "a/../../out", "/out", "a//b", "./a", ".git/config", "a/.GIT/hooks/x", ""])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, path: str) -> None:
    top = tmp_path / "top"
    top.mkdir()
    with pytest.raises(NotExported, match="no work tree can hold a file of this name"):
        _export(top, (path, FILE, b"x"))
    assert not (tmp_path / "out").exists()


def test_a_file_where_a_folder_must_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotExported, match=re.escape("a/b cannot be written")):
        _export(tmp_path, ("a", FILE, b"x"), ("a/b", FILE, b"y"))


def test_a_link_within_leads_where_it_led(tmp_path: Path) -> None:
    _export(tmp_path, ("lib/x.yaml", FILE, b"x: 1"), ("app/x.yaml", LINK, b"../lib/x.yaml"), ("all", LINK, b"lib"))
    assert (tmp_path / "app/x.yaml").read_bytes() == b"x: 1"
    assert (tmp_path / "all/x.yaml").read_bytes() == b"x: 1"


@pytest.mark.parametrize("target", ["/etc/passwd", "../../etc/passwd", "..", "a/../../secret", "/"])
def test_a_link_that_leads_outside_is_left_out(tmp_path: Path, target: str) -> None:
    top = tmp_path / "top"
    (tmp_path / "secret").write_text("s", encoding="utf-8")
    top.mkdir()
    _export(top, ("link", LINK, target.encode()), ("a/b", FILE, b""))
    assert sorted(path.name for path in top.iterdir()) == ["a"]


def test_links_that_only_together_lead_outside_are_left_out(tmp_path: Path) -> None:
    top = tmp_path / "top"
    (tmp_path / "secret").write_text("s", encoding="utf-8")
    top.mkdir()
    # By their names alone, each of them leads to a place within.
    _export(top, ("a/b/deep", FILE, b""), ("up", LINK, b"a/b/../.."), ("deep/up", LINK, b"../up/../secret"))
    assert not (top / "deep/up").is_symlink()
    assert (top / "up").resolve() == top


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    top, outside = tmp_path / "top", tmp_path / "outside"
    top.mkdir()
    outside.mkdir()
    with pytest.raises(NotExported, match="cannot be linked"):
        _export(top, ("a", LINK, str(outside).encode()), ("a/x", FILE, b"x"))
    assert list(outside.iterdir()) == []


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_exporting, "MOST_FILES", 2)
    _export(tmp_path, ("a", FILE, b""), ("b", FILE, b""))
    with pytest.raises(NotExported, match="more than 2 files"):
        _export(tmp_path, ("c", FILE, b""), ("d", FILE, b""), ("e", FILE, b""))
