"""A reference is held against all files of the head and of the base, and only where one of its ends changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import reporters
from configguard.guard.references import referring
from configguard.guard.sides import read_sides
from configguard.model.plugins import Style
from tests.unit.guard.asking import findings, judged, of_commits, repository

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from configguard.model.report import Report

POLICY = """\
version: 1
files:
  - match: ["config/**", "catalog/**"]
intent: { required: false }
levels: { outside-intent: off, uncovered-setting: off, emptied-setting: off }
references:
  - from: "config/*.yaml:needs[*]"
    to-keys: "catalog/*.yaml:services.*"
"""
BY_VALUE = POLICY.replace('to-keys: "catalog/*.yaml:services.*"', 'to: "catalog/*.yaml:services[*].name"')
OBJECTS = POLICY.replace('to-keys: "catalog/*.yaml:services.*"', 'to: "catalog/*.yaml:[ConfigMap/*].metadata.name"')
CATALOG = "services:\n  mail: { port: 25 }\n  search: { port: 9200 }\n"
BASE = {"catalog/a.yaml": CATALOG, "config/web.yaml": "needs: [mail, search]\n"}
DANGLING = "error dangling-reference config/web.yaml:needs"


def messages(report: Report) -> list[str]:
    return [found.message for found in report.findings]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read for a reference."""
    found: list[str] = []

    def read(tree: object, files: Iterable[str], claims: object) -> object:
        found.extend(files)
        return read_sides(tree, files, claims)  # type: ignore[arg-type]

    monkeypatch.setattr(referring, "read_sides", read)
    return found


def test_nothing_is_read_where_neither_end_changed(tmp_path: Path, reads: list[str]) -> None:
    head = {**BASE, "catalog/a.yaml": CATALOG.replace("25", "587"), "config/web.yaml": "needs: [mail, search]\nx: 1\n"}
    assert findings(judged(tmp_path, BASE, head, policy=POLICY)) == []
    assert reads == []


def test_a_file_that_both_sides_share_is_read_once(tmp_path: Path, reads: list[str]) -> None:
    made = repository(tmp_path, {**BASE, "config/api.yaml": "needs: [mail]\n"}, policy=POLICY)
    made.commit("Change", {"config/web.yaml": "needs: [mail, serch]\n"})
    assert findings(of_commits(made)) == [f"{DANGLING}[1]"]
    assert sorted(reads) == sorted(
        ["catalog/a.yaml", "config/api.yaml"] + ["config/web.yaml"] * 4  # on both sides, each beside the other
    )


def test_what_refers_in_a_file_that_did_not_change_is_found(tmp_path: Path) -> None:
    report = judged(tmp_path, BASE, {**BASE, "catalog/a.yaml": "services:\n  mail: { port: 25 }\n"}, policy=POLICY)
    assert findings(report) == [f"{DANGLING}[1]"]
    found = report.findings[0]
    assert (found.file, found.place) == ("config/web.yaml", (1, 15))
    assert found.change is None


def test_a_name_that_only_moved_to_another_file_is_there(tmp_path: Path) -> None:
    head = {**BASE, "catalog/a.yaml": "services:\n  mail: { port: 25 }\n"}
    head["catalog/b.yaml"] = "services:\n  search: { port: 9200 }\n"
    assert findings(judged(tmp_path, BASE, head, policy=POLICY)) == []


def test_the_number_names_no_text_and_a_key_keeps_its_type(tmp_path: Path) -> None:
    base = {"catalog/a.yaml": "services:\n  7: { port: 1 }\n", "config/web.yaml": "needs: [7]\n"}
    report = judged(tmp_path, base, {**base, "catalog/a.yaml": 'services:\n  "7": { port: 1 }\n'}, policy=POLICY)
    assert findings(report) == [f"{DANGLING}[0]"]
    report = judged(tmp_path, base, {**base, "config/web.yaml": "needs: ['7']\n"}, policy=POLICY)
    assert messages(report)[0].endswith("there it is an integer")


