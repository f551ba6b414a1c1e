"""Finds the edits that put back what is wished of a TOML document, whose tables lie about in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from configguard.model.document import Document, Mapping, Node, Sequence
from configguard.restoring import _block, _pairing
from configguard.restoring._cutting import is_unwished, is_wished, kept, refuse_loss, thinned
from configguard.restoring._ordering import moved
from configguard.restoring._restorer import Restorer, gives_way, vanishes
from configguard.restoring._splicing import Edit
from configguard.restoring._toml_inserting import Coming, Places, Side, insertions
from configguard.restoring._toml_statements import Outline, Path, Statement, is_table
from configguard.restoring._wishing import EVERYTHING, Wish, is_empty, is_leaf
from configguard.restoring.refusal import CannotRestore

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOTH = {"changed", "retyped"}


class TomlRestorer:
    """Collects the edits for one TOML document: the statements that go, those that come, and edits within values."""

    def __init__(self, base: Document, head: Document) -> None:
        self._values = Restorer(base, head, indents=False)
        self._base, self._head = self._values.base, self._values.head
        self._old = Outline(self._base, base.root)
        self._new = Outline(self._head, head.root)
        self._going: list[Statement] = []
        self._coming: list[Coming] = []
        self._places: dict[Path, Path] = {}
        self._moves: list[tuple[Path, list[int]]] = []
        self._roots = base.root, head.root

    def edits(self, wish: Wish) -> list[Edit]:
        """The edits that put back what is wished; raises `CannotRestore`."""
        before, after = self._roots
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            self._table(before, after, wish, (), ())
        going = {id(statement) for statement in self._going}
        slots: dict[Path, Path] = {}
        for path, movers in self._moves:
            slots |= {(*path, mover): (*path, slot) for slot, mover in zip(sorted(movers), movers, strict=True)}
        sides = Side(self._base, self._old), Side(self._head, self._new)
        pairs, tables = insertions(*sides, going, self._coming, Places(self._places, slots))
        edits = [*self._values.edits, *self._removals(going), *pairs]
        for path, movers in self._moves:
            edits = self._moved(path, movers, edits)
        return [*edits, *tables]

    def _table(self, old: Mapping, new: Mapping, wish: Wish, at_base: Path, at_head: Path) -> None:
        for key in {**old.entries, **new.entries}:
            one = wish.key(key)
            before, after = old.entries.get(key), new.entries.get(key)
            if not one or not isinstance(key, str):
                continue
            if before is None and after is not None:
                self._thin(after.value, one, (*at_head, key))
            elif after is None and before is not None:
                self._come(before.value, one, (*at_base, key))
            elif before is not None and after is not None:
                self._both(before.value, after.value, one, (*at_base, key), (*at_head, key))

    def _both(self, old: Node, new: Node, wish: Wish, at_base: Path, at_head: Path) -> None:
        if wish.everything and _pairing.facts(old) == _pairing.facts(new):
            return
        if vanishes(old, new, wish):
            self._going += self._new.beneath.get(at_head, ())
            return
        tables = is_table(self._base, old), is_table(self._head, new)
        collections = (
            isinstance(old, Mapping) and isinstance(new, Mapping),
            isinstance(old, Sequence) and isinstance(new, Sequence),
        )
        if tables == (False, False):
            was, now = self._pair(self._old, at_base), self._pair(self._new, at_head)
            self._values.value(was.part(old), now.part(new), wish, in_flow=True)
        elif (is_empty(old) and wish.covers(new, of_base=False)) or (
            is_empty(new) and wish.touches(old, of_base=True) and tables != (True, True)
        ):
            self._swap(old, wish, at_base, at_head)
        elif tables == (True, True) and collections[0]:
            self._table(old, new, wish, at_base, at_head)  # type: ignore[arg-type]
        elif tables == (True, True) and collections[1]:
            self._tables(old, new, wish, at_base, at_head)  # type: ignore[arg-type]
        elif any(collections):
            self._mixed(old, new, wish, at_base, at_head)
        elif wish.everything or not _BOTH.isdisjoint(wish.changes) or gives_way(old, new, wish):
            self._swap(old, wish, at_base, at_head)
        elif wish.touches(old, of_base=True):
            raise CannotRestore("what stands there now would have to give way", "put back all beneath it together")
        else:
            self._thin(new, wish, at_head)

    def _tables(self, old: Sequence, new: Sequence, wish: Wish, at_base: Path, at_head: Path) -> None:
        """A list of tables on both sides."""
        pairs = _pairing.items(old, new, wish)
        for pair in pairs:
            if pair.base is not None and pair.head is not None:
                self._places[*at_base, pair.base] = (*at_head, pair.head)
                before, after = old.items[pair.base], new.items[pair.head]
                if pair.wish and isinstance(before, Mapping) and isinstance(after, Mapping):
                    self._table(before, after, pair.wish, (*at_base, pair.base), (*at_head, pair.head))
            elif pair.base is not None:
                self._places[*at_base, pair.base] = ()
                self._come(old.items[pair.base], pair.wish, (*at_base, pair.base))
            elif pair.head is not None:
                self._thin(new.items[pair.head], pair.wish, (*at_head, pair.head))
        if "reordered" in wish.changes:
            both = sorted((p.base, p.head) for p in pairs if p.base is not None and p.head is not None)
            self._moves.append((at_head, [head for _, head in both]))

    def _mixed(self, old: Node, new: Node, wish: Wish, at_base: Path, at_head: Path) -> None:
        """A table on one side is written in braces on the other: single values change, else all of it."""
        values = None if wish.everything else self._single(old, new, wish)
        if values is not None:
            for was, now in values:
                self._values.edits.append(Edit(now.start, now.end, self._base.text[was.start : was.end]))
        elif _pairing.is_wholly_wished(old, new, wish):
            self._swap(old, EVERYTHING, at_base, at_head)
        else:
            problem = "one side writes this in braces or brackets, the other as tables in lines of their own"
            raise CannotRestore(problem, "put back all of it together")

    def _single(self, old: Node, new: Node, wish: Wish) -> list[tuple[Node, Node]] | None:
        """The single values of two tables that a wish wants replaced one by one; None if it wants anything else."""
        tables = is_table(self._base, old) or is_table(self._head, new)
        if is_leaf(old) and is_leaf(new) and not (tables or _BOTH.isdisjoint(wish.changes)):
            return [(old, new)]
        below: list[tuple[Node | None, Node | None, Wish]] = []
        for key, one in wish.keys.items():
            entries = (node.entries.get(key) if isinstance(node, Mapping) else None for node in (old, new))
            before, after = (entry and entry.value for entry in entries)
            below.append((before, after, one))
        for places, one in wish.items.items():
            sides = zip((old, new), places, strict=True)
            before, after = (n.items[at] if isinstance(n, Sequence) and at is not None else None for n, at in sides)
            below.append((before, after, one))
        found: list[tuple[Node, Node]] = []
        for before, after, one in below:
            inner = None if before is None or after is None else self._single(before, after, one)
            if inner is None:
                return None
            found += inner
        return None if wish.changes else found

    def _swap(self, old: Node, wish: Wish, at_base: Path, at_head: Path) -> None:
        """All that the head has there goes, and what is wished of the base comes."""
        self._going += self._new.beneath.get(at_head, ())
        as_one = is_empty(old) or not _BOTH.isdisjoint(wish.changes)
        self._come(old, EVERYTHING if as_one else wish, at_base)

    def _thin(self, node: Node, wish: Wish, path: Path) -> None:
        """Let go what is wished of a node that only the head has."""
        if wish.covers(node, of_base=False):
            self._going += self._new.beneath.get(path, ())
        elif not is_table(self._head, node):
            part = self._pair(self._new, path).part(node)
            self._values.edits += thinned(self._head, part, wish, self._head.others)
        elif isinstance(node, Mapping):
            for key, entry in node.entries.items():
                self._thin(entry.value, wish.key(key), (*path, str(key)))
        elif isinstance(node, Sequence):
            refuse_loss(node, wish, is_wished, of_base=False)
            for number, item in enumerate(node.items):
                self._thin(item, wish.item(None, number), (*path, number))

    def _come(self, node: Node, wish: Wish, path: Path) -> None:
        """Let come what is wished of a node that only the base has."""
        if not wish.touches(node, of_base=True):
            return
        for statement in self._old.beneath.get(path, ()):
            if statement.path == path and statement.value is not None:
                self._coming.append(Coming(statement, tuple(kept(self._base, statement.part(node), wish))))
            elif statement.path == path:
                self._coming.append(Coming(statement))
        if not is_table(self._base, node):
            return
        if isinstance(node, Mapping):
            for key, entry in node.entries.items():
                self._come(entry.value, wish.key(key), (*path, str(key)))
        elif isinstance(node, Sequence):
            refuse_loss(node, wish, is_unwished, of_base=True)
            for number, item in enumerate(node.items):
                self._places[*path, number] = ()
                self._come(item, wish.item(number, None), (*path, number))

    def _pair(self, outline: Outline, path: Path) -> Statement:
        found = outline.pair(path)
        if found is None:
            raise CannotRestore("a dotted key stands in braces there")
        return found

    def _removals(self, going: set[int]) -> Iterator[Edit]:
        """The edits that take out statements, a section as a whole where nothing of it stays."""
        floor = 0
        for section in self._new.sections:
            statements = section.statements
            if statements and section.header is not None and all(id(s) in going for s in statements):
                yield _block.line_removal(self._head, statements[0].begin, section.end, floor, self._head.others)
                floor = section.end
                continue
            for statement in statements:
                if id(statement) in going:
                    yield _block.line_removal(self._head, statement.begin, statement.end, floor, self._head.others)
                floor = statement.end

    def _moved(self, path: Path, movers: list[int], edits: list[Edit]) -> list[Edit]:
        """The edits with those that put a list's tables back into the base's order."""
        spans = {number: self._span((*path, number)) for number in movers}
        return moved(self._head, spans, movers, edits)

    def _span(self, path: Path) -> tuple[int, int]:
        """The lines of one table of a list, with the comments above it."""
        numbers, sections = self._new.within.get(path, []), self._new.sections
        if not numbers or numbers[-1] - numbers[0] >= len(numbers):
            raise CannotRestore("other tables stand between the parts of this list")
        header = sections[numbers[0]].statements[0]
        before = sections[numbers[0] - 1].statements
        start = _block.above_comments(self._head, header.begin, before[-1].end if before else 0, frozenset())
        return start, self._head.line_end(sections[numbers[-1]].end)
