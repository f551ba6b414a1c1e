"""The yaml-test-suite is read without a crash, and as it says but for the cases of a list."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml import safe_dump

from configguard.formats import _guard
from configguard.formats._yaml_compose import compose
from configguard.formats._yaml_nodes import Converter
from configguard.model.document import Document, Mapping, Node, Scalar, Sequence, Unreadable
from tests.unit.formats.listing import SUITES, read, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = {
    path.parent.relative_to(SUITES / "yaml").as_posix(): path for path in sorted((SUITES / "yaml").glob("**/in.yaml"))
}
LIST = Path(__file__).with_name("yaml_deviations.toml")
DEVIATIONS = tomllib.loads(LIST.read_text(encoding="utf-8"))
needs_the_suite = pytest.mark.skipif(not CASES, reason="yaml-test-suite is not at hand")


@cache
def nodes(case: str) -> list[Node | None] | str:
    """The roots of a case's documents, or why there are none."""
    try:
        source = _guard.source(CASES[case].read_bytes())
        return [Converter(source, f"{source.text}\0").document(root) for root in compose(source)]
    except Unreadable as unreadable:
        return unreadable.problem


@needs_the_suite
def test_cases_are_refused_and_read_as_the_suite_says_but_for_those_listed() -> None:
    refused, accepted = {}, set()
    for case, path in CASES.items():
        found = nodes(case)
        is_invalid = path.with_name("error").exists()
        if isinstance(found, str) and not is_invalid:
            refused[case] = found
        if not isinstance(found, str) and is_invalid:
            accepted.add(case)
    assert refused == {case: said for case, (_, said) in DEVIATIONS["refused"].items()}
    assert accepted == DEVIATIONS["read"].keys()
    assert len(CASES) == 402


@needs_the_suite
def test_contents_are_what_the_suite_says_but_for_those_listed() -> None:
    different = set()
    for case, path in CASES.items():
        found, expected = nodes(case), path.with_name("in.json")
        if expected.exists() and not isinstance(found, str) and not _stand_for(found, expected.read_text("utf-8")):
            different.add(case)
    assert different == DEVIATIONS["other-content"].keys()


@needs_the_suite
@pytest.mark.parametrize("chapter", ["refused", "read", "other-content"])
def test_a_deviation_that_is_not_listed_fails_and_so_does_a_listed_one_that_is_none(
    chapter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: dict[str, object] = DEVIATIONS[chapter]
    first, *others = listed
    test = {"other-content": test_contents_are_what_the_suite_says_but_for_those_listed}.get(
        chapter, test_cases_are_refused_and_read_as_the_suite_says_but_for_those_listed
    )
    for changed in ({case: listed[case] for case in others}, {**listed, "229Q": listed[first]}):
        monkeypatch.setitem(DEVIATIONS, chapter, changed)
        with pytest.raises(AssertionError):
            test()


def test_every_deviation_has_its_title_and_its_reason() -> None:
    for chapter, listed in DEVIATIONS.items():
        for case, said in listed.items():
            title, reason = said if chapter == "refused" else said.split(": ", 1)
            assert title, case
            assert reason, case


@needs_the_suite
def test_every_place_in_the_suite_cuts_out_a_text_that_reads_the_same() -> None:
    for case, path in CASES.items():
        if not path.with_name("error").exists() and not isinstance(nodes(case), str):
            for document in read(path.read_bytes()):
                assert [*misplaced(document)] == []


DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(max_size=20) | st.integers(), parts),
    max_leaves=12,
)


@given(DOCUMENTS, st.sampled_from([True, False]), st.sampled_from([None, "'", '"', "|", ">"]))
def test_every_place_cuts_out_a_text_that_reads_the_same(value: object, flow: object, style: str | None) -> None:
    text = safe_dump(value, default_flow_style=flow is True, default_style=style, allow_unicode=True, width=20)
    for document in read(text):
        assert [*misplaced(document)] == []


def misplaced(document: Document) -> Iterator[Scalar]:
    """The scalars whose text, cut out of the file, does not read as the same."""
    for _, node in settings(document.root) if document.root is not None else ():
        cut = document.source.text[node.start : node.end]
        if not isinstance(node, Scalar) or re.match("[|>][+-]?[1-9]", cut):
            continue  # an indentation that is counted from a parent is another without it
        ending = "\n" if node.end < len(document.source.text) else ""  # a block's content may hang on it
        (again,) = read(f"--- {cut}{ending}")
        kind, text = (again.root or Scalar("null", "", 0, 0))[:2]
        has_tag = re.search(r"!\S*\s+(?:&\S+\s+)?(?:#.*\s+)*\Z", document.source.text[: node.start])
        if text != node.text or not (has_tag or not cut or kind == node.kind):
            yield node


def _stand_for(found: list[Node | None], text: str) -> bool:
    """Whether nodes have the shape and texts of JSON values that stand one behind the other."""
    values, at, decoder = [], 0, json.JSONDecoder()
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        value, at = decoder.raw_decode(text, at)
        values.append(value)
    return len(found) == len(values) and all(map(_same, found, values))


def _same(node: Node | None, value: object) -> bool:
    match node:
        case Mapping(entries):
            texts = {key if isinstance(key, str) else key.text: entry.value for key, entry in entries.items()}
            return (
                isinstance(value, dict)
                and texts.keys() == value.keys()
                and all(_same(texts[key], value[key]) for key in texts)
            )
        case Sequence(items):
            return isinstance(value, list) and len(items) == len(value) and all(map(_same, items, value))
        case None | Scalar("null"):
            return value is None
        case Scalar(_, text):
            return text == value if isinstance(value, str) else isinstance(value, int | float)
