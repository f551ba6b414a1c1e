"""What is shown of a file is the setting alone: nothing of a neighbour, and nothing of a secret."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from configguard.model.address import Key
from tests.unit.diffing.trees import MAPPINGS, Plain, changes

HUSH = "S3NTINEL"


@pytest.mark.parametrize(
    ("base", "head", "file"),
    [
        ("{password: S3NTINEL, a: 1}", "{password: S3NTINEL, a: 2}", "a.yaml"),
        ("{a: 1, password: S3NTINEL}", "{a: 2, password: S3NTINEL}", "a.yaml"),
        ("x: {a: [S3NTINEL, 1]}", "x: {a: [S3NTINEL, 2]}", "a.yaml"),
        ("l: [{name: a, s: S3NTINEL}, {name: b}]", "l: [{name: b}, {name: a, s: S3NTINEL}]", "a.yaml"),
        ("a: !x {s: S3NTINEL}", "a: !y {s: S3NTINEL}", "a.yaml"),
        ("a: !x [S3NTINEL]", "a: !y [S3NTINEL]", "a.yaml"),
        ("{b: &x [S3NTINEL, 1], a: *x}", "{b: &x [S3NTINEL, 2], a: *x}", "a.yaml"),
        ("[S3NTINEL, k: [\n1]]", "[S3NTINEL, k: [\n2]]", "a.yaml"),
        ("{ s: S3NTINEL, k: {\n a: 1}}", "{ s: S3NTINEL, k: {\n a: 2}}", "a.yaml"),
        ('{"s": "S3NTINEL", "a": 1}', '{"s": "S3NTINEL", "a": 2}', "a.json"),
        ('{"s": "S3NTINEL", "k": {\n"a": 1}}', '{"s": "S3NTINEL", "k": {\n"a": 2}}', "a.json"),
        ('t = { s = "S3NTINEL", a = 1 }', 't = { s = "S3NTINEL", a = 2 }', "a.toml"),
        ('l = ["S3NTINEL", 1]', 'l = ["S3NTINEL", 2]', "a.toml"),
        (
            'l = [{ name = "a", s = "S3NTINEL" }, { name = "b" }]',
            'l = [{ name = "b" }, { name = "a", s = "S3NTINEL" }]',
            "a.toml",
        ),
    ],
)
def test_a_neighbour_is_never_shown(base: str, head: str, file: str) -> None:
    found = changes(base, head, file=file)
    assert found
    for change in found:
        for side in (change.base, change.head):
            assert side is not None
            assert HUSH not in side.text
            assert side.parent is None or HUSH not in side.parent[1]
        assert change.before is None or HUSH not in change.before.shown


@pytest.mark.parametrize(
    "text",
    [
        "password: {}\n",
        "password: '{}'\n",
        "password: |\n  {}\n  {}\n",
        "password: &x {}\nb: *x\n",
        "password:\n  - {}\n",
    ],
)
def test_a_secret_is_never_shown(text: str) -> None:
    base, head = text.replace("{}", HUSH), text.replace("{}", HUSH + "2")
    secret = changes(base, head, is_secret=lambda trail: trail.steps[0] in {Key("password"), Key("b")})
    assert secret
    for change in secret:
        shown = [v.shown for v in (change.before, change.after) if v] + [
            e.text for e in (change.base, change.head) if e
        ]
        assert HUSH not in "".join(shown)
        assert "•••" in shown[-1]
    open_to_all = changes(base, head)
    assert HUSH in "".join(v.shown for change in open_to_all for v in (change.before, change.after) if v)


def test_an_excerpt_is_the_setting_with_its_key_and_the_key_above() -> None:
    (change,) = changes("smtp:\n  pool: {size: 10, x: 1}\n", "# more\nsmtp:\n  pool: {size: 20, x: 1}\n")
    assert change.base is not None
    assert change.head is not None
    assert (change.base.place, change.head.place) == ((2, 16), (3, 16))
    assert change.head.text == "         size: 20"
    assert change.head.text[change.head.caret :] == "20"
    assert (change.head.width, change.head.parent) == (2, (2, "smtp:"))


def test_the_table_is_shown_as_toml_writes_it() -> None:
    (change,) = changes("[a.b]\nc = 1\n", "[a.b]\nc = 2\n", file="a.toml")
    assert change.head is not None
    assert change.head.text == "c = 2"
    assert change.head.parent == (1, "[a.b]")


@given(MAPPINGS, MAPPINGS)
def test_a_caret_stands_under_the_value(base: dict[str, Plain], head: dict[str, Plain]) -> None:
    text = json.dumps(head, indent=2, ensure_ascii=False)
    for change in changes(json.dumps(base), text, file="a.json"):
        if change.head is not None and change.after is not None and change.kind != "reordered":
            shown = change.head.text[change.head.caret :]
            assert len(shown) == change.head.width
            value = json.loads(shown) if change.after.kind not in {"mapping", "list"} else shown
            assert change.after.text in {value, shown}
            line, column = change.head.place
            assert text.split("\n")[line - 1][column - 1 :].startswith(shown[:1])
            assert column - 1 == change.head.caret
