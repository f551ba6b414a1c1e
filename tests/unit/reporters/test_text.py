from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from configguard.model.address import Index, Key
from configguard.model.change import Change, Excerpt, Value
from configguard.model.document import Place
from configguard.model.finding import Finding, Remark
from configguard.model.intent import Intent
from configguard.model.level import Level
from configguard.model.plugins import Style
from configguard.model.report import LookedAt, Report
from configguard.model.trail import Item
from configguard.model.words import declare_scope, declare_setting, put_back
from configguard.reporters import render
from tests.reporters import a_report
from tests.reporters.a_report import HOST, PORT, SIZE, TIMEOUT, changed, excerpt, outside, report

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def said(given: Report, **style: int | bool) -> str:
    return render("text", given, Style(**style))  # type: ignore[arg-type]


def first(given: Report) -> str:
    return said(given).partition("\n")[0]


def many(number: int, scopes: tuple[str, ...] = ("payments",)) -> tuple[Change, ...]:
    return tuple(
        changed(f"services.payments.s{n}.retries", str(n), str(n + 1), line=n + 5, scopes=scopes, kind="int")
        for n in range(number)
    )


def test_the_first_line_survives_alone() -> None:
    other = replace(a_report.OTHERS[0])
    cases = [
        (a_report.incident(), "✗ 1 of 3 changes is outside the intent"),
        (report(changes=(HOST,), findings=(outside(HOST),)), "✗ the only change is outside the intent"),
        (
            report(changes=(HOST, SIZE), findings=(outside(HOST), outside(SIZE))),
            "✗ both changes are outside the intent",
        ),
        (
            report(changes=(HOST, SIZE, PORT), findings=(outside(HOST), outside(SIZE), other)),
            "✗ 2 of 3 changes are outside the intent, and 1 other error",
        ),
        (a_report.unsaid(), "✗ configuration changed, and nothing says what for"),
        (
            replace(a_report.unsaid(), findings=(a_report.HOST_CRITICAL, *a_report.unsaid().findings)),
            "✗ configuration changed, and nothing says what for; besides, 1 other error",
        ),
        (
            replace(a_report.unsaid(), verdict="pass", findings=(a_report.UNSAID_YET,)),
            "✓ 3 changes, and nothing says yet what for, 1 warning",
        ),
        (report(changes=(PORT,), findings=(other,)), f"✗ {other.message}"),
        (report(changes=(PORT,), findings=(other, other)), f"✗ 2 errors, first: {other.message}"),
        (a_report.passed(), "✓ 2 changes, all inside email"),
        (report(verdict="pass", changes=(SIZE,)), "✓ 1 change, inside email"),
        (report(verdict="pass"), "✓ no configuration changed"),
        (
            report(verdict="pass", changes=(PORT,), findings=(a_report.OTHERS[1],)),
            "✓ 1 change, inside email, 1 warning",
        ),
        (report(verdict="pass", changes=(HOST,), intent=Intent()), "✓ 1 change, nothing declared"),
        (a_report.unjudged(), "cannot judge: the base commit is not in this clone (shallow, depth 1)"),
        (
            replace(a_report.incident(), advisory=True),
            "✗ 1 of 3 changes is outside the intent (advisory: reported, not enforced)",
        ),
    ]
    assert [(first(given), line) for given, line in cases if first(given) != line] == []


def test_what_is_declared_by_name_alone_is_said_so() -> None:
    change = replace(HOST, covered_by=("Config-Setting: config/api.yaml:database.host",), named_itself=True)
    assert first(report(verdict="pass", changes=(change, SIZE))) == "✓ 2 changes, all inside what you declared"


def test_notes_come_before_everything_but_the_verdict() -> None:
    lines = said(replace(a_report.incident(), notes=("the policy is not yet on main",))).splitlines()
    assert lines[1] == "  note: the policy is not yet on main"


def test_findings_about_one_change_share_a_frame_and_its_ways_out() -> None:
    text = said(a_report.incident())
    assert text.count("┌─") == 1
    assert text.count("put it back") == 1
    assert text.count(declare_setting(HOST.address)) == 1


