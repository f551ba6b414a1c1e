"""Items of lists and documents of files are found again on the other side by what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard.diffing import Identity, locate, pairs, repeated_items
from configguard.model.address import Key
from configguard.model.trail import Item, Step
from tests.unit.diffing.trees import changes, read, told


def services(*names: str, extra: str = "") -> str:
    return "s:\n" + "".join(f"- {{name: {name}, port: 1{extra}}}\n" for name in names)


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        (
            services("a", "b"),
            services("new", "a", "b"),
            ["added s[name=new].name - → new", "added s[name=new].port - → 1"],
        ),
        (services("a", "b"), services("b"), ["removed s[name=a].name a → -", "removed s[name=a].port 1 → -"]),
        (services("a", "b"), services("b", "a"), ["reordered s a, b → b, a"]),
        (
            services("a", "b"),
            services("b", "c", "a"),
            ["reordered s a, b → b, a", "added s[name=c].name - → c", "added s[name=c].port - → 1"],
        ),
        (services("a", "b", "c"), services("a", "c"), ["removed s[name=b].name b → -", "removed s[name=b].port 1 → -"]),
        ("s: [{id: 1, x: 1}]", "s: [{id: 1, x: 2}]", ["changed s[id=1].x 1 → 2"]),
        ("s: [{key: a, x: 1}]", "s: [{key: a, x: 2}]", ["changed s[key=a].x 1 → 2"]),
        ("s: [{id: 1, x: 1}]", 's: [{id: "1", x: 1}]', ["retyped s[id=1].id 1 → 1"]),
        ("s: [{name: a, id: 1, x: 1}]", "s: [{name: a, id: 2, x: 1}]", ["changed s[name=a].id 1 → 2"]),
        (  # a name that is not unique on one side gives way to the next field
            "s: [{name: a, id: 1, x: 1}, {name: b, id: 2, x: 1}]",
            "s: [{name: a, id: 1, x: 1}, {name: a, id: 2, x: 1}]",
            ["changed s[id=2].name b → a"],
        ),
        (
            "s: [{name: a, x: 1}, {name: a, x: 2}]",
            "s: [{name: a, x: 2}, {name: a, x: 1}]",
            ["changed s[0].x 1 → 2", "changed s[1].x 2 → 1"],
        ),
        ("s: [{name: a, x: 1}, 5]", "s: [{name: a, x: 2}, 5]", ["changed s[0].x 1 → 2"]),
        ("s: [1, 2]", "s: [0, 1, 2]", ["changed s[0] 1 → 0", "changed s[1] 2 → 1", "added s[2] - → 2"]),
        ("s: [{name: {a: 1}, x: 1}]", "s: [{name: {a: 1}, x: 2}]", ["changed s[0].x 1 → 2"]),
        ("- {name: a, x: 1}", "- {name: a, x: 2}", ["changed [name=a].x 1 → 2"]),
        ("s: [{name: a b, x: 1}]", "s: [{name: a b, x: 2}]", ['changed s[name="a b"].x 1 → 2']),
    ],
)
def test_an_item_is_known_by_its_name_else_by_its_position(base: str, head: str, expected: list[str]) -> None:
    assert told(changes(base, head)) == expected


ROUTES = "r: [{{method: GET, path: /a, t: {0}}}, {{method: PUT, path: /a, t: {1}}}]"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ({"r": ("method", "path")}, "changed r[method=GET,path=/a].t 1 → 2"),
        ({"x.r": ("method",)}, "changed r[0].t 1 → 2"),
        ({"r": ("path",)}, "changed r[0].t 1 → 2"),
        ({"**.r": ("method",)}, "changed r[method=GET].t 1 → 2"),
        ({"r": ("method",), "*": ("method", "path")}, "changed r[method=GET,path=/a].t 1 → 2"),
        ({'"r"': ("method",)}, "changed r[method=GET].t 1 → 2"),
    ],
)
def test_the_policy_says_what_makes_an_item_itself(items: dict[str, tuple[str, ...]], expected: str) -> None:
    base, head = ROUTES.format(1, 1), ROUTES.format(2, 1)
    assert told(changes(base, head, identity=Identity.of(items))) == [expected]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("{name: b, x: 2}, {name: a, x: 1}, {y: 1}", ["reordered s a, b → b, a", "added s[2].y - → 1"]),
        ("{y: 1}, {name: a, x: 1}, {name: b, x: 3}", ["changed s[name=b].x 2 → 3", "added s[0].y - → 1"]),
        (  # of two that share a name, the one that stands where it stood is the old one
            "{name: a, x: 1}, {name: b, x: 2}, {name: a}",
            ["added s[2].name - → a"],
        ),
        (
            "{name: b, x: 2}, {name: a, x: 1}, {name: a}",
            [
                "removed s[name=a].name a → -",
                "removed s[name=a].x 1 → -",
                "added s[1].name - → a",
                "added s[1].x - → 1",
                "added s[2].name - → a",
            ],
        ),
    ],
)
def test_one_item_that_cannot_be_told_apart_makes_no_strangers_of_the_others(items: str, expected: list[str]) -> None:
    whole, broken = "s: [{name: a, x: 1}, {name: b, x: 2}]", f"s: [{items}]"
    assert told(changes(whole, broken)) == expected
    back = {change.address for change in changes(broken, whole)}
    assert back == {change.address for change in changes(whole, broken)}


def test_a_declared_position_opts_out() -> None:
    found = changes(services("a", "b"), services("b"), identity=Identity.of({"s": ()}))
    assert [change.address.inner for change in found] == ["s[0].name", "s[1].name", "s[1].port"]


def test_a_bare_name_holds_at_any_depth_and_a_path_at_its_own() -> None:
    text = "a: {r: [{id: x, name: y, t: 1}]}\nr: [{id: x, name: y, t: 1}]\n"
    head = text.replace("t: 1", "t: 2")
    deep = told(changes(text, head, identity=Identity.of({"r": ("id",)})))
    assert deep == ["changed a.r[id=x].t 1 → 2", "changed r[id=x].t 1 → 2"]
    own = told(changes(text, head, identity=Identity.of({"a.r": ("id",)})))
    assert own == ["changed a.r[id=x].t 1 → 2", "changed r[name=y].t 1 → 2"]


def test_a_secret_is_nobody_s_identity() -> None:
    identity = Identity.of({}, lambda steps: steps[-1] == Key("key"))
    found = changes("s: [{key: hush, x: 1}]", "s: [{key: hush, x: 2}]", identity=identity)
    assert told(found) == ["changed s[0].x 1 → 2"]
    (document,) = read("s: [{key: hush}, {key: hush}]")
    (pair,) = pairs((), (document,))
    assert pair.head is document
    declared = Identity.of({"s": ("key",)}, lambda steps: steps[-1] == Key("key"))
    assert [twin.identity for twin in repeated_items(document, declared)] == ["key •••"]
    open_to_all = Identity.of({"s": ("key",)})
    assert [twin.identity for twin in repeated_items(document, open_to_all)] == ["key hush"]


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef"), unique=True))
def test_only_items_of_both_sides_can_be_reordered(before: list[str], after: list[str]) -> None:
    found = changes(services(*before) if before else "s: []", services(*after) if after else "s: []")
    stayed = [name for name in before if name in after]
    reordered = [change for change in found if change.kind == "reordered"]
    assert bool(reordered) is (stayed != [name for name in after if name in before])
    assert len(found) - len(reordered) == 2 * len(set(before) ^ set(after))


def test_an_insertion_at_the_head_of_a_long_list_is_one_addition() -> None:
    names = [f"n{number}" for number in range(500)]
    found = changes(services(*names), services("first", *names))
    assert told(found) == ["added s[name=first].name - → first", "added s[name=first].port - → 1"]


def manifest(kind: str, name: str, replicas: int, namespace: str | None = None) -> str:
    where = f", namespace: {namespace}" if namespace else ""
    return f"apiVersion: v1\nkind: {kind}\nmetadata: {{name: {name}{where}}}\nspec: {{replicas: {replicas}}}\n"


def together(*documents: str) -> str:
    return "---\n".join(documents)


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        (manifest("D", "a", 1), manifest("D", "a", 2), ["changed [D/a].spec.replicas 1 → 2"]),
        (manifest("D", "a", 1, "n"), manifest("D", "a", 2, "n"), ["changed [n/D/a].spec.replicas 1 → 2"]),
        (
            together(manifest("D", "a", 1), manifest("D", "b", 1)),
            together(manifest("D", "b", 1), manifest("D", "a", 2)),
            ["changed [D/a].spec.replicas 1 → 2"],
        ),
        ("a: 1\n---\nb: 1\n", "a: 2\n---\nb: 1\n", ["changed [#0].a 1 → 2"]),
        ("a: 1\n", "a: 1\n---\nb: 1\n", ["added [#1].b - → 1"]),
        (
            "a: 1\n---\nb: 1\n",
            "b: 1\n---\na: 1\n",
            ["removed [#0].a 1 → -", "added [#0].b - → 1", "removed [#1].b 1 → -", "added [#1].a - → 1"],
        ),
        ("---\n---\na: 1\n", "a: 2\n", ["changed a 1 → 2"]),
        (
            manifest("D", "a", 1),
            "a: 1\n",
            [
                "removed [D/a].apiVersion v1 → -",
                "removed [D/a].kind D → -",
                "removed [D/a].metadata.name a → -",
                "removed [D/a].spec.replicas 1 → -",
                "added a - → 1",
            ],
        ),
    ],
)
def test_documents_are_known_by_what_they_are_else_by_their_number(base: str, head: str, expected: list[str]) -> None:
    assert told(changes(base, head)) == expected


def test_twins_among_documents_are_known_by_number() -> None:
    twins = together(manifest("D", "a", 1), manifest("D", "a", 1))
    found = changes(twins, together(manifest("D", "a", 1), manifest("D", "a", 2)))
    assert told(found) == ["changed [#1].spec.replicas 1 → 2"]


def test_no_document_is_lost_when_a_twin_comes() -> None:
    found = changes(manifest("D", "a", 1), together(manifest("D", "a", 1), manifest("D", "a", 2)))
    assert {change.kind for change in found} == {"added", "removed"}
    assert len(found) == 4 + 2 * 4


@pytest.mark.parametrize("side", ["base", "head"])
def test_a_path_of_keys_and_positions_is_located_as_the_walk_names_it(side: str) -> None:
    before, after = read(services("a", "b")), read(services("b", "c"))
    (pair,) = pairs(before, after)
    number = {"base": 1, "head": 0}[side]
    for name in ("base", "head"):
        if name == side:
            assert str(locate("x", pair, name, ("s", number, "port"), Identity()).address) == "x:s[name=b].port"


def test_a_secret_of_one_item_alone_is_seen_where_items_are_told_apart() -> None:
    def hidden(steps: tuple[Step, ...]) -> bool:
        item = steps[1]
        return isinstance(item, Item) and item.head_index == 1

    text = "s: [{key: open, x: 1}, {key: hush, x: 1}]"
    head = text.replace("x: 1}]", "x: 2}]")
    assert told(changes(text, head, identity=Identity.of({}, hidden))) == ["changed s[1].x 1 → 2"]
    alike = Identity.of({}, hidden, each=False)
    assert told(changes(text, head, identity=alike)) == ["changed s[key=hush].x 1 → 2"]
