"""What the policy lets be overridden, and in which words: all else is refused, and fails as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.cli.overriding import LINE, POLICY, STRAYED, WORDS, again, refusal

if TYPE_CHECKING:
    from tests.unit.cli.reviewed import Reviewed


def test_what_another_rule_finds_fails_all_the_same(straying: Reviewed) -> None:
    again(straying, WORDS, {"config/api.yaml": STRAYED.replace("tenant: t", "tenant: u")})
    straying.review("grace")
    status, report, _ = straying.check()
    assert (status, report["verdict"]) == (1, "fail")
    passed = {(f["rule"], f["address"]) for f in report["findings"] if f["overridden"]}
    failing = {(f["rule"], f["address"]) for f in report["findings"] if not f["overridden"]}
    assert passed == {("outside-intent", "config/api.yaml:database"), ("outside-intent", "config/api.yaml:tenant")}
    assert failing == {("frozen-setting", "config/api.yaml:tenant")}


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("frozen-setting", "nobody can override frozen-setting: the policy has it under “mandatory”"),
        ("policy-change", "nobody can override policy-change; whoever edits the guard says so: Config-Scope: policy"),
        ("unreadable-config", "nobody can override unreadable-config; what cannot be read was not judged"),
        ("unmet-intent", "the policy lets only these be overridden: outside-intent, type-change"),
        ("no-such-rule", "the policy lets only these be overridden: outside-intent, type-change"),
    ],
)
def test_what_the_policy_does_not_allow_is_refused_though_approved(straying: Reviewed, rule: str, told: str) -> None:
    again(straying, f"Move\n\nConfig-Scope: email, storage\nConfig-Override: {rule}: now\n")
    straying.review("grace")
    status, report, _ = straying.check()
    assert status == 1
    assert told in refusal(report)
    assert straying.hub.asked == []


def test_where_the_policy_says_nothing_of_it_overriding_is_not_allowed(straying: Reviewed) -> None:
    again(straying, WORDS, policy=POLICY.partition("override:")[0])
    straying.review("grace")
    status, report, _ = straying.check()
    assert status == 1
    assert "but the policy lets no rule be overridden" in refusal(report)
    assert straying.hub.asked == []


def test_a_policy_that_the_change_brings_allows_nothing(straying: Reviewed) -> None:
    own = {".configguard.yaml": POLICY, "config/api.yaml": STRAYED}
    again(straying, f"{WORDS}Config-Scope: policy\n", own, policy=POLICY.partition("override:")[0])
    straying.review("grace")
    status, report, _ = straying.check()
    assert status == 1
    assert "but the policy lets no rule be overridden" in refusal(report)


def test_a_first_policy_allows_nothing_before_it_is_there(straying: Reviewed) -> None:
    repository = straying.repository
    repository.git("checkout", "--quiet", "main")
    repository.commit("No policy", {".configguard.yaml": None})
    repository.git("checkout", "--quiet", "-B", "topic")
    repository.commit(f"{WORDS}Config-Scope: policy\n", {".configguard.yaml": POLICY, "config/api.yaml": STRAYED})
    straying.review("grace")
    status, report, _ = straying.check()
    assert (status, report["policy"]["from"]) == (1, "head")
    assert "the policy that allows it is not on main yet" in refusal(report)
    assert straying.hub.asked == []


def test_a_line_that_has_nothing_to_override_is_a_warning(straying: Reviewed) -> None:
    again(straying, WORDS.replace("email", "email, storage"))
    status, report, _ = straying.check()
    assert (status, report["verdict"]) == (0, "pass")
    said = f"{straying.tip[:7]} says “Config-Override: outside-intent”"
    assert refusal(report).startswith(f"warning: {said}, but there is nothing for it to override\n")
    assert straying.hub.asked == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Config-Override: outside-intent", "but it gives no reason"),
        ("Config-Override: outside-intent: ...", "but it gives no reason"),
        ("Config-Override:", "but it names no rule"),
        ("Config-Override: *: all of it", "but that is no rule's name"),
        ("Config-Override: outside-intent, type-change: both", "but that is no rule's name"),
    ],
)
def test_a_line_that_cannot_be_understood_is_said_and_overrides_nothing(
    straying: Reviewed, line: str, told: str
) -> None:
    again(straying, f"Move\n\nConfig-Scope: email\n{line}\n")
    straying.review("grace")
    status, report, _ = straying.check()
    assert status == 1
    (unmet,) = [finding for finding in report["findings"] if finding["rule"] == "unmet-intent"]
    assert told in unmet["message"]


def test_an_override_says_nothing_of_what_a_change_is_for(straying: Reviewed) -> None:
    again(straying, f"Move\n\n{LINE}\n")
    straying.review("grace")
    status, report, _ = straying.check()
    assert status == 1
    assert "missing-intent" in {finding["rule"] for finding in report["findings"]}


@pytest.mark.parametrize(("most", "status"), [(1, 0), (2, 0)])
def test_so_many_findings_pass_as_the_policy_says(straying: Reviewed, most: int, status: int) -> None:
    again(straying, WORDS, policy=f"{POLICY}  findings: {most}\n")
    straying.review("grace")
    assert straying.check()[0] == status


def test_more_findings_than_that_all_fail(straying: Reviewed) -> None:
    again(
        straying,
        WORDS,
        {"config/api.yaml": f"{STRAYED}other: 1\n"},
        policy=f"{POLICY}  findings: 1\n".replace("storage: {", "storage: { about: Disks,"),
    )
    straying.review("grace")
    status, report, _ = straying.check()
    assert status == 1
    assert "the policy lets 1 of its findings be overridden, and there are 2" in refusal(report)
    assert not any(finding["overridden"] for finding in report["findings"])
    assert straying.hub.asked == []


@pytest.mark.parametrize(("reason", "status"), [("INC-[0-9]+", 0), ("^INC-[0-9]+$", 1), ("CHG-[0-9]+", 1)])
def test_a_reason_must_hold_what_the_policy_wants_in_it(straying: Reviewed, reason: str, status: int) -> None:
    again(straying, WORDS, policy=f"{POLICY}  reason: '{reason}'\n")
    straying.review("grace")
    found, report, _ = straying.check()
    assert found == status
    if status:
        assert f"the policy wants “{reason}” in the reason" in refusal(report)


def test_another_entry_of_the_policy_may_allow_it(straying: Reviewed) -> None:
    two = POLICY.partition("override:")[0] + (
        "override:\n"
        "  - { rules: [outside-intent], approval: ['@linus'] }\n"
        "  - { rules: outside-intent, approval: owner, findings: 3 }\n"
    )
    again(straying, WORDS, policy=two)
    assert "it needs an approval of @linus: commit" in refusal(straying.check()[1])
    straying.review("linus")
    assert straying.check()[0] == 0


def test_an_owner_of_the_setting_may_approve_where_the_policy_says_so(straying: Reviewed) -> None:
    again(straying, WORDS, policy=POLICY.replace('["@acme/oncall", "@grace"]', "owner"))
    straying.review("grace")
    assert straying.check()[0] == 1
    straying.review("linus")
    assert straying.check()[0] == 0
