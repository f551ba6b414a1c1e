"""What all sources say is one intent; a source that cannot be read says so, and a wrong line is not lost."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - part of the signatures
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import pytest

from configguard import intents
from configguard.errors import Misasked
from configguard.model.address import Address, Key, Selector
from configguard.model.declared import FileEntry
from configguard.model.event import Event
from configguard.model.fileglob import FileGlob
from configguard.model.intent import Unread
from configguard.model.pattern import parse
from configguard.model.plugins import Request
from configguard.model.policy import Policy
from configguard.model.revision import Comparison, Message, Revision, Stored
from configguard.model.sources import IntentPolicy
from configguard.model.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from configguard.model.intent import Intent

POLICY = Policy(".configguard.yaml", "base")
PULL_REQUEST = Event("pull_request", number=12, body="Config-Scope: email\n", author="ada")


@dataclass(frozen=True)
class EmptyTree:
    """A revision without files."""

    revision: Revision

    def find(self, path: str) -> Stored | None:  # noqa: ARG002 - the shape of a tree
        return None

    def files(self) -> Iterator[Stored]:
        return iter(())

    def names(self, folder: str) -> tuple[str, ...]:  # noqa: ARG002 - the shape of a tree
        return ()

    def read(self, files: Iterable[Stored]) -> Mapping[Stored, bytes]:  # noqa: ARG002 - the shape of a tree
        return {}


def request(
    *messages: str, head: Literal["commit", "index", "worktree"] = "commit", event: Event | None = None
) -> Request:
    """A question about commits with these messages."""
    tip, end = EmptyTree(Revision("commit", "main", "a" * 40)), EmptyTree(Revision(head, "head"))
    said = tuple(Message(f"{number:07x}", text) for number, text in enumerate(messages))
    return Request(Comparison(tip, (tip,), end, ((),), said), event=event)


def gathered(*messages: str, event: Event | None = None, policy: Policy = POLICY) -> Intent:
    """What these commits and this event say."""
    return intents.gather(request(*messages, event=event), policy)


def setting(name: str, *keys: str) -> Trail:
    """The way to a setting of a file."""
    return Trail(name, tuple(map(Key, keys)))


def test_the_command_line_may_name_a_target() -> None:
    asked = replace(request("s\n\nConfig-Scope: a\n"), targets=("email@prod",))
    found = intents.gather(asked, POLICY)
    assert [(str(line), line.source) for line in found.said] == [("Config-Target: email@prod", "option")]


def test_sources_are_found_by_name() -> None:
    assert list(intents.sources()) == ["actor", "change-file", "label", "option", "pull-request", "title", "trailer"]


def test_commits_and_pull_request_add_up_and_each_thing_remembers_where_it_was_said() -> None:
    found = gathered("s\n\nConfig-Scope: a, b\n", "s\n\nConfig-Setting: x.yaml:y\n", event=PULL_REQUEST)
    assert [scope.name for scope in found.scopes] == ["a", "b", "email"]
    assert [(str(line), line.source, line.where) for line in found.said] == [
        ("Config-Scope: a", "trailer", "0000000"),
        ("Config-Scope: b", "trailer", "0000000"),
        ("Config-Setting: x.yaml:y", "trailer", "0000001"),
        ("Config-Scope: email", "pull-request", "pull request 12"),
    ]
    assert found.settings[0].pattern == parse("x.yaml:y", anchored=True)
    assert (found.silent, found.unread, found.misstated) == ((), (), ())


def test_options_replace_all_other_sources() -> None:
    asked = replace(request("s\n\nConfig-Scope: a\n", event=PULL_REQUEST), scopes=("mine, yours",))
    found = intents.gather(asked, POLICY)
    assert [scope.name for scope in found.scopes] == ["mine", "yours"]
    assert {line.where for line in found.said} == {"the command line"}
    asked = replace(request("s\n\nConfig-Scope: a\n"), settings=(" x.yaml:y = 1 ",))
    found = intents.gather(asked, POLICY)
    assert [(s.pattern.text, s.value and s.value.text) for s in found.settings] == [("x.yaml:y", "1")]
    assert found.scopes == ()


def test_only_sources_of_the_policy_are_read() -> None:
    policy = replace(POLICY, intent=IntentPolicy(sources=("trailer",)))
    found = gathered("s\n\nConfig-Scope: a\n", event=PULL_REQUEST, policy=policy)
    assert [scope.name for scope in found.scopes] == ["a"]
    assert found.unread == ()


def test_a_source_that_does_not_exist_is_a_mistake_of_the_policy() -> None:
    with pytest.raises(Misasked, match="does not exist: oracle") as raised:
        gathered(policy=replace(POLICY, intent=IntentPolicy(sources=("trailer", "oracle"))))
    assert "option, pull-request, title, trailer" in raised.value.cures[0]


def test_the_message_that_is_being_written_stands_for_the_commits() -> None:
    asked = replace(request("s\n\nConfig-Scope: old\n", head="index"), message="s\n\nConfig-Scope: new\n")
    found = intents.gather(asked, POLICY)
    assert [(scope.name, scope.said.where) for scope in found.scopes] == [("new", "the commit message")]
    assert intents.gather(replace(asked, message="s\n"), POLICY).silent == ("trailer",)


def test_a_source_that_was_read_and_says_nothing_is_silent() -> None:
    found = gathered("s\n", event=replace(PULL_REQUEST, body="Config-Scope stays"))
    assert found.is_empty
    assert found.silent == ("trailer", "pull-request")
    assert gathered("s\n", event=replace(PULL_REQUEST, body=None)).silent == ("trailer", "pull-request")


def test_the_text_of_a_bot_s_pull_request_is_not_read() -> None:
    found = gathered("s\n", event=replace(PULL_REQUEST, is_bot=True))
    assert (found.said, found.silent) == ((), ("trailer", "pull-request"))


def test_a_source_that_cannot_be_read_says_why_and_what_makes_it_readable() -> None:
    here = request("s\n")
    shallow = replace(here, comparison=replace(here.comparison, messages=None, messages_missing="m", messages_cure="c"))
    assert intents.gather(shallow, POLICY).unread[0] == Unread("trailer", "m", "c")
    (unread,) = gathered("s\n").unread
    assert (unread.source, unread.why) == ("pull-request", "no event tells of a pull request")
    assert "--event FILE" in unread.cure
    (unread,) = gathered("s\n", event=Event("merge_group")).unread
    assert unread.why == "the event merge_group holds no pull request"


@pytest.mark.parametrize("head", ["index", "worktree"])
def test_what_is_not_committed_has_no_message_yet(head: Literal["index", "worktree"]) -> None:
    asked = request("s\n", head=head)
    assert intents.gather(asked, POLICY).unread[0].why == "what is not committed has no message yet"
    bare = replace(asked, comparison=replace(asked.comparison, messages=None))
    assert intents.gather(bare, POLICY).unread[0].why == "what is not committed has no message yet"
    assert intents.gather(request("s\n\nConfig-Scope: a", head=head), POLICY).scopes[0].name == "a"


def test_none_and_policy_are_no_scopes() -> None:
    found = gathered("s\n\nConfig-Scope: none\n", "s\n\nConfig-Scope: policy, None\n")
    assert [str(line) for line in found.none] == ["Config-Scope: none"]
    assert [str(line) for line in found.policy] == ["Config-Scope: policy"]
    assert [scope.name for scope in found.scopes] == ["None"]


def test_what_stands_beside_a_line_was_said_in_the_same_message() -> None:
    found = gathered(
        "s\n\nConfig-Scope: none, email\n",
        "s\n\nConfig-Scope: none\n",
        "s\n\nConfig-Scope: email\n",
        event=replace(PULL_REQUEST, body="Config-Scope: none\nConfig-Setting: x.yaml:y"),
    )
    assert [[str(other) for other in found.beside(line)] for line in found.none] == [
        ["Config-Scope: email"],
        [],
        ["Config-Setting: x.yaml:y"],
    ]


def test_a_commit_s_words_know_the_files_that_it_touches() -> None:
    asked = request()
    message = Message("4be2f1a", "s\n\nConfig-Scope: none\n", frozenset({"docs/a.md"}))
    asked = replace(asked, comparison=replace(asked.comparison, messages=(message,)))
    assert intents.gather(asked, POLICY).none[0].files == frozenset({"docs/a.md"})
    assert gathered("s\n", event=replace(PULL_REQUEST, body="Config-Scope: none")).none[0].files is None


def test_a_scope_is_declared_once_however_often_it_is_said() -> None:
    found = gathered("s\n\nConfig-Scope: a\n", "s\n\nConfig-Scope: a, a\n")
    assert [scope.said.where for scope in found.scopes] == ["0000000"]
    assert len(found.said) == 3


@pytest.mark.parametrize(
    ("text", "covered", "not_covered"),
    [
        ("app.yaml:a", setting("app.yaml", "a"), setting("sub/app.yaml", "a")),
        ("app.yaml", setting("app.yaml", "a"), setting("sub/app.yaml", "a")),
        ("/app.yaml:a.b", setting("app.yaml", "a", "b"), setting("sub/app.yaml", "a", "b")),
        ('app.yaml:"a.b"', setting("app.yaml", "a.b"), setting("app.yaml", "a", "b")),
        ("*.yaml:a", setting("sub/app.yaml", "a"), setting("sub/app.yml", "a")),
        ("app.yaml:a.*", setting("sub/app.yaml", "a", "b"), setting("sub/app.yaml", "b")),
        ('"*.yaml":a', setting("*.yaml", "a"), setting("app.yaml", "a")),
        ('app.yaml:"*"', setting("app.yaml", "*"), setting("app.yaml", "a")),
    ],
)
def test_an_address_is_tied_to_the_root_and_a_pattern_is_not(text: str, covered: Trail, not_covered: Trail) -> None:
    (declared,) = gathered(f"s\n\nConfig-Setting: {text}\n").settings
    assert declared.pattern.covers(covered)
    assert not declared.pattern.covers(not_covered)


@pytest.mark.parametrize(
    ("text", "address", "kind", "value"),
    [
        ("a.yaml:b = 20", Address("a.yaml", (Key("b"),)), "int", "20"),
        ('a.yaml:b = "20"', Address("a.yaml", (Key("b"),)), "str", "20"),
        ('a.yaml:"x = y" = z = 1', Address("a.yaml", (Key("x = y"),)), "str", "z = 1"),
        ('"a = b.yaml":c = 1', Address("a = b.yaml", (Key("c"),)), "int", "1"),
        (
            "a.yaml:r[p=/v3].t = 1",
            Address("a.yaml", (Key("r"), Selector((("p", "/v3"),)), Key("t"))),
            "int",
            "1",
        ),
        ("a.yaml:b\n  = 20", Address("a.yaml", (Key("b"),)), "int", "20"),
    ],
)
def test_a_value_is_split_off_at_the_first_equals_sign_outside_quotes(
    text: str, address: Address, kind: str, value: str
) -> None:
    (declared,) = gathered(f"s\n\nConfig-Setting: {text}\n").settings
    assert declared.value is not None
    assert (declared.value.kind, declared.value.text) == (kind, value)
    assert declared.pattern.text == str(address)


def test_the_last_declared_value_of_a_range_wins() -> None:
    found = gathered("s\n\nConfig-Setting: a.yaml:b = 1\n", 's\n\nConfig-Setting: a.yaml:"b" = 2\n', "s\n\nx: y\n")
    assert [declared.value.text for declared in found.settings if declared.value] == ["2"]
    assert len(found.said) == 2
    found = gathered("s\n\nConfig-Setting: a.yaml:b = 1\n", "s\n\nConfig-Setting: a.yaml:b\n")
    assert [declared.value.text for declared in found.settings if declared.value] == ["1"]


def test_sources_that_contradict_each_other_both_stay() -> None:
    event = replace(PULL_REQUEST, body="Config-Setting: a.yaml:b = 2")
    found = gathered("s\n\nConfig-Setting: a.yaml:b = 1\n", event=event)
    assert [(d.said.source, d.value and d.value.text) for d in found.settings] == [
        ("trailer", "1"),
        ("pull-request", "2"),
    ]
    event = replace(PULL_REQUEST, body="Config-Setting: a.yaml:b = 1")
    assert len(gathered("s\n\nConfig-Setting: a.yaml:b = 1\n", event=event).settings) == 1


@pytest.mark.parametrize(
    ("text", "problem", "cure"),
    [
        ("a.yaml:", "the path is missing", "Config-Setting: FILE:PATH"),
        ("a.yaml:b=20", "written as a JSON string", "Config-Setting: FILE:PATH = VALUE"),
        ("a.yaml:* = 20", "more than one setting", "Config-Setting: FILE:PATH = VALUE"),
        ("a.yaml = 20", "the path within the file is missing", "Config-Setting: FILE:PATH = VALUE"),
        ("a.yaml:b = [1, 2]", "YAML does not read this", 'Config-Setting: a.yaml:b = "VALUE"'),
        ("a.yaml:b = ", "", ""),
        ("{any}:{thing}", "a placeholder stands for nothing here", "with * for any name"),
        ("!a.yaml:b", "cannot begin with", "Config-Setting"),
        ('"a', "the quote is never closed", "Config-Setting"),
        ("a" * 5000, "too long", "Config-Setting"),
        ("{a,b}" * 100, "too long", "Config-Setting"),
    ],
)
def test_a_line_that_cannot_be_understood_says_why_and_what_to_write(text: str, problem: str, cure: str) -> None:
    found = gathered(f"s\n\nConfig-Setting: {text}\n")
    (wrong,) = found.misstated
    assert problem in wrong.problem
    assert cure in wrong.help
    assert found.settings == ()
    assert not found.is_empty


@pytest.mark.parametrize("key", ["Config-Scope", "Config-Setting", "Config-Target"])
def test_a_line_that_names_nothing_is_misstated(key: str) -> None:
    found = gathered(f"s\n\n{key}:\n")
    assert [wrong.problem for wrong in found.misstated] == ["it names nothing"]
    assert (found.scopes, found.settings, found.targets) == ((), (), ())


def test_names_that_no_scope_can_have_are_left_to_the_rules() -> None:
    found = gathered("s\n\nConfig-Scope: *, Émail, **\n")
    assert [scope.name for scope in found.scopes] == ["*", "Émail", "**"]
    assert found.misstated == ()


def test_targets_are_collected() -> None:
    found = gathered("s\n\nConfig-Target: email@prod, email@test\n")
    assert [str(line) for line in found.targets] == ["Config-Target: email@prod", "Config-Target: email@test"]


@pytest.mark.parametrize(
    "line",
    [
        "a.yaml:smtp.password = S3NTINEL",
        "vault/a.yaml:plain = S3NTINEL",
        "a.yaml:env[name=API].value = S3NTINEL",
        "a.yaml:x.license = S3NTINEL",
        "**:**.password = S3NTINEL",
        "a.yaml:password=S3NTINEL",
        'a.yaml:"password=S3NTINEL',
        "a.yaml:password = [S3NTINEL",
        "a.yaml:r[password=x = S3NTINEL",
    ],
)
def test_a_declared_secret_is_kept_to_be_compared_and_never_shown(line: str) -> None:
    policy = replace(
        POLICY,
        files=(FileEntry((FileGlob("vault/**"),), secret=True),),
        secrets=(parse("**:**.license"), parse("**:env[name=API].value")),
    )
    found = gathered(f"s\n\nConfig-Setting: {line}\n", policy=policy)
    shown = [str(said) for said in found.said] + [str(wrong) for wrong in found.misstated]
    assert not [text for text in shown if "S3NTINEL" in text]
    assert "•••" in shown[0]
    for declared in found.settings:
        assert declared.value is not None
        assert (declared.value.text, declared.value.shown) == ("S3NTINEL", "•••")
        assert "S3NTINEL" not in str(declared.said)


def test_other_values_are_shown_as_they_were_written() -> None:
    (line,) = gathered("s\n\nConfig-Setting: a.yaml:size = 20\n").said
    assert str(line) == "Config-Setting: a.yaml:size = 20"
