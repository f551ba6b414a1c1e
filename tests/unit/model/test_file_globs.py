"""File globs are git's own, with choices and placeholders beside them."""

from __future__ import annotations

import random
from itertools import product
from typing import TYPE_CHECKING

import pytest

from configguard.model.fileglob import MOST_ALTERNATIVES, FileGlob, PatternMistake
from tests.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

SEGMENTS = ("a", "b", "ab", "*", "**", "***", "a*", "*b", "?", "a?", "a*b", "*a*", r"\[a", r"a\*", "{name}")
NAMES = ("a", "b", "ab", "ba", "aab", ".a", "[a", "a*", "{name}")


def matches(glob: str, file: str) -> bool:
    return FileGlob(glob).match(file) is not None


@pytest.mark.parametrize("seed", range(3))
def test_a_glob_matches_what_git_says_it_matches(seed: int, tmp_path: Path) -> None:
    """Git's attributes know the rules of .gitignore without its rule that a folder takes all beneath it."""
    chance = random.Random(seed)  # noqa: S311 - the same globs in every run
    segments = [segment for segment in SEGMENTS if segment != "{name}"]
    globs = sorted(
        {chance.choice(("", "", "/")) + "/".join(chance.choices(segments, k=chance.randint(1, 4))) for _ in range(300)}
    )
    files = sorted({"/".join(chance.choices(NAMES, k=chance.randint(1, 4))) for _ in range(200)})
    repository = Repository(tmp_path / "repository")
    repository.write(".gitattributes", "".join(f"{glob} m{number}\n" for number, glob in enumerate(globs)))
    said = repository.git("check-attr", "-z", "--all", "--stdin", feed="\0".join(files).encode())
    fields = said.split("\0")
    theirs = set(zip(fields[::3], fields[1::3], strict=False))
    different = [
        (glob, file)
        for (number, glob), file in product(enumerate(globs), files)
        if matches(glob, file) is not ((file, f"m{number}") in theirs)
    ]
    assert not different


def test_a_slash_at_the_end_takes_a_folder_as_git_ignores_one(tmp_path: Path) -> None:
    globs = ["a/", "/a/", "a/b/", "*b/", "**/b/", "a/**/", "a/*/", "**/", "*/"]
    files = ["/".join(names) for length in (1, 2, 3, 4) for names in product(("a", "b", "ab"), repeat=length)]
    repository = Repository(tmp_path / "repository")
    for glob in globs:
        repository.write(".gitignore", f"{glob}\n")
        ignored = repository.run("check-ignore", "-z", "--no-index", "--stdin", feed="\0".join(files).encode())
        theirs = set(ignored.stdout.decode().split("\0")) - {""}
        assert {file for file in files if matches(glob, file)} == theirs, glob


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        ("*.{yaml,yml}", "c/a.yml", "a.yamlyml"),
        ("/{api,web}/*.yaml", "web/a.yaml", "x/web/a.yaml"),
        ("{a/b,c}.yaml", "a/b.yaml", "x/a/b.yaml"),
        ("{a/b,c}.yaml", "x/c.yaml", "x/a/b.yaml"),
        ("x{,.bak}", "d/x.bak", "x.bak2"),
        ("{a,{b,c}d}", "cd", "c"),
        (r"\{a,b\}", "{a,b}", "a"),
        ("a,b", "a,b", "a"),
        ('"odd: name.yaml"', "c/odd: name.yaml", "odd"),
        ('"c/odd *.yaml"', "c/odd *.yaml", "c/odd x.yaml"),
        ('"/c/a.yaml"', "c/a.yaml", "d/c/a.yaml"),
        ('c/"a.b"*.yaml', "c/a.bx.yaml", "c/axb.yaml"),
        ('"!a"', "!a", "a"),
        (r"\!a", "!a", "a"),
        ("[a]", "[a]", "a"),
        ("a?c", "abc", "a/c"),
        ('"caf\\udce9"', "caf\udce9", "café"),
        ("Config.yaml", "Config.yaml", "config.yaml"),
        ("?", "é", "ab"),
    ],
)
def test_choices_and_quotes_stand_beside_the_wildcards(glob: str, yes: str, no: str) -> None:
    assert matches(glob, yes)
    assert not matches(glob, no)


