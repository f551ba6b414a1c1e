"""What targets got, landing by landing, and which of them a landing reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema

from configguard import formats
from configguard.reporters import recount_schema
from tests.unit.cli.pasts import Past, past

if TYPE_CHECKING:
    import pytest

    from configguard.model.document import Reading

__all__ = ["past"]

POLICY = """\
version: 1
files: [{ match: "config/**" }]
scopes: { email: { settings: ["config/**:smtp.**"] } }
targets:
  - name: "{service}@{env}"
    layers:
      - config/defaults.yaml
      - { file: "config/{service}.yaml", optional: true }
      - config/{env}/{service}.yaml
"""
DEFAULTS = "smtp:\n  pool: 10\n  host: mail\n"


def _made(past: Past) -> None:
    """Two services in prod; a default changes that one of them has of its own, until it lets it go."""
    files = {
        ".configguard.yaml": POLICY,
        "config/api.yaml": None,
        "config/defaults.yaml": DEFAULTS,
        "config/prod/mail.yaml": "name: mail\n",
        "config/prod/web.yaml": "name: web\nsmtp: { pool: 5 }\n",
    }
    past.repository.commit("Lay it out", files)
    past.repository.commit("Widen\n\nConfig-Scope: email\n", {"config/defaults.yaml": DEFAULTS.replace("10", "20")})
    past.repository.commit("Follow the default", {"config/prod/web.yaml": "name: web\n"})
    past.repository.commit("One for all envs", {"config/web.yaml": "smtp: { pool: 6 }\n"})


def _got(past: Past, *asked: str) -> list[tuple[str, str, object, object]]:
    """Each effective change: the subject, the address, and the two values."""
    facts = past.facts(*asked)
    jsonschema.validate(facts, recount_schema())
    return [
        (event["subject"], one["change"]["address"], one["change"]["before"], one["change"]["after"])
        for event in facts["events"]
        for target in event["targets"]
        for one in target["changes"]
    ]


def test_a_target_s_history_is_that_of_what_it_got(past: Past) -> None:
    _made(past)
    assert _got(past, "web@prod") == [
        ("One for all envs", "web@prod:smtp.pool", 20, 6),
        ("Follow the default", "web@prod:smtp.pool", 5, 20),
        ("Lay it out", "web@prod:smtp.pool", None, 5),
        ("Lay it out", "web@prod:smtp.host", None, "mail"),
        ("Lay it out", "web@prod:name", None, "web"),
    ]
    assert [c[0] for c in _got(past, "mail@prod:smtp.pool")] == ["Widen", "Lay it out"]


def test_each_value_is_told_with_where_it_is_written(past: Past) -> None:
    _made(past)
    said = past.log("web@prod:smtp.pool")
    assert "    smtp.pool  5 → 20   (config/prod/web.yaml:2:15 → config/defaults.yaml:2:9)" in said
    assert "    smtp.pool  20 → 6   (config/defaults.yaml:2:9 → config/web.yaml:1:15)" in said
    assert "  web@prod: a target since then" in said
    assert said[-1].startswith("3 changes in 3 commits; looked at 5 commits")


def test_a_target_that_is_gone_is_named_by_the_option(past: Past) -> None:
    _made(past)
    past.repository.commit("Stop mail", {"config/prod/mail.yaml": None})
    gone = [c for c in _got(past, "--target", "mail@prod") if c[0] == "Stop mail"]
    assert [c[1] for c in gone] == ["mail@prod:smtp.pool", "mail@prod:smtp.host", "mail@prod:name"]
    assert "  mail@prod: no target any more" in past.log("--target", "mail@prod")
    status, _, err = past.run("log", "mail@prod")
    assert (status, "no scope of the policy, no target" in err) == (2, True)


def test_an_option_takes_of_a_target_what_a_setting_names(past: Past) -> None:
    _made(past)
    found = _got(past, "config/defaults.yaml:smtp.host", "--target", "web@prod")
    assert [c[:2] for c in found] == [("Lay it out", "web@prod:smtp.host")]


def test_a_name_that_no_target_could_have_is_wrong(past: Past) -> None:
    _made(past)
    status, _, err = past.run("log", "--target", "nobody")
    assert (status, "no target that is made of layers could be called nobody" in err) == (2, True)
    status, _, err = past.run("log", "--target", "nobody@prod")
    assert (status, "no target has ever got anything as nobody@prod" in err) == (2, True)


def test_a_file_of_the_name_comes_before_a_target(past: Past) -> None:
    _made(past)
    past.repository.commit(
        "Confuse", {"web@prod": "a", ".configguard.yaml": POLICY.replace('config/**" }', '**", format: yaml }')}
    )
    assert past.changes("web@prod") == [("Confuse", "web@prod:.", None, "a")]
    assert len(_got(past, "--target", "web@prod")) == 5


def test_before_an_outage_each_commit_tells_which_targets_it_reached(past: Past) -> None:
    _made(past)
    events: list[dict[str, Any]] = past.facts("--at", "2023-11-14T22:16..2023-11-14T22:17")["events"]
    reached = {event["subject"]: [target["name"] for target in event["targets"]] for event in events}
    assert reached == {"Follow the default": ["web@prod"], "Widen": ["mail@prod"]}
    widened = events[1]["targets"][0]
    assert [(one["change"]["address"], one["change"]["after"]) for one in widened["changes"]] == [
        ("mail@prod:smtp.pool", 20)
    ]
    assert [edit["address"] for edit in widened["edits"]] == ["config/defaults.yaml:smtp.pool"]
    said = past.log("--at", "2023-11-14T22:16..2023-11-14T22:16")
    assert "  reaches 1 target: mail@prod" in said


def test_an_edit_that_no_target_gets_is_said_to_be_shadowed(past: Past) -> None:
    _made(past)
    own = {f"config/prod/{name}.yaml": f"name: {name}\nsmtp: {{ pool: 1 }}\n" for name in ("mail", "web")}
    past.repository.commit("All have their own", own)
    past.repository.commit("In vain", {"config/defaults.yaml": DEFAULTS.replace("10", "99")})
    assert "  no target gets config/defaults.yaml:smtp.pool: all of them have it from another layer" in past.log(
        "--targets"
    )
    assert past.facts("--targets")["events"][0]["shadowed"] == ["config/defaults.yaml:smtp.pool"]


def test_only_targets_that_the_subject_s_changes_reach_are_told(past: Past) -> None:
    _made(past)
    both = {"config/defaults.yaml": DEFAULTS.replace("10", "21"), "config/prod/web.yaml": "name: other\n"}
    past.repository.commit("Two things", both)
    event = past.facts("config/prod/web.yaml", "--targets", "--since", "HEAD~1")["events"][0]
    assert [(t["name"], [c["change"]["address"] for c in t["changes"]]) for t in event["targets"]] == [
        ("web@prod", ["web@prod:name"])
    ]


def test_a_state_that_cannot_be_told_is_said_and_passed_over(past: Past) -> None:
    _made(past)
    past.repository.commit("Break", {"config/defaults.yaml": "smtp: [\n"})
    past.repository.commit("Mend", {"config/defaults.yaml": DEFAULTS.replace("mail", "post")})
    events = past.facts("web@prod:smtp.host", "--since", "HEAD~2")["events"]
    assert [event["subject"] for event in events] == ["Mend", "Break"]
    assert events[0]["remarks"] == ["web@prod: held against an earlier state: the one before cannot be told"]
    assert events[1]["remarks"][0].startswith(
        "web@prod: what it gets cannot be told: config/defaults.yaml cannot be read"
    )
    [change] = events[0]["targets"][0]["changes"]
    assert (change["change"]["before"], change["change"]["after"]) == ("mail", "post")


def test_a_secret_is_none_the_less_one_in_a_target(past: Past) -> None:
    _made(past)
    past.repository.commit("Secret", {"config/defaults.yaml": DEFAULTS + "  password: S3NTINEL-long\n"})
    past.repository.commit("Copy", {"config/prod/web.yaml": "name: S3NTINEL-long\n"})
    for asked in (("web@prod",), ("--targets",), ("--at", "2023-11-14..2023-11-15")):
        for form in ("text", "json"):
            status, out, err = past.run("log", *asked, "--format", form)
            assert (status, "S3NTINEL" in out + err) == (0, False)


def test_targets_are_listed_with_their_files(past: Past) -> None:
    _made(past)
    assert past.run("list", "targets")[1].splitlines() == [
        "mail@prod  config/defaults.yaml config/mail.yaml config/prod/mail.yaml",
        "web@prod   config/defaults.yaml config/web.yaml config/prod/web.yaml",
    ]


def test_a_policy_without_targets_asks_for_none(past: Past) -> None:
    assert past.facts("--at", "2023-11-14..2023-11-15")["events"][0]["targets"] == []
    assert past.run("list", "targets") == (0, "", "")


def test_each_version_of_a_layer_is_parsed_once(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    _made(past)
    for number in range(30):
        past.repository.commit("Tune", {"config/defaults.yaml": DEFAULTS.replace("10", f"3{number}")})
    parsed: list[tuple[str, bytes]] = []
    read = formats.read

    def noting(file: str, data: bytes, *rest: str | None) -> Reading | None:
        parsed.append((file, data))
        return read(file, data, *rest)

    monkeypatch.setattr(formats, "read", noting)
    past.log("web@prod")
    assert len(parsed) == len(set(parsed))
    assert sum(file == "config/defaults.yaml" for file, _ in parsed) == 30 + 2


def test_to_ask_which_targets_a_target_reaches_is_wrong(past: Past) -> None:
    _made(past)
    status, out, err = past.run("log", "web@prod", "--targets")
    assert (status, out) == (2, "")
    assert "web@prod is a target, and --targets asks which targets the settings of files reach" in err


def test_who_asks_for_targets_that_there_are_none_of_hears_it(past: Past) -> None:
    assert "the policy has no targets" in past.run("log", "--targets")[2]
    assert "the policy has no targets" not in past.run("log", "--at", "2023-11-14..2023-11-15")[2]


def test_no_renderer_is_run_over_the_past_and_that_is_said(past: Past) -> None:
    _made(past)
    rendered = '  - { name: "made-{overlay}", kustomize: "overlays/{overlay}" }\n'
    overlay = {"overlays/prod/kustomization.yaml": "resources: []\n", ".configguard.yaml": POLICY + rendered}
    past.repository.commit("Render", overlay)
    status, out, err = past.run("log", "--targets", "--since", "HEAD~3")
    assert (status, "reaches" in out) == (0, True)
    assert "no renderer is run over the past, so nothing is told of the targets made-{overlay}" in err
    assert "made-prod  made by kustomize" in past.run("list", "targets")[1]
    assert past.run("log", "--target", "made-prod")[0] == 2
