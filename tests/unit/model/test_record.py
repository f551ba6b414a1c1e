"""The package's own classes of data behave as those of the standard library do."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import Any

import pytest

from configguard.model import record

# Type checkers take these for the standard library's, which is what the tests below prove.
STANDARD: Any = dataclasses
OURS: Any = record


def _classes(maker: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401 - one of two modules
    @maker.dataclass(frozen=True, slots=True)
    class Point:
        """A point."""

        x: int
        y: int = 0
        tags: list[str] = maker.field(default_factory=list)

        @property
        def sum(self) -> int:
            return self.x + self.y

    @maker.dataclass(frozen=True)
    class Holder:
        point: Any
        reader: Any = maker.field(init=False, repr=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "reader", f"reads {self.point}")

        @cached_property
        def twice(self) -> tuple[Any, Any]:
            return self.point, self.point

    @maker.dataclass(slots=True)
    class Loose:
        name: str | None = "n"
        about: str | None = None

    for made in (Point, Holder, Loose):
        made.__qualname__ = made.__name__
    return Point, Holder, Loose


both = pytest.mark.parametrize("maker", [STANDARD, OURS], ids=["standard", "ours"])


@both
def test_defaults_are_filled_in_and_factories_called_each_time(maker: Any) -> None:  # noqa: ANN401
    point, _, loose = _classes(maker)
    assert (point(1).x, point(1).y, point(1, 2).y, point(x=3).x) == (1, 0, 2, 3)
    assert point(1).tags == []
    assert point(1).tags is not point(1).tags
    assert point(1, tags=["a"]).tags == ["a"]
    assert loose().name == "n"


@both
def test_an_argument_too_few_or_too_many_is_refused(maker: Any) -> None:  # noqa: ANN401
    point, holder, _ = _classes(maker)
    for wrong in (point, lambda: point(1, 2, [], 4), lambda: point(1, z=2), lambda: holder(1, 2)):
        with pytest.raises(TypeError):
            wrong()


@both
def test_equal_are_instances_of_one_class_with_equal_values(maker: Any) -> None:  # noqa: ANN401
    point, holder, loose = _classes(maker)
    assert point(1) == point(1)
    assert point(1) != point(2)
    assert point(1) != (1, 0, [])
    assert holder(1) == holder(1)
    assert holder((1,)) != holder(1)
    assert loose("a") == loose("a") != loose("b")
    assert len({holder(1), holder(1), holder(2)}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(loose())


@both
def test_it_is_shown_with_its_values_and_can_be_matched(maker: Any) -> None:  # noqa: ANN401
    point, holder, _ = _classes(maker)
    assert repr(point(1)) == "Point(x=1, y=0, tags=[])"
    assert repr(holder(7)) == "Holder(point=7)"
    assert point.__match_args__ == ("x", "y", "tags")
    assert holder.__match_args__ == ("point",)
    assert point.__doc__ == "A point."
    assert point(1, 2).sum == 3


@both
def test_what_is_frozen_cannot_be_changed_and_has_no_room_for_more(maker: Any) -> None:  # noqa: ANN401
    point, holder, loose = _classes(maker)
    for made, name in ((point(1), "x"), (holder(1), "point"), (holder(1), "more")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(made, name, 2)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(made, name)
    changed = loose()
    changed.name = "m"
    assert changed.name == "m"
    assert not hasattr(point(1), "__dict__")
    assert holder(1).twice == (1, 1)
    assert holder(1).reader == "reads 1"


@pytest.mark.parametrize(("maker", "replacer"), [(STANDARD, STANDARD), (OURS, STANDARD), (OURS, OURS)])
def test_a_copy_with_other_values_is_made_by_either(maker: Any, replacer: Any) -> None:  # noqa: ANN401
    point, holder, _ = _classes(maker)
    assert replacer.replace(point(1, 2), y=5) == point(1, 5)
    assert replacer.replace(holder(1), point=2).reader == "reads 2"


@both
def test_the_standard_library_knows_its_fields(maker: Any) -> None:  # noqa: ANN401
    point, holder, loose = _classes(maker)
    assert [one.name for one in dataclasses.fields(point)] == ["x", "y", "tags"]
    assert [(one.name, one.init) for one in dataclasses.fields(holder)] == [("point", True), ("reader", False)]
    assert dataclasses.asdict(point(1)) == {"x": 1, "y": 0, "tags": []}
    assert dataclasses.asdict(loose()) == {"name": "n", "about": None}
    assert dataclasses.is_dataclass(point)


@both
def test_a_method_that_the_class_writes_itself_is_kept(maker: Any) -> None:  # noqa: ANN401
    @maker.dataclass(frozen=True)
    class Named:
        name: str

        def __repr__(self) -> str:
            return f"<{self.name}>"

    named: Any = Named
    assert repr(named("a")) == "<a>"


@both
def test_a_class_without_fields_has_one_value(maker: Any) -> None:  # noqa: ANN401
    @maker.dataclass(frozen=True, slots=True)
    class Nothing:
        pass

    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(())
