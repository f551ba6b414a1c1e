"""Expressions compiled: what they use, and what is wrong with them."""

from __future__ import annotations

import sys

import pytest

from configguard import checks
from configguard.checks import _engine
from configguard.errors import Undecided
from configguard.model.check import Fault, Over

DEEP = "the expression is nested too deeply: name parts of it in checks of their own"
EARLY = "the expression ends too early"


@pytest.mark.parametrize(
    ("over", "expression", "uses"),
    [
        ("setting", "after <= before * 2", {"before", "after"}),
        ("setting", 'kind == "added"', {"kind"}),
        ("setting", "true", set()),
        ("document", "has(doc.a) || has(before_doc.a)", {"doc", "before_doc"}),
        ("document", "[1].exists(doc, doc == 1)", set()),
        ("proposal", "changes.all(c, c.kind in scopes)", {"changes", "scopes"}),
    ],
)
def test_what_an_expression_uses_is_told(over: Over, expression: str, uses: set[str]) -> None:
    assert checks.compiled([(over, expression)])[0].uses == uses


@pytest.mark.parametrize(
    ("expression", "at", "problem"),
    [
        ("nope == 1", 0, 'unknown name "nope"'),
        ("kind == 'a'\n  && befor == 1", 17, 'unknown name "befor"'),
        ("kind == 'é😀' && nope", 16, 'unknown name "nope"'),
        ("doc.a == 1", 0, 'unknown name "doc"'),
        ("kind == 'a' || nope(kind)", 15, 'unknown name "nope"'),
        ("kind == 1", 5, "== does not go with string and int"),
        ("kind.startsWith(1)", 15, "startsWith does not go with string and int"),
        ("1 +", 3, EARLY),
        ("(kind == 'a'", 12, EARLY),
        ("", 0, EARLY),
        ("before = after", 7, "Syntax error: token recognition error at: '= '"),
        ("size(kind)", 0, "the expression must be true or false, but is int"),
        ("'yes'", 0, "the expression must be true or false, but is string"),
        ("has(before)", 4, "has() argument must be a field selection"),
        ("99999999999999999999 == before", 0, "invalid int literal"),
        ("(" * 40 + "true" + ")" * 40, 0, DEEP),
        ("before" + ".a" * 40, 0, DEEP),
        ("true" + " " * 2000, 0, "the expression is longer than 2,000 characters"),
    ],
)
def test_a_mistake_is_told_with_its_place(expression: str, at: int, problem: str) -> None:
    fault = checks.compiled([("setting", expression)])[0].faults[0]
    assert (fault.at, fault.problem) == (at, problem)


def test_all_mistakes_of_all_expressions_are_told() -> None:
    one, other = checks.compiled([("setting", "nope == 1 && nor == 2"), ("proposal", "before == 1")])
    assert [fault.unknown for fault in one.faults] == ["nope", "nor"]
    assert [fault.unknown for fault in other.faults] == ["before"]
    assert "changes" in other.faults[0].known


def test_half_a_character_in_an_expression_is_a_mistake_of_it() -> None:
    assert checks.compiled([("setting", "kind == '\ud800'")])[0].faults


@pytest.mark.parametrize("number", [100, 1000, 5000])
@pytest.mark.parametrize("part", ["(", "[", "!", "-", "{1:", "before.", "true ? true : ", "before.map(x, ", "'", "\\"])
def test_an_expression_that_is_only_a_nest_ends_as_a_mistake(part: str, number: int) -> None:
    (found,) = checks.compiled([("setting", part * number)])
    assert found.faults
    assert found.uses == frozenset()


def test_without_the_library_there_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cel_expr_python", None)
    _engine.engine.cache_clear()
    with pytest.raises(Undecided) as caught:
        checks.compiled([("setting", "true")])
    assert 'pip install "configguard-ci[checks]"' in caught.value.cures[0]


def test_a_fault_without_a_name_offers_none() -> None:
    assert checks.compiled([("setting", "kind == 1")])[0].faults == (Fault(5, "== does not go with string and int"),)
