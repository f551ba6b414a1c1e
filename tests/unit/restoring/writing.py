"""Writes trees as people do, in one of many ways: block or flow, any quotes, comments and blank lines between."""

from __future__ import annotations

import json
from random import Random  # noqa: TC003 - part of the public signatures
from typing import TypeAlias

Tree: TypeAlias = "str | int | float | bool | dict[str, Tree] | list[Tree]"

KEYS = ("a", "b", "c", "host", "x-y", "on", "k 1")
NAMES = "pqrst"
SCALARS: tuple[str | float | bool, ...] = (
    *(1, 2, 1.5, True, False, "x", "some text", "yes", "a: b", "# no", "", "two\nlines\n", "two\nlines", "  lead"),
    *("t'q", 'd"q', "é"),
)
PLAIN = frozenset({"x", "some text", "t'q", "é"})


class Writer:
    """Makes trees, changes them, and writes them; all that is chance comes from `chance`."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def mapping(self, depth: int) -> dict[str, Tree]:
        return {key: self.tree(depth) for key in self.chance.sample(KEYS, self.chance.randint(1, 4))}

    def tree(self, depth: int) -> Tree:
        kind = self.chance.random()
        if depth == 0 or kind < 0.35:
            return self.chance.choice(SCALARS)
        if kind < 0.75:
            return self.mapping(depth - 1)
        if kind < 0.85:
            return [self.tree(depth - 1) for _ in range(self.chance.randint(0, 3))]
        names = self.chance.sample(NAMES, self.chance.randint(1, 4))
        return [
            {"name": name, "a": self.tree(0), **({"b": self.tree(depth - 1)} if self.is_so(0.5) else {})}
            for name in names
        ]

    def edited(self, tree: Tree, often: float) -> Tree:
        """The tree with some settings changed, added and removed, and some lists in another order."""
        if isinstance(tree, dict):
            stays = {key for key in tree if not self.is_so(often / 8 if key == "name" else often / 2)}
            kept = {
                k: self._named(v, often) if k == "name" else self.edited(v, often)
                for k, v in tree.items()
                if k in stays
            }
            fresh = self.chance.choice(KEYS)
            return {**kept, fresh: self.tree(2)} if self.is_so(often) and fresh not in kept else kept
        if isinstance(tree, list):
            items = [self.edited(item, often) for item in tree if not self.is_so(often / 2)]
            if self.is_so(often):
                self.chance.shuffle(items)
            return items
        return self.chance.choice(SCALARS) if self.is_so(often) else tree

    def _named(self, name: Tree, often: float) -> Tree:
        """The same name, or, seldom, one that another item may have."""
        return self.chance.choice(NAMES) if self.is_so(often / 8) else name

    def is_so(self, often: float) -> bool:
        return self.chance.random() < often

    def json(self, tree: Tree) -> str:
        return json.dumps(tree, indent=self.chance.choice([None, 2, 4, "\t"]), ensure_ascii=self.is_so(0.5)) + "\n"

    def yaml(self, tree: dict[str, Tree]) -> str:
        return self._block(tree, 0) if tree else "{}\n"

    def toml(self, tree: dict[str, Tree], path: tuple[str, ...] = ()) -> str:
        pairs = tables = ""
        for key, value in tree.items():
            name = (*path, self._toml_key(key))
            is_tables = isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
            is_flat = isinstance(value, dict) and value and not any(isinstance(v, dict | list) for v in value.values())
            if isinstance(value, dict) and is_flat and self.is_so(0.2):
                for inner, scalar in value.items():
                    pair = f"{name[-1]}.{self._toml_key(inner)} = {self._toml_value(scalar)}"
                    pairs += f"{self._above(0)}{pair}{self._behind()}\n"
            elif isinstance(value, dict) and self.is_so(0.7):
                tables += f"{self._above(0)}[{'.'.join(name)}]{self._behind()}\n{self.toml(value, name)}"
            elif isinstance(value, list) and is_tables and self.is_so(0.7):
                for item in value:
                    assert isinstance(item, dict)
                    tables += f"{self._above(0)}[[{'.'.join(name)}]]{self._behind()}\n{self.toml(item, name)}"
            else:
                pairs += f"{self._above(0)}{name[-1]} = {self._toml_value(value)}{self._behind()}\n"
        return pairs + tables

    def _toml_key(self, key: str) -> str:
        return json.dumps(key) if " " in key or self.is_so(0.2) else key

    def _toml_value(self, value: Tree) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self._toml_key(k)} = {self._toml_value(v)}" for k, v in value.items()) + "}"
        if isinstance(value, list):
            items = [self._toml_value(item) for item in value]
            if items and self.is_so(0.3):
                return "[\n" + "".join(f"    {item},{self._behind()}\n" for item in items) + "]"
            return f"[{', '.join(items)}]"
        if isinstance(value, str) and "\n" in value and self.is_so(0.6):
            return f'"""\n{value}"""'
        return json.dumps(value, ensure_ascii=False)

    def _block(self, tree: dict[str, Tree] | list[Tree], indent: int, *, compact: bool = False) -> str:
        lines = ""
        parts = tree.items() if isinstance(tree, dict) else [(None, item) for item in tree]
        for number, (key, value) in enumerate(parts):
            lines += "" if compact and not number else self._above(indent) + " " * indent
            lines += "-" if key is None else self._key(key) + ":"
            if isinstance(value, dict | list) and value and self.is_so(0.85):
                lines += self._beneath(key, value, indent)
            else:
                lines += self._inline(value, indent)
        return lines

    def _beneath(self, key: str | None, value: dict[str, Tree] | list[Tree], indent: int) -> str:
        if key is None and self.is_so(0.85):
            return " " + self._block(value, indent + 2, compact=True)
        deeper = 0 if key is not None and isinstance(value, list) and self.is_so(0.4) else self.chance.choice([2, 4])
        return f"{self._behind()}\n{self._block(value, indent + deeper)}"

    def _inline(self, value: Tree, indent: int) -> str:
        if isinstance(value, str) and "\n" in value and self.is_so(0.6):
            body = "".join(f"{' ' * (indent + 2)}{line}\n" for line in value.rstrip("\n").split("\n"))
            return f" |{'' if value.endswith(chr(10)) else '-'}{self._behind()}\n{body}"
        return f" {self._flow(value)}{self._behind()}\n"

    def _flow(self, value: Tree) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self._key(k)}: {self._flow(v)}" for k, v in value.items()) + "}"
        if isinstance(value, list):
            return f"[{', '.join(map(self._flow, value))}]"
        if isinstance(value, str) and "\n" not in value and self.is_so(0.6):
            return value if value in PLAIN else "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=False)

    def _key(self, key: str) -> str:
        return json.dumps(key) if key == "on" or self.is_so(0.2) else key

    def _above(self, indent: int) -> str:
        comment = f"{' ' * indent}# c{self.chance.randint(0, 30)}\n"
        return self.chance.choices(["", comment, "\n", f"\n{comment}"], [16, 2, 1, 1])[0]

    def _behind(self) -> str:
        return f"  # t{self.chance.randint(0, 9)}" if self.is_so(0.15) else ""
