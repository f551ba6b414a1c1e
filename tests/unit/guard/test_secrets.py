"""A secret's value stands nowhere in a report: not in an address, not under a new name, not in an excerpt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configguard import reporters
from configguard.model.plugins import Style
from tests.unit.guard.asking import POLICY, judged

if TYPE_CHECKING:
    from pathlib import Path

    from configguard.model.report import Report

HUSH, NEW = "S3NTINEL-OLD", "S3NTINEL-NEW"


def shown(report: Report) -> str:
    """All that any reporter writes of it."""
    every = [reporters.render(name, report, Style(verbose=True)) for name in reporters.reporters()]
    return "\n".join(every)


@pytest.mark.parametrize(
    ("base", "head"),
    [
        (f"password: {HUSH}\n", f"password: {NEW}\n"),
        (f"password: {HUSH}\n", "password: [1]\n"),
        (f"password: {HUSH}\n", "password:\n"),
        (f"a: {{password: {HUSH}, b: 1}}\n", f"a: {{password: {HUSH}, b: 2}}\n"),
        (f"env: [{{name: DB_PASSWORD, value: {HUSH}}}]\n", f"env: [{{name: DB_PASSWORD, value: {NEW}}}]\n"),
        (f"api_keys: [{{key: {HUSH}, owner: a}}]\n", f"api_keys: [{{key: {HUSH}, owner: b}}]\n"),
        (f"tokens: [{{name: {HUSH}}}, {{name: {NEW}}}]\n", f"tokens: [{{name: {NEW}}}, {{name: {HUSH}}}]\n"),
        (f"password: {HUSH}\n", f"pass_word: {HUSH}\n"),
        (f"password: {HUSH}\n", f"note: {HUSH}\n"),
        (f"note: {HUSH}\n", f"password: {HUSH}\n"),
        (f"credentials: {{user: {HUSH}}}\n", f"credentials: {{user: {NEW}}}\n"),
        (f"password: {HUSH}\n", f"password: {NEW}\npassword: {HUSH}\n"),
        (f"password: {HUSH}\n", f"password: {NEW}\n\tb"),
        (f"password: &p {HUSH}\nb: *p\n", f"password: &p {NEW}\nb: *p\n"),
    ],
)
def test_no_reporter_writes_it(base: str, head: str, tmp_path: Path) -> None:
    message = "x\n\nConfig-Scope: billing\n"
    report = judged(tmp_path, {"config/api.yaml": base}, {"config/api.yaml": head}, message)
    assert report.changes or report.findings
    assert "S3NTINEL" not in shown(report)


def test_what_is_no_secret_is_written(tmp_path: Path) -> None:
    report = judged(tmp_path, {"config/api.yaml": f"a: {HUSH}\n"}, {"config/api.yaml": f"a: {NEW}\n"}, "x\n")
    assert HUSH in shown(report)
    assert NEW in shown(report)


def test_a_declared_value_of_a_secret_is_not_written_either(tmp_path: Path) -> None:
    message = f"x\n\nConfig-Setting: config/api.yaml:password = {NEW}\n"
    for head in ("password: x\n", f"password: {NEW}\n", f"password: {HUSH}\n"):
        report = judged(tmp_path, {"config/api.yaml": f"password: {HUSH}\n"}, {"config/api.yaml": head}, message)
        assert report.intent.said
        assert "S3NTINEL" not in shown(report)


def test_nothing_of_a_secret_file_is_written(tmp_path: Path) -> None:
    policy = POLICY.replace("scopes:", '  - { match: "secrets/**", secret: true }\nscopes:')
    base = {"secrets/a.yaml": f"- {{name: {HUSH}, id: 1, x: {HUSH}}}\n"}
    head = {"secrets/a.yaml": f"- {{name: {HUSH}, id: 1, x: {NEW}}}\n- {{name: {NEW}, id: 2, x: 1}}\n"}
    report = judged(tmp_path, base, head, "x\n", policy=policy)
    assert [change.address.inner for change in report.changes] == ["[0].x", "[1].name", "[1].id", "[1].x"]
    assert "S3NTINEL" not in shown(report)


def test_nor_is_one_that_is_declared_without_the_document_that_makes_it_secret(tmp_path: Path) -> None:
    """The policy names the document, the author does not; what was declared is not what the file holds."""
    kept = "apiVersion: v1\nkind: Secret\nmetadata: {{name: db}}\ndata: {{pin: {}}}\n"
    policy = POLICY + 'secrets: { settings: ["**:[Secret/db].data"] }\n'
    words = "x\n\nConfig-Setting: config/api.yaml:data.pin = S3NTINEL-declared\n"
    report = judged(
        tmp_path,
        {"config/api.yaml": kept.format("one-of-old")},
        {"config/api.yaml": kept.format("one-of-new")},
        words,
        policy=policy,
    )
    assert "unmet-intent" in {finding.rule for finding in report.findings}
    for name in reporters.names():
        assert "S3NTINEL" not in reporters.render(name, report, Style())
