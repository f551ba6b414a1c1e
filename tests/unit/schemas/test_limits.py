"""A validation that does not end, ends undecided, naming where."""

from __future__ import annotations

import signal
import time
from threading import Thread

import pytest

from configguard.errors import Undecided
from configguard.schemas import limit
from tests.unit.schemas.checking import found, told


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "SECONDS", 0.3)


def test_s8_a_regular_expression_that_explodes_is_named() -> None:
    schema = {"properties": {"password": {"pattern": "^(a+)+$"}}}
    with pytest.raises(Undecided) as error:
        found(schema, f"password: {'a' * 40}!\n")
    assert error.value.problem == (
        "a value could not be checked within 0.3 seconds, at schemas/service.json#/properties/password/pattern"
    )
    assert "aaa" not in str(error.value.cures)


def test_s16_a_list_that_takes_too_long_is_named() -> None:
    items = ", ".join(f"{{a: {n}}}" for n in range(3000))
    with pytest.raises(Undecided, match=r"at schemas/service.json#/properties/a/uniqueItems"):
        found({"properties": {"a": {"uniqueItems": True}}}, f"a: [{items}]\n")


def test_s16_references_that_double_at_each_level_end() -> None:
    levels = {f"l{n}": {"allOf": [{"$ref": f"#/$defs/l{n + 1}"}] * 2} for n in range(40)}
    with pytest.raises(Undecided, match=r"at schemas/service.json#/\$defs/l"):
        found({"$ref": "#/$defs/l0", "$defs": {**levels, "l40": {"type": "object"}}}, "a: 1\n")


@pytest.mark.parametrize("schema", [{"$ref": "#"}, {"allOf": [{"$ref": "#"}]}, {"$ref": "common.json"}])
def test_s7_a_schema_that_goes_round_in_circles_is_named(schema: dict[str, object]) -> None:
    with pytest.raises(Undecided, match="goes round in circles"):
        found(schema, "a: 1\n", common={"$ref": "service.json"})


def test_s7_a_document_as_deep_as_formats_allow_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "SECONDS", 10)
    tree = {"anyOf": [{"type": "integer"}, {"properties": {"a": {"$ref": "#"}}, "type": "object"}]}
    deep = '{"a": ' * 90 + "1" + "}" * 90
    assert told(tree, deep, "a.json") == []


def test_the_limit_holds_for_one_document_and_then_is_gone() -> None:
    before = signal.getsignal(signal.SIGALRM)
    assert told({"type": "object"}, "a: 1\n") == []
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_somebody_elses_alarm_goes_on() -> None:
    rang: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda *_: rang.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        assert told({"type": "object"}, "a: 1\n") == []
        until = time.monotonic() + 2
        while not rang and time.monotonic() < until:
            time.sleep(0.01)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert rang == [1]


def test_where_no_limit_can_be_set_nothing_is_decided() -> None:
    caught: list[BaseException] = []

    def judge() -> None:
        try:
            found({}, "a: 1\n")
        except Undecided as error:
            caught.append(error)

    thread = Thread(target=judge)
    thread.start()
    thread.join()
    assert len(caught) == 1
