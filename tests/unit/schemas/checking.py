"""Validates text against schemas given as Python values, and says what was found in one line each."""

from __future__ import annotations

import json
from typing import Any

from configguard import formats
from configguard.model.address import Address, Index, key_segment
from configguard.model.document import Document
from configguard.model.violation import Violation  # noqa: TC001 - part of a signature
from configguard.schemas import violations
from configguard.schemas.tree import Path  # noqa: TC001 - part of a signature

SCHEMA = "schemas/service.json"


def locate(path: Path) -> tuple[Address, bool]:
    steps = tuple(Index(part) if isinstance(part, int) else key_segment(part) for part in path)
    return Address("config/a.yaml", steps), any("password" in str(part) for part in path)


def found(schema: Any, text: str, file: str = "config/a.yaml", **others: Any) -> tuple[Violation, ...]:  # noqa: ANN401 - any JSON
    reading = formats.read(file, text.encode())
    assert isinstance(reading, tuple)
    document = reading[0] if reading else Document(None, formats.read("x.json", b"1")[0].source)  # type: ignore[index]
    files = {SCHEMA: schema, **{f"schemas/{name}.json": other for name, other in others.items()}}
    data = {name: other if isinstance(other, bytes) else json.dumps(other).encode() for name, other in files.items()}
    return violations(document, SCHEMA, data, formats.read, locate)


def told(schema: Any, text: str, file: str = "config/a.yaml", **others: Any) -> list[str]:  # noqa: ANN401 - any JSON
    """`LINE:COLUMN ADDRESS PROBLEM` of each violation."""
    return [
        f"{v.place.line}:{v.place.column} {v.address.inner} {v.problem}" for v in found(schema, text, file, **others)
    ]
