"""Revisions that are only in memory, and programs that stand for installed ones."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from configguard import formats, rendering
from configguard.model.revision import Revision, Stored, names_in
from configguard.model.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from configguard.model.document import Reading
    from configguard.model.recipe import Recipe, Rendered

FILE, SCRIPT, LINK, SUBMODULE = 0o100644, 0o100755, 0o120000, 0o160000
_JSONNET = """\
#!{python}
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import _gojsonnet
words, folders = sys.argv[1:], []
while words[0] == "--jpath":
    folders.append(words[1])
    words = words[2:]
try:
    sys.stdout.write(_gojsonnet.evaluate_file(words[0], jpathdir=folders))
except RuntimeError as problem:
    sys.exit(str(problem))
"""
_HELM = """\
#!{python}
import sys
from helm_python import Chart, values_from_yaml
from helm_python.errors import HelmError

def merged(one, other):
    both = isinstance(one, dict) and isinstance(other, dict)
    return {{**one, **{{key: merged(one.get(key), value) for key, value in other.items()}}}} if both else other

template, release, chart, *words = sys.argv[1:]
assert template == "template"
values, namespace = {{}}, None
while words:
    word = words.pop(0)
    if word == "--values":
        values = merged(values, values_from_yaml(open(words.pop(0)).read()))
    elif word == "--namespace":
        namespace = words.pop(0)
try:
    for text in Chart.load(chart).render(values=values, name=release, namespace=namespace).values():
        print("---\\n" + text)
except HelmError as problem:
    sys.exit("Error: " + str(problem))
"""


@dataclass(frozen=True)
class Memory:
    """A revision: its files by path, each with its mode and content."""

    contents: Mapping[str, tuple[int, bytes]]
    revision: Revision = field(default_factory=lambda: Revision("commit", "here", "1" * 40))

    def find(self, path: str) -> Stored | None:
        return Stored(path, self.contents[path][0]) if path in self.contents else None

    def files(self) -> Iterator[Stored]:
        return (Stored(path, mode) for path, (mode, _) in sorted(self.contents.items()))

    def names(self, folder: str) -> Collection[str]:
        return names_in(folder, self.contents)

    def read(self, files: Iterable[Stored]) -> Mapping[Stored, bytes]:
        return {stored: self.contents[stored.path][1] for stored in files}


def shelf(files: Mapping[str, str], links: Mapping[str, str] | None = None, scripts: Iterable[str] = ()) -> Shelf:
    """A revision of these files, links and their targets; the `scripts` among the files can be run."""
    executable = frozenset(scripts)
    contents = {path: (SCRIPT if path in executable else FILE, text.encode()) for path, text in files.items()}
    contents |= {path: (LINK, target.encode()) for path, target in (links or {}).items()}
    return of(Memory(contents))


def of(memory: Memory) -> Shelf:
    """A revision's files, without its submodules."""
    return Shelf({stored.path: stored for stored in memory.files() if stored.kind != "submodule"}, memory.read, parse)


def parse(path: str, data: bytes) -> Reading | None:
    """Every file is YAML here, as a kustomization is, whatever its name."""
    return formats.read(path, data, "yaml")


def program(folder: Path, name: str, text: str) -> Path:
    """A program in a folder."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


def jsonnet(folder: Path) -> Path:
    """The real Jsonnet, called as its command is: its library lies beside, where a program may read."""
    found = importlib.util.find_spec("_gojsonnet")
    assert found is not None
    assert found.origin is not None
    shutil.copy(found.origin, folder)
    return program(folder, "jsonnet", _JSONNET.format(python=sys.executable))


def helm(folder: Path) -> Path:
    """The real engine of Helm, behind a script that reads as much of the command line as `helm template` is given."""
    return program(folder, "helm", _HELM.format(python=sys.executable))


def rendered(recipe: Recipe, shelf: Shelf, base: Shelf | None = None) -> Rendered:
    """What comes of a recipe, at once."""
    return rendering.ready(recipe, shelf, base)()
