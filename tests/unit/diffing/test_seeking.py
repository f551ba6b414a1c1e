"""What is sought along a pattern is what a walk over all settings finds that the pattern covers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from configguard import diffing, formats
from configguard.model.address import Key
from configguard.model.pattern import parse
from configguard.model.trail import Item

KEYS = st.sampled_from(["a", "b", "name"])
VALUES = st.recursive(
    st.sampled_from(["1", "x", "null", "''"]),
    lambda below: st.one_of(
        st.dictionaries(KEYS, below, max_size=3).map(
            lambda d: "{" + ", ".join(f"{k}: {v}" for k, v in d.items()) + "}"
        ),
        st.lists(below, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
    ),
    max_leaves=12,
)
STEPS = st.lists(
    st.sampled_from(["a", "b", "name", "*", "**", "[*]", "[0]", "[name=x]", "[name=*]"]), min_size=1, max_size=5
)


def path(steps: list[str]) -> str:
    return "".join(step if step[0] == "[" or not n else f".{step}" for n, step in enumerate(steps))


def read(text: str) -> list[diffing.Pair]:
    documents = formats.read("x.yaml", text.encode())
    assert isinstance(documents, tuple)
    return diffing.pairs((), documents)


@given(VALUES, STEPS)
def test_single_values_are_those_settings_that_the_pattern_covers(text: str, steps: list[str]) -> None:
    pattern, identity = parse(f"x.yaml:{path(steps)}"), diffing.Identity()
    for pair in read(text):
        assert pair.head is not None
        every = diffing.settings("x.yaml", (pair.head,), identity)
        wanted = [
            (trail.address, standing.node)
            for trail, standing in every
            if diffing.is_scalar(standing.node) and pattern.covers(trail)
        ]
        found = diffing.single_values("x.yaml", pair, "head", pattern.path, identity)
        assert [(sought.trail.address, sought.node) for sought in found] == wanted


@given(VALUES, STEPS.filter(lambda steps: steps[-1] in {"a", "b", "name", "*"}))
def test_keys_are_the_ends_of_what_the_pattern_covers(text: str, steps: list[str]) -> None:
    pattern, identity = parse(f"x.yaml:{path(steps)}"), diffing.Identity()
    for pair in read(text):
        assert pair.head is not None
        trails = [trail for trail, _ in diffing.settings("x.yaml", (pair.head,), identity)]
        above = (pair.trail("x.yaml", trail.steps[:n]) for trail in trails for n in range(1, len(trail.steps) + 1))
        wanted = {
            one.address for one in above if isinstance(one.steps[-1], Key) and pattern.match(one)[0].name == "EXACT"
        }
        assert pattern.path is not None
        found = list(diffing.keys("x.yaml", pair, "head", pattern.path, identity))
        assert {sought.trail.address for sought in found} == wanted
        assert all(pair.head.source.text[sought.start :].startswith(str(sought.trail.path[-1])) for sought in found)


def test_the_items_on_a_trail_are_those_of_its_side_and_have_the_names_that_both_sides_give_them() -> None:
    base, head = (
        formats.read("x.yaml", text.encode())
        for text in ("a: [{name: x, v: 1}, {name: y, v: 2}]", "a: [{name: y, v: 2}, {v: 3}]")
    )
    assert isinstance(base, tuple)
    assert isinstance(head, tuple)
    (pair,) = diffing.pairs(base, head)
    pattern = parse("x.yaml:a[*].v")
    found = {
        side: {
            str(one.trail.address): one
            for one in diffing.single_values("x.yaml", pair, side, pattern.path, diffing.Identity())
        }
        for side in ("base", "head")
    }
    assert set(found["base"]) == {"x.yaml:a[name=x].v", "x.yaml:a[name=y].v"}
    assert set(found["head"]) == {"x.yaml:a[name=y].v", "x.yaml:a[1].v"}
    item = found["head"]["x.yaml:a[name=y].v"].trail.steps[1]
    assert isinstance(item, Item)
    assert (item.base, item.head_index) == (None, 0)
