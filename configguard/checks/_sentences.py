"""Says in our words what CEL says of an expression; no value of a configuration file is in any of them."""

from __future__ import annotations

import re

_ERROR = re.compile(r"^(?:[A-Z_]+: )?ERROR: <input>:(-?\d+):(-?\d+): (.*)$", re.MULTILINE)
_UNKNOWN = re.compile(r"undeclared reference to '([^']*)'")
_OVERLOAD = re.compile(r"found no matching overload for '([^']*)' applied to '\((.*)\)'")
_DEEP = re.compile(r"recursion (?:limit|depth)")
_EXPECTING = re.compile(r" expecting .*")
_STATUS = re.compile(r"^[A-Z_]+: | \[[A-Z_]+\]$")
_TYPES = {"int64": "int", "uint64": "uint", "null_type": "null", "struct": "what CEL cannot hold"}
_AT_RUN_TIME: tuple[tuple[str, str], ...] = (
    ("Key not found", "a key that it asks for is not there; has(…) asks whether it is"),
    ("Index error", "an item that it asks for is not there; size(…) tells how many there are"),
    ("SELECT to non-message", "it asks for a key of what has no keys"),
    ("Iteration budget exceeded", "it takes more than 10,000 steps"),
    ("integer overflow", "a number becomes too large for CEL"),
    ("divide by zero", "it divides by zero"),
    ("modulus by zero", "it divides by zero"),
    ("invalid regular expression", "its regular expression is none"),
    ("String to Duration", "it makes a duration of a text that is none"),
    ("String to Timestamp", "it makes a timestamp of a text that is none"),
    ("cannot convert", "it converts a text that is no number"),
)
OURS = "ours: "
"""What the errors of our own functions begin with: they hold no value."""
_OUR_ERROR = re.compile(rf"OUT_OF_RANGE: {OURS}")
_NO_OVERLOAD = re.compile(r"[A-Z_]+: No matching overloads found : ")


def faults(said: str, text: str) -> list[tuple[int, str, str]]:
    """The faults of an expression: where (the index of a character), what, and the unknown name if it is that."""
    found = [
        _placed(text, _index(text, int(line), int(column)), *_fault(problem))
        for line, column, problem in _ERROR.findall(said)
    ]
    if found:
        return [one for number, one in enumerate(found) if one not in found[:number]]
    return [(0, *_fault(said.partition("\n")[0]))]


def _placed(text: str, at: int, problem: str, unknown: str) -> tuple[int, str, str]:
    """A fault where it begins: CEL says of some names where they end."""
    is_behind = not text.startswith(unknown, at) and text[:at].endswith(unknown)
    return (at - len(unknown) if is_behind else at), problem, unknown


def _fault(problem: str) -> tuple[str, str]:
    if unknown := _UNKNOWN.search(problem):
        name = unknown[1].partition(".")[0]
        return f'unknown name "{name}"', name
    if overload := _OVERLOAD.search(problem):
        return f"{_operator(overload[1])} does not go with {_types(overload[2])}", ""
    if _DEEP.search(problem):
        return "the expression is nested too deeply: name parts of it in checks of their own", ""
    if "<EOF>' expecting" in problem or problem.endswith("at '<EOF>'"):
        return "the expression ends too early", ""
    return _STATUS.sub("", _EXPECTING.sub("", problem)).strip(), ""


def gone_wrong(said: str) -> str:
    """Why an evaluation came to nothing."""
    # Only what it begins with is the library's own word: a value can say anything.
    if ours := _OUR_ERROR.match(said):
        return said[ours.end() :].partition(" [")[0]
    if unmatched := _NO_OVERLOAD.match(said):
        return _no_overload(said[unmatched.end() :].partition(" [")[0])
    return next((ours for theirs, ours in _AT_RUN_TIME if theirs in said), "it comes to an error")


def _no_overload(call: str) -> str:
    """`_*_(double, int64)` → `* does not go with double and int`; it names types and functions alone."""
    if call == "<jump_condition>":
        return "what stands before “?” is neither true nor false"
    target = re.match(r"\(([^()]*)\)\.(\w+)", call)
    if target:
        return f"{target[2]} does not go with {_types(target[1])}"
    name, bracket, kinds = call.partition("(")
    return (
        f"{_operator(name)} does not go with {_types(kinds.removesuffix(')'))}"
        if bracket
        else (f"{_operator(name)} does not go with these values")
    )


def _operator(name: str) -> str:
    return "in" if name == "@in" else name.strip("_") or name


def _types(kinds: str) -> str:
    return " and ".join(_TYPES.get(kind, kind) for kind in kinds.split(", "))


def _index(text: str, line: int, column: int) -> int:
    """The index of a character that stands in this line and column, both from 1; 0 where nobody knows."""
    if line < 1:
        return 0
    start = sum(len(one) + 1 for one in text.split("\n")[: line - 1])
    return min(start + column - 1, len(text))
