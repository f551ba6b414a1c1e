"""The one door to jsonschema: closed to the network and to the disk."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from configguard.schemas.assertions import assertions
from configguard.schemas.error import Error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from configguard.schemas.tree import Json

DRAFTS = {
    "json-schema.org/draft-04/schema": "Draft4Validator",
    "json-schema.org/draft-06/schema": "Draft6Validator",
    "json-schema.org/draft-07/schema": "Draft7Validator",
    "json-schema.org/draft/2019-09/schema": "Draft201909Validator",
    "json-schema.org/draft/2020-12/schema": "Draft202012Validator",
}
_SLOW = "rfc3987_syntax"
_ROOT = "https://repository.invalid/"
NEWEST = "json-schema.org/draft/2020-12/schema"
_REFERENCES = {
    NEWEST: ("$ref", "$dynamicRef"),
    "json-schema.org/draft/2019-09/schema": ("$ref", "$recursiveRef"),
}
Contents = Any
"""A schema as the engine takes it; it is checked, but only the engine knows its shape."""


class Subschema(NamedTuple):
    """A subschema that a walk came to, with its draft, and why which of its references cannot be followed."""

    contents: dict[str, Any]
    draft: str
    unresolved: dict[str, str]


def draft_of(uri: str) -> str | None:
    """The draft that a `$schema` names, or None if it is not one of those that are known."""
    name = uri.removesuffix("#").removeprefix("https://").removeprefix("http://")
    return name if name in DRAFTS else None


def official(draft: str) -> str:
    """The draft's `$schema`, exactly as the engine knows it."""
    return str(_validator(draft).META_SCHEMA.get("$id") or _validator(draft).META_SCHEMA["id"])


def formats(draft: str) -> frozenset[str]:
    """The formats that can be checked here."""
    return frozenset(_validator(draft).FORMAT_CHECKER.checkers)


