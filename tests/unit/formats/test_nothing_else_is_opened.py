"""Reading a file opens no other, starts nothing, imports nothing and asks nobody: Python itself is asked to tell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.repositories import environment
from tests.unit.formats.listing import ROOT, SUITES

LISTENER = str(Path(__file__).with_name("listener.py"))
HOSTILE = {
    "apply.yaml": "a: !!python/object/apply:os.system ['touch x']\nb: !!python/name:os.system\n",
    "module.yaml": "a: !!python/module:antigravity\nb: !!python/object/new:subprocess.Popen [[true]]\n",
    "include.yaml": "a: !include /etc/passwd\nb: !reference [x]\nc: !ENV ${HOME}\nd: !vault x\n",
    "entity.yaml": "a: &x file:///etc/passwd\nb: *x\n$ref: http://localhost/x\n",
    "ref.json": '{"$ref": "file:///etc/passwd", "$schema": "http://localhost/x", "__proto__": {"a": 1}}',
    "include.toml": 'include = "/etc/passwd"\n["$ref"]\nx = "http://localhost"\n',
}


def heard(paths: list[Path]) -> list[str]:
    """What Python did while it read these files, but for opening them."""
    done = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-I", LISTENER, str(ROOT)],
        input="\n".join(map(str, paths)),
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    number, *others = done.stdout.splitlines()
    assert int(number) == len(paths) > 0
    return others


def test_nothing_that_a_file_names_is_opened_run_or_fetched(tmp_path: Path) -> None:
    for name, text in HOSTILE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert heard([tmp_path / name for name in HOSTILE]) == []


@pytest.mark.parametrize(("suite", "least"), [("json", 318), ("yaml", 402), ("toml", 709)])
def test_no_sample_of_a_suite_makes_the_reader_do_anything_else(suite: str, least: int) -> None:
    files = SUITES / suite
    if not files.is_dir():
        pytest.skip(f"the suite {suite} is not at hand")
    samples = sorted(files.glob("**/in.yaml" if suite == "yaml" else f"**/*.{suite}"))
    assert len(samples) >= least
    assert heard(samples) == []


def test_the_listener_hears_what_is_done(tmp_path: Path) -> None:
    """Without this, its silence would prove nothing: a sample that is not there is opened, and nothing read."""
    listener = Path(LISTENER).read_text(encoding="utf-8")
    spoilt = tmp_path / "listener.py"
    spoilt.write_text(listener.replace("formats.read(name, data)", 'open("/dev/null").close()'), encoding="utf-8")
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-I", str(spoilt), str(ROOT)],
        input=str(tmp_path / "a.yaml"),
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "open ('/dev/null'" in done.stdout
