"""Every command that is printed can be pasted into bash: it runs nothing but configguard (or git), with exact words."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

from configguard.intents import _trailers
from configguard.model.address import Address, DocumentId, Key, Selector
from configguard.model.pattern import parse, parse_address
from configguard.model.plugins import Style
from configguard.model.words import declare_setting, put_back, put_back_outside, take_whole
from configguard.reporters import render
from tests.reporters.a_nasty_report import nasty
from tests.sinks.everything import asker
from tests.sinks.nasty import NASTY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.sinks.everything import Asker

__all__ = ["asker"]  # a fixture

BASH = shutil.which("bash")
STUB = '#!{bash}\nprintf "%s\\0" "$(basename "$0")" "$@" >> "$SEEN"\nprintf "\\n\\0" >> "$SEEN"\n'

pytestmark = pytest.mark.skipif(BASH is None, reason="bash is not here")


class Shell(NamedTuple):
    """A bash that knows no program but two, which only write down how they were called."""

    folder: Path

    def paste(self, lines: Iterable[str]) -> list[list[str]]:
        """Run these lines as somebody would who copies them; each call with its arguments. Nothing else may happen."""
        programs, work, seen = self.folder / "bin", self.folder / "work", self.folder / "seen"
        for folder in (programs, work):
            folder.mkdir(exist_ok=True)
        for name in ("configguard", "git"):
            (programs / name).write_text(STUB.format(bash=BASH).replace('$(basename "$0")', name), "utf-8")
            (programs / name).chmod(0o755)
        seen.write_bytes(b"")
        done = subprocess.run(  # noqa: S603 - what is pasted is what is tested
            [BASH or "", "--noprofile", "--norc"],
            input="\n".join(lines).encode("utf-8", "surrogateescape") + b"\n",
            cwd=work,
            env={"PATH": str(programs), "SEEN": str(seen), "HOME": str(work), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=False,
        )
        assert (done.stdout, done.stderr) == (b"", b""), done.stderr
        assert list(work.iterdir()) == []
        calls = seen.read_bytes().decode("utf-8", "surrogateescape").split("\n\0")
        return [call.split("\0")[:-1] for call in calls[:-1]]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def address(text: str) -> Address:
    """An address that is this text wherever it can be."""
    file = text.replace("//", "/").removeprefix("../../")
    return Address(
        file or "x", (Key(text), Selector(((text, text),)), Key("leaf")), DocumentId(("Deployment", text or "x"))
    )


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:20]))
def test_an_address_survives_the_shell_and_a_trailer(text: str, shell: Shell) -> None:
    wanted = address(text)
    lines = [put_back(wanted, wanted), put_back_outside(text) if "\0" not in text else "configguard"]
    assert not any(set("\n\r") & set(line) for line in lines[:1])
    calls = shell.paste(lines if "\0" not in text and "\ud83d" not in text else lines[:1])
    assert calls[0] == ["configguard", "restore", "--", str(wanted), str(wanted)]
    if len(calls) > 1:
        assert calls[1] == ["configguard", "restore", "--outside", text]
    assert parse_address(calls[0][3]) == wanted
    assert parse(calls[0][3], anchored=True).is_literal
    (line,) = _trailers.from_message(f"x\n\n{declare_setting(wanted)}")
    assert parse_address(line.value) == wanted


@pytest.mark.parametrize("text", [text for text in NASTY if text.strip() and not set("\0\ud83d") & set(text)])
def test_a_file_survives_the_shell(text: str, shell: Shell) -> None:
    (call,) = shell.paste([take_whole(text, "0" * 40)])
    assert call == ["git", "checkout", "0" * 12, "--", text]


def commands_of(written: str) -> list[str]:
    """Lines of a page that are commands, out of their frames."""
    found = re.findall(r"(?m)^(?:.*?:\s+)?(configguard (?:restore|explain|suggest|list|check|diff) .*)$", written)
    return [re.sub(r"\s{2,}\(.*\)$", "", line) for line in found]


def test_what_a_report_prints_can_be_pasted(shell: Shell) -> None:
    lines = []
    for text in NASTY:
        # What the report's own text says of a command is that text; here only the commands are asked for.
        summary = render("github-summary", nasty(text), Style())
        blocks = re.findall(r"(?ms)^(`{3,})sh\n(.*?)\n\1$", summary)
        lines += [line for _, block in blocks for line in block.splitlines()]
    assert len(lines) >= len(NASTY)
    calls = shell.paste(lines)
    assert len(calls) == len(lines)
    assert {tuple(call[:2]) for call in calls} == {("configguard", "restore")}


def test_what_a_real_check_prints_can_be_pasted_and_names_what_changed(asker: Asker, shell: Shell) -> None:
    texts = [text for text in NASTY if not set("\ud83d\udc80\udcff\udcfe") & set(text)]
    policy = 'version: 1\nfiles: [{ match: "config/**" }]\nscopes: { other: { settings: ["other/**"] } }\n'
    files = [{f"config/{n}.json": json.dumps({text: v}) for n, text in enumerate(texts)} for v in (1, 2)]
    asker.propose({".configguard.yaml": policy, **files[0]}, files[1], "x\n\nConfig-Scope: other\n")
    report = json.loads(asker.run("check", "--base", "main", "--head", "work", "--format=json").out)
    helps = [finding["help"] for finding in report["findings"]]
    pasted = [
        line.partition(": ")[2] for text in helps for line in text.splitlines() if line.startswith("put it back: ")
    ]
    calls = shell.paste(pasted)
    addresses = {change["address"] for change in report["changes"]}
    assert len(addresses) == len(texts)
    assert {call[3] for call in calls} == addresses
    assert all(call[:3] == ["configguard", "restore", "--"] for call in calls)
    assert asker.run("restore", "--base", "main", "--dry-run", "--", *addresses).status == 0
    shown = asker.run("check", "--base", "main", "--head", "work").out
    assert shell.paste(commands_of(shown))
