"""A value that does not fit its schema."""

from __future__ import annotations

from configguard.model.address import Address
from configguard.model.document import Place
from configguard.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """A value that does not fit its schema.

    `problem` is a sentence without the value where that is secret (`is "twenty", but must be an integer from 1 to
    200`); `schema` is where the schema says so (`schemas/service.json#/properties/size`); `key` tells the same
    violation on the other side: address, keyword and schema place, no value.
    """

    address: Address
    place: Place
    problem: str
    schema: str
    key: str
