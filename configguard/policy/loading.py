"""Loads a policy: reads its files, builds its parts, collects every mistake."""

from __future__ import annotations

from collections.abc import Collection, Iterator  # noqa: TC003 - part of the public signatures
from itertools import chain
from typing import TYPE_CHECKING, Literal

from configguard.errors import Misasked
from configguard.model.address import quoted_file
from configguard.model.grammar import quote
from configguard.model.policy import Policy
from configguard.policy import checks, overrides, references, schemas, sources, target_parts, waivers
from configguard.policy.extending import Gathering, Part
from configguard.policy.library import Library, Parse, Read
from configguard.policy.mistakes import PolicyMistakes
from configguard.policy.parts import Builder, Known

if TYPE_CHECKING:
    from configguard.model.check import Compile
    from configguard.model.declared import Scope
    from configguard.model.level import Level


def load(  # noqa: PLR0913 - the joint with the guard
    file: str,
    origin: Literal["base", "head", "file", "none"],
    read: Read,
    parse: Parse,
    rules: Collection[str],
    *,
    formats: Collection[str] = (),
    compiling: Compile | None = None,
) -> Policy:
    """The policy in `file`, with packs, extended files and schemas.

    `read` gives files of the revision where the policy is read, `parse` their documents; `rules` and
    `formats` are the names that exist (no formats: any name will do), `compiling` what compiles the expressions of
    checks (none: they are taken as they stand). Raises `PolicyMistakes` with all
    mistakes at once, or `Misasked` if there is no such file.
    """
    library = Library(read, parse)
    data = library.read(file)
    if data is None:
        message = f"there is no policy at {quoted_file(file)}"
        raise Misasked(message, "give the path of a policy: --policy FILE")
    gathering = Gathering(library)
    gathering.start(file, data)
    policy = _joined(file, origin, gathering, Known(rules, formats, compiling))
    mistakes = tuple(chain.from_iterable(notes.in_order() for notes in gathering.notes))
    if mistakes:
        raise PolicyMistakes(file, mistakes)
    return policy


def _joined(file: str, origin: Literal["base", "head", "file", "none"], gathering: Gathering, known: Known) -> Policy:
    """All files together: entries add up in their order."""
    found = [(part, Builder(part.notes, gathering.library, known, part.source)) for part in gathering.parts]
    files = tuple(entry for part, build in found for entry in build.files(part.record))
    secrets = [build.secrets(part.record) for part, build in found]
    targets = tuple(target for part, build in found for target in target_parts.built(part.record, build))
    named = (*(entry.schema for entry in files), *(entry.schema for entry in targets))
    gathered = schemas.gather([schema for schema in named if schema is not None], gathering.library)
    mandatory = frozenset(rule for part, build in found for rule in build.mandatory(part.record))
    scopes = tuple(_scopes(found))
    linked = tuple(one for part, build in found for one in references.built(part.record, build))
    if not linked:
        references.note_idle((part.record, part.notes) for part, _ in found)
    levels: dict[str, Level] = {}
    for part, build in found:
        levels |= build.levels(part.record)
    return Policy(
        file=file,
        origin=origin,
        files=files,
        scopes=scopes,
        critical=tuple(entry for part, build in found for entry in build.guarded(part.record, "critical")),
        frozen=tuple(entry for part, build in found for entry in build.guarded(part.record, "frozen")),
        references=linked,
        secrets=tuple(pattern for some, _ in secrets for pattern in some),
        not_secrets=tuple(pattern for _, some in secrets for pattern in some),
        checks=checks.checks(gathering.parts, known.compiling),
        intent=sources.intent(found, scopes),
        levels=levels,
        mandatory=mandatory,
        waivers=tuple(waiver for part, build in found for waiver in waivers.built(part.record, build, mandatory)),
        overrides=tuple(one for part, build in found for one in overrides.built(part.record, build, mandatory)),
        own_files=frozenset({file, *gathered, *(n for n in gathering.extended if not n.startswith("pack "))}),
        schemas=gathered,
        targets=targets,
    )


def _scopes(found: list[tuple[Part, Builder]]) -> Iterator[Scope]:
    """The scopes of all files; a name that stands in two of them is a mistake."""
    first: dict[str, str] = {}
    for part, build in found:
        for name, scope in build.scopes(part.record):
            if name.text in first:
                problem = f"the scope {quote(name.text)} is already in {first[name.text]}"
                part.notes.add(name.start, problem)
            first.setdefault(name.text, part.notes.file)
            yield scope
