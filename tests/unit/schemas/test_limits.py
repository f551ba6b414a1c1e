"""A validation that does not end, ends undecided, naming where."""

from __future__ import annotations

import json
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
    monkeypatch.setattr(limit, "MORE_FOR_A_VALUE", 0)


def test_s8_a_regular_expression_that_explodes_is_named() -> None:
    schema = {"properties": {"password": {"pattern": "^(a+)+$"}}}
    with pytest.raises(Undecided) as error:
        found(schema, f"password: {'a' * 40}!\n")
    assert error.value.problem == (
        "a value of config/a.yaml could not be checked within 0.3 seconds of computing time,"
        " at schemas/service.json#/properties/password/pattern"
    )
    assert "aaa" not in str(error.value.cures)


def test_s8_and_so_is_one_for_keys() -> None:
    with pytest.raises(Undecided, match=r"at schemas/service.json#/patternProperties"):
        found({"patternProperties": {"^(a+)+$": {}}}, f"{'a' * 40}!: 1\n")


def test_s16_long_lists_are_no_longer_compared_each_with_each() -> None:
    many = [{"a": number} for number in range(3000)]
    unique = {"properties": {"a": {"uniqueItems": True}}}
    assert told(unique, json.dumps({"a": many}), "a.json") == []
    assert told(unique, json.dumps({"a": [*many, {"a": 1.0}]}), "a.json") != []
    chosen = {"properties": {"a": {"items": {"enum": many}}}}
    assert told(chosen, json.dumps({"a": many}), "a.json") == []
    assert told(chosen, json.dumps({"a": [{"a": True}]}), "a.json") != []


def test_s16_references_that_double_at_each_level_end() -> None:
    levels = {f"l{n}": {"allOf": [{"$ref": f"#/$defs/l{n + 1}"}] * 2} for n in range(40)}
    with pytest.raises(Undecided, match=r"at schemas/service.json#/\$defs/l"):
        found({"$ref": "#/$defs/l0", "$defs": {**levels, "l40": {"type": "object"}}}, "a: 1\n")


@pytest.mark.parametrize("schema", [{"$ref": "#"}, {"allOf": [{"$ref": "#"}]}, {"$ref": "common.json"}])
def test_s7_a_schema_that_goes_round_in_circles_is_named(
    schema: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limit, "SECONDS", 30)  # its depth ends it, also where everything takes long
    with pytest.raises(Undecided, match="goes round in circles"):
        found(schema, "a: 1\n", common={"$ref": "service.json"})


def test_s7_a_document_as_deep_as_formats_allow_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "SECONDS", 10)
    tree = {"anyOf": [{"type": "integer"}, {"properties": {"a": {"$ref": "#"}}, "type": "object"}]}
    deep = '{"a": ' * 90 + "1" + "}" * 90
    assert told(tree, deep, "a.json") == []


def test_a_large_document_has_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "MORE_FOR_A_VALUE", 0.01)
    with pytest.raises(Undecided, match=r"within 1\.3 seconds"):
        found({"properties": {"a": {"pattern": "^(a+)+$"}}}, f"a: {'a' * 40}!\nb: [{'1, ' * 100}]\n")


def test_a_choice_that_fits_lets_its_errors_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "MOST_ERRORS", 20)
    schema = {"items": {"anyOf": [{"type": "string"}, {"anyOf": [{"type": "null"}, {"type": "integer"}]}]}}
    assert told(schema, str([1] * 100)) == []
    with pytest.raises(Undecided, match=r"config/a.yaml does not fit schemas/service.json in more than 20 ways"):
        found(schema, str([1.5] * 10))
    with pytest.raises(Undecided, match="more than 20 ways"):
        found({"items": {"type": "string"}}, str([1] * 100))


def test_a_schema_that_takes_too_long_to_be_made_ready_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "TO_MAKE_READY", 0.05)
    monkeypatch.setattr("configguard.limit._AGAIN", 0.1)  # where Python drops what is raised the first time
    long = {"properties": {f"p{n}": {"type": "string", "title": f"unread {n}"} for n in range(2000)}}
    with pytest.raises(Undecided, match=r"schemas/service.json could not be made ready within 0.05 seconds"):
        found(long, "a: 1\n")


def test_where_there_are_many_unknown_keys_none_is_sought_among_many_known_ones() -> None:
    known: dict[str, dict[str, str]] = {f"key{number}": {} for number in range(1000)}
    lines = told({"properties": known, "additionalProperties": False}, json.dumps({f"kez{n}": 1 for n in range(1000)}))
    assert len(lines) == 1000
    assert lines[0].endswith(
        "kez0 is no key of the schema; it has key0, key1, key2, key3, key4, key5, key6, key7, key8, "
        "key9, key10, key11 and 988 more"
    )


def test_the_limit_holds_for_one_document_and_then_is_gone() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    assert told({"type": "object"}, "a: 1\n") == []
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_somebody_elses_alarm_goes_on() -> None:
    rang: list[int] = []
    before = signal.signal(signal.SIGVTALRM, lambda *_: rang.append(1))
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.2)
        assert told({"type": "object"}, "a: 1\n") == []
        until = time.process_time() + 2
        while not rang and time.process_time() < until:
            pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
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
