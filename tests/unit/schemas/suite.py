"""The official JSON Schema test suite as the room's own entry takes it, its remotes among the schemas of the policy."""

from __future__ import annotations

import json
import os
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from configguard import formats
from configguard.errors import GuardError
from configguard.model.address import Address
from configguard.schemas import violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.document import Document

SUITE = Path(os.environ.get("CONFIGGUARD_SUITES", Path(__file__).parents[4] / "shared" / "suites")) / "jsonschema"
DRAFTS = {
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}
SERVER = "http://localhost:1234"
"""Where the suite would have its remotes served."""
OURS = "suite/schema.json"
DEVIATIONS = Path(__file__).with_name("deviations.toml")


class Case(NamedTuple):
    """One instance under one schema, and whether it fits."""

    file: str
    group: str
    test: str
    schema: Any
    data: Any
    valid: bool

    @property
    def name(self) -> str:
        """What it is called in the list of deviations."""
        return f"{self.file}: {self.group}: {self.test}"


def cases(draft: str, server: str = SERVER) -> Iterator[Case]:
    """All cases of a draft, the optional ones behind the others; its remotes are to be had from `server`."""
    top = SUITE / "tests" / draft
    for path in [*sorted(top.glob("*.json")), *sorted((top / "optional").rglob("*.json"))]:
        file = path.relative_to(top).with_suffix("").as_posix()
        for group in json.loads(path.read_text(encoding="utf-8").replace(SERVER, server)):
            schema = group["schema"]
            if isinstance(schema, dict) and "$schema" not in schema:
                schema = {"$schema": DRAFTS[draft], **schema}
            for test in group["tests"]:
                yield Case(file, group["description"], test["description"], schema, test["data"], test["valid"])


@cache
def remotes(draft: str, server: str = SERVER) -> dict[str, Any]:
    """The remotes by the address at which the suite asks for them; those that belong to no draft are of this one."""
    found = {}
    for path in sorted((SUITE / "remotes").rglob("*.json")):
        name = path.relative_to(SUITE / "remotes").as_posix()
        folder = name.partition("/")[0]
        if folder not in DRAFTS and folder.startswith(("draft", "v1")):
            continue
        schema = json.loads(path.read_text(encoding="utf-8").replace(SERVER, server))
        if isinstance(schema, dict) and "$schema" not in schema:
            schema = {"$schema": DRAFTS.get(folder, DRAFTS[draft]), **schema}
        found[f"{server}/{name}"] = schema
    return found


@cache
def files(draft: str, server: str = SERVER) -> dict[str, bytes]:
    """The remotes as files of the policy, each under the id by which the suite asks for it."""
    return {
        uri.replace(server, "remotes"): json.dumps(
            {**schema, "$id": schema.get("$id", uri)} if isinstance(schema, dict) else schema
        ).encode()
        for uri, schema in remotes(draft, server).items()
    }


def document(instance: Any) -> Document:  # noqa: ANN401 - any JSON
    """The instance as a document."""
    reading = formats.read("instance.json", json.dumps(instance).encode())
    assert isinstance(reading, tuple), reading
    return reading[0]


def verdict(case: Case, remote: dict[str, bytes]) -> bool | str:
    """Whether we find that it fits, with these files beside the schema; the error where we refuse to say."""
    text = json.dumps(case.schema)
    given = {OURS: text.encode(), **(remote if "://" in text.replace("://json-schema.org", "") else {})}
    try:
        return not violations(document(case.data), OURS, given, formats.read, lambda _: (Address("x", ()), False))
    except GuardError as error:
        return error.problem


def deviations() -> dict[str, str]:
    """The cases that we judge otherwise than the suite, each with its reason."""
    told = tomllib.loads(DEVIATIONS.read_text(encoding="utf-8"))
    return {name: entry["why"] for entry in told["deviation"] for name in entry["cases"]}
