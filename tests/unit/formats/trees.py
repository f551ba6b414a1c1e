"""Trees of typed values, and what they look like written down: in each format by more than one hand."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import strategies as st
from yaml import safe_dump

from configguard.model.document import KeyId, Mapping, Node, Scalar, Sequence, TypedKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

Plain: TypeAlias = "str | int | float | dt.date | dict[object, Plain] | list[Plain] | None"
Writer: TypeAlias = "Callable[[Plain], str]"

ODD_TEXTS = (
    [
        "",
        " a ",
        "\t",
        "a\nb",
        "a\r\nb\n",
        "'",
        '"',
        "\\",
        "\x85",
        "\ufeff",
        "🙂",
        "a: b",
        "- a",
        "# c",
        "*a",
        "&a",
        "!a",
    ],
    ["%", "@", "`", "|", ">", "<<", "=", "~", "null", "no", "1", "1.0", "0o7", "1:30", "2024-01-01", "{{ x }}", "${X}"],
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(ODD_TEXTS[0] + ODD_TEXTS[1])
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
EVERYWHERE = TEXTS | NUMBERS | st.booleans()


def _trees(scalars: st.SearchStrategy[Plain], keys: st.SearchStrategy[object]) -> st.SearchStrategy[Plain]:
    return st.recursive(
        scalars, lambda part: st.lists(part, max_size=4) | st.dictionaries(keys, part, max_size=4), max_leaves=12
    )


FOR_JSON = _trees(EVERYWHERE | st.none(), TEXTS)
TREES = _trees(
    EVERYWHERE | st.none() | st.dates() | st.sampled_from([math.inf, -math.inf, math.nan]),
    TEXTS | st.integers() | st.booleans() | st.none(),
)
FOR_TOML: st.SearchStrategy[Plain] = st.dictionaries(
    TEXTS, _trees(EVERYWHERE | st.dates() | st.sampled_from([math.inf, -math.inf, math.nan]), TEXTS), max_size=4
)


def typed(tree: Plain) -> object:
    """A tree in which no value equals one of another type, and the order of keys is none."""
    if isinstance(tree, dict):
        return {(type(key).__name__, repr(key)): typed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [typed(item) for item in tree]
    return type(tree).__name__, repr(tree)


def meant(node: Node | None) -> object:
    """What nodes stand for, in the form of `typed`."""
    if node is None:
        return typed(None)
    if isinstance(node, Mapping):
        return {_meant(*_key(key)): meant(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [meant(item) for item in node.items]
    assert isinstance(node, Scalar)
    return _meant(node.kind, node.text)


def _key(key: KeyId) -> tuple[str, str]:
    return (key.kind, key.text) if isinstance(key, TypedKey) else ("str", key)


def _meant(kind: str, text: str) -> object:
    values: dict[str, Callable[[str], Plain]] = {
        "str": str,
        "int": int,
        "float": lambda text: float(text.replace(".inf", "inf").replace(".nan", "nan")),
        "bool": lambda text: text == "true",
        "null": lambda _: None,
        "timestamp": dt.date.fromisoformat,
    }
    return typed(values[kind](text))


def shuffled(tree: Plain, random: Random) -> Plain:
    """The same tree, its keys in another order."""
    if isinstance(tree, dict):
        keys = list(tree)
        random.shuffle(keys)
        return {key: shuffled(tree[key], random) for key in keys}
    return [shuffled(item, random) for item in tree] if isinstance(tree, list) else tree


def quoted(text: str) -> str:
    """A text in double quotes, in ASCII, as YAML and TOML have it."""
    body = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{re.sub("[^ -~]", lambda found: _escaped(ord(found[0])), body)}"'


def _escaped(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def yaml_by_hand(tree: Plain) -> str:
    """YAML in block style, each text in double quotes, with a comment wherever there may be one."""
    return "# first\n---\n" + "\n# between\n".join(_yaml(tree, 0)) + "\n# last\n"


def _yaml(tree: Plain, indent: int) -> Iterator[str]:
    blank = " " * indent
    if isinstance(tree, dict) and tree:
        for key, value in tree.items():
            yield f"{blank}? {_yaml_scalar(key)} # key"
            yield f"{blank}: # value"
            yield from _yaml(value, indent + 3)
    elif isinstance(tree, list) and tree:
        for item in tree:
            yield f"{blank}- # item"
            yield from _yaml(item, indent + 1)
    else:
        yield f"{blank} {_yaml_scalar(tree)} # value"


def _yaml_scalar(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    return str(safe_dump(value)).removesuffix("\n").removesuffix("\n...")


def toml_in_tables(tree: Plain) -> str:
    """TOML in which every mapping has a header, wherever it may have one."""
    assert isinstance(tree, dict)
    return "# first\n" + "".join(f"{line} # more\n\n" for line in _tables(tree, ""))


def _tables(tree: dict[object, Plain], path: str) -> Iterator[str]:
    for key, value in tree.items():
        if not _has_header(value):
            yield f"{_toml(key)} = {_toml(value)}"
    for key, value in tree.items():
        name = f"{path}{_toml(key)}"
        if isinstance(value, dict):
            yield f"[{name}]"
            yield from _tables(value, f"{name}.")
        elif isinstance(value, list) and _has_header(value):
            for item in value:
                assert isinstance(item, dict)
                yield f"[[{name}]]"
                yield from _tables(item, f"{name}.")


def _has_header(value: Plain) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and value != [] and all(isinstance(item, dict) for item in value)
    )


def toml_by_dots(tree: Plain) -> str:
    """TOML without a header: each setting on a line of its own, by its whole path."""
    assert isinstance(tree, dict)
    return "".join(f"{line}\n" for line in _dots(tree, ""))


def _dots(tree: dict[object, Plain], path: str) -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, dict) and value:
            yield from _dots(value, f"{path}{_toml(key)}.")
        else:
            yield f"{path}{_toml(key)} = {_toml(value)}"


def _toml(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_toml(key)} = {_toml(part)}' for key, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return value.isoformat() if isinstance(value, dt.date) else json.dumps(value).replace("Infinity", "inf").lower()


WRITERS: dict[str, tuple[Writer, ...]] = {
    "a.yaml": (
        lambda tree: str(safe_dump(tree, sort_keys=False)),
        lambda tree: str(safe_dump(tree, default_flow_style=True, default_style='"', width=20)),
        yaml_by_hand,
    ),
    "a.json": (
        lambda tree: json.dumps(tree, separators=(",", ":")),
        lambda tree: json.dumps(tree, indent=2, ensure_ascii=False),
    ),
    "a.toml": (toml_in_tables, toml_by_dots),
}
KINDS: dict[str, st.SearchStrategy[Plain]] = {"a.yaml": TREES, "a.json": FOR_JSON, "a.toml": FOR_TOML}
