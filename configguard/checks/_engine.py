"""Compiles and evaluates expressions of CEL: the one door to the library, which works only in a process apart."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from configguard.checks import _values
from configguard.checks._functions import FUNCTIONS
from configguard.checks._sentences import OURS, faults, gone_wrong
from configguard.errors import Undecided

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from configguard.checks._apart import Json
    from configguard.model.check import Call, Over

VARIABLES: dict[Over, dict[str, str]] = {
    "setting": {"before": "dyn", "after": "dyn", "kind": "string", "address": "string", "file": "string"},
    "document": {"before_doc": "dyn", "doc": "dyn", "kind": "string", "file": "string", "document": "string"},
    "target": {
        "before_doc": "dyn",
        "doc": "dyn",
        "kind": "string",
        "target": "string",
        "bound": "map<string, string>",
        "document": "string",
    },
    "proposal": {"changes": "list<map<string, dyn>>", "scopes": "list<string>"},
}
"""The variables of an expression, with their types, by what it is over."""

LONGEST = 2000
"""Characters of an expression: the longest in use elsewhere have some hundred."""

LONGEST_TEXT = 1000
"""Characters of a text that a function of ours takes: a version, an address or a duration is far shorter."""

INSTALL = 'pip install "configguard-ci[checks]"'


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine, warm for the processes apart to find it so; raises `Undecided` where the library is not installed."""
    made = Engine()
    try:
        made.compiled(("proposal", "true"))
    except ImportError:
        raise Undecided(
            "the policy has checks, and CEL, in which they are written, is not installed here",
            f"install it: {INSTALL}",
            'for pre-commit: additional_dependencies: ["configguard-ci[checks]"]',
            'in the GitHub action: checks: "true"',
        ) from None
    return made


class Engine:
    """The expressions that were compiled, by what they are over."""

    def __init__(self) -> None:
        self._environments: dict[tuple[Over, str], Any] = {}
        self._compiled: dict[tuple[Over, str], Any] = {}

    def compiled(self, expression: tuple[Over, str]) -> Json:
        """The variables that it uses, or its faults, each as a list."""
        over, text = expression
        if len(text) > LONGEST:
            return _faults([(0, f"the expression is longer than {LONGEST:,} characters", "")])
        try:
            read = self._environment(over).compile(text)
        except (RuntimeError, TypeError) as error:
            return _faults(faults(str(error), text), [*VARIABLES[over], *FUNCTIONS])
        kind = read.return_type().name()
        if kind not in {"BOOL", "DYN"}:
            return _faults([(0, f"the expression must be true or false, but is {kind.lower()}", "")])
        return {"uses": [name for name in VARIABLES[over] if not self._does_without(over, name, text)]}

    def asked(self, call: Call) -> Json:
        """Whether the condition holds, or why that could not be told."""
        key = (call.over, call.require)
        if key not in self._compiled:
            self._compiled[key] = self._environment(call.over).compile(call.require)
        given = {name: _values.value(one) for name, one in call.given.items()}
        try:
            answer = self._compiled[key].eval(data=given)
        except RuntimeError as error:
            return gone_wrong(str(error))
        kind = answer.type().name()
        if kind == "BOOL":
            return bool(answer.value())
        return gone_wrong(str(answer.value())) if kind == "ERROR" else f"it comes to {kind.lower()}, not true or false"

    def _does_without(self, over: Over, name: str, text: str) -> bool:
        """Whether it can be compiled where there is no such variable: one of the same name may be its own."""
        if name not in text:
            return True
        try:
            self._environment(over, name).compile(text)
        except RuntimeError:
            return False
        return True

    def _environment(self, over: Over, without: str = "") -> Any:  # noqa: ANN401 - the library has types of its own
        if (over, without) not in self._environments:
            from cel_expr_python import cel  # noqa: PLC0415 - only a policy with checks needs it

            variables = {name: cel.Type(kind) for name, kind in VARIABLES[over].items() if name != without}
            self._environments[over, without] = cel.NewEnv(variables=variables, functions=_declared(cel))
        return self._environments[over, without]


def _faults(found: list[tuple[int, str, str]], known: Sequence[str] = ()) -> Json:
    return {"faults": [[at, problem, unknown, list(known) if unknown else []] for at, problem, unknown in found]}


def _bounded(name: str, work: Callable[..., object]) -> Callable[..., object]:
    """The same function, which no long text keeps busy."""

    def bounded(*given: object) -> object:
        if any(isinstance(one, str) and len(one) > LONGEST_TEXT for one in given):
            raise ValueError(f"{OURS}{name}() takes no text of more than {LONGEST_TEXT:,} characters")
        return work(*given)

    return bounded


def _declared(cel: Any) -> list[Any]:  # noqa: ANN401 - the library itself
    """Our functions, as the library wants them."""
    return [
        cel.FunctionDecl(
            name,
            [
                cel.Overload(
                    f"{name}_{'_'.join(overload.takes)}",
                    return_type=cel.Type(overload.gives),
                    parameters=[cel.Type(kind) for kind in overload.takes],
                    impl=_bounded(name, overload.work),
                )
                for overload in overloads
            ],
        )
        for name, overloads in FUNCTIONS.items()
    ]