def test_one_that_was_ambiguous_before_is_a_note_and_a_new_one_is_not(tmp_path: Path) -> None:
    twice = "services:\n  mail: { port: 25 }\n"
    base = {**BASE, "catalog/b.yaml": twice}
    head = {**base, "config/web.yaml": "needs: [mail, search]\n", "config/api.yaml": "needs: [mail]\n"}
    report = judged(tmp_path, base, head, policy=POLICY)
    assert [(str(found.level), str(found.address)) for found in report.findings] == [
        ("error", "config/api.yaml:needs[0]"),
        ("note", "config/web.yaml:needs[0]"),
    ]


def test_a_second_dangling_name_is_not_taken_for_the_old_one(tmp_path: Path) -> None:
    base = {**BASE, "config/web.yaml": "needs: [ghost, mail]\n"}
    report = judged(tmp_path, base, {**base, "config/web.yaml": "needs: [mail, ghost, ghost]\n"}, policy=POLICY)
    assert sorted(str(found.level) for found in report.findings) == ["error", "note"]


def test_a_catalogue_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    report = judged(tmp_path, BASE, {**BASE, "catalog/a.yaml": "services: {\n"}, policy=POLICY)
    assert findings(report) == [
        "error unreadable-config catalog/a.yaml",
        f"{DANGLING}[0]",
        f"{DANGLING}[1]",
    ]
    assert all(message.endswith("catalog/a.yaml could not be read") for message in messages(report)[1:])


def test_a_renamed_item_is_named_by_what_its_settings_say(tmp_path: Path) -> None:
    base = {
        "catalog/a.yaml": "services:\n- { name: mail, port: 25 }\n- { name: search, port: 9200 }\n",
        "config/web.yaml": "needs: [mail]\n",
    }
    head = {**base, "catalog/a.yaml": base["catalog/a.yaml"].replace("name: mail", "name: post")}
    told = messages(judged(tmp_path, base, head, policy=BY_VALUE))
    assert told == [
        'needs[0] refers to "mail", which is called "post" now (catalog/a.yaml:services[name=post].name)',
        '"mail" is called "post" now, and 1 setting still refers to it: config/web.yaml:needs[0]',
    ]


def test_objects_of_kubernetes_are_known_by_their_names(tmp_path: Path) -> None:
    maps = "".join(f"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {name} }}\n" for name in ("a", "b"))
    base = {"catalog/a.yaml": maps, "config/web.yaml": "needs: [a, b]\n"}
    report = judged(tmp_path, base, {**base, "catalog/a.yaml": maps.replace("name: b", "name: c")}, policy=OBJECTS)
    assert findings(report) == [f"{DANGLING}[1]"]


def test_what_the_target_branch_broke_itself_is_a_note(tmp_path: Path) -> None:
    made = repository(tmp_path, BASE, policy=POLICY)
    made.commit("Take it over", {"catalog/a.yaml": "services:\n  mail: { port: 25 }\n  new: { port: 1 }\n"})
    made.switch("main")
    made.commit("Take it away", {"catalog/a.yaml": "services:\n  mail: { port: 25 }\n"})
    made.switch("work")
    report = of_commits(made)
    assert [str(found.level) for found in report.findings if found.rule == "dangling-reference"] == ["note", "note"]


def test_a_waiver_accepts_it_at_the_setting_that_refers(tmp_path: Path) -> None:
    waiver = (
        "waivers:\n- { rule: dangling-reference, address: 'config/web.yaml:needs[1]', reason: Later., owner: me, "
        "expires: 2999-01-01 }\n"
    )
    head = {**BASE, "config/web.yaml": "needs: [mail, later]\n"}
    report = judged(tmp_path, BASE, head, policy=POLICY + waiver)
    assert (report.verdict, findings(report)) == ("pass", [])
    assert [found.rule for found in report.waived] == ["dangling-reference"]


