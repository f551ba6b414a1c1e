"""Of everything that a target gets it is known where that is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.diffing import Identity, settings
from configguard.layering import having_set
from tests.unit.layering.layers import laid

if TYPE_CHECKING:
    from configguard.model.declared import Items
    from configguard.model.effective import Effective


def origins(effective: Effective, items: Items | None = None) -> dict[str, str]:
    """Every setting, and where it is written."""
    found = {}
    for trail, _ in settings(effective.name, effective.documents, Identity.of(items or {})):
        origin = effective.origin(trail)
        assert origin is not None
        assert origin.place is not None
        found[trail.address.inner] = f"{origin.file}:{origin.place.line}"
    return found


def test_a_setting_is_written_in_the_last_layer_that_has_it() -> None:
    found = origins(laid("smtp:\n  host: a\n  port: 25\n", "smtp:\n  port: 26\nlog: info\n", "log: debug\n"))
    assert found == {"smtp.host": "0.yaml:2", "smtp.port": "1.yaml:2", "log": "2.yaml:1"}


def test_a_setting_that_was_deleted_and_said_again_is_written_where_it_is_said_again() -> None:
    assert origins(laid("a:\n  b: 1\n", "a: null\n", "\na:\n  b: 1\n")) == {"a.b": "2.yaml:3"}


def test_a_replaced_list_is_written_in_its_own_layer_throughout() -> None:
    assert origins(laid("r: [{ name: a, x: 1 }]", "\nr: [{ name: a, x: 1 }]")) == {
        "r[name=a].name": "1.yaml:2",
        "r[name=a].x": "1.yaml:2",
    }


def test_the_fields_of_a_merged_item_are_each_written_where_they_were_said_last() -> None:
    found = origins(laid("r:\n- name: a\n  x: 1\n  y: 2\n", "r:\n- name: a\n  x: 3\n", items={}))
    assert found == {"r[name=a].name": "1.yaml:2", "r[name=a].x": "1.yaml:3", "r[name=a].y": "0.yaml:4"}


def test_what_is_equal_in_two_layers_is_written_in_the_later_one() -> None:
    assert origins(laid("a: 1\n", "\na: 1\n")) == {"a": "1.yaml:2"}


def test_an_empty_mapping_in_two_layers_is_written_in_the_later_one() -> None:
    assert origins(laid("a: {}\n", "\na: {}\n")) == {"a": "1.yaml:2"}


def test_every_layer_that_could_have_set_a_value_is_known() -> None:
    effective = laid("a: { b: 1 }", "a: { c: 2 }", "a: { b: 3 }")
    trails = {trail.address.inner: trail for trail, _ in settings("x", effective.documents, Identity())}
    assert [layer.file for layer, _ in having_set(effective.layers, trails["a.b"])] == ["0.yaml", "2.yaml"]


def test_an_item_of_a_merged_list_that_is_looked_for_by_position_is_where_the_list_is() -> None:
    effective = laid("r:\n- { name: a, x: 1 }\n- { name: b }\n", "r:\n- { name: a, x: 2 }\n", items={})
    assert origins(effective, {"r": ()}) == {
        "r[0].name": "1.yaml:2",
        "r[0].x": "1.yaml:2",
        "r[1].name": "0.yaml:3",
    }
