"""What renderers make of targets at the revisions of a comparison, each once."""

from __future__ import annotations

import base64
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from configguard import diffing, formats, rendering
from configguard.guard.hushing import Secrets
from configguard.guard.sides import identity_of
from configguard.guard.targets.layers import Unseen, View
from configguard.model.declared import Claim
from configguard.model.document import Document, Mapping, Sequence, Unreadable
from configguard.model.effective import Effective
from configguard.model.grammar import quote
from configguard.model.recipe import is_plain
from configguard.model.record import replace
from configguard.model.shelf import Shelf
from configguard.model.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from configguard.guard.targets.layers import One
    from configguard.model.address import Segment
    from configguard.model.change import Change
    from configguard.model.document import Node
    from configguard.model.policy import Policy
    from configguard.model.recipe import Recipe, Rendered
    from configguard.model.trail import Trail

_STAMP = re.compile(r"[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [^ \]]+\] ")
"""How a line of Kubernetes' own log begins: `E1124 20:41:02.454240       2 run.go:72] `."""
_MOST_SAID = 300
"""Characters of what a renderer says to standard error."""
_SWITCHED_OFF = "no renderer was run for", ": they are switched off"
_NOT_ON_THE_BASE = "no renderer was run for", ": the policy that names it is not on the base yet"
_FEW, _AT_ONCE = 4, 64
"""From how many on renderers run side by side, and for how many their files are held ready."""
_SHORTEST = 4
"""Characters of a secret that is looked for there."""


class _Known(NamedTuple):
    """The secrets in the files of a target: their values, also as texts, and at which paths they stand."""

    secrets: Secrets
    texts: frozenset[str]
    paths: frozenset[tuple[Segment, ...]]


class Renderings:
    """Renders targets under one policy; `base` is the revision whose code may be run anywhere, one of `views`."""

    def __init__(self, policy: Policy, base: View, views: tuple[View, ...], *, off: bool = False) -> None:
        """Take all the revisions of a comparison; where renderers are `off`, none is run."""
        self._off = off
        self._policy, self._base, self._views = policy, base, views
        self._shelves: dict[int, Shelf] = {}
        self._ran: dict[Hashable, Rendered] = {}
        self._made: dict[Hashable, Effective | Unseen] = {}
        self._notes: dict[tuple[str, str], set[str]] = {}
        self._allowed = [entry.recipe for entry in policy.stricter.targets] if policy.stricter else []
        self._secrets: dict[Hashable, _Known] = {}

    def may_make(self, one: One) -> bool:
        """Whether a target may be made, as one of layers always may; what is not made is told.

        A change could bring a policy, and with it a command: one counts that is on the base already, or was given.
        """
        recipe = one.entry.recipe
        if recipe is None:
            return True
        known = self._policy.origin in {"base", "file"} or recipe in self._allowed
        if self._off or not known:
            self._notes.setdefault(_SWITCHED_OFF if self._off else _NOT_ON_THE_BASE, set()).add(one.name)
        return known and not self._off

    def with_files(self, one: One) -> One:
        """The target with all files that its renderer may read at any of these revisions."""
        recipe = _recipe(one)
        files = frozenset[str]().union(*(rendering.reads(recipe, self._shelf(view)) for view in self._views))
        return one._replace(files=tuple(sorted(files)))

    def prepare(self, wanted: list[tuple[One, View]]) -> None:
        """Run the renderers of these targets at these revisions side by side: each has a machine's core for itself.

        Raises as `effective`.
        """
        if len(wanted) < _FEW:
            return
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - for few targets it costs more than it saves

        for start in range(0, len(wanted), _AT_ONCE):
            some = [(one, view) for one, view in wanted[start : start + _AT_ONCE] if _odd(one) is None]
            left = [self._ready(one, view) for one, view in some]
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                done = list(pool.map(lambda job: job(), left))
            self._ran.update({(one.key, id(view)): made for (one, view), made in zip(some, done, strict=True)})

    def effective(self, one: One, view: View) -> Effective | Unseen:
        """What a target gets at a revision that has it.

        Raises `Undecided` if the renderer is not installed.
        """
        key = one.key, id(view)
        if key not in self._made:
            self._made[key] = self._rendered(one if one.files else self.with_files(one), view)
        return self._made[key]

    def secrets(self, one: One) -> Secrets:
        """What is a secret in a file that the renderer may read, encoded as well, so that no target shows it."""
        return self._hidden(one).secrets

    def veil(self, one: One) -> Callable[[Trail], bool]:
        """What says of a setting of a target whether its values must not be shown: it is a secret, or is one in a file.

        What stands at the same path in a file of secrets is hidden whatever its value is like.
        """
        return lambda trail: self._policy.is_secret(trail) or trail.path in self._hidden(one).paths

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be seen, and what nothing could keep renderers from, each with how many targets."""
        return tuple(f"{before} {count(len(names), 'target')}{after}" for (before, after), names in self._notes.items())

    def _rendered(self, one: One, view: View) -> Effective | Unseen:
        odd = _odd(one)
        if odd is not None:
            return Unseen(f"{quote(odd)} could be taken for more than a name, so that nothing is rendered")
        recipe = _recipe(one)
        made = self._ran.pop((one.key, id(view)), None) or self._ready(one, view)()
        for what in _left_open(made):
            self._notes.setdefault(what, set()).add(one.name)
        if made.problem:
            return Unseen(self._failed(one, made) if made.ran else made.problem, made.withheld)
        name = f"{one.name}.{rendering.format_of(recipe)}"
        reading = formats.read(name, made.output, rendering.format_of(recipe)) or ()
        if isinstance(reading, Unreadable):
            return Unseen(f"what {recipe.renderer} writes cannot be read: {reading.problem}")
        return Effective(one.name, tuple(_objects(reading)), lambda _trail: None)

    def _ready(self, one: One, view: View) -> Callable[[], Rendered]:
        base = None if view is self._base else self._shelf(self._base)
        return rendering.ready(_recipe(one), self._shelf(view), base)

    def _failed(self, one: One, made: Rendered) -> str:
        """The sentence; what the renderer says of it may quote what it read."""
        said = _telling(made.said)
        if said and any(len(value) >= _SHORTEST and value in made.said for value in self._hidden(one).texts):
            said = "what it says holds a secret"
        return f"{_recipe(one).renderer} {made.problem}" + (f": {said}" if said else "")

    def _shelf(self, view: View) -> Shelf:
        if id(view) not in self._shelves:
            files = {path: stored for path, (_, stored) in view.files.items() if stored.kind != "submodule"}
            self._shelves[id(view)] = Shelf(files, view.read, formats.read)
        return self._shelves[id(view)]

    def _hidden(self, one: One) -> _Known:
        if one.key not in self._secrets:
            found = [change for view in self._views for change in self._secret_settings(one, view)]
            values = [change.after for change in found if change.after is not None]
            encoded = [replace(value, text=_encoded(value.text)) for value in values]
            texts = frozenset(value.text for value in (*values, *encoded))
            # An object of Kubernetes has another name in what is made of it, and is known for a secret by its kind.
            paths = frozenset(change.trail.path for change in found if change.trail.document is None)
            self._secrets[one.key] = _Known(Secrets((*values, *encoded)), texts, paths)
        return self._secrets[one.key]

    def _secret_settings(self, one: One, view: View) -> Iterator[Change]:
        """Those of the files that the renderer may read, each as if it had just come."""
        shelf = self._shelf(view)
        for path in one.files:
            claim = self._policy.claim(path) or Claim()
            identity = identity_of(path, claim, self._policy)
            documents = shelf.documents(path)
            for change in diffing.compare(path, (), documents, identity, self._policy.is_secret, excerpts=False):
                if change.secret:
                    yield change


def _odd(one: One) -> str | None:
    """What the target's name would bring to a command line that is more than a name."""
    return next((value for _, value in one.bound if not is_plain(value)), None)