def test_a_finding_at_a_changed_setting_is_shown_in_its_frame() -> None:
    text = said(report(changes=(PORT,), findings=a_report.OTHERS[:2]))
    assert text.count("┌─") == 1
    assert '+ 16    port: "8080"' in text


@pytest.mark.parametrize("number", [4, 40, 400])
def test_many_alike_are_told_together_and_counted(number: int) -> None:
    changes = many(number)
    text = said(report(changes=(*changes, HOST), findings=(*map(outside, changes), outside(HOST))), width=200)
    assert f"each of {number} settings under services.payments changed, and nothing you declared covers it" in text
    assert text.count("┌─") == 2
    assert (f"and {number - 5} more under services.payments" in text) == (number > 5)
    assert ("configguard check --format oneline" in text) == (number > 3)
    assert text.count("Config-Scope: payments") == 1
    assert "configguard restore --outside email" in text or number <= 4
    assert len(text.splitlines()) < 50


def test_many_in_several_files_are_told_file_by_file() -> None:
    files = ["a.yaml"] * 9 + ["b.yaml"] + [f"c{n}.yaml" for n in range(5)]
    changes = [replace(c, trail=a_report.trail(f"web.k{n}", files[n])) for n, c in enumerate(many(15))]
    text = said(report(changes=tuple(changes), findings=tuple(map(outside, changes))), width=200)
    assert re.search(r"a\.yaml +9 settings under web: k0 0 → 1, …\n", text)
    assert "b.yaml:web.k9" in text
    assert "and 2 more in 2 other files\n" in text


def test_no_command_names_a_scope_that_the_policy_does_not_have() -> None:
    changes = many(9)
    wrong = Finding("unknown-scope", Level.ERROR, Remark("names the scope email", facts=("email",)))
    findings = (*map(outside, changes), wrong)
    text = said(report(changes=changes, findings=findings), width=200)
    assert "--outside email" not in text
    assert "--outside email" not in render("github-summary", report(changes=changes, findings=findings), Style())


def test_a_commit_is_named_shortly_where_its_policy_came_from() -> None:
    given = report(verdict="pass", changes=(SIZE,), policy_revision="0123456789" * 4)
    assert "policy from 0123456\n" in said(given)


def test_nothing_is_lost_when_asked_for_everything() -> None:
    changes = many(40)
    text = said(report(changes=changes, findings=tuple(map(outside, changes))), verbose=True)
    assert all(put_back(change.address) in text for change in changes)


def test_hundreds_in_many_scopes_stay_readable_with_the_critical_first() -> None:
    changes = [change for n in range(100) for change in many(4, (f"cluster/{n}",))]
    files = [f"deploy/{n % 100 % 3}/f{n % 100}.yaml" for n in range(400)]
    changes = [replace(c, trail=a_report.trail(f"k{n}", files[n])) for n, c in enumerate(changes)]
    text = said(report(changes=(*changes, HOST), findings=(*map(outside, changes), outside(HOST))), width=200)
    assert "each of 400 settings in 100 files changed" in text
    assert "  ┌─ 100 files in deploy/\n" in text
    assert "  │   scopes: cluster/0, cluster/1, cluster/2, cluster/3, cluster/4, cluster/5 and 94 more\n" in text
    assert text.index("config/api.yaml:4:9") < text.index("each of 400")
    assert len(text.splitlines()) < 60


def test_sentences_that_differ_are_told_by_what_their_ends_share_or_by_their_rule() -> None:
    ends = [
        Finding("outside-intent", Level.ERROR, Remark(f"{c.address.inner} changed from {n} to 9, and so on", c))
        for n, c in enumerate(many(5))
    ]
    assert "each of 5 settings under services.payments changed, and so on" in said(report(findings=tuple(ends)))
    odd = [replace(f, remark=replace(f.remark, message=f"{n} is odd")) for n, f in enumerate(ends)]
    assert "5 settings under services.payments: A setting changed that" in said(report(findings=tuple(odd)))


