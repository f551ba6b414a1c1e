"""What the tests of faults share: a change that passes and one that fails, and the command as a process."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults.press import Press
from tests.faults.running import Place, made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _on_linux() -> None:
    """Limits, full devices and the folder of processes are as Linux has them."""
    if sys.platform != "linux":
        pytest.skip("these faults are made with what Linux has")


@pytest.fixture(scope="session", autouse=True)
def _signals_are_heard() -> None:
    """Who runs the tests in the background has these ignored, and a process that is started inherits that."""
    for name in ("SIGINT", "SIGHUP") if sys.platform == "linux" else ():
        number = signal.Signals[name]
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A repository that nobody changes: branch `fine` passes, branch `strayed` fails, `main` is the base."""
    return made(tmp_path_factory.mktemp("place"))


@pytest.fixture
def own_place(tmp_path: Path) -> Place:
    """The same, for a test that changes it."""
    return made(tmp_path)


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """Many runs for the price of one start of Python."""
    with Press.started() as ready:
        yield ready
