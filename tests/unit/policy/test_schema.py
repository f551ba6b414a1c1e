"""The published JSON Schema and the reader agree, as far as a schema can tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from configguard import formats, policy
from configguard.policy import ready_made
from tests.unit.policy.conftest import FORMATS, RULES

if TYPE_CHECKING:
    from tests.unit.policy.conftest import Load

VALIDATOR = jsonschema.Draft202012Validator(policy.schema(RULES, FORMATS))

WAIVER = "rule: type-change, reason: a, owner: b, expires: '2026-12-31'"

GOOD = [
    "version: 1",
    "version: 1\nextends: kubernetes",
    "version: 1\nextends: [kubernetes, github-actions]",
    "version: 1\nextends: []",
    "version: 1\nfiles: []\nscopes: {}\ncritical: []\nfrozen: []\nsecrets: {}\nintent: {}\nlevels: {}",
    'version: 1\nfiles:\n- {match: a}\n- {match: [a, "b/**"], secret: true, ignore: no, format: json}',
    "version: 1\nfiles:\n- {match: a, items: {b: c, d: [e, f], g: position}, levels: {type-change: off}}",
    "version: 1\nlevels: {type-change: error, unused-scope: false, outside-intent: 'off'}",
    "version: 1\nscopes: {a/b.c-d_1: {settings: x, except: [y], owners: '@o', about: t}}",
    'version: 1\nscopes: {"{a}-{b}": {settings: "{a}/{b}"}}',
    "version: 1\ncritical: [{settings: [a, 'b:c'], why: d}]\nfrozen: [{settings: a, why: d}]",
    "version: 1\nscopes: {a: {settings: b, budget: {changes: 0, growth: {files: 50%, lists: 9, least: 1}}}}",
    "version: 1\nfrozen: [{settings: a, why: d, when: {from: '2026-12-20', to: '2026-12-20T18:00Z'}}]",
    "version: 1\nscopes: {a: {settings: b, when: [{days: [mon, fri], hours: '09:00-17:00'}, {days: sat}]}}",
    "version: 1\nchecks: [{name: a, settings: b, require: 'true', 'on': [added], level: note, message: c}]",
    "version: 1\nchecks: [{name: a, documents: [b], require: 'true'}, {name: c, proposal: true, require: 'true'}]",
    "version: 1\nsecrets: {settings: a, except: [b]}",
    "version: 1\nintent: {required: false, sources: {trailer: {}, option: }}",
    "version: 1\nintent: {sources: [pull-request, trailer]}",
    "version: 1\nintent: {sources: option}",
    "version: 1\nintent: {sources: {title: {}, change-file: , actor: {bot: a}}}\nscopes: {a: {settings: b}}",
    "version: 1\nintent: {sources: {title: '(?P<scope>a)', label: 'b(?P<scope>a)', change-file: [a, b]}}",
    "version: 1\nintent: {sources: [title, change-file]}",
    "version: 1\nintent: {per: commit}",
    "version: 1\nintent: {scopes: 3}",
    "version: 1\nintent: {per: change}",
    "version: 1\nwaivers: []\nmandatory: type-change",
    "version: 1\nwaivers: waivers.yaml",
    f"version: 1\nwaivers: [{{{WAIVER}, address: 'a:b'}}]",
    f"version: 1\nwaivers: [{{{WAIVER}, fingerprint: 0c0ffee12345}}]",
]

BAD = [
    "{}",
    "[]",
    "version: 2",
    "version: '1'",
    "version: true",
    "version:",
    "version: 1\nfiles: {}",
    "version: 1\nfiles:",
    "version: 1\nfiles: [a]",
    "version: 1\nfiles: [{secret: true}]",
    "version: 1\nfiles: [{match: []}]",
    "version: 1\nfiles: [{match: 1}]",
    "version: 1\nfiles: [{match: [a, 1]}]",
    "version: 1\nfiles: [{match: ''}]",
    "version: 1\nfiles: [{match: a, secret: 1}]",
    "version: 1\nfiles: [{match: a, format: yml}]",
    "version: 1\nfiles: [{match: a, items: []}]",
    "version: 1\nfiles: [{match: a, items: {b: []}}]",
    "version: 1\nfiles: [{match: a, items: {b: {c: d}}}]",
    "version: 1\nfiles: [{match: a, other: b}]",
    "version: 1\nfiles: [{match: a, levels: {nope: off}}]",
    "version: 1\nlevels: {type-change: true}",
    "version: 1\nlevels: {type-change: loud}",
    "version: 1\nlevels: {type-change: }",
    "version: 1\nlevels: {type-change: [error]}",
    "version: 1\nlevels: [type-change]",
    "version: 1\nlevels: {nope: off}",
    "version: 1\nscopes: {a: {}}",
    "version: 1\nscopes: {a: {settings: []}}",
    "version: 1\nscopes: {a: [b]}",
    "version: 1\nscopes: {a: {settings: b, budget: {changes: -1}}}",
    "version: 1\nscopes: {a: {settings: b, budget: {changes: 50%}}}",
    "version: 1\nscopes: {a: {settings: b, budget: {growth: 50%}}}",
    "version: 1\nscopes: {a: {settings: b, budget: {growth: {files: half}}}}",
    "version: 1\nscopes: {a: {settings: b, budget: {growth: {files: -5%}}}}",
    "version: 1\nscopes: {a: {settings: b, budget: {growth: {least: 0}}}}",
    "version: 1\nscopes: {none: {settings: b}}",
    "version: 1\nfrozen: [{settings: a, why: d, when: 2026-12-20}]",
    "version: 1\nfrozen: [{settings: a, why: d, when: {from: tomorrow}}]",
    "version: 1\nfrozen: [{settings: a, why: d, when: {days: [monday]}}]",
    "version: 1\nchecks: [{settings: b, require: 'true'}]",
    "version: 1\nchecks: [{name: a, require: 'true'}]",
    "version: 1\nchecks: [{name: a, settings: b, documents: c, require: 'true'}]",
    "version: 1\nchecks: [{name: a, settings: b, require: true}]",
    "version: 1\nchecks: [{name: a, settings: b, require: 'true', 'on': [moved]}]",
    "version: 1\nscopes: {policy: {settings: b}}",
    "version: 1\nscopes: {-a: {settings: b}}",
    "version: 1\nscopes: {a b: {settings: b}}",
    'version: 1\nscopes: {"a{1}": {settings: b}}',
    "version: 1\ncritical: [{settings: a}]",
    "version: 1\ncritical: [{why: a}]",
    "version: 1\nfrozen: [{settings: [], why: a}]",
    "version: 1\nsecrets: [a]",
    "version: 1\nintent: {required: 1}",
    "version: 1\nintent: {sources: {}}",
    "version: 1\nintent: {sources: []}",
    "version: 1\nintent: {sources: {label: {}}}",
    "version: 1\nintent: {sources: [actor]}",
    "version: 1\nintent: {sources: {title: [a]}}",
    "version: 1\nintent: {sources: {actor: [a]}}",
    "version: 1\nintent: {sources: {change-file: {a: b}}}",
    "version: 1\nintent: {sources: {trailer: {a: b}}}",
    "version: 1\nintent: {sources: {trailer: []}}",
    "version: 1\nintent: {per: day}",
    "version: 1\nintent: {scopes: 0}",
    "version: 1\nintent: {scopes: -1}",
    "version: 1\nintent: {scopes: many}",
    "version: 1\nintent: {scopes: [a]}",
    "version: 1\nintent: {scopes: 1.5}",
    "version: 1\nintent: {per: [commit]}",
    "version: 1\nwaivers: {}",
    "version: 1\nwaivers: 1",
    f"version: 1\nwaivers: [{{{WAIVER}}}]",
    f"version: 1\nwaivers: [{{{WAIVER}, address: 'a:b', fingerprint: 0c0ffee12345}}]",
    f"version: 1\nwaivers: [{{{WAIVER}, address: 'a:b', until: x}}]",
    "version: 1\nwaivers: [{rule: type-change, address: 'a:b', reason: a, owner: b}]",
    "version: 1\nwaivers: [{rule: type-change, address: 'a:b', reason: a, owner: b, expires: soon}]",
    "version: 1\nwaivers: [{rule: nope, address: 'a:b', reason: a, owner: b, expires: '2026-12-31'}]",
    "version: 1\nmandatory: [nope]",
]


@pytest.mark.parametrize("text", GOOD)
def test_both_accept(text: str, load: Load) -> None:
    load(text, waivers_yaml="[]")
    assert not list(VALIDATOR.iter_errors(yaml.safe_load(text)))


@pytest.mark.parametrize("text", BAD)
def test_both_refuse(text: str, load: Load) -> None:
    with pytest.raises(policy.PolicyMistakes):
        load(text)
    assert not VALIDATOR.is_valid(yaml.safe_load(text))


@pytest.mark.parametrize("name", policy.packs())
def test_the_schema_accepts_every_pack(name: str) -> None:
    pack = yaml.safe_load(ready_made.text(name))
    assert not list(jsonschema.Draft202012Validator(policy.schema()).iter_errors(pack))


def test_the_schema_is_one_and_plain_json() -> None:
    schema = policy.schema(RULES, FORMATS)
    draft = jsonschema.Draft202012Validator
    assert not [*draft(draft.META_SCHEMA).iter_errors(json.loads(json.dumps(schema)))]


def test_every_key_has_a_description_without_links() -> None:
    def walk(node: object) -> list[str]:
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        own = [str(node["description"])] if isinstance(node, dict) and "description" in node else []
        return [*own, *(text for value in inner for text in walk(value))]

    texts = walk(policy.schema())
    assert len(texts) > 20
    assert all(text.endswith(".") and "](" not in text for text in texts)


def test_without_rules_and_formats_any_name_will_do() -> None:
    free = jsonschema.Draft202012Validator(policy.schema())
    free.validate({"version": 1, "levels": {"anything": "note"}, "files": [{"match": "a", "format": "b"}]})
    assert not free.is_valid({"version": 1, "levels": {"anything": "loud"}})


def test_the_formats_of_the_samples_exist() -> None:
    assert set(FORMATS) <= set(formats.names())