def test_a_folder_has_its_own_level(tmp_path: Path) -> None:
    policy = POLICY.replace(
        "intent: {", '  - { match: "config/web.yaml", levels: { dangling-reference: warning } }\nintent: {'
    )
    report = judged(tmp_path, BASE, {**BASE, "config/web.yaml": "needs: [mail, serch]\n"}, policy=policy)
    assert findings(report) == ["warning dangling-reference config/web.yaml:needs[1]"]


@pytest.mark.parametrize("secret", ["config/*.yaml:needs", "catalog/*.yaml:services"])
def test_a_secret_name_is_told_by_nothing(tmp_path: Path, secret: str) -> None:
    policy = f"{BY_VALUE}secrets: {{ settings: ['{secret}'] }}\n"
    catalog = "services:\n- { id: 1, name: hunter2hunter2 }\n- { id: 2, name: hunter3hunter3 }\n"
    base = {"catalog/a.yaml": catalog, "config/web.yaml": "needs: [hunter2hunter2]\n"}
    gone = {**base, "catalog/a.yaml": "services:\n- { id: 2, name: hunter3hunter3 }\n"}
    policy = policy.replace("intent: {", "  - { match: 'catalog/**', items: { services: id } }\nintent: {")
    report = judged(tmp_path, base, gone, policy=policy)
    (found,) = (found for found in report.findings if found.rule == "dangling-reference")
    told = (found.message, *found.remark.facts, *(word for way in found.remark.ways_out for word in way))
    assert not any("hunter" in text or "id=1" in text for text in told)
    if secret.startswith("catalog"):
        rendered = [reporters.reporters()[name].render(report, Style()) for name in ("json", "text", "sarif", "html")]
        assert not any("hunter" in text for text in rendered)


def test_a_name_that_an_entry_keeps_secret_is_not_told_where_it_stands_twice(tmp_path: Path) -> None:
    policy = f"{BY_VALUE}secrets: {{ settings: ['catalog/b.yaml'] }}\n"
    one, two = "services:\n- { id: 1, name: hunter2 }\n", "services:\n- { id: 2, name: hunter2 }\n"
    base = {"catalog/a.yaml": one, "config/web.yaml": "needs: [hunter2]\n"}
    report = judged(tmp_path, base, {**base, "catalog/b.yaml": two}, policy=policy)
    (message,) = (found.message for found in report.findings if found.rule == "dangling-reference")
    assert message == "needs[0] refers to a name that is not shown, which stands in several places"


def test_a_key_may_hold_several_names(tmp_path: Path) -> None:
    policy = POLICY.replace('from: "config/*.yaml:needs[*]"', 'from-keys: "config/*.yaml:queues.*"\n    split: ","')
    base = {"catalog/a.yaml": CATALOG, "config/web.yaml": "queues:\n  mail,search: { size: 1 }\n"}
    assert findings(judged(tmp_path, base, base, policy=policy, strict=True)) == []
    head = {**base, "config/web.yaml": "queues:\n  mail,serch: { size: 1 }\n"}
    (found,) = judged(tmp_path, base, head, policy=policy).findings
    assert found.message.startswith('queues.mail,serch refers to "serch", which stands nowhere in ')


def test_a_strict_judgement_asks_every_reference(tmp_path: Path) -> None:
    files = {**BASE, "config/web.yaml": "needs: [mail, ghost]\n"}
    assert findings(judged(tmp_path, files, files, policy=POLICY)) == []
    assert findings(judged(tmp_path, files, files, policy=POLICY, strict=True)) == [f"{DANGLING}[1]"]


def test_of_many_names_that_dangle_only_the_first_are_looked_for(tmp_path: Path) -> None:
    names = ", ".join(f"serch{number}" for number in range(60))
    report = judged(tmp_path, BASE, {**BASE, "config/web.yaml": f"needs: [{names}]\n"}, policy=POLICY)
    hints = [message.endswith('did you mean "search"?') for message in messages(report)]
    assert hints == [True] * 50 + [False] * 10
