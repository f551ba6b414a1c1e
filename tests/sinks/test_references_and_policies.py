"""Strangers' texts as names that refer, and in a policy and its tests: all that is said of them is harmless."""

from __future__ import annotations

import json

import pytest

from configguard.reporters import names
from tests.sinks.everything import Asker, asker
from tests.sinks.test_every_command import COMMITTED, SAYABLE, assert_harmless, yaml

__all__ = ["asker"]  # a fixture

FILES = ["config/**", "catalog/**"]


def policy(*, edited: bool) -> str:
    """A policy whose names, reasons and patterns are full of each text; the edited one holds less."""
    texts = SAYABLE[edited:]
    return yaml(
        {
            "version": 1,
            "files": [{"match": FILES}],
            "scopes": {
                f"s{n}": {"settings": ["catalog/**:" + json.dumps(text)], "owners": [text]}
                for n, text in enumerate(texts)
            },
            "references": [
                {
                    "name": text,
                    "why": text,
                    "from": f"config/{n}.json:needs",
                    "to-keys": "catalog/*.json:services.*",
                    "allow": [text],
                    "critical-from": 1,
                }
                for n, text in enumerate(texts)
            ],
        }
    )


def test_c08_c15_nothing_that_is_said_of_names_is_obeyed_or_hides(asker: Asker) -> None:
    base, head = {".configguard.yaml": policy(edited=False)}, {".configguard.yaml": policy(edited=True)}
    for n, text in enumerate(SAYABLE):
        other = SAYABLE[n - 1]
        base[f"config/{n}.json"] = head[f"config/{n}.json"] = json.dumps({"needs": [other, f"{other}!"], text: 1})
    base["catalog/a.json"] = json.dumps({"services": {f"{text}!": {"is": text} for text in SAYABLE}})
    head["catalog/a.json"] = json.dumps({"services": {f"{text}?": {"is": text} for text in SAYABLE}})
    asker.propose(base, head, "Rename all\n\nConfig-Scope: policy\n")
    files = [f"--format={name}={asker.outputs / name}" for name in names() if name != "text"]
    checked = asker.run("check", *COMMITTED, "--color=always", "--format=text", *files)
    assert json.loads(checked.files["json"])["verdict"] == "fail"
    rules = [finding["rule"] for finding in json.loads(checked.files["json"])["findings"]]
    assert {"dangling-reference", "critical-setting", "policy-change"} <= set(rules)
    assert_harmless(checked)
    for arguments in (("policy", "diff", *COMMITTED), ("policy", "diff", *COMMITTED, "--format=json")):
        ran = asker.run(*arguments)
        assert ran.status == 0
        assert_harmless(ran)


@pytest.mark.parametrize("mistaken", [False, True])
def test_c08_c15_nor_is_what_is_said_of_the_tests_of_a_policy(asker: Asker, mistaken: bool) -> None:  # noqa: FBT001 - two ways
    asker.propose({".configguard.yaml": f"version: 1\nfiles: [{{ match: {json.dumps(FILES)} }}]\n"}, {}, "x\n")
    for n, text in enumerate(SAYABLE):
        finding = f"error outside-intent config/a.json:{text}"
        test = {
            "about": text,
            "head": {"config/a.json": json.dumps({text: text}), **({text: ""} if mistaken else {})},
            "message": f"{text}\n\nConfig-Scope: {text}\n",
            "pull-request": {"title": text, "body": text, "author": text, "labels": [text]},
            "expect": {"findings": [text if mistaken else finding]},
        }
        asker.repository.write(f".configguard/tests/{n}.yaml", yaml(test))
    ran = asker.run("policy", "test")
    assert ran.status == (2 if mistaken else 1)
    assert_harmless(ran)
    ran = asker.run("policy", "test", *(text for text in SAYABLE if "\0" not in text and text[0] != "-"))
    assert ran.status == 2
    assert_harmless(ran)
