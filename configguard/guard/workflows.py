"""Looks at the workflows of GitHub Actions that call the guard: who starts them, what weakens them, what they may."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from configguard import formats, owners
from configguard.guard.policies import reader
from configguard.model.document import Mapping, Scalar, Sequence, TypedKey
from configguard.model.sign import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.document import Node
    from configguard.model.policy import Policy
    from configguard.model.revision import Tree

FOLDER = ".github/workflows/"
_ABOUT = "workflow"
_CALLS = ("configguard/configguard@", "configguard check")
_SAY_TYPES = "types: [opened, synchronize, reopened, edited]"
_PULL_REQUESTS = "pull-requests"
_OF_PULL_REQUESTS = frozenset({"pull-request", "title", "label", "actor"})
_RANKED = "docs/ci.md ranks the set-ups: which one holds against a fork"


class Workflow(NamedTuple):
    """A workflow with a step that calls the guard."""

    path: str
    text: str
    root: Mapping

    @property
    def events(self) -> dict[str, Node | None]:
        """What starts it; `on` is read as true by YAML 1.1."""
        on = _at(self.root, "on")
        if isinstance(on, Scalar):
            return {on.text: None}
        if isinstance(on, Sequence):
            return {item.text: None for item in on.items if isinstance(item, Scalar)}
        return {_text(key): entry.value for key, entry in on.entries.items()} if isinstance(on, Mapping) else {}


def signs(tree: Tree, policy: Policy) -> tuple[Sign, ...]:
    """What is to be said of the workflows that call the guard; nothing where the repository has no workflows."""
    found = [workflow for path in _paths(tree) if (workflow := _read(tree, path)) is not None]
    calling = [workflow for workflow in found if any(call in workflow.text for call in _CALLS)]
    if not calling:
        step = "add a workflow: docs/ci.md has one to copy"
        return (Sign("hint", _ABOUT, "no workflow calls ConfigGuard, so nothing is enforced", step),) if found else ()
    return tuple(sign for workflow in calling for sign in (*_of(workflow, tree), *_permissions(workflow, policy)))


def _paths(tree: Tree) -> list[str]:
    return [file.path for file in tree.files() if file.path.startswith(FOLDER) and file.kind == "file"]


def _read(tree: Tree, path: str) -> Workflow | None:
    data = reader(tree)(path)
    reading = None if data is None else formats.read(path, data)
    root = reading[0].root if isinstance(reading, tuple) and reading else None
    text = (data or b"").decode("utf-8", "replace")
    return Workflow(path, text, root) if isinstance(root, Mapping) else None


def _of(workflow: Workflow, tree: Tree) -> Iterator[Sign]:
    yield _starter(workflow, tree)
    for name in ("pull_request", "pull_request_target"):
        on = workflow.events.get(name)
        types = _at(on, "types") if isinstance(on, Mapping) else None
        if name in workflow.events and "edited" not in _words(types):
            said = f"{workflow.path} does not hear of edits, so an intent that is added or taken away goes unnoticed"
            yield Sign("ill", _ABOUT, said, f"under {name}: {_SAY_TYPES}")
        if isinstance(on, Mapping) and (_at(on, "paths") or _at(on, "paths-ignore")):
            said = f"{workflow.path} does not start for every change, and a required check then waits for ever"
            yield Sign("hint", _ABOUT, said, "take out paths: the guard is quick where nothing changed")
    for step in _weak(_at(workflow.root, "jobs")):
        said = f"{workflow.path} goes on where the guard fails: {step}"
        yield Sign("ill", _ABOUT, said, f"take {step} out of the step or job that calls it")


def _starter(workflow: Workflow, tree: Tree) -> Sign:
    """Who decides what the run does."""
    if "pull_request" in workflow.events:
        known = owners.find(reader(tree))
        named = known.of(workflow.path) if known else ()
        if named:
            who = " ".join(named)
            said = f"{workflow.path} is the pull request's own, and its owners must approve edits of it: {who}"
            return Sign("well", _ABOUT, said, "require review from code owners in the ruleset")
        said = f"{workflow.path} is the pull request's own: whoever opens one, a fork too, can edit the check away"
        return Sign("ill", _ABOUT, said, f"name owners of /.github/ in CODEOWNERS, or take another set-up; {_RANKED}")
    if "pull_request_target" in workflow.events:
        return Sign("well", _ABOUT, f"{workflow.path} is the base's own: a pull request cannot edit it")
    names = ", ".join(workflow.events) or "nothing"
    return Sign("hint", _ABOUT, f"{workflow.path} is started by {names}, not by pull requests", _RANKED)


def _permissions(workflow: Workflow, policy: Policy) -> Iterator[Sign]:
    """What the token of a job that calls the guard lacks for what the guard is to do, or has without a word."""
    for job, steps in _calling(_at(workflow.root, "jobs")):
        said = _at(job, "permissions") or _at(workflow.root, "permissions")
        if said is None:
            told = f"{workflow.path} leaves its token whatever the repository gives to every job"
            yield Sign("hint", _ABOUT, told, "in the job that calls it: permissions: { contents: read }")
            continue
        may = _granted(said, _PULL_REQUESTS)
        comments = any(_is_true(_at(_at(step, "with"), "comment")) for step in steps)
        if comments and may != "write":
            told = f"{workflow.path} is to comment, and its token may not"
            yield Sign("ill", _ABOUT, told, f"in the job that calls it: permissions: {{ {_PULL_REQUESTS}: write }}")
        wanted = _asks_for(workflow, policy)
        if wanted and may not in {"read", "write"}:
            told = f"{workflow.path} has no right to read {wanted} in a private repository"
            yield Sign("hint", _ABOUT, told, f"in the job that calls it: permissions: {{ {_PULL_REQUESTS}: read }}")


def _asks_for(workflow: Workflow, policy: Policy) -> str:
    """What GitHub is asked that the event does not tell."""
    if any(entry.approval for entry in policy.critical):
        return "who has approved a pull request"
    silent = [name for name in ("merge_group", "push") if name in workflow.events]
    read = _OF_PULL_REQUESTS.intersection(policy.intent.sources)
    return f"what pull requests say, which {silent[0]} does not tell," if silent and read else ""


def _granted(said: Node, name: str) -> str:
    """The right that is given: `read`, `write` or none; what is not named has none."""
    if isinstance(said, Scalar):
        return {"read-all": "read", "write-all": "write"}.get(said.text, "")
    right = _at(said, name)
    return right.text if isinstance(right, Scalar) else ""


def _is_true(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.text.lower() == "true"


def _calling(jobs: Node | None) -> Iterator[tuple[Node, list[Node]]]:
    """The jobs that call the guard, each with the steps that do."""
    for job in jobs.entries.values() if isinstance(jobs, Mapping) else ():
        steps = _at(job.value, "steps")
        calling = [step for step in steps.items if _calls(step)] if isinstance(steps, Sequence) else []
        if calling and job.value is not None:
            yield job.value, calling


def _weak(jobs: Node | None) -> Iterator[str]:
    """What lets a job pass though the guard failed, in jobs that call it."""
    for job, calling in _calling(jobs):
        for part in (job, *calling):
            weak = _at(part, "continue-on-error")
            if isinstance(weak, Scalar) and weak.text.lower() != "false":
                yield f"continue-on-error: {weak.text}"
            run = _at(part, "run")
            if isinstance(run, Scalar) and ("|| true" in run.text or "||true" in run.text):
                yield "|| true"


def _calls(step: Node) -> bool:
    said = [_at(step, key) for key in ("uses", "run")]
    return any(isinstance(text, Scalar) and any(call in text.text for call in _CALLS) for text in said)


def _at(node: Node | None, key: str) -> Node | None:
    if not isinstance(node, Mapping):
        return None
    return next((entry.value for name, entry in node.entries.items() if _text(name) == key), None)


def _text(key: str | TypedKey) -> str:
    return key if isinstance(key, str) else key.text


def _words(node: Node | None) -> list[str]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return [item.text for item in items if isinstance(item, Scalar)]
