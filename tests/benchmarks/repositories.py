"""Makes the repositories that are measured: the same bytes every time, through `git fast-import`."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator  # noqa: TC003 - part of the public signatures
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - part of the public signatures

from tests.repositories import environment

SETTINGS = 100
"""In each file."""

_GROUPS = 10
_ENTRIES = 100
CATALOG = "config/catalog.yaml"
DEFAULTS = "config/defaults.yaml"


@dataclass(frozen=True, slots=True)
class Shape:
    """A repository of `files` files, of which the head changes the first `changed`, `edits` settings in each."""

    name: str
    files: int
    changed: int
    edits: int
    scopes: int = 10


def make(shape: Shape, folder: Path) -> Path:
    """A repository with the branches `main` and `change`; no file is checked out."""
    return _imported(folder / shape.name, _history(shape))


def make_past(folder: Path, commits: int, name: str = "past", versions: int = 0) -> Path:
    """A repository with so many commits on `main`, of which the first `versions` (all, if 0) edit the first file.

    Every tenth of these changes the file's first setting; the others, and all other commits, change other files, too.
    """
    return _imported(folder / name, _past(commits, versions or commits))


def make_layered(folder: Path, services: int) -> Path:
    """A repository in which so many targets get one file of defaults, and a file of their own over it.

    The branch `change` edits a default that no service sets itself.
    """
    return _imported(folder / "layered", _layered(services))


def make_referring(folder: Path, services: int) -> Path:
    """A repository in which so many files name three entries of a catalog each; `change` adds an entry to it."""
    return _imported(folder / "referring", _referring(services))


def _imported(top: Path, commands: Iterable[bytes]) -> Path:
    """The repository that these commands make."""
    top.mkdir(parents=True)
    _git(top, "init", "--quiet", "--initial-branch=main")
    process = subprocess.Popen(  # noqa: S603 - fixed words
        ["git", "-C", str(top), "fast-import", "--quiet"],  # noqa: S607 - whichever git is measured
        stdin=subprocess.PIPE,
        env=environment(),
    )
    with process as importing:
        assert importing.stdin is not None
        importing.stdin.writelines(commands)
    assert process.returncode == 0
    return top


def _referring(services: int) -> Iterator[bytes]:
    policy = f"""\
version: 1
files:
  - match: "config/**/*.yaml"
scopes:
  catalog: {{ settings: ["{CATALOG}"] }}
references:
  - from: "config/services/*.yaml:needs[*]"
    to-keys: "{CATALOG}:services.*"
"""
    entries = "services:\n" + "".join(f"  entry-{number}: {{ port: {number} }}\n" for number in range(_ENTRIES))
    names = (", ".join(f"entry-{(number + step) % _ENTRIES}" for step in (0, 7, 31)) for number in range(services))
    files = [
        (f"config/services/service-{number:06d}.yaml", f"{content(number)}needs: [{named}]\n")
        for number, named in enumerate(names)
    ]
    yield from _commit("refs/heads/main", "Begin", [(".configguard.yaml", policy), (CATALOG, entries), *files])
    added = [(CATALOG, f"{entries}  entry-new: {{ port: 1 }}\n")]
    yield from _commit("refs/heads/change", "Add one\n\nConfig-Scope: catalog", added, parent="refs/heads/main")


def _layered(services: int) -> Iterator[bytes]:
    policy = f"""\
version: 1
files:
  - match: "config/**/*.yaml"
scopes:
  tuning: {{ settings: ["{DEFAULTS}"] }}
targets:
  - name: "{{service}}"
    layers: ["{DEFAULTS}", "config/services/{{service}}.yaml"]
    declare: true
