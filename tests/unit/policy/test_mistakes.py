"""Every mistake of a policy is said, at its place, with what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import formats, policy
from configguard.errors import Misasked
from configguard.policy.keys import SOURCES
from tests.unit.policy.conftest import POLICY_KEYS, RULES

if TYPE_CHECKING:
    from tests.unit.policy.conftest import Load, Mistakes

NAME_FORM = "a name holds letters, digits and ._/-, and begins with a letter or digit"

WAIVER = "rule: type-change, reason: a, owner: b, expires: 2026-12-31"

BY_FINGERPRINT = (
    "3:75: unused-scope speaks of a whole change, not of one setting; "
    'name it by its "fingerprint", which --format json says'
)

SINGLE = {
    "an unknown key that is near a known one": (
        "version: 1\nscopes:\n  email:\n    setings: [a]\n",
        '4:5: unknown key "setings" in scope "email"; did you mean "settings"?',
    ),
    "an unknown key that is near none": (
        "version: 1\nintent: {xyz: 1}\n",
        '2:10: unknown key "xyz" in "intent"; its keys are required, sources, scopes, per',
    ),
    "a key that is no text": (
        "version: 1\n7: a\n",
        f'2:1: unknown key "7" in the policy; its keys are {POLICY_KEYS}',
    ),
    "items known by a secret": (
        "version: 1\nfiles:\n- match: a\n  items: {users: [id, api_token]}\n",
        '4:23: "api_token" sounds secret, and addresses would show it; name another field, or position',
    ),
    "a missing key": ("version: 1\nfiles:\n- secret: true\n", '3:3: this entry of "files" lacks "match"'),
    "a missing reason": (
        "version: 1\ncritical:\n- settings: a\n",
        '3:3: this entry of "critical" lacks "why"',
    ),
    "no version": ("files: []\n", '1:1: the policy lacks "version: 1"'),
    "a version to come": (
        "version: 2\n",
        '1:10: "version" must be 1, the only one that this version of ConfigGuard knows',
    ),
    "a version in quotes": ("version: '1'\n", '1:10: "version" must be the number 1, but is text'),
    "a promotion of nothing": (
        'version: 1\ntargets: [{name: "{a}", layers: ["{a}"], promotion: {}}]\n',
        "2:11: “promotion” names no placeholder: write it with its stages, { env: [test, prod] }",
    ),
    "a promotion with one stage": (
        'version: 1\ntargets: [{name: "{a}", layers: ["{a}"], promotion: {a: [x]}}]\n',
        '2:57: "a" must be a list of 2 or more',
    ),
    "a promotion by an unknown placeholder": (
        'version: 1\ntargets: [{name: "{env}", layers: ["{env}"], promotion: {enw: [x, y]}}]\n',
        '2:58: unknown placeholder "enw"; did you mean "env"?',
    ),
    "a promotion with a stage that stands twice": (
        'version: 1\ntargets: [{name: "{a}", layers: ["{a}"], promotion: {a: [x, y, x]}}]\n',
        '2:64: the stage "x" stands twice',
    ),
    "a promotion by two placeholders": (
        'version: 1\ntargets: [{name: "{a}{b}", layers: ["{a}/{b}"], promotion: {a: [x, y], b: [x, y]}}]\n',
        "2:72: a target has one placeholder that is its stage: make this an entry of its own",
    ),
    "a budget by an unknown placeholder": (
        'version: 1\ntargets: [{name: "{env}", layers: ["{env}"], budget: {one: enw}}]\n',
        '2:60: unknown placeholder "enw"; did you mean "env"?',
    ),
    "a waiver of nothing": (
        f"version: 1\nwaivers:\n- {{{WAIVER}}}\n",
        '3:3: this entry of "waivers" must have one of "address" and "fingerprint", not none',
    ),
    "a waiver of two": (
        f"version: 1\nwaivers:\n- {{{WAIVER}, address: 'a:b', fingerprint: 0c0ffee12345}}\n",
        '3:3: this entry of "waivers" must have one of "address" and "fingerprint", not both',
    ),
    "a waiver without end": (
        "version: 1\nwaivers:\n- {rule: type-change, reason: a, owner: b, address: 'a:b'}\n",
        '3:3: this entry of "waivers" lacks "expires"',
    ),
    "a waiver that nobody answers for": (
        "version: 1\nwaivers:\n- {rule: type-change, reason: a, expires: 2026-12-31, address: 'a:b'}\n",
        '3:3: this entry of "waivers" lacks "owner"',
    ),
    "a waiver until no day": (
        "version: 1\nwaivers:\n- {rule: type-change, reason: a, owner: b, address: 'a:b', expires: 2026-02-30}\n",
        '3:69: "expires" must be a day, written like 2026-12-31, but is "2026-02-30"',
    ),
    "a waiver until an hour": (
        "version: 1\nwaivers:\n- {rule: type-change, reason: a, owner: b, address: 'a:b', expires: 2026-02-03 10:00}\n",
        '3:69: "expires" must be a day, written like 2026-12-31, but is "2026-02-03 10:00"',
    ),
    "a waiver of many": (
        f"version: 1\nwaivers:\n- {{{WAIVER}, address: 'a:*'}}\n",
        '3:74: this names more than one setting: "a:*"',
    ),
    "a waiver of many files": (
        f"version: 1\nwaivers:\n- {{{WAIVER}, address: 'a/*'}}\n",
        '3:74: a waiver is of one finding: "a/*" names more than one file',
    ),
    "a waiver of no fingerprint": (
        f"version: 1\nwaivers:\n- {{{WAIVER}, fingerprint: COFFEE}}\n",
        '3:78: "COFFEE" is no fingerprint: that is 12 digits of 0-9 and a-f',
    ),
    "a waiver of a whole change by an address": (
        f"version: 1\nwaivers:\n- {{{WAIVER.replace('type-change', 'unused-scope')}, address: 'a:b'}}\n",
        BY_FINGERPRINT,
    ),
    "a waiver of what is mandatory": (
        f"version: 1\nmandatory: type-change\nwaivers:\n- {{{WAIVER}, address: 'a:b'}}\n",
        "4:10: no waiver touches type-change: the policy has it under “mandatory”",
    ),
    "a waiver of an edit of the guard": (
        f"version: 1\nwaivers:\n- {{{WAIVER.replace('type-change', 'policy-change')}, address: a}}\n",
        "3:10: no waiver touches policy-change; whoever edits the guard says so: Config-Scope: policy",
    ),
    "a list of waivers that is not there": (
        "version: 1\nwaivers: waivers.yaml\n",
        '2:10: "waivers.yaml" does not exist in the revision that this policy is read from',
    ),
    "a list of waivers from elsewhere": (
        "version: 1\nwaivers: ../waivers.yaml\n",
        '2:10: "../waivers.yaml" must be a path from the root of the repository, without “..”',
    ),
    "a budget of less than nothing": (
        "version: 1\nscopes:\n  a: {settings: b, budget: {removals: -1}}\n",
        '3:39: "removals" must be a whole number from 0, but is "-1"',
    ),
    "a budget of a share": (
        "version: 1\nscopes:\n  a: {settings: b, budget: {changes: 50%}}\n",
        '3:38: "changes" must be a whole number, but is text',
    ),
    "a day that the calendar lacks in a window": (
        "version: 1\nfrozen: [{settings: a, why: b, when: {from: 2026-02-30}}]\n",
        '2:45: "from" must be like 2026-12-31 or 2026-12-31T18:00Z, but is "2026-02-30"',
    ),
    "a time of no zone in a window": (
        "version: 1\nfrozen: [{settings: a, why: b, when: {to: 2026-02-03T10:00}}]\n",
        '2:43: "to" must be like 2026-12-31 or 2026-12-31T18:00Z, but is "2026-02-03T10:00"',
    ),
    "a window that ends before it begins": (
        "version: 1\nfrozen: [{settings: a, why: b, when: {from: 2026-02-03, to: 2026-02-02}}]\n",
        '2:61: "2026-02-02" is not behind "2026-02-03"',
    ),
    "a window that says nothing": (
        "version: 1\nfrozen: [{settings: a, why: b, when: [{}]}]\n",
        "2:39: this entry of “when” says nothing: give it from, to, days or hours",
    ),
    "a day of no week": (
        "version: 1\nfrozen: [{settings: a, why: b, when: {days: [monday]}}]\n",
        '2:46: unknown name "monday" in "days"; did you mean "mon"?',
    ),
    "an hour of no day": (
        "version: 1\nfrozen: [{settings: a, why: b, when: {hours: '09:00-25:00'}}]\n",
        '2:46: hours are written like 09:00-17:00 or 22:00-06:00, in UTC, but here "09:00-25:00"',
    ),
    "hours that are none": (
        "version: 1\nscopes: {a: {settings: b, when: {hours: '09:00-09:00'}}}\n",
        '2:41: hours are written like 09:00-17:00 or 22:00-06:00, in UTC, but here "09:00-09:00"',
    ),
    "growth by no share": (
        "version: 1\nscopes:\n  a: {settings: b, budget: {growth: {files: half}}}\n",
        '3:45: "files" must be a whole number, or a share like 50%, but is "half"',
    ),
    "growth by a list": (
        "version: 1\nscopes:\n  a: {settings: b, budget: {growth: {lists: [1]}}}\n",
        '3:45: "lists" must be a whole number, or a share like 50%, but is a list',
    ),
    "neither a change nor a commit": (
        "version: 1\nintent: {per: day}\n",
        '2:15: "per" must be change or commit, but is "day"',
    ),
    "a source that says nothing by itself": (
        "version: 1\nintent: {sources: [label]}\n",
        '2:20: "label" in "sources" says nothing by itself: write a mapping, label: …',
    ),
    "a source with options that it does not have": (
        "version: 1\nintent: {sources: {trailer: {a: b}}}\n",
        '2:29: "trailer" in "sources" takes no options: write {}',
    ),
    "a title that is no regular expression": (
        "version: 1\nintent: {sources: {title: '(?P<scope>'}}\n",
        '2:27: "(?P<scope>" is no regular expression: missing ), unterminated subpattern at position 0',
    ),
    "a label without a group": (
        "version: 1\nintent: {sources: {label: 'scope: .*'}}\n",
        '2:27: "scope: .*" needs a group named scope: (?P<scope>…)',
    ),
    "an actor with a scope that is none": (
        "version: 1\nscopes: {email: {settings: a}}\nintent: {sources: {actor: {'renovate[bot]': [emial]}}}\n",
        '3:46: "renovate[bot]" is given the unknown scope "emial"; did you mean "email"?',
    ),
    "an actor that may edit the guard": (
        "version: 1\nscopes: {email: {settings: a}}\nintent: {sources: {actor: {bot: policy}}}\n",
        '3:33: "bot" is given the unknown scope "policy"; there are email',
    ),
    "an unknown source": (
        "version: 1\nintent: {sources: [trailers]}\n",
        '2:20: unknown name "trailers" in "sources"; did you mean "trailer"?',
    ),
    "no source": (
        "version: 1\nintent: {sources: {}}\n",
        f'2:19: "sources" is empty; leave it out, or name one of {", ".join(SOURCES.names)}',
    ),
    "a key that stands twice": (
        "version: 1\nscopes:\n  a: {settings: b}\n  a: {settings: c}\n",
        '4:3: the key "a" stands in line 3 already',
    ),
    "a list where a mapping belongs": (
        "version: 1\nscopes: [a]\n",
        '2:9: "scopes" must be a mapping, but is a list',
    ),
    "a mapping where a list belongs": (
        "version: 1\nfiles: {match: a}\n",
        '2:8: "files" must be a list of entries, each behind “- ”, but is a mapping',
    ),
    "a mapping where texts belong": (
        "version: 1\nfiles:\n- match: {a: b}\n",
        '3:10: "match" must be text, or a list of texts, but is a mapping',
    ),
    "nothing where texts belong": (
        "version: 1\nfiles:\n- match:\n",
        '3:9: "match" must be text, but is empty',
    ),
    "a blank text": ("version: 1\nscopes:\n  a: {settings: b, about: ' '}\n", '3:27: "about" is empty'),
    "an empty list of settings": ("version: 1\nscopes:\n  a: {settings: []}\n", '3:17: "settings" is empty'),
    "a number where text belongs": (
        "version: 1\nscopes:\n  a: {settings: b, owners: [5]}\n",
        '3:29: an item of "owners" must be text: write "5", in double quotes',
    ),
    "a scope's name that YAML reads as something else": (
        "version: 1\nscopes:\n  on: {settings: b}\n",
        '3:3: the name of a scope must be text: write "on", in double quotes',
    ),
    "a word where a switch belongs": (
        "version: 1\nfiles:\n- {match: a, secret: maybe}\n",
        '3:22: "secret" must be true or false, but is text',
    ),
    "a level that is none": (
        "version: 1\nlevels: {type-change: loud}\n",
        '2:23: the level of "type-change" must be error, warning, note or off, but is "loud"',
    ),
    "a level that YAML reads as true": (
        "version: 1\nlevels: {type-change: on}\n",
        '2:23: the level of "type-change" must be error, warning, note or off, but is "on"',
    ),
    "an unknown rule": (
        "version: 1\nlevels: {outside-intend: note}\n",
        '2:10: unknown rule "outside-intend"; did you mean "outside-intent"?',
    ),
    "an unknown rule in an entry of files": (
        "version: 1\nfiles:\n- match: a\n  levels: {zzz: off}\n",
        f'4:12: unknown rule "zzz"; there are {", ".join(RULES)}',
    ),
    "an unknown format": (
        "version: 1\nfiles:\n- match: a\n  format: yml\n",
        '4:11: unknown format "yml"; did you mean "yaml"?',
    ),
    "a schema that does not exist": (
        "version: 1\nfiles:\n- match: a\n  schema: s.json\n",
        '4:11: the schema "s.json" does not exist in the revision that this policy is read from',
    ),
    "a schema elsewhere": (
        "version: 1\nfiles:\n- match: a\n  schema: https://acme.example/s.json\n",
        '4:11: "https://acme.example/s.json" is a URL: only files of this repository count',
    ),
    "a schema above the root": (
        "version: 1\nfiles:\n- match: a\n  schema: a/../../s.json\n",
        '4:11: "a/../../s.json" must be a path from the root of the repository, without “..”',
    ),
    "an absolute path": (
        "version: 1\nextends: /etc/p.yaml\n",
        '2:10: "/etc/p.yaml" must be a path from the root of the repository, without a leading slash',
    ),
    "an extended file that does not exist": (
        "version: 1\nextends: [p.yaml]\n",
        '2:11: "p.yaml" does not exist in the revision that this policy is read from',
    ),
    "an unknown pack": (
        "version: 1\nextends: [kubernets]\n",
        '2:11: unknown pack "kubernets"; did you mean "kubernetes"?',
    ),
    "a reserved name": (
        "version: 1\nscopes:\n  none: {settings: a}\n",
        '3:3: "none" cannot name a scope: it declares no configuration changes',
    ),
    "another reserved name": (
        "version: 1\nscopes:\n  policy: {settings: a}\n",
        '3:3: "policy" cannot name a scope: it declares a change of the guard itself',
    ),
    "a name with a blank": (
        "version: 1\nscopes:\n  a b: {settings: a}\n",
        '3:3: "a b" cannot name a scope: ' + NAME_FORM,
    ),
}


@pytest.mark.parametrize(("text", "expected"), SINGLE.values(), ids=SINGLE.keys())
def test_a_mistake_is_said_once_with_its_cure(text: str, expected: str, mistakes: Mistakes) -> None:
    assert mistakes(text) == [expected]


PATTERNS = {
    "at its column": ('["a:b..c"]', "6: '.' cannot stand here: \"a:b..c\""),
    "behind an escaped quote": ('["a:\\"b\\"..c"]', '10: \'.\' cannot stand here: "a:\\"b\\"..c"'),
    "behind a doubled quote": ("['a:\"''\"..c']", '9: \'.\' cannot stand here: "a:\\"\'\\"..c"'),
    "unquoted": ("[a:b..c]", "5: '.' cannot stand here: \"a:b..c\""),
    "where quoting hides the place": (
        '["\\x61:b..c"]',
        "1: '.' cannot stand here: \"a:b..c\"",
    ),
    "a negation": (
        '["!a"]',
        '2: a pattern cannot begin with “!”: use “except”, or quote the file\'s name: "!a"',
    ),
    "with a dot": ("[./a]", '1: "./a" matches nothing: files are named from the root, without "./"'),
    "a placeholder that the name does not hold": ('["a/{x}"]', '4: the scope\'s name does not hold "{x}"'),
}


@pytest.mark.parametrize(("settings", "expected"), PATTERNS.values(), ids=PATTERNS.keys())
def test_a_mistake_in_a_pattern_is_shown_where_it_stands(settings: str, expected: str, mistakes: Mistakes) -> None:
    column, _, problem = expected.partition(": ")
    before = "  a: {settings: "
    said = mistakes(f"version: 1\nscopes:\n{before}{settings}}}\n")
    assert said == [f"3:{len(before) + 1 + int(column)}: {problem}"]


PLACEHOLDERS = {
    "a pattern without it": ("a/**", ['the scope\'s name holds "{x}", and so must "a/**"']),
    "a choice without it": ("{a/{x},b}/c", ['the scope\'s name holds "{x}", and so must "{a/{x},b}/c"']),
    "every choice with it": ("{a,b}/{x}/c", []),
    "in the path": ("a.yaml:services.{x}", []),
    "one choice with it, and the path": ("{{x},b}.yaml:{x}.c", []),
    "in a list item": ("a.yaml:services[name={x}]", []),
    "another": (
        "a/{y}",
        ['the scope\'s name does not hold "{y}"', 'the scope\'s name holds "{x}", and so must "a/{y}"'],
    ),
}


@pytest.mark.parametrize(("pattern", "expected"), PLACEHOLDERS.values(), ids=PLACEHOLDERS.keys())
def test_each_pattern_of_a_scope_binds_the_placeholders_of_its_name(
    pattern: str, expected: list[str], load: Load, mistakes: Mistakes
) -> None:
    text = f'version: 1\nscopes:\n  "s/{{x}}": {{settings: "{pattern}"}}\n'
    if not expected:
        assert load(text).scopes[0].settings[0].holes == {"x"}
    else:
        assert sorted(line.split(": ", 1)[1] for line in mistakes(text)) == sorted(expected)


def test_an_exception_may_leave_placeholders_out_or_bind_all(load: Load, mistakes: Mistakes) -> None:
    scope = 'version: 1\nscopes:\n  "{a}/{b}": {settings: "{a}/{b}/**", except: "%s"}\n'
    assert load(scope % "**/x").scopes[0].excepted
    assert load(scope % "{a}/{b}/x").scopes[0].excepted
    assert len(mistakes(scope % "{a}/x")) == 1


@pytest.mark.parametrize(
    "text",
    [
        'version: 1\nfiles:\n- match: "a/{x}"\n',
        'version: 1\nsecrets: {settings: "a:{x}"}\n',
        'version: 1\nsecrets: {except: "a:{x}"}\n',
        'version: 1\ncritical: [{settings: "a:{x}", why: b}]\n',
        'version: 1\nfrozen: [{settings: "a:{x}", why: b}]\n',
    ],
)
def test_a_placeholder_stands_only_in_scopes(text: str, mistakes: Mistakes) -> None:
    (line,) = mistakes(text)
    row, column, problem = line.split(":", 2)
    assert text.splitlines()[int(row) - 1][int(column) - 1 :].startswith("{x}")
    assert problem == ' "{x}": a placeholder stands only in a scope whose name holds it'


def test_match_names_whole_files(mistakes: Mistakes) -> None:
    assert mistakes('version: 1\nfiles:\n- match: "a.yaml:b"\n') == [
        '3:17: “match” names whole files; "a.yaml:b" names settings within them'
    ]


def test_the_list_of_items_is_a_path(mistakes: Mistakes) -> None:
    assert mistakes('version: 1\nfiles:\n- {match: a, items: {"a..b": c}}\n') == ["3:25: '.' cannot stand here"]


def test_all_mistakes_are_said_at_once_in_their_order(mistakes: Mistakes) -> None:
    text = "version: 3\nfils: []\nscopes:\n  a: {}\nextends: nope\nlevels: {x: y}\n"
    assert [line.split(":")[0] for line in mistakes(text)] == ["1", "2", "4", "5", "6", "6"]


def test_the_error_counts_them_and_keeps_them(load: Load) -> None:
    with pytest.raises(policy.PolicyMistakes, match=r"^\.configguard\.yaml has 2 mistakes$") as caught:
        load("version: 1\na: b\nc: d\n")
    assert [mistake.place.line for mistake in caught.value.mistakes] == [2, 3]
    with pytest.raises(policy.PolicyMistakes, match=r"has 1 mistake$"):
        load("version: 1\na: b\n")


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n"])
def test_an_empty_policy_is_a_mistake(text: str, mistakes: Mistakes) -> None:
    assert mistakes(text) == ['1:1: the policy is empty; it begins with "version: 1"']


@pytest.mark.parametrize(("text", "kind"), [("[]\n", "a list"), ("hello\n", "text"), ("7\n", "a number")])
def test_a_policy_is_a_mapping(text: str, kind: str, mistakes: Mistakes) -> None:
    assert mistakes(text) == [f"1:1: the policy must be a mapping, but is {kind}"]


def test_a_policy_is_one_document(mistakes: Mistakes) -> None:
    assert mistakes("version: 1\n---\nversion: 1\n") == ["3:1: a policy is one document, and this file holds 2"]


def test_a_policy_that_cannot_be_read_is_a_mistake_at_its_place(mistakes: Mistakes) -> None:
    (line,) = mistakes("version: 1\nfiles: [\n")
    assert line.count(":") >= 2


def test_a_policy_that_no_format_knows_is_a_mistake() -> None:
    with pytest.raises(policy.PolicyMistakes, match="has 1 mistake"):
        policy.load("policy.txt", "file", lambda _: b"version: 1", formats.read, ())


def test_without_a_policy_the_question_is_wrong() -> None:
    with pytest.raises(Misasked, match="there is no policy") as caught:
        policy.load(".configguard.yaml", "base", lambda _: None, formats.read, ())
    assert caught.value.cures == ("give the path of a policy: --policy FILE",)


def test_names_of_strangers_are_escaped_in_mistakes(mistakes: Mistakes) -> None:
    (line,) = mistakes('version: 1\n"a\\e[31m\\u202e": 1\n')
    assert line.isprintable()
    assert "\\u001b" in line
