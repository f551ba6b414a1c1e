"""What a configuration file says, in the types of CEL: numbers, texts, yes and no, points in time, lists, maps."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from configguard.model import numbers
from configguard.model.document import Mapping, Scalar, Sequence, TypedKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from configguard.model.check import Given
    from configguard.model.document import KeyId

NO_CHARACTER = "\ufffd"
_INT = range(-(1 << 63), 1 << 63)
_UINT = range(1 << 64)
_GROUPS = ("year", "month", "day", "hour", "minute", "second")
_MOMENT = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
    r"(?:(?:[Tt]|[ \t]+)(?P<hour>\d\d?):(?P<minute>\d\d):(?P<second>\d\d)(?:\.(?P<part>\d*))?"
    r"(?:[ \t]*(?:[Zz]|(?P<sign>[-+])(?P<ahead>\d\d?)(?::?(?P<minutes>\d\d))?))?)?",
    re.ASCII,
)


def value(given: Given) -> Any:  # noqa: ANN401 - what the library takes, messages of protobuf among it
    """A node, or a value of the guard's own, as the library takes it."""
    if isinstance(given, Scalar):
        return _scalar(given)
    if isinstance(given, Mapping):
        return {_key(key): value(entry.value) for key, entry in given.entries.items()}
    if isinstance(given, Sequence):
        return [value(item) for item in given.items]
    if isinstance(given, dict):
        return {key: value(one) for key, one in given.items()}
    if isinstance(given, list):
        return [value(one) for one in given]
    return _text(given) if isinstance(given, str) else given


def _key(key: KeyId) -> int | bool | str:
    """A key: CEL has whole numbers, yes and no, and texts."""
    if not isinstance(key, TypedKey):
        return _text(key)
    if key.kind == "bool":
        return numbers.truth(key.text)
    number = _whole(key.text) if key.kind == "int" else None
    return number if number is not None and number in _INT else _text(key.text)


def _scalar(node: Scalar) -> Any:  # noqa: ANN401 - as above
    if node.kind == "null":
        return None
    read = _READING.get(node.kind, _text)
    return read(node.text)


def _text(text: str) -> str:
    """A text; a character that CEL cannot hold, NUL or half of one, is what stands for such."""
    return text.replace("\0", NO_CHARACTER).encode("utf-8", "replace").decode()


def _integer(text: str) -> Any:  # noqa: ANN401 - as above
    number = _whole(text)
    if number is not None and number in _INT:
        return number
    if number is None or number not in _UINT:
        return _unheld()
    from google.protobuf import wrappers_pb2  # noqa: PLC0415 - 30 ms, and such numbers are rare

    return wrappers_pb2.UInt64Value(value=number)


def _unheld() -> Any:  # noqa: ANN401 - as above
    """What stands for what CEL has no type for: it equals nothing else and goes with nothing."""
    from google.protobuf import empty_pb2  # noqa: PLC0415 - as above

    return empty_pb2.Empty()


def _whole(text: str) -> int | None:
    try:
        return numbers.integer(text)
    except (ValueError, ArithmeticError):
        return None


def _timestamp(text: str) -> Any:  # noqa: ANN401 - as above
    """A point in time; a time of day, which TOML has as well, is a text."""
    try:
        moment = _moment(text)
    except ValueError:
        return _text(text)
    from google.protobuf import timestamp_pb2  # noqa: PLC0415 - 30 ms, and few files have one

    stamp = timestamp_pb2.Timestamp()
    stamp.FromDatetime(moment)
    return stamp


def _moment(text: str) -> datetime:
    """What the text says; a day alone is where it begins, and without an offset it is UTC. Source: YAML 1.1."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise ValueError("no point in time")
    year, month, day, hour, minute, second = (int(found[group] or 0) for group in _GROUPS)
    microsecond = int((found["part"] or "").ljust(6, "0")[:6])
    ahead = timedelta(hours=int(found["ahead"] or 0), minutes=int(found["minutes"] or 0))
    moment = datetime(year, month, day, hour, minute, second, microsecond, UTC)
    return moment + ahead if found["sign"] == "-" else moment - ahead


_READING: dict[str, Callable[[str], Any]] = {
    "bool": numbers.truth,
    "int": _integer,
    "float": numbers.floating,
    "timestamp": _timestamp,
    "unseen": lambda _: _unheld(),
}
