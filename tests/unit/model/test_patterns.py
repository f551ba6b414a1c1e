"""Patterns cover what the manual says, and an index of many finds what each would find alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard.model.address import DocumentId, Index, Key, Property, Selector
from configguard.model.document import Entry, KeyId, Mapping, Scalar
from configguard.model.fileglob import PatternMistake
from configguard.model.index import PatternIndex
from configguard.model.pattern import Pattern, Reach, parse
from configguard.model.trail import Item, Step, Trail


def item(number: int | None = None, /, base: dict[str, str] | None = None, **head: str) -> Item:
    """An item with these fields at the head, and others at the base."""
    segment = Selector((("name", head["name"]),)) if "name" in head else Index(number or 0)
    return Item(
        segment, None if base is None else _mapping(base), _mapping(head), None if base is None else number, number
    )


def _mapping(fields: dict[str, str]) -> Mapping:
    entries: dict[KeyId, Entry] = {name: Entry(name, Scalar("str", text, 0, 0), 0, 0) for name, text in fields.items()}
    return Mapping(entries, 0, 0)


def trail(file: str, *steps: Step | str, document: DocumentId | None = None) -> Trail:
    return Trail(file, tuple(Key(step) if isinstance(step, str) else step for step in steps), document)


API = DocumentId(("prod", "Deployment", "api"))
EXACT, BENEATH, NONE = Reach.EXACT, Reach.BENEATH, Reach.NONE


@pytest.mark.parametrize(
    ("pattern", "steps", "reach"),
    [
        ("x", ("a",), BENEATH),
        ("x:.", ("a", "b"), BENEATH),
        ("x:.", (), EXACT),
        ("x:a", ("a",), EXACT),
        ("x:a", ("a", "b"), BENEATH),
        ("x:a.**", ("a",), EXACT),
        ("x:a.**", ("a", "b", "c"), EXACT),
        ("x:a", ("ab",), NONE),
        ("x:a.b", ("a",), NONE),
        ("x:a.b", ("a.b",), NONE),
        ('x:"a.b"', ("a.b",), EXACT),
        ('x:"a.b"', ("a", "b"), NONE),
        ("x:*", ("a",), EXACT),
        ("x:*", ("a", "b"), BENEATH),
        ("x:*.b", ("a", "c", "b"), NONE),
        ("x:**.b", ("b",), EXACT),
        ("x:**.b", ("a", "c", "b"), EXACT),
        ("x:a*c", ("abc",), EXACT),
        ('x:"*"', ("a",), NONE),
        ('x:"*"', ("*",), EXACT),
        ('x:a"*"', ("a*",), EXACT),
        ("x:7", (Key("7", "int"),), EXACT),
        ("x:7", ("7",), NONE),
        ('x:"7"', ("7",), EXACT),
        ('x:"7"', (Key("7", "int"),), NONE),
        ("x:on", (Key("on", "bool"),), EXACT),
        ("x:on", ("on",), NONE),
        ('x:"on"', ("on",), EXACT),
        ("x:*", (Key("7", "int"),), EXACT),
        ('x:!"1.5"', (Key("1.5", "float"),), EXACT),
        ('x:!"1.5"', ("1.5",), NONE),
        ('x:!"!Ref"="a"', (Key("a", "!Ref"),), EXACT),
        ('x:!"!Ref"="a"', (Key("a", "!Sub"),), NONE),
        ("x:A", ("a",), NONE),
        ("x:a[*].b", ("a", item(3), "b"), EXACT),
        ("x:a[*]", ("a", item(3), "b"), BENEATH),
        ("x:a[3].b", ("a", item(3), "b"), EXACT),
        ("x:a[2].b", ("a", item(3), "b"), NONE),
        ("x:a.*.b", ("a", item(3), "b"), NONE),
        ("x:a.**.b", ("a", item(3), "b"), EXACT),
        ("x:a[name=web].b", ("a", item(name="web"), "b"), EXACT),
        ("x:a[name=web-*].b", ("a", item(name="web-1"), "b"), EXACT),
        ("x:a[name=web-*].b", ("a", item(name="job"), "b"), NONE),
        ("x:a[kind=x].b", ("a", item(name="web", kind="x"), "b"), EXACT),
        ("x:a[kind=x].b", ("a", item(name="web", kind="y", base={"name": "web", "kind": "x"}), "b"), EXACT),
        ("x:a[kind=x,name=job].b", ("a", item(name="web", base={"kind": "x", "name": "job"}), "b"), EXACT),
        ("x:a[kind=x,name=job].b", ("a", item(name="job", base={"kind": "x", "name": "web"}), "b"), NONE),
        ("x:a[kind=x].b", ("a", item(name="web"), "b"), NONE),
        ('x:a[path="/v3,x"]', ("a", item(path="/v3,x")), EXACT),
        ('x:a["a b"=c]', ("a", Item(Index(0), None, _mapping({"a b": "c"}))), EXACT),
    ],
)
def test_a_path_covers_what_it_names_and_all_beneath(pattern: str, steps: tuple[Step | str, ...], reach: Reach) -> None:
    assert parse(pattern).match(trail("x", *steps))[0] is reach
    assert parse(pattern).covers(trail("x", *steps)) is (reach is not NONE)
    assert not parse(pattern).covers(trail("y", *steps))


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("x:[prod/Deployment/api].spec", API, DocumentId(("Deployment", "api"))),
        ("x:[*/Deployment/*].spec", API, DocumentId(("prod", "Service", "api"))),
        ("x:[Deployment/*].spec", DocumentId(("Deployment", "web")), API),
        ("x:[#1].spec", DocumentId(number=1), DocumentId(number=0)),
        ("x:[#1].spec", DocumentId(number=1), API),
        ("x:[#1].spec", DocumentId(number=1), None),
        ("x:[prod/Deployment/api]", API, None),
    ],
)
def test_a_document_is_named_in_front(pattern: str, yes: DocumentId, no: DocumentId | None) -> None:
    assert parse(pattern).covers(trail("x", "spec", document=yes))
    assert not parse(pattern).covers(trail("x", "spec", document=no))
    assert parse("x:spec").covers(trail("x", "spec", document=yes))


def test_properties_are_covered_by_the_bare_file_or_by_their_name() -> None:
    mode = trail("x", Property("mode"))
    assert all(parse(text).covers(mode) for text in ("x", "x:@mode", "*:@mode"))
    assert not any(parse(text).covers(mode) for text in ("x:.", "x:**", "x:*", "x:@type", 'x:"@mode"'))
    assert not parse("x:@mode").covers(trail("x", "@mode"))


@pytest.mark.parametrize(
    ("text", "offset", "problem"),
    [
        ("x:", 2, "the path is missing"),
        ("x:a.", 4, "a name is missing at the end"),
        ("x:a..b", 4, "'.' cannot stand here"),
        ("x:.a", 2, "'.' cannot stand here"),
        ("x:a b", 3, "a key with ' ' is written as a JSON string"),
        ("x:a.{b,c}", 4, "a key with '{' is written as a JSON string"),
        ("x:{a,*}", 2, "a key with '{' is written as a JSON string"),
        ("x:a*!", 4, "a key with '!' is written as a JSON string"),
        ("x:a:b", 3, "a key with ':' is written as a JSON string"),
        ("x:@me", 2, "a key with '@' is written as a JSON string"),
        ("x:a.@mode", 4, "a property is the whole file's"),
        ("x:[#0].@mode", 7, "a property is the whole file's"),
        ("x:a[", 4, "a name is missing at the end"),
        ("x:a[b]", 5, r"a list item is \[\*\], \[3\] or \[name=value\]"),
        ("x:a[b=c", 7, "the bracket is never closed"),
        ("x:a[b=c}", 8, "the bracket is never closed"),
        ("x:a]b", 3, "a key with ']' is written as a JSON string"),
        ("x:a[*]b", 6, "'b' cannot stand here"),
        ('x:"a', 2, "the quote is never closed"),
        ('x:"\\q"', 2, "this is not a JSON string"),
        ('x:!"\\q"', 3, "this is not a JSON string"),
        ("x:{a}-{a}", 2, "only once in a name"),
        ('"x:a', 0, "the quote is never closed"),
        (":a", 0, "the file is missing"),
        ("!x:a", 0, "cannot begin with"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, offset: int, problem: str) -> None:
    with pytest.raises(PatternMistake, match=problem) as mistake:
        parse(text)
    assert mistake.value.offset == offset


KEYS = st.sampled_from(["a", "b", "7", "on", "a.b", "é"])
STEPS = st.one_of(
    KEYS.map(Key),
    st.sampled_from([Key("7", "int"), Key("on", "bool"), Key("1.5", "float")]),
    st.builds(item, st.integers(0, 2)),
    st.builds(lambda name: item(0, name=name, base={"name": name, "kind": "x"}), st.sampled_from(["a", "b"])),
)
FILES = st.sampled_from(["x", "c/x", "c/d/x.yaml", "c/odd x"])
DOCUMENTS = st.sampled_from([None, API, DocumentId(("Deployment", "api")), DocumentId(number=1)])
TRAILS = st.one_of(
    st.builds(Trail, FILES, st.lists(STEPS, max_size=4).map(tuple), DOCUMENTS),
    st.builds(lambda file: Trail(file, (Property("mode"),)), FILES),
)
PATTERN_FILES = st.sampled_from(
    ["x", "/x", "c/x", "c/*", "**/x", "c/**", "*", "{x,c/x}", '"c/odd x"', "{f}/x", "c/{f}/*"]
)
BEGINNINGS = ("a", "*", "**", '"7"', "7", "{k}", '"a.b"', "a.b", "*.a")
ENDS = ("[0]", "[name=a]", "[kind=x].b", "[name={k}]", ".**.b", ".{k}.**")
PATTERN_STEPS = st.sampled_from(
    ["", ":.", ":@mode", ":[#1]", ":[prod/Deployment/api].a", ":[*/*]"]
    + [f":{one}{two}" for one in BEGINNINGS for two in ("", ".b", "[*]")]
    + [f":{one}{two}" for one in ("a", "**") for two in ENDS]
)
PATTERNS = st.builds(lambda file, path: parse(file + path), PATTERN_FILES, PATTERN_STEPS)


@given(st.lists(PATTERNS, max_size=12), st.lists(TRAILS, min_size=1, max_size=4))
def test_the_index_finds_what_each_pattern_would_find_alone(patterns: list[Pattern], trails: list[Trail]) -> None:
    index = PatternIndex((pattern, number) for number, pattern in enumerate(patterns))
    for one in trails:
        alone = [(number, *pattern.match(one)) for number, pattern in enumerate(patterns) if pattern.covers(one)]
        assert [(found.owner, found.reach, found.bound) for found in index.matches(one)] == alone


@given(st.builds(Trail, FILES, st.lists(STEPS, min_size=1, max_size=4).map(tuple)))
def test_more_wildcards_never_cover_less(one: Trail) -> None:
    literal = parse(str(one.address), anchored=True)
    assert literal.match(one)[0] is EXACT
    for number in range(len(one.steps)):
        path = [str(step) for step in one.path]
        path[number] = "[*]" if isinstance(one.steps[number], Item) else "*"
        text = "".join(part if part[0] == "[" else f".{part}" for part in path).removeprefix(".")
        file = str(one.address).partition(":")[0]
        assert parse(f"{file}:{text}", anchored=True).match(one)[0] is EXACT
        path[number] = ".**"
        text = "".join(part if part[0] in "[." else f".{part}" for part in path).removeprefix(".")
        assert parse(f"{file}:{text}", anchored=True).match(one)[0] is EXACT
    for wider in ("*:**", "**:**", "**", "*"):
        assert parse(wider).covers(one)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("**", True),
        ("**:**", True),
        ("a.yaml:**", True),
        ("a.yaml:*.*", True),
        ("a.yaml:[*].**", True),
        ("*:a", True),
        ("*/**:a", True),
        ("a.yaml", False),
        ("a.yaml:.", False),
        ("*.yaml:a", False),
        ("a.yaml:**.b", False),
        ("a.yaml:**[name=x]", False),
    ],
)
def test_patterns_of_nothing_but_wildcards_are_told_from_others(text: str, *, only: bool) -> None:
    assert parse(text).only_wildcards is only


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("/c/x:a.b", True),
        ("c/x:a[name=b].c", True),
        ("c/x:a[3]", True),
        ("c/x:[Deployment/api].a", True),
        ('c/x:"*"', True),
        ("x:a", False),
        ("c/x", False),
        ("c/x:a.**", False),
        ("c/x:a[*]", False),
        ("c/x:a[name=b*]", False),
        ("c/x:[*/api].a", False),
        ("c/{y,x}:a", False),
    ],
)
def test_a_literal_pattern_names_one_place(text: str, *, literal: bool) -> None:
    assert parse(text).is_literal is literal
