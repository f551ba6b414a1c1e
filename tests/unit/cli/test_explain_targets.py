"""What `configguard explain` tells of targets: who gets a setting, and which layer has the word."""

from __future__ import annotations

from tests.unit.cli.pasts import Past, past

__all__ = ["past"]

POLICY = """\
version: 1
files: [{ match: "config/**", items: { routes: path } }]
targets:
  - name: "{service}@{env}"
    lists: merge
    layers:
      - config/defaults.yaml
      - { file: "config/{service}.yaml", optional: true }
      - config/{env}/{service}.yaml
"""
DEFAULTS = "pool: 10\nhost: mail\nroutes: [{ path: /a, limit: 1 }, { path: /b, limit: 1 }]\n"
FILES = {
    ".configguard.yaml": POLICY,
    "config/api.yaml": None,
    "config/defaults.yaml": DEFAULTS,
    "config/web.yaml": "pool: 5\n",
    "config/prod/web.yaml": "name: web\nhost: null\nroutes: [{ path: /b, limit: 2 }]\n",
    **{f"config/prod/s{number}.yaml": "name: x\n" for number in range(6)},
}


def _explained(past: Past, *asked: str) -> list[str]:
    status, out, err = past.run("explain", *asked)
    assert (status, err) == (0, "")
    return out.splitlines()


def test_a_setting_tells_who_gets_it_and_who_has_it_from_elsewhere(past: Past) -> None:
    past.repository.commit("Lay it out", FILES)
    told = _explained(past, "config/defaults.yaml:pool")
    at = told.index("  targets      6 get it: s0@prod, s1@prod, s2@prod, s3@prod, s4@prod and 1 more")
    assert told[at + 1] == "               not web@prod: config/web.yaml:1:7 has the word"
    assert "               not web@prod: it is deleted there" in _explained(past, "config/defaults.yaml:host")
    assert "  targets      1 gets it: web@prod" in _explained(past, "config/web.yaml:pool")


def test_what_the_schema_of_targets_says_of_it_is_told_where_they_get_it(past: Past) -> None:
    schema = '{"properties": {"pool": {"maximum": 50, "description": "Connections."}}}'
    policy = POLICY.replace("    lists: merge\n", "    lists: merge\n    schema: s.json\n")
    past.repository.commit("Lay it out", {**FILES, ".configguard.yaml": policy, "s.json": schema})
    told = _explained(past, "config/defaults.yaml:pool")
    at = told.index("  schema       s.json#/properties/pool")
    assert told[at + 1 : at + 3] == ["                 Connections.", "                 a number of at most 50"]
    assert "  schema       s.json: it says nothing of this setting" in _explained(past, "config/prod/web.yaml:name")


def test_an_item_of_a_merged_list_is_told_by_what_it_is(past: Past) -> None:
    past.repository.commit("Lay it out", FILES)
    told = _explained(past, "config/defaults.yaml:routes[path=/b].limit")
    assert "               not web@prod: config/prod/web.yaml:3:29 has the word" in told
    assert any(
        line.startswith("  targets      7 get it: s0@prod")
        for line in _explained(past, "config/defaults.yaml:routes[path=/a].limit")
    )


def test_every_layer_of_a_target_is_told_with_what_it_says(past: Past) -> None:
    past.repository.commit("Lay it out", FILES)
    assert _explained(past, "config/defaults.yaml:pool", "--target", "web@prod") == [
        "web@prod:pool",
        "  value        5   (integer)",
        "  comes from   config/web.yaml:1:7",
        "  layers       config/defaults.yaml:1:7         10   (integer)",
        "               config/web.yaml:1:7              5   (integer)   this one counts",
        "               config/prod/web.yaml             says nothing",
        "  see          configguard explain -- config/web.yaml:pool",
    ]
    assert _explained(past, "s1@prod:pool")[3:6] == [
        "  layers       config/defaults.yaml:1:7         10   (integer)   this one counts",
        "               config/s1.yaml                   is not there",
        "               config/prod/s1.yaml              says nothing",
    ]


def test_what_a_later_layer_deletes_is_told_too(past: Past) -> None:
    past.repository.commit("Lay it out", FILES)
    assert _explained(past, "web@prod:host") == [
        "web@prod:host",
        "  value        nothing: a later layer deletes or replaces it",
        "  layers       config/defaults.yaml:2:7         mail   (string)",
        "               config/web.yaml                  says nothing",
        "               config/prod/web.yaml:2:7         null   (null)",
    ]


def test_a_secret_of_any_layer_is_hidden_in_all_of_them(past: Past) -> None:
    past.repository.commit("Lay it out", FILES)
    past.repository.commit(
        "Guard it", {".configguard.yaml": POLICY + "secrets: { settings: ['config/web.yaml:pool'] }\n"}
    )
    told = "\n".join(_explained(past, "web@prod:pool"))
    assert told.count("•••") == 3
    assert "10" not in told.replace(":10", "")


def test_a_target_that_cannot_be_told_says_why(past: Past) -> None:
    past.repository.commit("Lay it out", FILES)
    past.repository.commit("Break", {"config/prod/web.yaml": "a: [\n"})
    told = _explained(past, "config/web.yaml:pool")
    assert any(
        line.startswith("               what web@prod gets cannot be told: config/prod/web.yaml cannot be read")
        for line in told
    )
    status, _, err = past.run("explain", "web@prod:pool")
    assert (status, "what web@prod gets cannot be told" in err) == (3, True)


def test_wrong_names_are_told_with_what_may_be_meant(past: Past) -> None:
    past.repository.commit("Lay it out", FILES)
    status, _, err = past.run("explain", "config/web.yaml:pool", "--target", "wep@prod")
    assert (status, "did you mean web@prod" in err) == (2, True)
    status, _, err = past.run("explain", "web@prod:nothing")
    assert (status, "web@prod gets nothing at web@prod:nothing" in err) == (2, True)
    status, _, err = past.run("explain", "config/absent.yaml:a")
    assert (status, "no configuration file has a setting at config/absent.yaml:a" in err) == (2, True)