def test_a_long_value_is_cut_around_what_changed() -> None:
    change = changed("motd", "a" * 200 + "OLD" + "z" * 200, "a" * 200 + "NEW" + "z" * 200)
    lines = said(report(changes=(change,), findings=(outside(change),))).splitlines()
    (before,) = (line for line in lines if "│ - " in line)
    (after,) = (line for line in lines if "│ + " in line)
    assert "OLD" in before
    assert "NEW" in after
    assert max(map(len, lines[6:])) <= 100


def test_a_change_that_its_line_does_not_show_is_shown_by_its_values() -> None:
    block = Excerpt(Place(2, 7), "text: |", 6, 1)
    change = Change(
        a_report.trail("text"), "changed", Value("str", "one\ntwo"), Value("str", "one\ntwo "), block, block
    )
    text = said(report(changes=(change,), findings=(outside(change),)))
    assert '- 2  text: "one\\ntwo"' in text
    assert '+ 2  text: "one\\ntwo "' in text


def test_the_caret_stands_under_the_value_also_behind_wide_characters() -> None:
    change = replace(
        HOST,
        base=excerpt(4, "  日本: ", "x"),
        head=excerpt(4, "  日本: ", "大阪"),
        before=Value("str", "x"),
        after=Value("str", "大阪"),
    )
    lines = said(report(changes=(change,), findings=(outside(change),))).splitlines()
    (number,) = (n for n, line in enumerate(lines) if "│ + " in line)
    columns = {"日": 2, "本": 2, "大": 2, "阪": 2}
    begin = sum(columns.get(char, 1) for char in lines[number].partition("大阪")[0])
    assert lines[number + 1].index("─") == begin
    assert lines[number + 1].count("─") == 4


def test_a_property_of_a_file_has_a_frame_without_lines() -> None:
    trail = replace(HOST.trail, steps=(a_report.MODE,))
    change = Change(trail, "changed", Value("str", "644"), Value("str", "755"))
    text = said(report(changes=(change,), findings=(outside(change),)))
    assert "  ┌─ config/api.yaml\n  │\n  │ -   644\n  │ +   755\n" in text


def test_both_ways_out_of_a_handful_can_be_copied_as_they_stand() -> None:
    changes = many(4)
    findings = [
        Finding("outside-intent", Level.ERROR, Remark("m", c, ways_out=(("put it back", put_back(c.address)),)))
        for c in changes
    ]
    assert put_back(*(c.address for c in changes)) in said(report(changes=changes, findings=tuple(findings)))


def test_what_was_looked_at_and_what_not_is_said() -> None:
    given = report(verdict="pass", changes=(SIZE,), looked_at=LookedAt(not_looked_into=("a.tpl (a template)",)))
    text = said(given)
    assert "Looked at 1 file, 1 change, base 9f1c2d0 (main), policy from main\n" in text
    assert "Not looked into: a.tpl (a template)" in text


def test_a_pass_lists_its_changes_by_file_and_cuts_the_list_with_a_count() -> None:
    changes = tuple(
        replace(c, trail=a_report.trail(f"k{n}", f"f{n % 20}.yaml"), covered_by=("Config-Scope: email",))
        for n, c in enumerate(many(400, ("email",)))
    )
    text = said(report(verdict="pass", changes=changes))
    assert "and 12 more files" in text
    assert "and 14 more" in text
    assert len(text.splitlines()) < 40


def test_a_pass_with_notes_lists_its_changes_and_its_notes() -> None:
    text = said(replace(a_report.passed(), findings=(a_report.OTHERS[3],)))
    assert text.startswith("✓ 2 changes, all inside email\n  config/api.yaml  smtp.pool.size 10 → 20")
    assert "\nnote[unclaimed-config]  deploy/extra.yaml looks like configuration\n" in text
    assert "Why:" not in text


def test_on_a_laptop_the_words_to_say_are_given_though_nothing_fails() -> None:
    text = said(replace(a_report.unsaid(), verdict="pass", findings=(a_report.UNSAID_YET,)))
    assert "\n  If that is what you mean, end the commit message with:\n\n    Config-Scope: email\n" in text


