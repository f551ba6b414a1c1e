"""An address is printed in one form: on one line, with nothing hidden in it; and it is read as what it was."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard.model.address import PROPERTIES, Address, DocumentId, Index, Key, Property, Segment, Selector
from configguard.model.fileglob import PatternMistake
from configguard.model.grammar import is_visible, plain_kind
from configguard.model.pattern import parse, parse_address

# A pair of surrogates cannot be told from the character that they make, in JSON; no reader of files yields one.
WHOLE = st.text().filter(lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") == text)
LONE = st.lists(st.sampled_from(["\ud800", "\udc80", "\udcff", "a", ".", "\u202e", "\u200b", "\u3164"])).map("".join)
ODD = st.lists(
    st.sampled_from(list("a7*.:[]{}\"'\\!@#=,/ -~\n\r\t\x1b\x00\x7f\x85\xa0\u2028\ufeff\ufe0f\U000e0001")), max_size=5
).map("".join)
WORDS = st.sampled_from(["on", "null", "7", "1.5", "2024-01-01", "~", "", "<<", "@mode", "**", "none", "é", "日本"])
TEXTS = st.one_of(
    WHOLE, LONE.filter(lambda text: "\ud800\udc80" not in text and "\ud800\udcff" not in text), ODD, WORDS
)
KEYS = st.one_of(
    st.builds(Key, TEXTS),
    st.builds(Key, TEXTS, st.sampled_from(["int", "bool", "null", "float", "timestamp", "!Ref", "!a b"])),
)
FIELDS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3).map(tuple)
SEGMENTS = st.one_of(KEYS, st.builds(Index, st.integers(0, 10**9 - 1)), st.builds(Selector, FIELDS))
PATHS = st.one_of(
    st.lists(SEGMENTS, max_size=4).map(tuple), st.sampled_from(PROPERTIES).map(lambda name: (Property(name),))
)
DOCUMENTS = st.one_of(
    st.none(),
    st.builds(lambda number: DocumentId(number=number), st.integers(0, 10**9 - 1)),
    st.lists(TEXTS.filter(bool), min_size=2, max_size=3).map(lambda parts: DocumentId(tuple(parts))),
)
NAMES = st.binary(min_size=1, max_size=6).map(lambda name: os.fsdecode(name.replace(b"/", b"-").replace(b"\0", b"-")))
FILES = st.one_of(
    st.lists(NAMES, min_size=1, max_size=3).map("/".join),
    st.lists(ODD.map(lambda text: text.replace("/", "").replace("\0", "")).filter(bool), min_size=1, max_size=3).map(
        "/".join
    ),
)


def an_address(file: str, path: tuple[Segment, ...], document: DocumentId | None) -> Address:
    return Address(file, path, None if path and isinstance(path[0], Property) else document)


@given(st.builds(an_address, FILES, PATHS, DOCUMENTS))
def test_what_is_printed_is_read_as_what_it_was(address: Address) -> None:
    assert parse_address(str(address)) == address


@given(st.builds(an_address, FILES, PATHS, DOCUMENTS))
def test_what_is_printed_is_one_line_in_which_nothing_hides(address: Address) -> None:
    text = str(address)
    assert all(map(is_visible, text))
    assert len(text.splitlines()) == 1
    assert text.encode()  # no unpaired surrogate either


@given(st.builds(an_address, FILES, PATHS, DOCUMENTS), st.builds(an_address, FILES, PATHS, DOCUMENTS))
def test_two_addresses_never_look_the_same(one: Address, other: Address) -> None:
    assert (str(one) == str(other)) is (one == other)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Key("host"), "host"),
        (Key("db.host"), '"db.host"'),
        (Key("app.kubernetes.io/name"), '"app.kubernetes.io/name"'),
        (Key("a/b"), "a/b"),
        (Key(""), '""'),
        (Key("@mode"), '"@mode"'),
        (Key("größe"), "größe"),
        (Key("*"), '"*"'),
        (Key("7"), '"7"'),
        (Key("7", "int"), "7"),
        (Key("on"), '"on"'),
        (Key("on", "bool"), "on"),
        (Key("true"), '"true"'),
        (Key("1.5", "float"), '!"1.5"'),
        (Key("1.5"), '"1.5"'),
        (Key("", "null"), '!""'),
        (Key("name", "!Ref"), '!"!Ref"="name"'),
        (Key("pass\u200bword"), '"pass\\u200bword"'),
        (Key("\u3164"), '"\\u3164"'),
        (Key("a\nb"), '"a\\nb"'),
    ],
)
def test_a_key_stands_bare_where_it_can(key: Key, text: str) -> None:
    assert str(Address("x", (key,))) == f"x:{text}"


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (Address("a.yaml"), "a.yaml:."),
        (Address("a.yaml", (Index(0), Key("b"))), "a.yaml:[0].b"),
        (
            Address("a.yaml", (Key("r"), Selector((("method", "GET"), ("path", "/v3"))))),
            "a.yaml:r[method=GET,path=/v3]",
        ),
        (Address("a.yaml", (Key("r"), Selector((("name", "a b"),)))), 'a.yaml:r[name="a b"]'),
        (Address("a.yaml", (Selector((("a,b", "1"), ("c", "2"))),)), 'a.yaml:["a,b"=1,c=2]'),
        (Address("k", (Key("spec"),), DocumentId(("prod", "Deployment", "api"))), "k:[prod/Deployment/api].spec"),
        (Address("k", (), DocumentId(number=1)), "k:[#1]"),
        (Address("k", (Index(0),), DocumentId(number=1)), "k:[#1][0]"),
        (Address("a b:c.yaml", (Key("x"),)), '"a b:c.yaml":x'),
        (Address("z\udce9.txt", (Key("x"),)), '"z\\udce9.txt":x'),
        (Address("run.sh", (Property("mode"),)), "run.sh:@mode"),
    ],
)
def test_addresses_look_as_the_manual_says(address: Address, text: str) -> None:
    assert str(address) == text


@pytest.mark.parametrize(
    "text",
    ["a.yaml", "*.yaml:x", "a.yaml:**", "a.yaml:*", "a.yaml:x[*]", "a.yaml:x[name=a*]", "{f}:x", "a.yaml:{x}"],
)
def test_what_names_more_than_one_setting_is_no_address(text: str) -> None:
    with pytest.raises(PatternMistake):
        parse_address(text)


@given(TEXTS)
def test_a_text_key_is_never_read_as_another_kind(text: str) -> None:
    read = parse_address(str(Address("x", (Key(text),)))).path[0]
    assert read == Key(text, "str")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("7", "int"),
        ("0x1F", "int"),
        ("1_000", "int"),
        ("190:20:30", "int"),
        ("1.5", "float"),
        (".inf", "float"),
        ("yes", "bool"),
        ("y", "str"),
        ("1e3", "str"),
        ("~", "null"),
        ("", "null"),
        ("2001-12-14", "timestamp"),
    ],
)
def test_plain_scalars_are_what_yaml_1_1_reads(text: str, kind: str) -> None:
    assert plain_kind(text) == kind


def test_every_literal_address_is_a_pattern_that_names_its_place() -> None:
    assert parse("config/a.yaml:x.y", anchored=True).is_literal
    assert not parse("a.yaml:x.y").is_literal  # in every folder
    assert not parse("config/a.yaml:x.*", anchored=True).is_literal
