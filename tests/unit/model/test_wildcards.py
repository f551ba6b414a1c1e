"""No pattern and no name can make the matching hang; and what it finds is what there is."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configguard.model.wildcard import Bindings, Hole, Part, Star, TextGlob, align


def by_force(parts: tuple[Part, ...], text: str) -> bool:
    """Whether there is any way at all to match."""
    if not parts:
        return not text
    first, rest = parts[0], parts[1:]
    if isinstance(first, str):
        return text.startswith(first) and by_force(rest, text[len(first) :])
    least, most = (1, 1) if first == Star(single=True) else (0 if first == Star() else 1, len(text))
    return any(by_force(rest, text[taken:]) for taken in range(least, most + 1) if taken <= len(text))


PARTS: st.SearchStrategy[Part] = st.sampled_from(["a", "b", "ab", Star(), Star(single=True), Hole("x"), Hole("y")])


def holes_stand_once(parts: list[Part]) -> bool:
    return all(parts.count(Hole(name)) < 2 for name in "xy")


@given(st.lists(PARTS, max_size=6).filter(holes_stand_once))
def test_text_matches_exactly_where_there_is_a_way(parts: list[Part]) -> None:
    glob = TextGlob(parts)
    for length in range(6):
        for letters in product("ab", repeat=length):
            text = "".join(letters)
            found = glob.match(text)
            assert (found is not None) is by_force(tuple(parts), text)
            if found is not None:
                assert set(found) == set(glob.holes)
                filled = tuple(found[part.name] if isinstance(part, Hole) else part for part in parts)
                assert by_force(filled, text)


@given(
    st.lists(st.sampled_from(["a", "b", None, "x", "y"]), max_size=6),
    st.lists(st.sampled_from("ab"), max_size=7),
)
def test_a_sequence_aligns_exactly_where_there_is_a_way(pattern: list[str | None], items: list[str]) -> None:
    """`x` and `y` stand for any item, each for the same one wherever it stands."""

    def test(part: str, item: str) -> Bindings | None:
        if part in {"x", "y"}:
            return {part: item}
        return {} if part == item else None

    def ways(pattern: list[str | None], items: list[str], bound: Bindings) -> bool:
        if not pattern:
            return not items
        if pattern[0] is None:
            return any(ways(pattern[1:], items[taken:], bound) for taken in range(len(items) + 1))
        if not items:
            return False
        found = test(pattern[0], items[0])
        if found is None or any(bound.get(name, value) != value for name, value in found.items()):
            return False
        return ways(pattern[1:], items[1:], {**bound, **found})

    found = align(pattern, items, test)
    assert (found is not None) is ways(pattern, items, {})
    if found is not None:
        assert ways(pattern, items, found)


@pytest.mark.parametrize("unit", [["a"], ["a", "b"]])
def test_alignment_takes_no_more_steps_than_the_product_of_the_lengths(unit: list[str]) -> None:
    pattern: list[str | None] = [part for _ in range(30) for part in (None, *unit)] + ["z"]
    items = unit * 60
    steps = 0

    def count(part: str, item: str) -> Bindings | None:
        nonlocal steps
        steps += 1
        return {} if part == item else None

    assert align(pattern, items, count) is None
    assert 0 < steps <= len(pattern) * len(items)


def test_no_wildcard_gives_back_what_it_took() -> None:
    """Each but the last is atomic, which bounds the steps of Python's own matching; this one would take ages."""
    stars: tuple[Part, ...] = (Star(), "a") * 60
    assert TextGlob((*stars, Star(), "z")).match("a" * 5000) is None
    assert TextGlob((*stars, Star())).match("a" * 5000) == {}
    holes: list[Part] = [part for n in range(30) for part in (Hole(f"h{n}"), "a")]
    assert TextGlob([*holes, "z"]).match("a" * 5000) is None


def test_a_placeholder_cannot_stand_twice_in_a_name() -> None:
    with pytest.raises(ValueError, match="only once in a name"):
        TextGlob([Hole("a"), "-", Hole("a")])
