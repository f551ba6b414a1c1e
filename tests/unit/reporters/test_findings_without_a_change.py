"""Findings at settings that did not change are told together where they say the same, and each by its own place."""

from __future__ import annotations

from configguard.model.address import Address, Index, Key
from configguard.model.document import Place
from configguard.model.finding import Finding, Remark
from configguard.model.level import Level
from configguard.model.plugins import Style
from configguard.reporters import render
from tests.reporters.a_report import report


def finding(number: int, name: str = "mail") -> Finding:
    address = Address(f"config/{number}.yaml", (Key("needs"), Index(number)))
    message = f'{address.inner} refers to "{name}", which this change takes away'
    remark = Remark(message, None, address.file, Place(number + 1, 4), address, (("put it back", "x"),))
    return Finding("dangling-reference", Level.ERROR, remark)


def test_what_all_say_is_said_once_and_each_is_named_by_its_place_and_setting() -> None:
    text = render("text", report(findings=tuple(map(finding, range(6)))), Style(width=160))
    assert text.count("which this change takes away") == 2  # the first line says the first one
    assert 'each of 6 places in 6 files refers to "mail", which this change takes away' in text
    assert [line.split() for line in text.splitlines() if "needs[" in line][1:] == [
        ["│", f"config/{number}.yaml:{number + 1}:4", f"needs[{number}]"] for number in range(5)
    ]
    assert "and 1 more in 1 other file" in text


def test_what_only_some_say_is_said_by_each() -> None:
    text = render("text", report(findings=(*map(finding, range(3)), finding(3, "search"))), Style(width=160))
    assert "each of" not in text
    assert 'needs[3] refers to "search", which this change takes away' in text
