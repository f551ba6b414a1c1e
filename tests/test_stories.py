"""Each story through real git and the real command: base, head, message, and what is said of it.

With REWRITE_STORIES=1 what is said is written down as expected: read it before it is committed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from configguard.cli import main
from tests.repositories import Repository

REWRITE = bool(os.environ.get("REWRITE_STORIES"))
STORIES = sorted(folder for folder in (Path(__file__).parent / "stories").iterdir() if folder.is_dir())


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story_ends_as_it_should(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository(tmp_path / "repository")
    shutil.copytree(story / "base", repository.top, dirs_exist_ok=True)
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "Begin")
    repository.git("checkout", "--quiet", "-b", "change")
    shutil.copytree(story / "head", repository.top, dirs_exist_ok=True, copy_function=shutil.copyfile)
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", (story / "message.txt").read_text("utf-8"))
    monkeypatch.chdir(repository.top)
    status = main(["check", "--base", "main", "--head", "change", "--format", "oneline"])
    said = f"{capsys.readouterr().out}status {status}\n"
    expected = story / "expected.txt"
    if REWRITE:
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")


def test_there_are_stories_of_either_end() -> None:
    ends = {(story / "expected.txt").read_text("utf-8").splitlines()[-1] for story in STORIES}
    assert ends == {"status 0", "status 1"}