class Engine:
    """Schemas by their URIs, and what can be asked of them.

    `resources` are all the schemas there are: URI, contents and draft of each; nothing else is ever looked for.
    `canonical` gives the URI under which a schema is known. `place_of` says where a subschema stands; None means
    that it is not of these schemas.
    """

    def __init__(
        self,
        resources: Iterable[tuple[str, Contents, str]],
        canonical: Callable[[str], str],
        place_of: Callable[[object], str | None],
    ) -> None:
        self._canonical = canonical
        self._place_of = place_of
        known = [(uri, _resource(contents, draft)) for uri, contents, draft in resources]
        self._registry: Any = _package().validators.SPECIFICATIONS.with_resources(known).crawl()

    def walk(self, uri: str, draft: str) -> Iterator[Subschema]:
        """Every subschema of the schema at `uri`, and of all that it refers to, each once.

        References to other schemas are made absolute on the way.
        """
        from urllib.parse import urljoin  # noqa: PLC0415 - heavy, and only needed with a schema

        seen: set[int] = set()
        waiting = [(_resource(self._registry.contents(uri), draft), uri, draft)]
        # What only a pointer leads to waits until all else is seen: a subschema may have a base of its own.
        later: list[tuple[Any, str, str]] = []
        while waiting or later:
            resource, base, draft = (waiting or later).pop()
            contents = resource.contents
            if not isinstance(contents, dict) or id(contents) in seen or self._place_of(contents) is None:
                continue
            seen.add(id(contents))
            draft = draft_of(str(contents.get("$schema", ""))) or draft
            unresolved = {}
            for keyword in _REFERENCES.get(draft, ("$ref",)):
                if isinstance(contents.get(keyword), str):
                    target = self._target(contents, keyword, base, draft)
                    if isinstance(target, str):
                        unresolved[keyword] = target
                    else:
                        root, found, url = target
                        waiting.append((_resource(root, draft), url, draft))
                        later.append((_resource(found, draft), url, draft))
            waiting += [(sub, urljoin(base, sub.id() or ""), draft) for sub in resource.subresources()]
            yield Subschema(contents, draft, unresolved)

    def based(self, contents: Contents, base: str) -> str:
        """The URI that references in a subschema are joined to: its own, where it has one."""
        from urllib.parse import urljoin  # noqa: PLC0415 - heavy, and only needed with a schema

        own = contents.get("$id", contents.get("id"))
        return urljoin(base, own) if isinstance(own, str) and self._place_of(contents) is not None else base

    def referred(self, contents: Contents, base: str, draft: str) -> list[tuple[Contents, str]]:
        """The subschemas that one refers to, each with the URI that its own references are joined to."""
        keywords = [keyword for keyword in _REFERENCES.get(draft, ("$ref",)) if isinstance(contents.get(keyword), str)]
        targets = (self._target(contents, keyword, base, draft) for keyword in keywords)
        return [(found[1], found[2]) for found in targets if not isinstance(found, str)]

    def _target(self, contents: Contents, keyword: str, base: str, draft: str) -> tuple[Contents, Contents, str] | str:
        """The root of the schema that a reference leads to, the part it names, and its URI; or why not."""
        from urllib.parse import urldefrag, urljoin  # noqa: PLC0415

        import referencing.exceptions  # noqa: PLC0415

        reference = contents[keyword]
        # A URN is no base that anything else than a fragment can be joined to.
        url, fragment = urldefrag(base + reference if reference.startswith("#") else urljoin(base, reference))
        url = self._canonical(url)
        try:
            found = self._registry.resolver().lookup(f"{url}#{fragment}").contents
            root = self._registry.contents(url)
        except (referencing.exceptions.Unresolvable, KeyError, ValueError):
            return "nowhere: nothing is fetched, it must be among the policy's schemas"
        if not reference.startswith("#"):
            contents[keyword] = f"{url}#{fragment}" if fragment else url
        named = root.get("$schema") if isinstance(root, dict) and self._place_of(root) else None
        if fragment and named is not None and draft_of(str(named)) not in {None, draft}:
            # The engine would read that part as if it were of this draft.
            return "into a schema of another draft: refer to the whole of it, or let both name one draft"
        return root, found, url

    def errors(self, uri: str, draft: str, instance: Json) -> Iterator[Error]:
        """What of the instance does not fit the schema at `uri`."""
        kind = _validator(draft)
        validator = kind({"$ref": uri}, registry=self._registry, format_checker=kind.FORMAT_CHECKER)
        yield from (self._error(error, uri) for error in validator.iter_errors(instance))

    def mistakes(self, contents: Contents, draft: str) -> Iterator[Error]:
        """What of a schema does not fit its draft's metaschema."""
        kind = _validator(draft)
        validator = kind(kind.META_SCHEMA, registry=self._registry, format_checker=kind.FORMAT_CHECKER)
        yield from (self._error(error, "") for error in validator.iter_errors(contents))

    def _error(self, error: Any, uri: str) -> Error:  # noqa: ANN401 - the engine's own
        steps = tuple(error.absolute_schema_path)
        relative = tuple(error.schema_path)
        place = self._place_of(error.schema)
        if place is None:
            place = f"{self._place_of_root(uri)}#/{'/'.join(map(_escaped, steps))}"
        is_branch = error.parent is not None and relative and isinstance(relative[0], int)
        return Error(
            tuple(error.absolute_path),
            error.validator,
            error.validator_value,
            error.schema,
            error.instance,
            place,
            tuple(self._error(inner, uri) for inner in error.context or ()),
            relative[0] if is_branch else None,
            _names_key(error),
            _named(error),
        )

    def _place_of_root(self, uri: str) -> str:
        return (self._place_of(self._registry.contents(uri)) or "").partition("#")[0] if uri else ""


def _package() -> Any:  # noqa: ANN401 - the engine's own
    """The engine; heavy, so it is imported when the first schema is met.

    It would import `rfc3987_syntax` where that is installed, for `iri` alone, in two seconds and more.
    """
    if "jsonschema" not in sys.modules and _SLOW not in sys.modules:
        sys.modules[_SLOW] = None  # type: ignore[assignment] # which makes importing it fail at once
        try:
            import jsonschema.validators  # noqa: PLC0415
        finally:
            del sys.modules[_SLOW]
    import jsonschema.validators  # noqa: PLC0415

    return jsonschema


