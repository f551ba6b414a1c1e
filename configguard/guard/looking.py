"""Revisions are read into documents, documents into settings, settings compared into changes."""

from __future__ import annotations

import posixpath
from operator import itemgetter
from typing import TYPE_CHECKING

from configguard import diffing, formats, revisions
from configguard.errors import Misasked, Undecided
from configguard.guard import clock
from configguard.guard.hushing import Secrets, hushed
from configguard.guard.inspecting import inspect_file
from configguard.guard.links import Links
from configguard.guard.moves import linked
from configguard.guard.naming import with_confusable_paths
from configguard.guard.policies import POLICY_FILE, find_policy
from configguard.guard.sides import Readings, identity_of
from configguard.guard.standing import beside
from configguard.model.declared import Claim, is_trial
from configguard.model.effective import Reach
from configguard.model.plan import GivenPlan
from configguard.model.policy import Policy
from configguard.model.progress import Listener, heard, nobody
from configguard.model.proposal import ChangedFile
from configguard.model.record import dataclass, field, replace
from configguard.model.revision import Comparison

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from configguard.model.change import Change
    from configguard.model.event import Event
    from configguard.model.proposal import Side
    from configguard.model.revision import Ask, Stored, Tree
    from configguard.model.sources import IntentPolicy

_UNREAD = "what could not be read"

MOST_LEFT_OPEN = 10
"""So many files may have schemas that do not come to an end: each of them has taken its second."""


@dataclass(frozen=True)
class Sight:
    """What is compared, under which policy, and which configuration files differ how.

    `unclaimed` are differing files that look like configuration but that the policy does not claim. `secrets` are the
    texts that must not be shown, wherever they stand. `listener` hears how far the look is. `links` is what the change
    means for the references, once somebody has asked, `reach` what for targets. `plans` are given to be judged
    as well. `renders` lets the renderers of the policy run.
    """

    comparison: Comparison
    policy: Policy
    files: tuple[ChangedFile, ...]
    unclaimed: tuple[str, ...]
    notes: tuple[str, ...] = ()
    secrets: Secrets = field(default_factory=Secrets)
    listener: Listener = nobody
    links: Links | None = None
    reach: Reach | None = None
    plans: tuple[GivenPlan, ...] = ()
    renders: bool = True


def look(
    ask: Ask, policy_file: str | None, *, need_policy: bool = True, require_match: bool = False, moment: str = ""
) -> Sight:
    """Compare what is asked for, under the policy that binds it; without one, every file that can be read counts.

    What the policy says of times is held against the `moment`, this one where none is said.

    Raises `Misasked` for a question or policy that is wrong, `Undecided` for what could not be read.
    """
    comparison = revisions.compare(ask)
    policy, notes = find_policy(comparison, policy_file, needed=need_policy)
    policy = replace(policy, moment=clock.moment(moment))
    if comparison.deeper is not None and _reads_messages(policy.intent, ask.event):
        comparison = comparison.deeper()
    sight = Sight(comparison, policy, (), (), (*comparison.notes, *notes, *formats.notes()), listener=ask.listener)
    if require_match and not any(policy.claim(file.path) for file in comparison.head.files()):
        message = f"{policy.file} matches no file of {comparison.head.revision}"
        raise Misasked(
            message, "mend the “match” patterns under “files:”; configguard list files shows what they match"
        )
    return look_under(policy, sight)


def look_under(policy: Policy, sight: Sight) -> Sight:
    """The same comparison under another policy."""
    paths = sorted({d.path for differences in sight.comparison.differences for d in differences})
    claims = {path: claim for path in paths if (claim := claim_of(policy, path)) is not None}
    links = dict.fromkeys(_in_place_of_folders(claims, sight.comparison, policy), Claim())
    claims = dict(sorted((links | claims).items()))
    readings = Readings(sight.comparison, claims)
    claimed = heard(sight.listener, "comparing file", claims.items(), itemgetter(0))
    found = _as_far_as_decided(_changed(path, claim, readings, policy) for path, claim in claimed)
    files = tuple(file for file in found if file is not None)
    files, secrets = hushed(files)
    unclaimed = tuple(
        path
        for path in paths
        if path not in claims
        and path not in policy.own_files
        and not policy.intent.is_change_file(path)
        and not is_trial(path)
        and not policy.is_ignored(path)
        and path != POLICY_FILE
        and formats.is_configuration(path)
        and policy.origin != "none"
    )
    files = with_confusable_paths(linked(files), sight.comparison)
    return replace(sight, policy=policy, files=files, unclaimed=unclaimed, secrets=secrets, links=None, reach=None)


def _reads_messages(intent: IntentPolicy, event: Event | None) -> bool:
    """Whether the messages of the commits matter; where no pull request is told of, they tell which it was."""
    by_commits = intent.each_commit or not {"trailer", "title"}.isdisjoint(intent.sources)
    return by_commits or (event is not None and event.pull_request is None)


