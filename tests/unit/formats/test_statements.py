"""Files of one statement a line are read as their usual programs read them."""

from __future__ import annotations

import configparser
import io
from typing import TYPE_CHECKING

import dotenv
import javaproperties
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from configguard import formats
from configguard.formats import _limits
from configguard.model.document import Duplicate, Mapping, Unreadable
from tests.patience import patience
from tests.unit.formats.listing import read, refused, root, values

if TYPE_CHECKING:
    from configguard.model.document import Reading


def reading(text: str, file: str) -> Reading:
    found = formats.read(file, text.encode())
    assert found is not None
    return found


@given(st.text(st.sampled_from("ab =:[]#;\n\t%")))
def test_p56_any_ini_that_pythons_reader_takes_is_read_as_it_does(text: str) -> None:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    try:
        parser.read_string(text)
    except configparser.Error:
        return
    found = reading(text, "a.ini")
    if isinstance(found, Unreadable):  # a header with something behind it, or a name that is blank
        assert "section" in found.problem or "key" in found.problem
        return
    node = found[0].root
    assert isinstance(node, Mapping)
    sections = {str(name): entry.value for name, entry in node.entries.items()}
    for name in parser.sections():
        section = sections[name]
        assert isinstance(section, Mapping)
        own = {str(key): entry.value for key, entry in section.entries.items()}
        assert {key: getattr(value, "text", None) for key, value in own.items()} == {
            key: value or "" for key, value in parser.items(name)
        }


@given(st.text(st.sampled_from("ab=:\\u0041 .#!\n\t")))
def test_p58_any_properties_are_read_as_java_does(text: str) -> None:
    assume(not text.endswith("\\"))  # Java itself takes a backslash at the very end for a key
    try:
        expected = javaproperties.load(io.StringIO(text, newline=""))
    except javaproperties.InvalidUEscapeError:
        assert "hexadecimal" in refused(text, "a.properties").problem
        return
    found = flat(root(text, "a.properties"), ())
    assert {_key(path, expected): value for path, (_, value) in found.items()} == expected


def _key(path: tuple[str, ...], known: dict[str, str]) -> str:
    """The key of a value; one that has others beneath it stands under an empty name."""
    whole = ".".join(path)
    return whole if whole in known else whole.removesuffix(".")


def flat(node: object, path: tuple[str, ...]) -> dict[tuple[str, ...], tuple[str, str]]:
    """Kind and text of every value, by the parts of its key."""
    if isinstance(node, Mapping):
        return {k: v for key, entry in node.entries.items() for k, v in flat(entry.value, (*path, str(key))).items()}
    return {path: (node.kind, node.text)}  # type: ignore[attr-defined]


@given(st.text(st.sampled_from("AB=\"'#$\\n \n")))
def test_p57_any_variables_that_are_read_are_read_as_the_usual_reader_does(text: str) -> None:
    found = reading(text, ".env")
    if isinstance(found, tuple):
        expected = dotenv.dotenv_values(stream=io.StringIO(text), interpolate=False)
        assert {name: value[1] for name, value in values(text, ".env").items()} == expected


@pytest.mark.parametrize("name", [".env", ".env.production", "config/api.env"])
def test_the_name_tells_variables(name: str) -> None:
    assert values("A=1\n", name) == {"A": ("str", "1")}


@pytest.mark.parametrize("name", [".env.yaml", ".env.json"])
def test_a_suffix_that_is_known_says_more(name: str) -> None:
    assert formats.format_of(name) == name.rpartition(".")[2]


def test_a_name_that_stands_twice_is_noted() -> None:
    assert read("A=1\nA=2\n", ".env")[0].duplicates == (Duplicate((), "A", 0, 4),)
    assert read("[a]\nb=1\n[a]\nb=2\n", "a.ini")[0].duplicates == (
        Duplicate((), "a", 1, 9),
        Duplicate(("a",), "b", 4, 12),
    )
    assert read("a.b=1\na.b=2\n", "a.properties")[0].duplicates == (Duplicate(("a",), "b", 2, 8),)


def test_what_defaults_give_stands_where_they_say_it() -> None:
    text = "[DEFAULT]\na = 1\n[x]\nb = 2\n[y]\na = 3\n"
    (document,) = read(text, "a.ini")
    assert document.shared == {text.index("1")}
    assert values(text, "a.ini") == {
        "DEFAULT.a": ("str", "1"),
        "x.b": ("str", "2"),
        "x.a": ("str", "1"),
        "y.a": ("str", "3"),
    }


def test_defaults_for_many_sections_hit_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_limits, "NODES", 1_000)
    defaults = "[DEFAULT]\n" + "".join(f"k{n} = 1\n" for n in range(100))
    sections = "".join(f"[s{n}]\n" for n in range(100))
    assert refused(defaults + sections, "a.ini").limit == "nodes"
    assert isinstance(reading(defaults + "[s]\n", "a.ini"), tuple)


@pytest.mark.parametrize(
    ("text", "file", "limit"),
    [
        (".".join("a" * 101) + ".a=1", "a.properties", "depth"),
        (f"A={'x' * 1_000_001}", ".env", "scalar-size"),
        (f"[a]\nb = {'x' * 1_000_001}", "a.ini", "scalar-size"),
    ],
)
def test_limits_hold(text: str, file: str, limit: str) -> None:
    assert refused(text, file).limit == limit


@pytest.mark.parametrize("file", [".env", "a.ini", "a.properties"])
@pytest.mark.parametrize("char", [" ", "\t", "\\", "#", "=", "'", "a "])
def test_long_lines_of_one_sort_take_no_time(char: str, file: str) -> None:
    text = f"[s]\na={char * 400_000}\nb=1\n" if file == "a.ini" else f"a={char * 400_000}\nb=1\n"
    assert isinstance(reading(text, file), tuple | Unreadable)


def test_a_key_with_an_empty_part_is_none_that_stands_beneath_another() -> None:
    assert values("a=1\na.=2\na.b=3\n.=4\n=5\n", "a.properties") == {
        'a.""': ("str", "1"),
        '"a."': ("str", "2"),
        "a.b": ("str", "3"),
        '"."': ("str", "4"),
        '""': ("str", "5"),
    }


def test_comments_that_are_never_closed_take_no_time() -> None:
    with patience():
        assert refused("[1]" + "/* " * 1_600_000, "a.jsonc").problem == "a comment is never closed with `*/`"


def test_an_empty_file_says_nothing() -> None:
    for file in (".env", "a.ini", "a.properties"):
        assert root("", file) == Mapping({}, 0, 0)
        assert root("# x\n\n", file).start == 0
