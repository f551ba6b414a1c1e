"""Writes one and the same tree as YAML, JSON and TOML, each in two ways that mean the same."""

from __future__ import annotations

import json
from typing import Any

import yaml

Tree = dict[str, Any]


def written(tree: Tree, *, otherwise: bool) -> dict[str, str]:
    """The files of a tree by their paths; `otherwise` chooses other quotes, order, layout and comments."""
    shown = _turned(tree) if otherwise else tree
    as_json = json.dumps(shown, indent=3 if otherwise else None, ensure_ascii=otherwise)
    as_yaml = f"# as JSON\n{as_json}\n" if otherwise else yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)
    return {
        "config/a.yaml": as_yaml,
        "config/a.json": as_json,
        "config/a.toml": _tables(shown, ()) if otherwise else _pairs(shown, "\n") + "\n",
    }


def _turned(value: Any) -> Any:  # noqa: ANN401 - any tree
    """The same with the keys of every mapping the other way round; lists stay as they are."""
    if isinstance(value, dict):
        return {key: _turned(below) for key, below in reversed(value.items())}
    return [_turned(item) for item in value] if isinstance(value, list) else value


def _inline(value: Any) -> str:  # noqa: ANN401 - any tree
    if isinstance(value, dict):
        return f"{{{_pairs(value, ', ')}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _pairs(tree: Tree, between: str) -> str:
    return between.join(f"{json.dumps(key, ensure_ascii=False)} = {_inline(value)}" for key, value in tree.items())


def _tables(tree: Tree, path: tuple[str, ...]) -> str:
    """As tables of TOML, and as arrays of tables."""
    plain = {key: value for key, value in tree.items() if not _is_table(value)}
    text = _pairs(plain, " # comment\n") + "\n"
    for key, value in tree.items():
        if _is_table(value):
            name = ".".join(map(json.dumps, (*path, key)))
            tables = value if isinstance(value, list) else [value]
            head = f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
            text += "".join(f"{head}\n{_tables(table, (*path, key))}" for table in tables)
    return text


def _is_table(value: Any) -> bool:  # noqa: ANN401 - any tree
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
