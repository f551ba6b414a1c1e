"""What many settings refer to is critical: it must be named itself, and the reason says how many and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.guard.asking import findings, judged, of_commits, repository

if TYPE_CHECKING:
    from pathlib import Path

POLICY = """\
version: 1
files:
  - match: ["config/**", "catalog/**"]
scopes:
  all: { settings: ["config/**", "catalog/**"] }
references:
  - from: "config/*.yaml:needs[*]"
    to-keys: "catalog/*.yaml:services.*"
    critical-from: 3
    why: The gateway stops without it.
"""
BY_VALUE = POLICY.replace('to-keys: "catalog/*.yaml:services.*"', 'to: "catalog/*.yaml:services[*].name"')
CATALOG = "services:\n  mail: { host: a, port: 25 }\n  search: { host: b, port: 9200 }\n"
BASE = {
    "catalog/a.yaml": CATALOG,
    "config/api.yaml": "needs: [mail, search]\n",
    "config/orders.yaml": "needs: [mail, search]\n",
    "config/web.yaml": "needs: [mail]\n",
}
HOST = "error critical-setting catalog/a.yaml:services.mail.host"
SCOPE = "Move it\n\nConfig-Scope: all\n"
NAMED = "Move it\n\nConfig-Scope: all\nConfig-Setting: catalog/a.yaml:services.mail.host\n"


def moved(files: dict[str, str], name: str = "a") -> dict[str, str]:
    return {**files, "catalog/a.yaml": files["catalog/a.yaml"].replace(f"host: {name}", f"host: {name}-2")}


def test_a_scope_does_not_grant_what_three_refer_to(tmp_path: Path) -> None:
    report = judged(tmp_path, BASE, moved(BASE), SCOPE, policy=POLICY)
    assert findings(report) == [HOST]
    assert report.findings[0].message == (
        "services.mail.host is critical and changed from a to a-2, which Config-Scope: all does not grant: 3 settings "
        "refer to it (config/api.yaml:needs[0], config/orders.yaml:needs[0] and config/web.yaml:needs[0]); "
        "The gateway stops without it"
    )
    assert report.changes[0].critical is not None


def test_it_may_change_where_it_is_named_itself(tmp_path: Path) -> None:
    assert findings(judged(tmp_path, BASE, moved(BASE), NAMED, policy=POLICY)) == []


def test_what_fewer_refer_to_is_granted_by_its_scope(tmp_path: Path) -> None:
    assert findings(judged(tmp_path, BASE, moved(BASE, "b"), SCOPE, policy=POLICY)) == []


def test_of_many_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    base = {**BASE, **{f"config/more-{number}.yaml": "needs: [mail]\n" for number in range(1_000)}}
    (found,) = judged(tmp_path, base, moved(base), SCOPE, policy=POLICY).findings
    assert "1,003 settings refer to it (config/api.yaml:needs[0], config/more-0.yaml:needs[0], " in found.message
    assert " and 1,000 more); The gateway" in found.message


def test_a_change_does_not_free_it_by_taking_references_away(tmp_path: Path) -> None:
    head = moved({**BASE, "config/web.yaml": "needs: []\n", "config/api.yaml": "needs: [search]\n"})
    assert HOST in findings(judged(tmp_path, BASE, head, SCOPE, policy=POLICY))


def test_nor_does_a_commit_before_it_free_it_where_each_is_judged_by_its_own_words(tmp_path: Path) -> None:
    made = repository(tmp_path, BASE, policy=f"{POLICY}intent: {{ per: commit }}\n")
    made.commit(SCOPE, {"config/web.yaml": "needs: [search]\n", "config/api.yaml": "needs: [search]\n"})
    made.commit(SCOPE, {"catalog/a.yaml": moved(BASE)["catalog/a.yaml"]})
    assert HOST in findings(of_commits(made))


def test_a_new_entry_is_nobodys_dependency_yet(tmp_path: Path) -> None:
    head = {**BASE, "catalog/a.yaml": f"{CATALOG}  new: {{ host: c }}\n"}
    head |= {path: text.replace("needs: [", "needs: [new, ") for path, text in BASE.items() if "config/" in path}
    assert findings(judged(tmp_path, BASE, head, SCOPE, policy=POLICY)) == []


def test_what_is_taken_away_was_critical_and_dangles(tmp_path: Path) -> None:
    head = {**BASE, "catalog/a.yaml": CATALOG.replace("  mail: { host: a, port: 25 }\n", "")}
    report = judged(tmp_path, BASE, head, SCOPE, policy=POLICY)
    assert [found.rule for found in report.findings if str(found.level) == "error"].count("critical-setting") == 2
    assert [found.rule for found in report.findings].count("dangling-reference") == 4


@pytest.mark.parametrize("field", ["host", "name"])
def test_a_whole_item_is_critical_where_its_name_is_referred_to(tmp_path: Path, field: str) -> None:
    catalog = "services:\n- { name: mail, host: a }\n- { name: search, host: b }\n"
    base = {**BASE, "catalog/a.yaml": catalog}
    head = {**base, "catalog/a.yaml": catalog.replace("host: a" if field == "host" else "name: mail", f"{field}: new")}
    assert f"error critical-setting catalog/a.yaml:services[name=mail].{field}" in findings(
        judged(tmp_path, base, head, SCOPE, policy=BY_VALUE)
    )


def test_of_names_side_by_side_only_the_one_is_critical(tmp_path: Path) -> None:
    policy = POLICY.replace('to-keys: "catalog/*.yaml:services.*"', 'to: "catalog/*.yaml:hosts.*"')
    catalog = "hosts: { one: mail, two: search, three: web }\n"
    base = {**BASE, "catalog/a.yaml": catalog}
    report = judged(tmp_path, base, {**base, "catalog/a.yaml": catalog.replace("web", "api")}, SCOPE, policy=policy)
    assert findings(report) == []


def test_an_object_of_kubernetes_is_critical_as_a_whole(tmp_path: Path) -> None:
    policy = POLICY.replace('to-keys: "catalog/*.yaml:services.*"', 'to: "catalog/*.yaml:[Service/*].metadata.name"')
    catalog = "apiVersion: v1\nkind: Service\nmetadata: { name: mail }\nspec: { port: 25 }\n"
    base = {**BASE, "catalog/a.yaml": catalog, "catalog/b.yaml": catalog.replace("mail", "search")}
    report = judged(tmp_path, base, {**base, "catalog/a.yaml": catalog.replace("25", "26")}, SCOPE, policy=policy)
    assert findings(report) == ["error critical-setting catalog/a.yaml:[Service/mail].spec.port"]


def test_who_refers_to_a_secret_is_not_named(tmp_path: Path) -> None:
    policy = f"{POLICY}secrets: {{ settings: ['config/web.yaml'] }}\n"
    (found,) = judged(tmp_path, BASE, moved(BASE), SCOPE, policy=policy).findings
    assert "3 settings refer to it (config/api.yaml:needs[0], config/orders.yaml:needs[0] and 1 more)" in found.message
    policy = f"{BY_VALUE}secrets: {{ settings: ['catalog/*.yaml:**.name'] }}\n"
    catalog = "services:\n- { id: 1, name: mail, host: a }\n- { id: 2, name: search, host: b }\n"
    base = {**BASE, "catalog/a.yaml": catalog}
    (found,) = judged(tmp_path, base, moved(base), SCOPE, policy=policy).findings
    assert found.message.endswith("does not grant: 3 settings refer to it; The gateway stops without it")


BY_CHOICE = POLICY.replace("    critical-from: 3\n", "").replace(
    "references:", "critical:\n  - { settings: ['catalog/**:**.host'], why: Addresses., referred: 3 }\nreferences:"
)


def test_the_settings_of_an_entry_that_hurt_can_be_chosen(tmp_path: Path) -> None:
    head = {**BASE, "catalog/a.yaml": CATALOG.replace("host: a, port: 25", "host: a-2, port: 26")}
    (found,) = judged(tmp_path, BASE, head, SCOPE, policy=BY_CHOICE).findings
    assert str(found.address) == "catalog/a.yaml:services.mail.host"
    assert found.message.endswith("and config/web.yaml:needs[0]); Addresses")
    assert findings(judged(tmp_path, BASE, moved(BASE, "b"), SCOPE, policy=BY_CHOICE)) == []


def test_what_refers_to_one_entry_under_several_references_counts_together(tmp_path: Path) -> None:
    other = '  - { from: "config/*.yaml:wants", to-keys: "catalog/*.yaml:services.*" }\n'
    base = {**BASE, "config/web.yaml": "needs: []\nwants: mail\n"}
    assert findings(judged(tmp_path, base, moved(base), SCOPE, policy=BY_CHOICE)) == []
    assert findings(judged(tmp_path, base, moved(base), SCOPE, policy=BY_CHOICE + other)) == [HOST]


def test_an_owner_s_approval_is_needed_only_where_enough_refers_to_it(tmp_path: Path) -> None:
    policy = BY_CHOICE.replace("referred: 3", "referred: 3, approval: owner")
    (mail,) = judged(tmp_path, BASE, moved(BASE), NAMED, policy=policy, ci=True).findings
    assert "which needs an approval of its owner" in mail.message
    assert judged(tmp_path, BASE, moved(BASE, "b"), SCOPE, policy=policy, ci=True).findings == ()
