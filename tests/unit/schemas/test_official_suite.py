"""The official JSON Schema test suite, through the room's own entry, its remotes served from memory."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator  # noqa: TC003 - part of a signature
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from configguard import formats
from configguard.errors import Misasked
from configguard.model.address import Address
from configguard.model.document import Document  # noqa: TC001 - part of a signature
from configguard.schemas import violations

SUITE = Path(os.environ.get("CONFIGGUARD_SUITES", Path(__file__).parents[4] / "shared" / "suites")) / "jsonschema"
DRAFTS = {
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}
OURS = "suite/schema.json"

_METASCHEMA = "a metaschema of one's own is no draft that is known here"
_PROPERTY = "Python's regular expressions have no Unicode properties"
REFUSED = {
    ("vocabulary", "schema that uses custom metaschema with with no validation vocabulary"): _METASCHEMA,
    ("vocabulary", "ignore unrecognized optional vocabulary"): _METASCHEMA,
    ("pattern", "pattern with Unicode property escape requires unicode mode"): _PROPERTY,
    ("patternProperties", "patternProperties with Unicode property escape"): _PROPERTY,
}
"""The only groups in which we refuse a schema that the suite has, and why; in all others we agree."""
DIFFERENT = ("unevaluatedProperties", "unevaluatedProperties with adjacent non-bool additionalProperties")
"""A fault of the engine."""
ANNOTATION = "is only an annotation by default"
"""What the suite says of formats that do not fit: we check them."""


def cases(draft: str) -> Iterator[tuple[str, str, Any, list[dict[str, Any]]]]:
    for path in sorted((SUITE / "tests" / draft).glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            yield path.stem, group["description"], group["schema"], group["tests"]


@cache
def remotes(draft: str) -> dict[str, bytes]:
    """The remotes that belong to a draft, each under the id by which the suite asks for it."""
    found = {}
    drafts = {path.name for path in (SUITE / "remotes").iterdir() if path.name.startswith("draft")}
    for path in sorted((SUITE / "remotes").rglob("*.json")):
        name = path.relative_to(SUITE / "remotes").as_posix()
        folder = name.partition("/")[0]
        if folder in drafts | {"v1"} and folder != draft:
            continue
        schema = json.loads(path.read_text(encoding="utf-8"))
        uri = f"http://localhost:1234/{name}"
        if isinstance(schema, dict) and "$id" not in schema:
            schema = {**({} if "$schema" in schema else {"$schema": DRAFTS[draft]}), **schema, "$id": uri}
        found[f"remotes/{name}"] = json.dumps(schema).encode()
    return found


def fits(document: Document, schema: Any, draft: str) -> bool:  # noqa: ANN401 - any JSON
    if isinstance(schema, dict) and "$schema" not in schema:
        schema = {"$schema": DRAFTS[draft], **schema}
    text = json.dumps(schema)
    files = {OURS: text.encode(), **(remotes(draft) if "localhost" in text else {})}
    return not violations(document, OURS, files, formats.read, lambda _: (Address("x", ()), False))


def document(instance: Any) -> Document:  # noqa: ANN401 - any JSON
    reading = formats.read("instance.json", json.dumps(instance).encode())
    assert isinstance(reading, tuple)
    return reading[0]


@pytest.mark.parametrize("draft", DRAFTS)
def test_we_agree_with_the_official_suite_wherever_we_do_not_refuse_the_schema(draft: str) -> None:
    if not SUITE.is_dir():
        pytest.skip(f"{SUITE} is absent")
    refused, different, agreed = set(), [], 0
    for file, group, schema, tests in cases(draft):
        for test in tests:
            try:
                valid = fits(document(test["data"]), schema, draft)
            except Misasked:
                refused.add((file, group))
                break
            if valid == test["valid"]:
                agreed += 1
            elif ANNOTATION not in test["description"] and (file, group) != DIFFERENT:
                different.append(f"{file}: {group}: {test['description']}")
    assert not different
    assert agreed > 800
    assert refused <= set(REFUSED)
