"""A policy is the sum of its files: packs and extended files first, its schemas read beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard import formats, policy
from configguard.model.document import Place
from configguard.model.level import Level
from tests.patience import patience
from tests.unit.policy.conftest import POLICY_KEYS, RULES

if TYPE_CHECKING:
    from tests.unit.policy.conftest import Load, Mistakes

WHOLE = """\
version: 1
files:
  - match: "config/**/*.yaml"
    schema: schemas/service.json
    items: { upstreams: name, "a.routes": [method, path], order: position }
  - match: ["secrets/**", "**/*.{p12,jks}"]
    secret: true
    format: opaque
    ignore: false
    levels: { outside-intent: warning, type-change: off, unused-scope: false }
secrets:
  settings: ["**:**.license_key"]
  except: "**:**.secretName"
scopes:
  email:
    about: Transactional email delivery
    owners: ["@acme/email"]
    settings: ["config/email/**", "config/api.yaml:smtp.**"]
    except: ["config/email/shared.yaml"]
  "cluster/{name}":
    settings: "clusters/{name}/**"
critical:
  - settings: ["config/api.yaml:database.host"]
    why: Every public API request depends on it.
frozen:
  - settings: "config/*.yaml:tenant_id"
    why: Chosen once.
intent:
  required: false
  sources:
    pull-request: {}
    option:
levels: { type-change: error }
"""


def test_a_whole_policy_is_read(load: Load) -> None:
    read = load(WHOLE, schemas__service_json="{}")
    first, second = read.files
    assert first.items == {"upstreams": ("name",), "a.routes": ("method", "path"), "order": ()}
    assert (first.schema, first.secret, first.ignore, first.place) == (
        "schemas/service.json", False, None, Place(3, 5),
    )  # fmt: skip
    assert (second.secret, second.format, second.ignore) == (True, "opaque", False)
    assert second.levels == {
        "outside-intent": Level.WARNING, "type-change": Level.OFF, "unused-scope": Level.OFF,
    }  # fmt: skip
    assert [p.text for p in read.secrets + read.not_secrets] == ["**:**.license_key", "**:**.secretName"]
    email, cluster = read.scopes
    assert (email.name, email.about, email.owners) == (
        "email",
        "Transactional email delivery",
        ("@acme/email",),
    )
    assert [p.text for p in email.settings] == ["config/email/**", "config/api.yaml:smtp.**"]
    assert [p.text for p in email.excepted] == ["config/email/shared.yaml"]
    assert email.place == Place(15, 3)
    assert read.scope("cluster/eu") is cluster
    assert [g.why for g in read.critical + read.frozen] == [
        "Every public API request depends on it.", "Chosen once.",
    ]  # fmt: skip
    assert (read.intent.required, read.intent.sources) == (False, ("option", "pull-request"))
    assert read.levels == {"type-change": Level.ERROR}
    assert read.own_files == {".configguard.yaml", "schemas/service.json"}
    assert read.schemas == {"schemas/service.json": b"{}"}
    assert {part.source for part in read.files} | {part.source for part in read.scopes} == {None}


def test_the_smallest_policy_asks_for_intent_in_commits_and_pull_requests(load: Load) -> None:
    read = load("version: 1\n")
    assert (read.file, read.origin) == (".configguard.yaml", "base")
    assert read.own_files == {".configguard.yaml"}
    assert (read.intent.required, read.intent.sources) == (True, ("trailer", "pull-request"))


def test_aliases_and_merge_keys_stand_for_what_they_name(load: Load) -> None:
    read = load("version: 1\nscopes:\n  a: &a {settings: x, about: A}\n  b: {<<: *a, about: B}\n")
    assert [(s.name, s.about, s.settings[0].text) for s in read.scopes] == [("a", "A", "x"), ("b", "B", "x")]


def test_what_a_policy_extends_comes_first(load: Load) -> None:
    read = load(
        "version: 1\nextends: [base.yaml, more/own.yaml]\nfiles: [{match: c}]\nlevels: {type-change: off}\n"
        "intent: {sources: [trailer]}\n",
        base_yaml="version: 1\nfiles: [{match: a}]\nlevels: {type-change: error, unused-scope: note}\n"
        "intent: {required: false}\nscopes: {x: {settings: a}}\n",
        more__own_yaml="version: 1\nfiles: [{match: b}]\n",
    )
    assert [(f.match[0].text, f.source) for f in read.files] == [
        ("a", "base.yaml"), ("b", "more/own.yaml"), ("c", None),
    ]  # fmt: skip
    assert read.levels == {"type-change": Level.OFF, "unused-scope": Level.NOTE}
    assert (read.intent.required, read.intent.sources) == (False, ("trailer",))
    assert read.scopes[0].source == "base.yaml"
    assert read.own_files == {".configguard.yaml", "base.yaml", "more/own.yaml"}


def test_a_file_that_is_extended_twice_counts_once(load: Load) -> None:
    read = load(
        "version: 1\nextends: [a.yaml, b.yaml]\n",
        a_yaml="version: 1\nextends: c.yaml\n",
        b_yaml="version: 1\nextends: c.yaml\n",
        c_yaml="version: 1\nfiles: [{match: x}]\n",
    )
    assert len(read.files) == 1


def test_policies_that_extend_each_other_are_a_mistake_that_names_the_circle(mistakes: Mistakes) -> None:
    assert mistakes(
        "version: 1\nextends: a.yaml\n",
        a_yaml="version: 1\nextends: b.yaml\n",
        b_yaml="version: 1\nextends: a.yaml\n",
    ) == ["b.yaml:2:10: policies extend each other in a circle: a.yaml → b.yaml → a.yaml"]
    assert mistakes("version: 1\nextends: .configguard.yaml\n") == [
        "2:10: policies extend each other in a circle: .configguard.yaml → .configguard.yaml"
    ]


def test_mistakes_of_extended_files_name_them_and_come_behind_their_own(mistakes: Mistakes) -> None:
    assert mistakes("version: 1\nextends: a.yaml\nx: 1\n", a_yaml="y: 1\n") == [
        f'3:1: unknown key "x" in the policy; its keys are {POLICY_KEYS}',
        'a.yaml:1:1: the policy lacks "version: 1"',
        f'a.yaml:1:1: unknown key "y" in the policy; its keys are {POLICY_KEYS}',
    ]


def test_a_scope_stands_in_one_file_alone(mistakes: Mistakes) -> None:
    assert mistakes(
        "version: 1\nextends: a.yaml\nscopes: {x: {settings: a}}\n",
        a_yaml="version: 1\nscopes: {x: {settings: a}}\n",
    ) == ['3:10: the scope "x" is already in a.yaml']


def test_schemas_come_with_the_local_files_they_refer_to(load: Load) -> None:
    read = load(
        "version: 1\nfiles: [{match: a, schema: s/a.json}]\n",
        s__a_json='{"$ref": "b.yaml#/x", "$defs": {"c": {"$ref": "#/d"}, "u": {"$ref": "urn:acme:u"}}}',
        s__b_yaml="allOf: [{$ref: ../c.json}, {$ref: ../../outside.json}, {$ref: missing.json}]\n"
        "enum: [{$ref: d.json}]\n",
        c_json='{"$ref": "s/a%2ejson"}',
        s__d_json="{}",
    )
    assert set(read.schemas) == {"s/a.json", "s/b.yaml", "c.json"}
    assert read.own_files == {".configguard.yaml", "s/a.json", "s/b.yaml", "c.json"}


def test_a_schema_that_cannot_be_read_is_not_the_policys_mistake(load: Load) -> None:
    assert load("version: 1\nfiles: [{match: a, schema: s.json}]\n", s_json='{"$ref": "b"').schemas


def test_each_file_is_read_once() -> None:
    asked = []
    held = {
        "p.yaml": b"version: 1\nfiles: [{match: a, schema: s.json}, {match: b, schema: s.json}]\nextends: a.yaml\n",
        "a.yaml": b"version: 1\nfiles: [{match: c, schema: s.json}]\n",
        "s.json": b"{}",
    }

    def read(path: str) -> bytes | None:
        asked.append(path)
        return held.get(path)

    policy.load("p.yaml", "base", read, formats.read, ())
    assert sorted(asked) == ["a.yaml", "p.yaml", "s.json"]


def test_a_thousand_scopes_are_loaded() -> None:
    scopes = "".join(
        f'  scope-{n}:\n    owners: "@acme/{n}"\n    settings: ["config/{n}/**", "config/api.yaml:s{n}.**"]\n'
        for n in range(1000)
    )
    data = f"version: 1\nscopes:\n{scopes}".encode()
    reading = formats.read("p.yaml", data)
    with patience():
        read = policy.load("p.yaml", "base", lambda _: data, lambda *_: reading, ())
    assert len(read.scopes) == 1000


WAIVER = "{ rule: type-change, address: 'a.yaml:b', reason: r, owner: o, expires: 2026-12-31 }"


def test_waivers_may_stand_in_a_file_of_their_own_which_is_part_of_the_guard(load: Load) -> None:
    read = load("version: 1\nwaivers: waivers.yaml\n", waivers_yaml=f"# accepted\n- {WAIVER}\n")
    (waiver,) = read.waivers
    assert (waiver.rule, waiver.address, waiver.expires, waiver.owner) == ("type-change", "a.yaml:b", "2026-12-31", "o")
    assert (waiver.file, waiver.place) == ("waivers.yaml", Place(2, 3))
    assert "waivers.yaml" in read.own_files


def test_a_file_from_which_the_last_waiver_went_has_none(load: Load) -> None:
    assert load("version: 1\nwaivers: waivers.yaml\n", waivers_yaml="# none\n").waivers == ()


def test_waivers_of_extended_files_add_up(load: Load) -> None:
    own = f"version: 1\nextends: a.yaml\nwaivers: [{WAIVER}]\n"
    extended = f"version: 1\nwaivers: [{WAIVER.replace('a.yaml:b', 'a.yaml')}]\nmandatory: unused-scope\n"
    read = load(own, a_yaml=extended)
    assert [waiver.address for waiver in read.waivers] == ["a.yaml", "a.yaml:b"]
    assert read.mandatory == {"unused-scope"}


def test_what_an_extended_file_makes_mandatory_no_own_waiver_touches(mistakes: Mistakes) -> None:
    own = f"version: 1\nextends: a.yaml\nwaivers: [{WAIVER}]\n"
    assert mistakes(own, a_yaml="version: 1\nmandatory: [type-change]\n") == [
        "3:19: no waiver touches type-change: the policy has it under “mandatory”"
    ]


def test_mistakes_of_a_list_of_waivers_name_its_file(mistakes: Mistakes) -> None:
    assert mistakes("version: 1\nwaivers: waivers.yaml\n", waivers_yaml="- { rule: x, rule: y }\n- 1\n") == [
        'waivers.yaml:1:3: this entry of the list of waivers lacks "expires"',
        'waivers.yaml:1:3: this entry of the list of waivers lacks "owner"',
        'waivers.yaml:1:3: this entry of the list of waivers lacks "reason"',
        'waivers.yaml:1:3: this entry of the list of waivers must have one of "address" and "fingerprint", not none',
        'waivers.yaml:1:14: the key "rule" stands in line 1 already',
        f'waivers.yaml:1:20: unknown rule "y"; there are {", ".join(RULES)}',
        "waivers.yaml:2:3: this entry of the list of waivers must be a mapping, but is a number",
    ]