def test_the_way_back_is_one_that_puts_something_back() -> None:
    """What lies outside the one scope that is touched is nothing."""
    unsaid = replace(a_report.unsaid(), verdict="pass", findings=(a_report.UNSAID_YET,))
    few, all_of_them = many(2, ("email",)), many(9, ("email",))
    one = " ".join(str(change.address) for change in few)
    assert f"If not, put back what strayed:  configguard restore -- {one}\n" in said(replace(unsaid, changes=few))
    assert "strayed:  configguard restore -- '**'\n" in said(replace(unsaid, changes=all_of_them))
    mixed = (*all_of_them, replace(few[0], scopes=("storage",)))
    assert "strayed:  configguard restore --outside email\n" in said(replace(unsaid, changes=mixed))


def test_what_happened_to_a_list_is_told_with_its_changes() -> None:
    changes = tuple(
        replace(HOST, trail=replace(HOST.trail, steps=(Key("hosts"), Item(Index(n), None, None, n, n))))
        for n in range(9)
    )
    told = (("config/api.yaml:hosts", "compared by position: 1 item came in from [0] on"), ("other", "x"))
    for some in (changes[:1], changes):
        text = said(report(changes=some, findings=tuple(map(outside, some)), descriptions=told))
        assert "  │   config/api.yaml:hosts: compared by position: 1 item came in from [0] on\n" in text
        assert "other" not in text


def test_what_a_setting_s_own_line_covers_is_not_said_to_be_in_a_declared_scope() -> None:
    host = replace(HOST, covered_by=("Config-Setting: config/api.yaml:database.host",), named_itself=True)
    given = report(changes=(host, SIZE, PORT), findings=(outside(PORT),))
    assert "inside the intent: 2 changes in what you declared (" in said(given)


def test_what_is_inside_is_one_sentence_at_the_end() -> None:
    text = said(a_report.incident(), width=400)
    inside = "  inside the intent: 2 changes in email (config/api.yaml:smtp.pool.size 10 → 20, "
    assert inside + "config/api.yaml:smtp.pool.timeout_ms 500 → 800)\n" in text


def test_beside_a_verdict_what_could_not_be_judged_is_not_lost() -> None:
    given = replace(a_report.incident(), unjudged=("the commits are not here", "git fetch"))
    assert "  not judged: the commits are not here\n  git fetch\n" in said(given)


@pytest.mark.parametrize("name", ["incident", "passed", "unsaid", "unjudged", "rich"])
def test_colour_says_nothing_that_the_text_does_not(name: str) -> None:
    given = getattr(a_report, name)()
    coloured = said(given, colour=True)
    assert "\x1b[" in coloured
    assert ANSI.sub("", coloured) == said(given)


@pytest.mark.parametrize("width", [1, 40, 60, 80, 120])
def test_prose_keeps_within_the_terminal_and_no_command_is_broken(width: int) -> None:
    text = said(a_report.rich(), width=width)
    loose = ("  = ", "    Config-")
    prose = [line for line in text.splitlines()[1:] if not line.startswith(loose) and "restore" not in line]
    assert max(map(len, prose)) <= max(width, 40) + 16
    assert put_back(HOST.address) in text
    assert "configguard explain outside-intent" in text
    assert "configguard check --format oneline" in text


def test_one_scope_of_many_ways_is_offered_once() -> None:
    findings = tuple(
        Finding("type-change", Level.WARNING, Remark("t", c, ways_out=(("or", declare_scope("email")),)))
        for c in (SIZE, SIZE, TIMEOUT)
    )
    assert said(report(changes=(SIZE, TIMEOUT), findings=findings)).count("Config-Scope: email") == 2


def test_speaking_to_people_reads_nothing_heavy() -> None:
    code = (
        "import sys; from configguard.reporters import names; names();"
        "import configguard.reporters as r; from configguard.model.plugins import Style;"
        "from tests.reporters.a_report import rich; r.render('text', rich(), Style());"
        "heavy = {'jsonschema', 'rich', 'textwrap', 'difflib', 'logging', 'asyncio'};"
        "room = 'configguard.reporters.';"
        "others = {room + n for n in ('sarif', 'json', 'github', 'github_summary', 'oneline')};"
        "print(sorted((heavy | others) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert done.stdout.strip() == "[]"
