"""Every file in which two trees differ ends in one state: judged, told as unclaimed, or no configuration.

Held against git's own list over pairs of trees that chance makes, with odd names, modes, symlinks and submodules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configguard import formats, guard
from configguard.guard import Question
from configguard.guard.looking import look
from configguard.model.revision import Ask
from tests.repositories import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator

State = tuple[str, int]
"""A file of a tree: its mode, and which content it has."""
Tree = dict[str, State]

_POLICY = 'version: 1\nfiles: [{ match: "/config/**" }]\nscopes: { all: { settings: ["/config/**"] } }\n'
_FOLDERS = ["", "config/", "config/a b/", "config/-x/", "conf\u0131g/", "config\n/", "docs/", "config/.git x/"]
_NAMES = [
    *(
        "a.yaml",
        "A.yaml",
        "b.json",
        "c.toml",
        "d.txt",
        "e",
        ":x.yaml",
        "-rf.yaml",
        "--output=x.yaml",
        "*.yaml",
        "$(id).yaml",
    ),
    *(
        "::error::x.yaml",
        "a\nb.yaml",
        "tab\t.yaml",
        'q".json',
        "b\\s.yaml",
        " .yaml",
        "\x1b[31m.yaml",
        "\u202edlrow.yaml",
    ),
    *("\u00e9.yaml", "e\u0301.yaml", "z\udce9.yaml", "CODEOWNERS", ".gitattributes", ".gitmodules"),
]
_POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize 1\n" % 0
_CONTENTS = [_POINTER, b"a: 1\n", b"a: 2\n", b"", b"[1]", b"{", b"\xff", b"a: 1\r\n", b"* -diff\n"]
_STATES = st.tuples(st.sampled_from(["100644", "100755", "120000", "160000"]), st.sampled_from(range(len(_CONTENTS))))
_PATHS = st.builds(str.__add__, st.sampled_from(_FOLDERS), st.sampled_from(_NAMES))
_TREES = st.dictionaries(_PATHS, _STATES, max_size=12)


BASE, HEAD = "refs/heads/base", "refs/heads/head"


class Chance:
    """A repository with all the contents, and whichever two commits."""

    def __init__(self, git: Repository) -> None:
        self.git = git
        self.oids = [git.store(content) for content in _CONTENTS]
        git.commit("Begin", {".configguard.yaml": _POLICY})

    def commit(self, before: Tree, after: Tree) -> None:
        """Have a commit of each of these files and the policy, one behind the other."""
        self.git.git("fast-import", "--quiet", "--force", feed=b"".join(self._stream(before, after)))

    def _stream(self, *trees: Tree) -> Iterator[bytes]:
        """Source: git-fast-import(1), “Input format”."""
        parent = "refs/heads/main^0"
        policy = self.git.oid("main:.configguard.yaml")
        for mark, (tree, name) in enumerate(zip(trees, (BASE, HEAD), strict=True), 1):
            message = "Chance\n\nConfig-Scope: all\n"
            yield f"commit {name}\nmark :{mark}\ncommitter Ada <ada@example.org> 1700000000 +0000\n".encode()
            yield f"data {len(message)}\n{message}from {parent}\ndeleteall\n".encode()
            yield f"M 100644 {policy} .configguard.yaml\n".encode()
            for path, (mode, content) in tree.items():
                oid = f"{content + 1:040d}" if mode == "160000" else self.oids[content]
                quoted = path.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
                yield f'M {mode} {oid} "{quoted}"\n'.encode("utf-8", "surrogateescape")
            parent = f":{mark}"


@pytest.fixture(scope="module")
def chance(tmp_path_factory: pytest.TempPathFactory) -> Chance:
    """One repository, for all examples."""
    return Chance(Repository(tmp_path_factory.mktemp("paths") / "repository"))


def listed(git: Repository) -> list[str]:
    """The paths of git's own list."""
    output = git.run("diff-tree", "-r", "-z", "--name-only", "--no-renames", BASE, HEAD).stdout
    return [path.decode("utf-8", "surrogateescape") for path in output.split(b"\0")[:-1]]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(_TREES, _TREES)
def test_every_differing_file_ends_in_one_state(chance: Chance, before: Tree, after: Tree) -> None:
    """G46, I2: the counts add up, and of none that is judged nothing is said."""
    chance.commit(before, after)
    ask = Ask(chance.git.directory, base=BASE, head=HEAD)
    sight = look(ask, None)
    differing = listed(chance.git)
    claimed = [path for path in differing if path.startswith("config/")]
    beside = [path for path in differing if not path.startswith("config/") and formats.is_configuration(path)]
    report = guard.judge(Question(ask))
    assert sorted(file.path for file in sight.files) == sorted(claimed)
    assert report.looked_at.files == len(claimed)
    assert sorted(sight.unclaimed) == sorted(beside)
    told = {change.file for change in report.changes} | {found.file for found in report.findings}
    silent = set(claimed) - told
    assert {path for path in silent if not is_style(path, before.get(path), after.get(path))} == set()


def is_style(path: str, before: State | None, after: State | None) -> bool:
    """Whether two states of a file have the same settings: none at all, or the same with other line ends."""
    modes = {state[0] for state in (before, after) if state is not None}
    return len(modes) == 1 and modes < {"100644", "100755"} and meaning(path, before) == meaning(path, after)


def meaning(path: str, state: State | None) -> bytes:
    """What stands for the settings."""
    content = b"" if state is None else _CONTENTS[state[1]]
    if state is not None and not content and not path.endswith((".yaml", ".toml")):
        return b"an empty file is not nothing here"
    return content.replace(b"\r", b"")
