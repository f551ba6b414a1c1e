"""The page of HTML in a real browser: what it shows, what it asks for, keys, filters, and those who hear it.

Wants Chromium, and for accessibility axe-core's `axe.min.js`, named by CONFIGGUARD_AXE or among others' suites.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from configguard.model.plugins import Style
from configguard.reporters import render
from tests.integration.a_browser import Browser, found
from tests.reporters import a_report, an_overridden_report
from tests.reporters.a_nasty_report import nasty
from tests.reporters.a_report import changed, outside, report
from tests.sinks.nasty import MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from configguard.model.report import Report

SUITES = Path(os.environ.get("CONFIGGUARD_SUITES", Path(__file__).parents[3] / "shared" / "suites"))
AXE = Path(os.environ.get("CONFIGGUARD_AXE", SUITES / "axe.min.js"))
LOUD = {"Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Page.javascriptDialogOpening"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = found()
    if program is None:
        pytest.skip("no Chromium is here; name one: CONFIGGUARD_BROWSER")
    started = Browser(program)
    try:
        started.begin()
        yield started
    finally:
        started.close()


def show(browser: Browser, given: Report, folder: Path, **looks: Any) -> None:  # noqa: ANN401 - as `look` takes them
    page = folder / "report.html"
    page.write_text(render("html", given, Style()), encoding="utf-8")
    browser.look(**looks)
    browser.open(page)


def shown(browser: Browser, selector: str) -> int:
    return int(browser.run(f"[...document.querySelectorAll({selector!r})].filter(e => e.checkVisibility()).length"))


def requests(browser: Browser) -> list[str]:
    return [e["params"]["request"]["url"] for e in browser.events if e["method"] == "Network.requestWillBeSent"]


def complaints(browser: Browser) -> list[Any]:
    return [event["params"] for event in browser.events if event["method"] in LOUD]


@pytest.mark.parametrize(
    "text", [text for text in MARKUP if "<" in text or "alert" in text], ids=lambda text: ascii(text[:20])
)
def test_c12_nothing_of_a_stranger_runs_or_is_asked_for(browser: Browser, tmp_path: Path, text: str) -> None:
    show(browser, nasty(text), tmp_path)
    browser.run("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert complaints(browser) == []
    assert requests(browser) == [(tmp_path / "report.html").as_uri()]
    assert browser.run("document.scripts.length") == 1
    assert browser.run("document.querySelectorAll('img, iframe, object, embed, [style]').length") == 0
    assert browser.run("[...document.links].every(link => link.getAttribute('href').startsWith('#'))")


def test_c12_what_the_page_does_not_bring_is_not_obeyed(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    said = render("html", a_report.incident(), Style())
    planted = (
        "<script>document.title = 'planted'</script><b onclick=x style='color:red'>x</b><img src=http://a.example/>"
    )
    page.write_text(said.replace("<main>", f"<main>{planted}"), encoding="utf-8")
    browser.look()
    browser.open(page)
    assert browser.run("document.title") == "✗ 1 of 3 changes is outside the intent · ConfigGuard"
    assert len(complaints(browser)) >= 3
    assert not [event for event in browser.events if event["method"] == "Network.responseReceived"][1:]


@pytest.mark.parametrize(
    ("given", "looks"),
    [
        *((name, {}) for name in ("incident", "passed", "unsaid", "unjudged", "rich", "overridden")),
        ("overridden", {"dark": True}),
        ("rich", {"dark": True}),
        ("rich", {"width": 360}),
        ("unsaid", {"dark": True, "width": 360}),
    ],
    ids=str,
)
def test_those_who_hear_the_page_are_told_all_of_it(
    browser: Browser, tmp_path: Path, given: str, looks: dict[str, Any]
) -> None:
    if not AXE.exists():
        pytest.skip(f"{AXE} is not here; it is axe-core's, from npm")
    browser.ask("Page.setBypassCSP", enabled=True)
    try:
        made = an_overridden_report.partly() if given == "overridden" else getattr(a_report, given)()
        show(browser, made, tmp_path, **looks)
        browser.run("document.querySelectorAll('details').forEach(details => { details.open = true })")
        browser.run(AXE.read_text(encoding="utf-8") + ";0")
        said = browser.run(
            "axe.run(document, {resultTypes: ['violations']}).then(found => JSON.stringify(found.violations))"
        )
    finally:
        browser.ask("Page.setBypassCSP", enabled=False)
    assert [(broken["id"], [node["html"] for node in broken["nodes"]]) for broken in json.loads(said)] == []


@pytest.mark.parametrize("width", [1280, 768, 360])
def test_nothing_is_wider_than_the_screen(browser: Browser, tmp_path: Path, width: int) -> None:
    long = changed("a" * 300, "b" * 900, "c" * 900, scopes=("d" * 200,), owners=("@" + "e" * 200,))
    for given in (a_report.rich(), report(changes=(long, a_report.HOST), findings=(outside(long),))):
        show(browser, given, tmp_path, width=width)
        assert browser.run("document.documentElement.scrollWidth") <= width


def test_it_is_dark_where_the_reader_is(browser: Browser, tmp_path: Path) -> None:
    grounds = []
    for dark in (False, True):
        show(browser, a_report.incident(), tmp_path, dark=dark)
        grounds.append(browser.run("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(251, 250, 247)", "rgb(22, 21, 20)"]


def test_without_its_script_it_is_whole(browser: Browser, tmp_path: Path) -> None:
    show(browser, a_report.rich(), tmp_path, script=False)
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert shown(browser, "#changes tbody tr") == 20
    assert shown(browser, "#findings .item") == 20
    assert shown(browser, "#filters") == shown(browser, "button") == 0


def test_finding_and_choosing_keep_what_fits(browser: Browser, tmp_path: Path) -> None:
    show(browser, a_report.rich(), tmp_path)
    status = "document.getElementById('shown').textContent"
    assert browser.run(status) == "22 of 22 findings, 20 of 20 changes shown"
    browser.press("/")
    browser.ask("Input.insertText", text="PAYMENTS refund")
    assert browser.run(status) == "3 of 22 findings, 3 of 20 changes shown"
    assert shown(browser, "#changes tbody tr") == shown(browser, "#findings .item") == 3
    assert shown(browser, "#changes .file") == 1
    browser.press("Escape")
    assert browser.run(status) == "22 of 22 findings, 20 of 20 changes shown"
    choose = "(id, to) => { const e = document.getElementById(id); e.value = to; e.dispatchEvent(new Event('change')) }"
    browser.run(f"({choose})('state', 'critical')")
    assert browser.run(status) == "2 of 22 findings, 1 of 20 changes shown"
    browser.run(f"({choose})('state', ''); ({choose})('scope', '1')")
    assert browser.run("document.getElementById('scope').selectedOptions[0].text") == "email"
    assert shown(browser, "#changes tbody tr") == 3


def test_keys_lead_from_one_to_the_next_and_can_be_turned_off(browser: Browser, tmp_path: Path) -> None:
    show(browser, a_report.incident(), tmp_path)
    at = "document.activeElement.closest('.stop')?.querySelector('h3 .message, th code')?.textContent"
    browser.press("j")
    assert browser.run(at) == "database.host changed, and nothing you declared covers it"
    browser.press("j", "j")
    assert browser.run(at) == "smtp.pool.timeout_ms"
    browser.press("k")
    assert browser.run(at) == "smtp.pool.size"
    browser.press("?")
    assert browser.run("document.getElementById('keys').open")
    browser.press("Escape")
    assert not browser.run("document.getElementById('keys').open")
    browser.run("document.getElementById('single').checked = false")
    browser.press("j")
    assert browser.run(at) == "smtp.pool.size"


def test_a_way_out_is_copied_to_the_letter(browser: Browser, tmp_path: Path) -> None:
    show(browser, a_report.unsaid(), tmp_path)
    browser.ask("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    browser.ask("Page.bringToFront")
    browser.run("document.querySelector('button.copier').click(); new Promise(done => setTimeout(done, 200))")
    assert browser.run("document.querySelector('button.copier').textContent") == "Copied"
    lines = "Config-Scope: email\nConfig-Setting: config/api.yaml:database.host"
    assert browser.run("navigator.clipboard.readText()") == lines


def test_a_link_opens_what_is_closed_and_shows_what_is_filtered_out(browser: Browser, tmp_path: Path) -> None:
    many = tuple(changed(f"a.k{n}", "1", "2", line=n + 1, scopes=("web",)) for n in range(250))
    show(browser, report(changes=many, findings=tuple(map(outside, many))), tmp_path)
    assert shown(browser, "#changes tbody tr") == 0
    browser.press("/")
    browser.ask("Input.insertText", text="k7")
    assert shown(browser, "#changes tbody tr") == 11
    browser.run("location.hash = '#c200'; new Promise(done => setTimeout(done, 200))")
    assert browser.run("document.querySelector('#c200').checkVisibility()")
    assert browser.run("document.querySelector('#c200').getBoundingClientRect().top") < 900


def test_on_paper_nothing_stays_closed(browser: Browser, tmp_path: Path) -> None:
    show(browser, a_report.rich(), tmp_path, printed=True)
    browser.run("document.querySelectorAll('details').forEach(details => { details.open = false })")
    assert shown(browser, "#changes tbody tr") == 20
    assert shown(browser, "#rules h4") == 6
    assert shown(browser, "#filters") == shown(browser, "button") == 0
