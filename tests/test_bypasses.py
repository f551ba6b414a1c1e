"""Every known way past the guard as an attack, which must fail, beside the same kind of edit done honestly.

A folder `bypasses/B00-NAME/` is named for its case in the catalogue of hazards. `base/` is what stands; `attack/` and
`control/` are what two commits make of it, or `head/` is where both make the same; `attack.txt` and `control.txt` are
the commits' messages, or `message.txt` is where both say the same; `attack.reviews` and `control.reviews` tell who has
reviewed them on GitHub, where somebody has. The policy is `bypasses/policy.yaml` where neither
the folder nor `base/` has one of its own. Each is a real commit, judged by all rules. With REWRITE_BYPASSES=1 what is
found is written down as expected: read it before it is committed.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.repositories import Repository
from tests.reviews import reviewed
from tests.unit.guard.asking import errors, of_commits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from configguard.model.report import Report

BYPASSES = Path(__file__).parent / "bypasses"
REWRITE = bool(os.environ.get("REWRITE_BYPASSES"))
FOLDERS = sorted(folder for folder in BYPASSES.iterdir() if folder.is_dir())
POLICY = ".configguard.yaml"

Side = Literal["attack", "control"]
SIDES: tuple[Side, Side] = ("attack", "control")


def files(folder: Path, tree: Path) -> dict[str, bytes]:
    """The files of a tree, with the policy of its folder where it brings none."""
    policy = next(path for path in (folder / "policy.yaml", BYPASSES / "policy.yaml") if path.exists())
    own = {str(path.relative_to(tree)): path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    return {POLICY: policy.read_bytes()} | own


def head(folder: Path, side: Side) -> dict[str, bytes]:
    """What a commit makes of the base: its own, else what both make."""
    own = folder / side
    return files(folder, own if own.exists() else folder / "head")


def message(folder: Path, side: Side) -> bytes:
    """What a commit says: its own words, else what both say."""
    own = folder / f"{side}.txt"
    return (own if own.exists() else folder / "message.txt").read_bytes()


def reviews(folder: Path, side: Side) -> str:
    """Who has reviewed a commit."""
    file = folder / f"{side}.reviews"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def imported(folders: list[Path]) -> Iterator[bytes]:
    """All commits, as git's fast-import reads them: one process makes what would take a thousand."""
    for folder in folders:
        yield commit(f"{folder.name}/base", b"Begin", files(folder, folder / "base"))
        for side in SIDES:
            parent = f"refs/heads/{folder.name}/base"
            yield commit(f"{folder.name}/{side}", message(folder, side), head(folder, side), parent)


def commit(branch: str, words: bytes, tree: dict[str, bytes], parent: str | None = None) -> bytes:
    who = b"committer Ada <ada@example.org> 1700000000 +0000\n"
    start = f"from {parent}\ndeleteall\n".encode() if parent else b""
    blobs = [b"M 100644 inline " + path.encode() + b"\n" + data(content) for path, content in sorted(tree.items())]
    return b"".join((f"commit refs/heads/{branch}\n".encode(), who, data(words), start, *blobs, b"\n"))


def data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, Side], Report]:
    """Judges a side of a folder; each once."""
    repository = Repository(tmp_path_factory.mktemp("bypasses"))
    repository.git("fast-import", "--quiet", feed=b"".join(imported(FOLDERS)))

    @cache
    def judge(folder: Path, side: Side) -> Report:
        base, last = (f"{folder.name}/{name}" for name in ("base", side))
        if not (folder / f"{side}.reviews").exists():
            return of_commits(repository, base=base, head=last)
        return reviewed(repository, repository.oid(base), repository.oid(last), reviews(folder, side))

    return judge


def told(report: Report) -> str:
    """The verdict, and each finding on a line: level, rule, place, address, and what is said of the commit `HEAD`."""
    lines = [str(report.verdict)]
    for found in (*report.findings, *report.overridden):
        place = f"{found.place.line}:{found.place.column}" if found.place else "-"
        address = found.address.inner if found.address else "-"
        level = f"overridden by {', '.join(found.override.by)}" if found.override else found.level
        lines.append(f"{level} {found.rule} {found.file or '-'}:{place} {address} {found.message}")
    return "\n  ".join(lines).replace((report.head.oid or "")[:7], "HEAD")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_attack_fails_and_the_same_done_honestly_passes(
    folder: Path, judged: Callable[[Path, Side], Report]
) -> None:
    attack, control = (judged(folder, side) for side in SIDES)
    assert (attack.verdict, bool(errors(attack))) == ("fail", True)
    honest = "overridden" if control.overridden else "pass"
    assert (control.verdict, errors(control)) == (honest, set()), told(control)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_bypass_is_answered_as_expected(folder: Path, judged: Callable[[Path, Side], Report]) -> None:
    found = "".join(f"{side}: {told(judged(folder, side))}\n" for side in SIDES)
    expected = folder / "expected.txt"
    if REWRITE:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_holds_an_attack_and_its_control(folder: Path) -> None:
    """Two commits that differ, in what they do or in what they say, and both do something."""
    attack, control = ((head(folder, side), message(folder, side), reviews(folder, side)) for side in SIDES)
    assert attack != control
    assert files(folder, folder / "base") not in (attack[0], control[0])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_holds_nothing_else(folder: Path) -> None:
    one_or_two = ({"head"}, {"attack", "control"}), ({"message.txt"}, {"attack.txt", "control.txt"})
    names = {path.name for path in folder.iterdir()}
    allowed = [{"base", "expected.txt"} | heads | words for heads in one_or_two[0] for words in one_or_two[1]]
    assert names - {"policy.yaml", "attack.reviews", "control.reviews"} in allowed