def _recipe(one: One) -> Recipe:
    recipe = one.entry.recipe
    if recipe is None:
        raise TypeError(f"{one.name} has layers, and no renderer")
    return recipe.filled(dict(one.bound))


def _left_open(made: Rendered) -> Iterator[tuple[str, str]]:
    """What a reader must know, in words before and behind the number of targets."""
    if made.withheld:
        yield "not looked at is what the change makes of", f": {made.problem}"
    if made.ran and "network" not in made.walls:
        but = ", except for TCP," if "tcp" in made.walls else ""
        yield f"no network could be cut off{but} from the renderers of", ""
    if made.ran and "files" not in made.walls:
        yield "this machine's other files could be read by the renderers of", ""


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()


def _telling(said: str) -> str:
    """The line that tells most, cut; without the time, which would make another finding of it in each run."""
    lines = [_STAMP.sub("", line.strip()) for line in said.splitlines() if line.strip()]
    line = next((line for line in lines if "error" in line.lower()), lines[0] if lines else "")
    return line if len(line) <= _MOST_SAID else f"{line[:_MOST_SAID]}…"


def _objects(documents: tuple[Document, ...]) -> Iterator[Document]:
    """The documents, each Kubernetes object of a list as one of its own; empty ones are left out."""
    number = 0
    for document in documents:
        for root in _within(document.root):
            yield replace(document, root=root, number=number)
            number += 1


def _within(root: Node | None) -> tuple[Node, ...]:
    items: tuple[Node, ...] = ()
    if type(root) is Sequence:
        items = root.items
    elif type(root) is Mapping and _text(root, "kind") == "List" and "items" in root.entries:
        value = root.entries["items"].value
        items = value.items if type(value) is Sequence else ()
    if items and all(type(item) is Mapping and _text(item, "kind") and _text(item, "apiVersion") for item in items):
        return items
    return () if root is None else (root,)


def _text(node: Node, key: str) -> str:
    entry = node.entries.get(key) if type(node) is Mapping else None
    return getattr(entry.value, "text", "") if entry else ""