@pytest.mark.parametrize(
    ("glob", "file", "bound"),
    [
        ("clusters/{name}/**", "clusters/eu/a.yaml", {"name": "eu"}),
        ("{env}/**/{env}.yaml", "prod/x/prod.yaml", {"env": "prod"}),
        ("{env}/{env}.yaml", "prod/test.yaml", None),
        ("**/{s}/**/{s}.yaml", "a/svc/b/svc.yaml", {"s": "svc"}),
        ("**/{s}/**/{t}/**/{s}.yaml", "a/b/svc/t/x/svc.yaml", {"s": "svc", "t": "t"}),
        ("{a}-{b}.yaml", "x-y-z.yaml", {"a": "x", "b": "y-z"}),
        ("*{a}x*y*z", "qxyxz", {"a": "q"}),
        ("a{rest}", "a", None),
        ("{x}/{y,z}", "a/z", {"x": "a"}),
    ],
)
def test_a_placeholder_stands_for_the_same_text_everywhere(glob: str, file: str, bound: dict[str, str] | None) -> None:
    assert FileGlob(glob).match(file) == bound


@pytest.mark.parametrize(
    ("glob", "problem"),
    [
        ("", "the file is missing"),
        ("//", "the file is missing"),
        ("{,a}", "the file is missing"),
        ("!a", "a pattern cannot begin with “!”"),
        ("{a,b", "the brace is never closed"),
        ("{}", "a brace holds choices"),
        ("{a b}", "a brace holds choices"),
        ('"a', "the quote is never closed"),
        ("a\\", "nothing stands behind the backslash"),
        ('"\\x"', "is not a JSON string"),
        ("{a}-{a}", "a placeholder can stand only once in a name"),
        ("{a,b}" * 9, f"more than {MOST_ALTERNATIVES} choices"),
    ],
)
def test_what_is_no_glob_is_refused(glob: str, problem: str) -> None:
    with pytest.raises(PatternMistake, match=problem):
        FileGlob(glob)


def test_what_a_glob_begins_with_is_known() -> None:
    assert FileGlob("config/eu/*.yaml").leading == ("config", "eu")
    assert FileGlob("config/{a,b}/x.yaml").leading == ("config",)
    assert FileGlob("*.yaml").leading == ()
    assert FileGlob('"config/a b.yaml"').leading == ("config", "a b.yaml")


def test_a_glob_of_nothing_but_wildcards_is_told_from_others() -> None:
    assert all(FileGlob(glob).only_wildcards for glob in ("*", "**", "**/*", "/*/**", "?*", "{a,*}"))
    assert not any(FileGlob(glob).only_wildcards for glob in ("*.yaml", "a/**", "**/a"))


@pytest.mark.parametrize(
    ("glob", "folder", "may"),
    [
        ("config/**/*.yaml", "config", True),
        ("config/**/*.yaml", "config/prod", True),
        ("config/**/*.yaml", "config/prod/eu", True),
        ("config/*.yaml", "config", True),
        ("config/*.yaml", "config/prod", False),
        ("config/{a,b}/*.yaml", "config/b", True),
        ("config/{a,b}/*.yaml", "config/c", False),
        ("{config,more}/**", "more/x", True),
        ("config/{env}/app.yaml", "config/prod", True),
        ("config/{env}/app.yaml", "config/prod/eu", False),
        ("/config/", "config/x", True),
        ("config/**", "conf", False),
        ("config/**", "docs", False),
        ("config/api.yaml", "config", True),
        ("config/api.yaml", "config/api.yaml", False),
        ("**/*.yaml", "config", False),
        ("*.yaml", "config", False),
        ("*/app.yaml", "config", False),
    ],
)
def test_a_glob_tells_whether_it_reaches_into_a_folder(glob: str, folder: str, *, may: bool) -> None:
    """Only one that begins with a folder's name: any other reaches into every folder there is."""
    assert FileGlob(glob).may_match_in(folder) is may