def _as_far_as_decided(files: Iterator[ChangedFile | None]) -> Iterator[ChangedFile | None]:
    """The files; where the schemas of many could not be applied, the others are not waited for: each takes a second."""
    left_open = 0
    for file in files:
        left_open += bool(file and file.undecided)
        if file and left_open > MOST_LEFT_OPEN:
            problem, cure, *more = file.undecided
            said = f"more than {MOST_LEFT_OPEN} files could not be held against their schemas: {problem}"
            raise Undecided(said, cure, *more)
        yield file


def _in_place_of_folders(claims: Mapping[str, Claim], comparison: Comparison, policy: Policy) -> Iterator[str]:
    """What stands where a folder of configuration did, or could, so that no glob over its files fits it itself."""
    folders = {path[:at] for path in claims for at, mark in enumerate(path) if mark == "/"}
    for tree, differences in zip(comparison.bases, comparison.differences, strict=True):
        for pair in differences:
            link, where = (pair.base, tree) if pair.head is None else (pair.head, comparison.head)
            if link is not None and link.kind != "file" and link.path not in claims:
                stood = link.path in folders and pair.head is not None
                if stood or (_could_hold(link.path, policy) and not _leads_to_a_file(link, where)):
                    yield link.path


def _could_hold(folder: str, policy: Policy) -> bool:
    """Whether programs would find configuration in it: a glob of the policy that begins with a folder reaches there."""
    reached = any(glob.may_match_in(folder) for entry in policy.files if not entry.ignore for glob in entry.match)
    return reached and not policy.is_ignored(folder) and not policy.is_ignored(f"{folder}/.")


def _leads_to_a_file(link: Stored, tree: Tree) -> bool:
    """Whether a symlink names a plain file of the tree, beneath which nothing can lie."""
    if link.kind != "symlink":
        return False
    target = tree.read([link]).get(link, b"").decode("utf-8", "surrogateescape")
    found = tree.find(posixpath.normpath(posixpath.join(posixpath.dirname(link.path), target)))
    return found is not None and found.kind == "file"


def claim_of(policy: Policy, path: str) -> Claim | None:
    """What the policy says of a file; where there is no policy, every file that some format reads is claimed."""
    if policy.origin != "none":
        return policy.claim(path)
    return Claim() if formats.is_readable(path) else None


def _changed(path: str, claim: Claim, readings: Readings, policy: Policy) -> ChangedFile | None:
    """The file with its changes, or None where nothing of the difference is this change's doing."""
    if path not in readings.head or (readings.tip is not None and _same(readings.tip[path], readings.head[path])):
        return None
    identity = identity_of(path, claim, policy)
    bases = [sides[path] for sides in readings.bases if path in sides]
    changes: dict[Hashable, Change] = {}
    for base in bases:
        settled = set(map(facts_of, compared(path, base, readings.tip[path], identity, policy))) if readings.tip else ()
        for change in compared(path, base, readings.head[path], identity, policy):
            if facts_of(change) not in settled:
                changes.setdefault(facts_of(change), change)
    file = ChangedFile(path, claim, bases[0], readings.head[path], tuple(changes.values()))
    return inspect_file(replace(file, standing=beside(file, policy)), identity, policy)


def compared(
    path: str, base: Side | None, head: Side | None, identity: diffing.Identity, policy: Policy
) -> Iterator[Change]:
    """Every setting and property in which two sides of a file differ."""
    if base is not None and head is not None and base.stored.oid is not None and _same(base, head):
        return
    yield from diffing.properties(base.stored if base else None, head.stored if head else None, policy.is_secret)
    if base is not None and head is not None and base.pointer is not None and head.pointer is not None:
        if base.pointer != head.pointer:
            yield diffing.content(path, base.pointer, head.pointer, policy.is_secret)
    elif head is None or not head.unreadable:
        # A base that cannot be read, or only points elsewhere, holds nothing to compare with: all that the head has is
        # this change's doing. Where the head has nothing, what went is the content, whatever it was.
        before, after = (side.documents if side else () for side in (base, head))
        unseen = base and (_UNREAD if base.unreadable else base.pointer)
        if unseen and all(document.root is None for document in after):
            yield diffing.content(path, unseen, None, policy.is_secret)
        yield from diffing.compare(path, before, after, identity, policy.is_secret)


def _same(one: Side | None, other: Side | None) -> bool:
    if one is None or other is None:
        return one is other
    facts = [(side.stored.mode, side.stored.oid) for side in (one, other)]
    return facts[0] == facts[1] and facts[0][1] is not None


def facts_of(change: Change) -> Hashable:
    """What makes two changes the same one: where, how, and what comes of it."""
    after = change.after and (change.after.kind, change.after.text)
    return change.address, change.kind, after
