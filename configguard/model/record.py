"""Makes the same classes as `dataclasses`, in a third of the time.

A class of data is made anew with every start, and there are a hundred: `dataclasses` took 40 of the 190 ms of a short
run, and 7 more to be imported. It compiles seven methods for a class; here `__init__` alone is compiled, and the
others are shared. Only what is used here is there: no inheritance of fields, no order, no keyword-only fields. To a
type checker these are those of `dataclasses`, whose functions take these classes, too.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["dataclass", "field", "replace"]

_ABSENT: Any = object()


class _Field(NamedTuple):
    default: Any = _ABSENT
    default_factory: Callable[[], Any] | None = None
    init: bool = True
    repr: bool = True
    compare: bool = True


class _StandardFields:
    """What `dataclasses` looks for in a class; it is made when somebody looks."""

    def __get__(self, instance: object, owner: type[Any]) -> dict[str, Any]:
        import dataclasses  # noqa: PLC0415 - this is what costs time

        parts = []
        for name, own in owner.__record__.items():
            absent = {"default": own.default is _ABSENT, "default_factory": own.default_factory is None}
            given = {key: value for key, value in own._asdict().items() if not absent.get(key)}
            parts.append((name, object, dataclasses.field(**given)))
        return {own.name: own for own in dataclasses.fields(dataclasses.make_dataclass(owner.__name__, parts))}


def _dataclass(cls: type | None = None, *, frozen: bool = False, slots: bool = False) -> Any:  # noqa: ANN401 - a decorator
    if cls is None:
        return lambda made: _made(made, frozen=frozen, slots=slots)
    return _made(cls, frozen=frozen, slots=slots)


def _replace(instance: Any, /, **changes: object) -> Any:  # noqa: ANN401 - any of these classes
    for name, own in instance.__record__.items():
        if own.init and name not in changes:
            changes[name] = getattr(instance, name)
    return instance.__class__(**changes)


def _made(cls: type, *, frozen: bool, slots: bool) -> type:
    fields = {name: _field_of(cls.__dict__.get(name, _ABSENT)) for name in cls.__annotations__}
    methods = {**_methods(fields, frozen=frozen), "__init__": _init(cls, fields, frozen=frozen)}
    own = {name: value for name, value in methods.items() if name == "__init__" or name not in cls.__dict__}
    if not slots:
        for name, value in own.items():
            setattr(cls, name, value)
        for name, value in fields.items():
            if isinstance(cls.__dict__.get(name), _Field):
                delattr(cls, name)
                if value.default is not _ABSENT:
                    setattr(cls, name, value.default)
        return cls
    taken = {"__dict__", "__weakref__", *fields}
    kept = {name: value for name, value in cls.__dict__.items() if name not in taken}
    return type(cls)(cls.__name__, cls.__bases__, {**kept, **own, "__slots__": tuple(fields)})


def _field_of(written: object) -> _Field:
    return written if isinstance(written, _Field) else _Field(written)


def _methods(fields: dict[str, _Field], *, frozen: bool) -> dict[str, Any]:
    """What does not depend on the fields' number: it asks for all that counts, in one go."""
    compared = [name for name, own in fields.items() if own.compare]
    values: Callable[[object], Any] = attrgetter(*compared) if compared else lambda _: ()
    shown = [name for name, own in fields.items() if own.repr]

    def equal(self: object, other: object) -> Any:  # noqa: ANN401 - bool or NotImplemented
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def represented(self: object) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    methods: dict[str, Any] = {
        "__record__": fields,
        "__dataclass_fields__": _StandardFields(),
        "__match_args__": tuple(name for name, own in fields.items() if own.init),
        "__eq__": equal,
        "__repr__": represented,
        "__hash__": None,
    }
    if frozen:
        methods |= {"__hash__": lambda self: hash(values(self)), "__setattr__": _refused, "__delattr__": _refused}
    return methods


def _init(cls: type, fields: dict[str, _Field], *, frozen: bool) -> Any:  # noqa: ANN401 - a function of these arguments
    """The one method that is worth compiling: a large change calls it a hundred thousand times."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_absent": _ABSENT}
    arguments, lines = ["self"], []
    for name, own in fields.items():
        value = name
        if own.default_factory is not None:
            known[f"_make_{name}"] = own.default_factory
            value = f"_make_{name}() if {name} is _absent else {name}"
        if own.init:
            known[f"_default_{name}"] = _ABSENT if own.default_factory is not None else own.default
            optional = own.default_factory is not None or own.default is not _ABSENT
            arguments.append(f"{name}=_default_{name}" if optional else name)
            lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    source = f"def __init__({', '.join(arguments)}):\n " + "\n ".join(lines or ["pass"])
    exec(source, known)  # noqa: S102 - as `dataclasses` does; names of fields, which are this package's own
    return known["__init__"]


def _refused(self: object, name: str, *_: object) -> NoReturn:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - only for a mistake

    raise FrozenInstanceError(f"{self.__class__.__name__}.{name} cannot be changed")


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _Field, _replace