"""
    own = "mail:\n  retries: 3\n"
    files = [(f"config/services/service-{number:06d}.yaml", content(number)) for number in range(services)]
    defaults = content(services).replace("part_0:", "mail:\n  timeout_ms: 500\npart_0:")
    yield from _commit(
        "refs/heads/main",
        "Begin",
        [(".configguard.yaml", policy), (DEFAULTS, defaults), *((path, text + own) for path, text in files)],
    )
    message = "Give mail more time\n\nConfig-Scope: tuning\nConfig-Target: service-*"
    edited = [(DEFAULTS, defaults.replace("timeout_ms: 500", "timeout_ms: 800"))]
    yield from _commit("refs/heads/change", message, edited, parent="refs/heads/main")


def _past(commits: int, versions: int) -> Iterator[bytes]:
    shape = Shape("past", files=50, changed=0, edits=0)
    for number in range(commits):
        files = [*_files(shape)] if number == 0 else [(path_of(1 + number % 49), content(number))]
        if 0 < number < versions:
            text = content(0).replace("host_0: service-0.", f"host_0: service-{number // 10}.", 1)
            files.append((path_of(0), f"# {number}\n{text}"))
        yield from _commit("refs/heads/main", f"Tune {number}\n\nConfig-Scope: tuning", files, at=number)


def checked_out(top: Path) -> Path:
    """The same repository, with the files of `change` at hand."""
    _git(top, "checkout", "--quiet", "change")
    return top


def path_of(number: int) -> str:
    """The path of a file: fifty to a folder, as people keep them."""
    return f"config/group-{number // 50:04d}/service-{number:06d}.yaml"


def content(number: int, edits: int = 0) -> str:
    """A service's configuration: 100 settings in ten groups, `edits` of them otherwise than at the base."""
    lines = [f"# service {number}"]
    for group in range(_GROUPS):
        lines.append(f"part_{group}:")
        for setting in range(SETTINGS // _GROUPS):
            changed = group * _GROUPS + setting < edits
            lines.append(f"  {_setting(number, group, setting, changed=changed)}")
    return "\n".join(lines) + "\n"


def _setting(number: int, group: int, setting: int, *, changed: bool) -> str:
    value = number * 7 + group * 11 + setting + (1 if changed else 0)
    kinds = (
        f"host_{setting}: service-{value}.internal",
        f"timeout_ms_{setting}: {value}",
        f"enabled_{setting}: {'true' if value % 2 else 'false'}",
        f'label_{setting}: "value {value}"',
        f"ratio_{setting}: {value}.5",
    )
    return kinds[setting % len(kinds)]


def policy(shape: Shape) -> str:
    """A policy in which `part_0` of each service falls in the scope `tuning`, and all else in one of many others."""
    lines = ["version: 1", "files:", '  - match: "config/**/*.yaml"', "scopes:", "  tuning:"]
    lines.append('    settings: ["config/**:part_0.**"]')
    for number in range(shape.scopes - 1):
        lines += [f"  scope-{number:04d}:", f'    settings: ["config/group-{number:04d}/**:part_1.**"]']
    return "\n".join(lines) + "\n"


def _history(shape: Shape) -> Iterator[bytes]:
    yield from _commit("refs/heads/main", "Begin", _files(shape))
    changed = ((path_of(number), content(number, shape.edits)) for number in range(shape.changed))
    yield from _commit("refs/heads/change", "Tune\n\nConfig-Scope: tuning", changed, parent="refs/heads/main")


def _files(shape: Shape) -> Iterator[tuple[str, str]]:
    yield ".configguard.yaml", policy(shape)
    for number in range(shape.files):
        yield path_of(number), content(number)


def _commit(
    ref: str, message: str, files: Iterable[tuple[str, str]], parent: str | None = None, at: int = 0
) -> Iterator[bytes]:
    """One commit, `at` so many minutes."""
    yield f"commit {ref}\ncommitter Ada <ada@example.org> {1_700_000_000 + at * 60} +0000\n".encode()
    yield _data(message)
    if parent is not None:
        yield f"from {parent}\n".encode()
    for path, text in files:
        yield f"M 100644 inline {path}\n".encode()
        yield _data(text)
    yield b"\n"


def _data(text: str) -> bytes:
    encoded = text.encode()
    return b"data %d\n%s\n" % (len(encoded), encoded)


def _git(top: Path, *arguments: str) -> None:
    command = ["git", "-C", str(top), *arguments]
    subprocess.run(command, check=True, env=environment())  # noqa: S603 - fixed words
