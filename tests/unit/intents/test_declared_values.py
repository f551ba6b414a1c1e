"""A declared value is read as YAML reads a scalar, and anything else is refused with what to write."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from configguard.intents import _scalars
from configguard.model.change import Value

TAG = "tag:yaml.org,2002:"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20", Value("int", "20")),
        ('"20"', Value("str", "20")),
        ("'20'", Value("str", "20")),
        ("1.50", Value("float", "1.50")),
        ("no", Value("bool", "no")),
        ("~", Value("null", "~")),
        ("2026-01-31", Value("timestamp", "2026-01-31")),
        ("db-replica.internal", Value("str", "db-replica.internal")),
        ("http://a.b/c#d", Value("str", "http://a.b/c#d")),
        ("two words", Value("str", "two words")),
        ("-5", Value("int", "-5")),
        ("{}", Value("mapping", "{}")),
        ("[]", Value("list", "[]")),
        ('""', Value("str", "")),
        ("'it''s'", Value("str", "it's")),
        ('"a\\tb\\x41\\u00e4\\U0001F600\\""', Value("str", 'a\tbA\u00e4\U0001f600"')),
        ('"\\ud83d\\ude00"', Value("str", "\U0001f600")),
        ("!Ref Bucket", Value("!Ref", "Bucket")),
        ('!Sub "${A}: b"', Value("!Sub", "${A}: b")),
        ("!GetAtt", Value("!GetAtt", "")),
        ("!!float 1e5", Value("float", "1e5")),
        ("!!str 20", Value("str", "20")),
        ("!!null", Value("null", "")),
    ],
)
def test_a_scalar_keeps_its_kind(text: str, value: Value) -> None:
    assert _scalars.read(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[a]",
        "{a: b}",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "- a",
        "-",
        "? a",
        ": a",
        "&a b",
        "*a",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        '"a',
        '"a" b',
        '"\\q"',
        '"\\x4"',
        '"\\U00110000"',
        "'a",
        "'a'b'",
        "!!set a",
        "!!str [a]",
        "! 20",
        "!Ref [a]",
        ",",
    ],
)
def test_what_is_no_single_value_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(the|YAML|\\)"):
        _scalars.read(text)


@example('"\\/"')
@example("'")
@given(st.text(alphabet=st.sampled_from("ab01.-+:#\"'\\nx {}[],&*!|>%@`?=~"), max_size=8))
def test_where_a_value_is_read_yaml_reads_the_same(text: str) -> None:
    text = text.strip()
    try:
        value = _scalars.read(text)
    except ValueError:
        return
    if text in {"=", "<<"}:
        return  # PyYAML gives these tags of their own; here they are text
    root = yaml.compose(f"a: {text}\n", yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    node = root.value[0][1]
    if value.kind in {"mapping", "list"}:
        assert node.value == []
    elif value.kind.startswith("!"):
        assert (node.tag, node.value) == (value.kind, value.text)
    else:
        assert (node.tag, node.value) == (TAG + value.kind, value.text)
