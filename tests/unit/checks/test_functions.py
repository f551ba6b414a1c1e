"""The functions beside those of CEL, called as an expression calls them."""

from __future__ import annotations

import pytest

from configguard import checks
from configguard.model.check import Call


def asked(*expressions: str) -> list[bool | str]:
    return checks.asked([Call("proposal", one, {"changes": [], "scopes": []}) for one in expressions])


@pytest.mark.parametrize(
    "expression",
    [
        'period("30s") == duration("30s")',
        'period("1h30m") == period("90m")',
        'period("1.5h") == period("90 min")',
        'period("-30s") < period("0s")',
        'period("250us") == period("0.25ms")',
        'period("2w") == period("14d")',
        'bytesOf("1Ki") == 1024',
        'bytesOf("1KiB") == bytesOf("1024")',
        'bytesOf("1.5Gi") == 1610612736',
        'bytesOf("1GB") == 1000000000 && bytesOf("1g") == bytesOf("1GB")',
        "bytesOf(7) == 7",
        'percent("50%") == 50.0 && percent("-0.5 %") == -0.5',
        "percent(50) == percent(50.0)",
        'compareVersions("1.9.0", "1.10.0") == -1',
        'compareVersions("v1.2", "1.2.0") == 0',
        'compareVersions("1.0.0+a", "1.0.0+b") == 0',
        'compareVersions("1.0.0-alpha.1", "1.0.0-alpha.beta") == -1',
        'compareVersions("1.0.0-2", "1.0.0-10") == -1',
        'compareVersions("1.0.0-rc.1", "1.0.0-rc.1.1") == -1',
        '!isVersion("1.2.3.4") && !isVersion("01.2.3") && !isVersion("") && !isVersion("1.2.3-01")',
        'hostOf("api.internal:443") == "api.internal"',
        'hostOf("postgres://user:p@ss@DB.internal:5432/x?y=//z") == "db.internal"',
        'hostOf("http://[fd00::1]:80/") == "fd00::1" && hostOf("fd00::1") == "fd00::1"',
        'hostOf("api.internal") == "api.internal"',
        'inNetwork("::ffff:10.1.2.3", "10.0.0.0/8")',
        '!inNetwork("10.0.0.0/8", "10.0.0.0/16") && inNetwork("10.0.0.0/16", "10.0.0.0/16")',
        '!inNetwork("fd00::1", "10.0.0.0/8") && inNetwork("fd00::1", "fd00::/8")',
        'inNetwork("10.9.9.9", "10.1.2.3/8")',
        "isUnique([1, true, '1', null, 'null', [1], [true], {'a': 1}, {'a': true}]) && isUnique([])",
        "!isUnique([{'a': 1, 'b': 2}, {'b': 2, 'a': 1}]) && !isUnique([[1], [1.0]])",
        "sumOf([1, 0.5]) == 1.5 && sumOf([-1, 1]) == 0",
        "minOf([2]) == maxOf([2, -1])",
        'isPrivate("10.0.0.1") && isPrivate("fd00::/8") && !isPrivate("0.0.0.0/0")',
    ],
)
def test_a_function_gives_what_it_says(expression: str) -> None:
    assert asked(expression) == [True]


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ('period("30") == period("1s")', 'period() takes a text like "30s", "1h30m" or "7d"'),
        ('period("30 parsecs") == period("1s")', 'period() takes a text like "30s", "1h30m" or "7d"'),
        ('period("99999999999w") == period("1s")', "period() takes no more than 10,000 years"),
        ('bytesOf("12Qi") == 1', 'bytesOf() takes a text like "512Mi", "1.5GB" or "64k"'),
        ('bytesOf("1i") == 1', 'bytesOf() takes a text like "512Mi", "1.5GB" or "64k"'),
        ('bytesOf("9Ei") == 1', "bytesOf() gives whole bytes, and fewer than 8 EiB"),
        ('bytesOf("0.5") == 1', "bytesOf() gives whole bytes, and fewer than 8 EiB"),
        ('percent("half") == 1.0', 'percent() takes a text like "12.5%"'),
        ('major("latest") == 1', 'a version is a text like "1.2.3", "v1.2" or "1.2.3-rc.1"'),
        ("sumOf([1, '2']) == 3", "sumOf() takes a list of numbers alone"),
        ("sumOf([1, true]) == 2", "sumOf() takes a list of numbers alone"),
        ("sumOf([9223372036854775807, 1]) > 0", "a number becomes too large for CEL"),
        ("maxOf([]) == 1", "maxOf() takes a list that is not empty"),
        (
            'inNetwork("api.internal", "10.0.0.0/8")',
            'an address is a text like "10.1.2.3" or "fd00::1", a network one like "10.0.0.0/8"',
        ),
    ],
)
def test_a_function_refuses_what_it_cannot_read(expression: str, problem: str) -> None:
    assert asked(expression) == [problem]


@pytest.mark.parametrize("name", ["period", "bytesOf", "percent", "isVersion", "hostOf", "isAddress", "isNetwork"])
def test_a_long_text_keeps_no_function_busy(name: str) -> None:
    hostile = ("1" * 1000, "1d" * 500, "1-" + "a." * 499, ":" * 1000, "//" * 500, " " * 999 + "x", "1." * 500)
    calls = [
        Call("proposal", f"{name}(scopes[0]) == {name}(scopes[0])", {"changes": [], "scopes": [text]})
        for text in (*hostile, "1" * 1001)
    ]
    *told, too_long = checks.asked(calls)
    assert too_long == f"{name}() takes no text of more than 1,000 characters"
    assert not [one for one in told if one == "it takes too long"]
