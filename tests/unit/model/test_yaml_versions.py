"""What the versions of YAML read, held against PyYAML for 1.1 and against the core schema's own words for 1.2."""

from __future__ import annotations

import datetime as dt
import re
from typing import TypeAlias

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from configguard.model.yaml_versions import LONGEST, readings

Loaded: TypeAlias = "str | int | float | bool | dt.date | None"

WORDS = ("yes", "no", "on", "off")
LETTERS = {"y": True, "Y": True, "n": False, "N": False}


def old(text: str) -> Loaded:
    """What PyYAML reads; letters are those of the YAML 1.1 types, and a timestamp is a text."""
    value: Loaded = LETTERS.get(text, yaml.safe_load(text))
    return text if isinstance(value, dt.date) else value


def core(text: str) -> Loaded:
    """YAML 1.2.2, 10.3.2."""
    if re.fullmatch("null|Null|NULL|~|", text):
        return None
    if re.fullmatch("true|True|TRUE|false|False|FALSE", text):
        return text.lower() == "true"
    for form, base in (("[-+]?[0-9]+", 10), ("0o[0-7]+", 8), ("0x[0-9a-fA-F]+", 16)):
        if re.fullmatch(form, text):
            return int(text, base)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    if re.fullmatch(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", text):
        return float(text.replace(".", ""))
    return text


def facts(value: Loaded) -> tuple[type, str]:
    return type(value), repr(value)


@given(st.text("01789_:.+-eExobn", min_size=1, max_size=9).filter(lambda text: re.search("[0-9]", text) is not None))
@example("0x_1")
@example("1_0:30.5")
@example("-0x1F")
@example("+.5")
@example("00:30.")
@example("190:20:30.15")
@example("-1:30")
def test_a_number_is_read_as_either_version_reads_it(text: str) -> None:
    try:
        before = old(text)
    except (ValueError, yaml.YAMLError):  # `- 1` and `1: 1` are no scalars; PyYAML makes no number of `0b_`
        return
    if not isinstance(before, str | int | float):
        return
    found = readings(text)
    if found is None:
        assert facts(before) == facts(core(text))
    else:
        assert (facts(old(found[0].written)), facts(core(found[1].written.strip('"')))) == (
            facts(before),
            facts(core(text)),
        )
        assert facts(before) != facts(core(text))


@pytest.mark.parametrize("text", [*LETTERS, *(form(word) for word in WORDS for form in (str, str.title, str.upper))])
def test_a_word_of_truth_is_a_text_to_the_newer_version(text: str) -> None:
    found = readings(text)
    assert found is not None
    assert [read.kind for read in found] == ["bool", "str"]
    assert old(found[0].written) is old(text)
    assert old(found[1].written) == text == core(text)


@pytest.mark.parametrize("text", ["yEs", "nO", "oN", "yess", "nope", "true", "False", "null", "~", "", "north"])
def test_other_words_are_read_alike(text: str) -> None:
    assert readings(text) is None


@pytest.mark.parametrize("text", ["=", "<<"])
def test_pyyaml_cannot_load_a_mark(text: str) -> None:
    assert readings(text) is not None
    with pytest.raises(yaml.YAMLError):
        yaml.safe_load(f"a: {text}")


@pytest.mark.parametrize("text", ["2024-01-01", "2024-01-01T10:00:00Z", "2024-01-01 10:00:00.5 +2"])
def test_a_timestamp_is_nobodys_doubt(text: str) -> None:
    assert readings(text) is None


def test_what_is_offered_instead_is_read_alike() -> None:
    for text in ["012", "0o17", "1_000", "1:30", "1e3", "4E12345", "-.5", "-0x1F", "1:30.25", "no"]:
        found = readings(text)
        assert found is not None
        assert [readings(read.written) for read in found] == [None, None]


def test_what_is_beyond_any_number_costs_nothing() -> None:
    assert readings("0" + "7" * (LONGEST - 1)) is not None
    assert readings("0" + "7" * LONGEST) is None
    assert readings("1" + ":59" * (LONGEST // 4)) is not None
    assert readings("1" + ":59" * LONGEST) is None
