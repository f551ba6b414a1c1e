"""Whatever stands in a policy, it is read or its mistakes are said; what is read fits the JSON Schema."""

from __future__ import annotations

import json

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from configguard import policy
from configguard.policy.keys import CRITICAL, FILE, INTENT, POLICY, SCOPE, SECRETS, WAIVER
from tests.unit.policy.conftest import FORMATS, RULES, load

VALIDATOR = jsonschema.Draft202012Validator(policy.schema(RULES, FORMATS))
KEYS = sorted({key.name for shape in (POLICY, FILE, SECRETS, SCOPE, CRITICAL, INTENT, WAIVER) for key in shape.keys})

texts = (
    some.sampled_from(["a", "config/**:x.y", "{n}/**", "a:b..c", "trailer", "off", "yaml", "s/{n}", ""]) | some.text()
)
leaves = (
    texts | some.none() | some.booleans() | some.integers(0, 2) | some.floats(allow_nan=False, allow_infinity=False)
)
names = some.sampled_from([*KEYS, *RULES, "trailer", "none", "c/{n}"]) | some.text(max_size=5)
trees = some.recursive(
    leaves,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
near_misses = some.fixed_dictionaries(
    {"version": some.just(1) | leaves},
    optional={
        "files": some.lists(
            some.fixed_dictionaries({"match": texts | trees}, optional={"items": trees, "levels": trees}),
            max_size=2,
        ),
        "scopes": some.dictionaries(
            names, some.fixed_dictionaries({"settings": some.lists(texts, max_size=2) | trees}), max_size=2
        ),
        "critical": some.lists(some.fixed_dictionaries({"settings": texts, "why": texts}), max_size=2),
        "intent": trees,
        "levels": some.dictionaries(names, leaves, max_size=2),
        "waivers": some.lists(
            some.fixed_dictionaries(
                {"rule": some.sampled_from(RULES), "reason": texts, "owner": texts},
                optional={"address": texts, "fingerprint": texts, "expires": some.just("2026-12-31") | leaves},
            ),
            max_size=2,
        ),
        "mandatory": some.lists(names, max_size=2) | leaves,
    },
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(near_misses | trees)
def test_it_is_read_or_refused_and_never_crashes(tree: object) -> None:
    try:
        load(json.dumps(tree))
    except policy.PolicyMistakes as refusal:
        said = refusal.cures
    else:
        VALIDATOR.validate(tree)
        return
    assert said
    assert all(line.isprintable() for line in said)
