"""What is published can be built again by anybody, byte for byte: it depends on the commit and on nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from tests.integration import doors

if TYPE_CHECKING:
    from pathlib import Path

PACKED = ("configguard", "policies", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE")
"""What a wheel is made of, and a little more for the sdist; all of the tests would take too long to copy."""
COMMITTED = "1764000000"


def build(source: Path, umask: int, **variables: str) -> dict[str, bytes]:
    """What comes of building a copy that lies there, by name."""
    source.mkdir(parents=True)
    leaving = shutil.ignore_patterns("__pycache__")
    for name in PACKED:
        if (doors.ROOT / name).is_dir():
            shutil.copytree(doors.ROOT / name, source / name, ignore=leaving, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(doors.ROOT / name, source / name)
    for path in source.rglob("*"):
        path.chmod(path.stat().st_mode & ~umask)
    subprocess.run(  # noqa: S603 - the test's own words
        [sys.executable, "-m", "hatchling", "build", "--directory", str(source / "out")],
        cwd=source,
        env={**os.environ, "SOURCE_DATE_EPOCH": COMMITTED, **variables},
        umask=umask,
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in (source / "out").iterdir()}


def digests(built: dict[str, bytes]) -> dict[str, str]:
    """What tells whether bytes are the same, and can be read where they are not."""
    return {name: sha256(data).hexdigest() for name, data in built.items()}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Two builds that have only the files in common."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("builds")
    return (
        build(folder / "here", 0o022, TZ="UTC", LANG="C", PYTHONHASHSEED="1"),
        build(folder / "elsewhere" / "deeper", 0o077, TZ="Asia/Kathmandu", LANG="tr_TR.UTF-8", PYTHONHASHSEED="2"),
    )


def test_another_folder_umask_time_zone_and_hour_build_the_same_bytes(
    builds: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    one, other = builds
    assert sorted(name.rpartition("-")[2].rpartition(".")[2] for name in one) == ["gz", "whl"]
    assert digests(one) == digests(other)


def test_what_is_in_them_is_dated_as_the_commit(
    builds: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    for name, data in builds[0].items():
        (tmp_path / name).write_bytes(data)
        if name.endswith(".whl"):
            with zipfile.ZipFile(tmp_path / name) as wheel:
                assert {entry.date_time for entry in wheel.infolist()} == {(2025, 11, 24, 16, 0, 0)}
        else:
            with tarfile.open(tmp_path / name) as sdist:
                assert {entry.mtime for entry in sdist} == {int(COMMITTED)}
