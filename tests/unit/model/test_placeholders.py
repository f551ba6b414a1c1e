"""A placeholder stands for one and the same text wherever its name stands in a pattern, and in a scope's name."""

from __future__ import annotations

import pytest

from configguard.model.address import DocumentId, Index, Key
from configguard.model.declared import Scope
from configguard.model.document import Entry, KeyId, Mapping, Scalar
from configguard.model.fileglob import FileGlob
from configguard.model.pattern import parse
from configguard.model.policy import Policy
from configguard.model.trail import Item, Trail


def item(**fields: str) -> Item:
    """An item that only the head has."""
    entries: dict[KeyId, Entry] = {name: Entry(name, Scalar("str", text, 0, 0), 0, 0) for name, text in fields.items()}
    return Item(Index(0), None, Mapping(entries, 0, 0), None, 0)


@pytest.mark.parametrize(
    ("pattern", "fits", "strays"),
    [
        (
            "x:[Deployment/{app}].{app}",
            Trail("x", (Key("web"),), DocumentId(("Deployment", "web"))),
            Trail("x", (Key("web"),), DocumentId(("Deployment", "job"))),
        ),
        (
            "{app}.yaml:[Deployment/{app}].spec",
            Trail("web.yaml", (Key("spec"),), DocumentId(("Deployment", "web"))),
            Trail("web.yaml", (Key("spec"),), DocumentId(("Deployment", "job"))),
        ),
        ("x:{app}.{app}", Trail("x", (Key("web"), Key("web"))), Trail("x", (Key("web"), Key("job")))),
        (
            "x:[{app}-{env}/{app}-{env}].**",
            Trail("x", (Key("a"),), DocumentId(("web-eu", "web-eu"))),
            Trail("x", (Key("a"),), DocumentId(("web-eu", "web-us"))),
        ),
        (
            "x:a[name={app},host={app}]",
            Trail("x", (Key("a"), item(name="web", host="web"))),
            Trail("x", (Key("a"), item(name="web", host="job"))),
        ),
        (
            "x:a[name={app},kind={kind},host={app}]",
            Trail("x", (Key("a"), item(name="web", kind="y", host="web"))),
            Trail("x", (Key("a"), item(name="web", kind="y", host="job"))),
        ),
        (
            "x:a[name={app}].{app}",
            Trail("x", (Key("a"), item(name="web"), Key("web"))),
            Trail("x", (Key("a"), item(name="web"), Key("job"))),
        ),
    ],
)
def test_a_placeholder_stands_for_one_thing_in_a_pattern(pattern: str, fits: Trail, strays: Trail) -> None:
    assert parse(pattern).covers(fits)
    assert not parse(pattern).covers(strays)


def test_two_placeholders_of_which_one_strays_do_not_fit_a_file() -> None:
    glob = FileGlob("{app}-{env}/{app}-{env}.yaml")
    assert glob.match("web-eu/web-eu.yaml") == {"app": "web", "env": "eu"}
    assert glob.match("web-eu/web-us.yaml") is None
    assert glob.match("web-eu/job-eu.yaml") is None


@pytest.mark.parametrize(
    ("scope", "name", "known"),
    [
        ("cluster/{name}", "cluster/eu", True),
        ("cluster/{name}", "clusters", False),
        ("cluster/{name}/web", "cluster/eu/web", True),
        ("cluster/{name}/web", "cluster/eu/web/too", False),
        ("{env}/app/{name}", "prod/app/web", True),
        ("{env}/app/{name}", "prod/job/web", False),
        ("v1.{name}", "v1.x", True),
        ("v1.{name}", "v12x", False),
    ],
)
def test_only_what_fills_the_placeholders_is_a_name_of_the_scope(scope: str, name: str, *, known: bool) -> None:
    policy = Policy("p", "base", scopes=(Scope(scope, (parse("x"),)),))
    assert (policy.scope(name) is not None) is known
