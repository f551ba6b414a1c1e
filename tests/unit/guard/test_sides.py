"""Files are read when they are looked into, once, and not kept."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from configguard import formats
from configguard.guard import sides
from configguard.guard.judging import judge
from configguard.guard.question import Question
from configguard.model.revision import Ask
from tests.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.document import Reading

POLICY = 'version: 1\nfiles: [{ match: "*.yaml" }]\nscopes: { all: { settings: ["*.yaml"] } }\n'
POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n"
FILES = [f"f{number}.yaml" for number in range(12)]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A change that empties a mapping of fifty settings in each of twelve files, and spoils another file."""
    settings = "".join(f"  s{number}: {number}\n" for number in range(50))
    made = Repository(tmp_path / "repository")
    files = {path: f"# {path}\nall:\n{settings}" for path in FILES}
    made.commit("Begin", {".configguard.yaml": POLICY, "odd.yaml": "a: 1\n", **files})
    made.branch("change")
    spoilt = {path: f"# {path}\nall: {{}}\n" for path in FILES}
    made.commit("Empty\n\nConfig-Scope: all", {"odd.yaml": "a: [\n", **spoilt})
    return made


def test_each_side_is_read_once_however_often_it_is_looked_into(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: Counter[tuple[str, bytes]] = Counter()
    read = formats.read

    def counted(file: str, data: bytes, format_name: str | None = None) -> Reading | None:
        reads[file, data] += 1
        return read(file, data, format_name)

    sides.parsed.cache_clear()
    monkeypatch.setattr(formats, "read", counted)
    report = judge(Question(Ask(repository.directory, "main", "change"), rules=("unreadable-config",)))
    assert [finding.file for finding in report.findings] == ["odd.yaml"]
    assert {count for (file, _), count in reads.items() if file in FILES} == {1}
    assert len(reads) >= 2 * len(FILES)


def test_what_is_looked_into_again_is_read_again(repository: Repository) -> None:
    report = judge(Question(Ask(repository.directory, "main", "change"), rules=("emptied-setting",)))
    assert sorted({str(finding.address) for finding in report.findings}) == sorted(f"{path}:all" for path in FILES)


@pytest.mark.parametrize(
    ("text", "is_pointer"),
    [
        (POINTER, True),
        (POINTER.replace("git-lfs", "hawser"), True),
        (POINTER.replace("https://git-lfs.github.com/spec/v1", "http://git-media.io/v/2"), True),
        (f" \n{POINTER}", True),
        (POINTER.replace("\n", "\r\n"), True),
        (POINTER + "#" * 1024, False),
        (POINTER.replace("version ", "version: "), False),
    ],
)
def test_whatever_git_lfs_takes_for_a_pointer_is_one(text: str, *, is_pointer: bool, tmp_path: Path) -> None:
    git = Repository(tmp_path / "repository")
    git.commit("Begin", {".configguard.yaml": POLICY, "a.yaml": "a: 1\n"})
    git.branch("change")
    git.commit("Move it\n\nConfig-Scope: all", {"a.yaml": text})
    report = judge(Question(Ask(git.directory, "main", "change")))
    assert ("irregular-file" in {finding.rule for finding in report.findings}) is is_pointer
