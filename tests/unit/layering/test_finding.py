"""Targets are found by the files of their layers."""

from __future__ import annotations

import pytest

from configguard.errors import Undecided
from configguard.layering import finding
from tests.unit.layering.layers import entry, names


def test_a_layer_that_holds_all_placeholders_finds_the_targets() -> None:
    both = entry("{service}@{env}", "config/{service}.yaml?", "config/{env}/{service}.yaml")
    files = ("config/api.yaml", "config/prod/email.yaml", "config/test/email.yaml", "config/prod/web.yaml")
    assert names(both, *files) == ["email@prod", "email@test", "web@prod"]


def test_what_several_layers_find_together_is_every_combination() -> None:
    parts = entry("{service}@{env}", "services/{service}.yaml", "envs/{env}.yaml")
    files = ("services/api.yaml", "services/web.yaml", "envs/prod.yaml", "envs/test.yaml", "envs/x/y.yaml")
    assert names(parts, *files) == ["api@prod", "api@test", "web@prod", "web@test"]


def test_values_that_are_given_need_no_file_and_leave_all_others_out() -> None:
    given = entry("{service}@{env}", "services/{service}.yaml", "{env}/{service}.yaml?", values={"env": ["prod", "qa"]})
    assert names(given, "services/api.yaml", "staging/api.yaml") == ["api@prod", "api@qa"]


def test_a_layer_that_holds_what_is_given_as_well_says_where_it_is() -> None:
    given = entry("{service}@{env}", "{env}/{service}.yaml", values={"env": ["prod", "qa"]})
    assert names(given, "prod/api.yaml", "qa/web.yaml", "staging/api.yaml") == ["api@prod", "web@qa"]


def test_where_all_values_are_given_nothing_is_looked_for() -> None:
    given = entry("{env}", "defaults.yaml", "{env}.yaml?", values={"env": ["test", "prod"]})
    assert names(given, "defaults.yaml", "other.yaml") == ["prod", "test"]


def test_what_the_policy_leaves_out_is_no_target() -> None:
    but = entry("{service}", "config/{service}.yaml", excepted={"service": ["defaults"]})
    assert names(but, "config/api.yaml", "config/defaults.yaml") == ["api"]


def test_a_target_is_none_without_a_layer_that_must_be_there() -> None:
    both = entry("{service}@{env}", "config/{service}.yaml", "config/{env}/{service}.yaml")
    assert names(both, "config/api.yaml", "config/prod/api.yaml", "config/prod/web.yaml") == ["api@prod"]


def test_a_name_without_placeholders_is_one_target() -> None:
    assert names(entry("site", "base.yaml", "own.yaml?"), "base.yaml") == ["site"]
    assert names(entry("site", "base.yaml", "own.yaml?"), "own.yaml") == []


def test_a_placeholder_stands_for_part_of_a_name_and_never_for_folders() -> None:
    part = entry("{service}", "config/values-{service}.yaml")
    assert names(part, "config/values-api.yaml", "config/x/values-b.yaml", "config/values-.yaml") == ["api"]


def test_a_layer_is_at_the_root_and_nowhere_else() -> None:
    assert names(entry("{env}", "{env}.yaml"), "prod.yaml", "deep/test.yaml") == ["prod"]


def test_quotes_hold_what_would_be_more_than_a_name() -> None:
    assert names(entry("{env}", '"a b/{x}"/{env}.yaml'), "a b/{x}/prod.yaml") == ["prod"]


def test_too_many_combinations_are_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 3)
    parts = entry("{service}@{env}", "services/{service}.yaml", "envs/{env}.yaml")
    files = ("services/api.yaml", "services/web.yaml", "envs/prod.yaml", "envs/test.yaml")
    with pytest.raises(Undecided, match="find more than 3 combinations") as raised:
        names(parts, *files)
    assert raised.value.cures == ("say what the placeholders may stand for, with “values” in the policy",)
