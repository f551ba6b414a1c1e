"""What the tests of the action share: ConfigGuard as it is installed on a runner."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.integration import doors, traps
from tests.integration.runner import STEPS, Runner


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ConfigGuard as the action's first step installs it beside a workspace full of traps, once for all tests."""
    doors.need_command()
    if shutil.which("bash") is None:
        pytest.skip("bash is not here")
    folder = tmp_path_factory.mktemp("runner")
    trace, workspace = folder / "trace", folder / "workspace"
    for path, text in traps.traps(trace).items():
        (workspace / path).parent.mkdir(parents=True, exist_ok=True)
        (workspace / path).write_text(text, "utf-8")
    for program in ("git", "python3"):
        (workspace / program).chmod(0o755)
    runner = Runner(folder, workspace, {})
    runner.give({})
    status, log, _ = runner.step(STEPS[0], 0)
    if status and ("No matching distribution" in log or "Could not find a version" in log):
        pytest.skip("what ConfigGuard is built from cannot be fetched here")
    assert status == 0, log
    assert not trace.exists()
    return Path(runner.found["steps.install.outputs.folder"]) / "venv"
