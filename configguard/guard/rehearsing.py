"""Runs a policy's own tests: each is a change in memory, judged by the policy at hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from configguard import formats, policy, revisions, rules
from configguard.errors import Misasked, Undecided
from configguard.guard.judging import judge
from configguard.guard.policies import POLICY_FILE, given, load_from, reader
from configguard.guard.question import Question
from configguard.model.approval import Approval
from configguard.model.declared import TRIALS, is_trial
from configguard.model.event import Event
from configguard.model.progress import heard
from configguard.model.revision import Ask
from configguard.model.trial import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from configguard.model.report import Report
    from configguard.model.revision import Tree
    from configguard.model.trial import Trial

_SOMEBODY = "somebody"


def rehearse(ask: Ask, policy_file: str | None, wanted: Collection[str] = ()) -> tuple[Outcome, ...]:
    """What comes of the tests of the head, or of the `wanted` among them, under the head's policy or the one given.

    Raises `Misasked` for a policy or a test with mistakes, and where there is no test, `Undecided` for what could not
    be read.
    """
    tree = revisions.compare(ask).head
    guard = _guard_of(tree, policy_file)
    found = policy.trials(_files_of(tree, wanted), formats.read, tuple(rules.rules()))
    return tuple(_outcome(trial, guard) for trial in heard(ask.listener, "judging test", found, lambda one: one.name))


def _guard_of(tree: Tree, policy_file: str | None) -> dict[str, bytes]:
    """The policy and its own files, as they are to stand on both sides of each test."""
    found = load_from(tree, "head") if policy_file is None else given(policy_file, tree)
    if found is None:
        raise Misasked(f"{tree.revision} holds no {POLICY_FILE} to test", "name the policy to try: --policy FILE")
    read = reader(tree)
    own = {path: content for path in sorted(found.own_files) if (content := read(path)) is not None}
    return own if policy_file is None else own | {POLICY_FILE: Path(policy_file).read_bytes()}


def _files_of(tree: Tree, wanted: Collection[str]) -> dict[str, bytes]:
    """The files of the tests, by their paths."""
    every = {stored.path: stored for stored in tree.files() if is_trial(stored.path) and stored.kind == "file"}
    if not every:
        raise Misasked(
            f"there are no tests: {tree.revision} has no files in {TRIALS}",
            f"write one, {TRIALS}NAME.yaml, with base, head, message and expect: see docs/policy-tests.md",
        )
    chosen = {path for path in every if not wanted or any(_is_called(path, name) for name in wanted)}
    unknown = [name for name in wanted if not any(_is_called(path, name) for path in every)]
    if unknown:
        names = ", ".join(path.removeprefix(TRIALS) for path in every)
        raise Misasked(f"there is no test {', '.join(unknown)}", f"the tests are {names}")
    contents = tree.read([stored for path, stored in every.items() if path in chosen])
    return {path: contents.get(stored, b"") for path, stored in every.items() if path in chosen}


def _is_called(path: str, name: str) -> bool:
    """Whether a test is meant: by its path, or by its name with or without what it ends in."""
    inside = path.removeprefix(TRIALS)
    return name in {path, inside, inside.rpartition(".")[0]}


def _outcome(trial: Trial, guard: Mapping[str, bytes]) -> Outcome:
    base = {**guard, **{path: _written(text) for path, text in trial.base.items()}}
    written = {path: _written(text) for path, text in trial.head.items()}
    head = {path: content for path, content in {**base, **written}.items() if path not in trial.gone}
    comparison = revisions.held(base, head, trial.message)
    title = trial.message.partition("\n")[0] if trial.title is None else trial.title
    event = Event(
        "pull_request", number=1, title=title, body=trial.body, author=trial.author or _SOMEBODY, labels=trial.labels
    )
    question = Question(
        Ask(".", at_hand=comparison),
        event=event,
        strict=trial.strict,
        moment=trial.day,
        ci=True,
        reviews=lambda *_: Approval(why="a test has no reviews"),
    )
    try:
        return _held_against(trial, judge(question))
    except Undecided as error:
        return Outcome(trial, undecided=error.problem)


def _written(text: str) -> bytes:
    """The text as a file; half a character, which JSON can hold, makes it one that cannot be read."""
    return text.encode(errors="surrogatepass")


def _held_against(trial: Trial, report: Report) -> Outcome:
    if report.verdict == "unjudged":
        return Outcome(trial, undecided="; ".join(report.unjudged[:1]))
    verdict = report.verdict if trial.verdict not in {None, report.verdict} else None
    if trial.findings is None:
        return Outcome(trial, verdict=verdict)
    expected = Counter(map(str, trial.findings))
    found = Counter(
        " ".join(filter(None, (str(finding.level), finding.rule, finding.where))) for finding in report.findings
    )
    surplus = (line for line in (found - expected).elements() if not line.startswith("note "))
    return Outcome(trial, tuple((expected - found).elements()), tuple(surplus), verdict)