@cache
def _validator(draft: str) -> Any:  # noqa: ANN401 - the engine's own
    """The draft's validator, with our own additions.

    An IRI is checked as the URI that it maps to. Source: RFC 3987, section 3.1.
    """
    package = _package()
    kind = getattr(package, DRAFTS[draft])
    checker = package.FormatChecker(())
    checker.checkers = dict(kind.FORMAT_CHECKER.checkers)
    for name in ("uri", "uri-reference"):
        if name in checker.checkers:
            check, raises = checker.checkers[name]
            checker.checkers[name.replace("u", "i", 1)] = (_mapped(check), raises)
    for name in ("date-time", "hostname"):
        if name in checker.checkers:
            check, raises = checker.checkers[name]
            checker.checkers[name] = (_ended(check), raises)
    # Later drafts know `dependencies` no more, but many a schema that names one of them still means it.
    older = {"dependencies": package.Draft7Validator.VALIDATORS["dependencies"]} if draft in _REFERENCES else {}
    added = assertions(package.ValidationError) | older
    return package.validators.extend(kind, added, format_checker=checker)


def _mapped(check: Callable[[object], bool]) -> Callable[[object], bool]:
    def is_iri(value: object) -> bool:
        if not isinstance(value, str):
            return True
        return check("".join(c if c.isascii() else "%00" for c in value)) and value.isprintable()

    return is_iri


def _ended(check: Callable[[object], bool]) -> Callable[[object], bool]:
    """The check without the line break at the very end that it lets pass, as a block of YAML has one."""
    return lambda value: not (isinstance(value, str) and value.endswith("\n")) and check(value)


def _resource(contents: Contents, draft: str) -> Any:  # noqa: ANN401 - the engine's own
    from referencing import Resource  # noqa: PLC0415
    from referencing.jsonschema import specification_with  # noqa: PLC0415

    return Resource.from_contents(contents, default_specification=specification_with(official(draft)))


def _names_key(error: Any) -> bool:  # noqa: ANN401 - the engine's own
    """Whether the error is about a mapping's key: the engine descends into it without a path of its own."""
    steps = list(error.absolute_schema_path)
    return isinstance(error.instance, str) and "propertyNames" in steps and _is_keyword(steps, "propertyNames")


def _is_keyword(steps: list[Any], keyword: str) -> bool:
    holders = {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"}
    return any(s == keyword and (n == 0 or steps[n - 1] not in holders) for n, s in enumerate(steps))


def _named(error: Any) -> tuple[str, ...]:  # noqa: ANN401 - the engine's own
    """The keys that an error of `unevaluatedProperties` quotes: nothing else tells which they are."""
    if error.validator != "unevaluatedProperties" or not isinstance(error.instance, dict):
        return ()
    return tuple(key for key in error.instance if repr(key) in error.message)


def _escaped(step: object) -> str:
    """A step of a JSON Pointer. Source: RFC 6901, section 3."""
    return str(step).replace("~", "~0").replace("/", "~1")


def uri_of(path: str) -> str:
    """The URI of a file of the repository; the host is one that cannot exist. Source: RFC 2606, section 2."""
    from urllib.parse import quote  # noqa: PLC0415 - heavy, and only needed with a schema

    return _ROOT + quote(path)


def absolute(uri: str, base: str) -> str:
    """A URI without its fragment, as it is meant beside another. Source: RFC 3986, section 5.2."""
    from urllib.parse import urldefrag, urljoin  # noqa: PLC0415 - heavy, and only needed with a schema

    return urldefrag(urljoin(base, uri)).url


def pointer(path: Iterable[str | int]) -> str:
    """A JSON Pointer. Source: RFC 6901."""
    return "".join(f"/{_escaped(step)}" for step in path)
