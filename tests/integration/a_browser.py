"""A headless Chromium, spoken to over a pipe in its own protocol: nothing besides it is needed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 60
_SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--remote-debugging-pipe",
)  # fmt: skip
_START = """
import fcntl, os, sys
# The protocol wants its pipes as 3 and 4, which either of them may be by now.
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for number, end in enumerate(ends, 3):
    os.dup2(end, number)
    os.close(end)
os.execv(sys.argv[3], sys.argv[3:])
"""


def found() -> str | None:
    """The browser of this machine, or the one that CONFIGGUARD_BROWSER names."""
    named = os.environ.get("CONFIGGUARD_BROWSER")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


class Browser:
    """One browser with one page."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True)
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        browse = [program, *_SWITCHES, f"--user-data-dir={self._profile.name}", "about:blank"]
        self._process = subprocess.Popen(  # noqa: S603 - the browser that was found
            [sys.executable, "-c", _START, str(theirs_in), str(theirs_out), *browse],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": self._profile.name},
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._out, self._in = open(ours_out, "wb", 0), open(ours_in, "rb")  # noqa: PTH123, SIM115 - closed below
        self._number, self._session, self._unread = 0, "", b""
        self.events: list[dict[str, Any]] = []

    def begin(self) -> None:
        """Take its one page."""
        target = next(t for t in self.ask("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self._session = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """What the browser answers; what it tells besides is kept in `events`."""
        self._number += 1
        said: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            said["sessionId"] = self._session
        self._out.write(json.dumps(said).encode() + b"\0")
        for heard in self._heard():
            if heard.get("id") == self._number:
                assert "error" not in heard, f"{method}: {heard}"
                result: dict[str, Any] = heard["result"]
                return result
        message = f"the browser went away over {method}"
        raise AssertionError(message)

    def open(self, file: Path) -> None:
        """Open a file, and wait until all of it is there."""
        self.events.clear()
        self.ask("Page.navigate", url=file.as_uri())
        if not any(event["method"] == "Page.loadEventFired" for event in self.events):
            next(heard for heard in self._heard() if heard.get("method") == "Page.loadEventFired")

    def run(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page says
        """What an expression of JavaScript comes to, a promise's value included."""
        said = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in said, said
        return said["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            text = {"text": key} if len(key) == 1 else {}
            self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
            self.ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    def look(self, *, width: int = 1280, dark: bool = False, printed: bool = False, script: bool = True) -> None:
        """Be this wide, dark or not, of paper or not, with a script or without, from the next page on."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media="print" if printed else "screen", features=[scheme])
        self.ask("Emulation.setScriptExecutionDisabled", value=not script)

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._out.close()
        self._in.close()
        self._profile.cleanup()

    def _heard(self) -> Iterator[dict[str, Any]]:
        while True:
            while b"\0" not in self._unread:
                more = self._in.read1(1 << 16)
                if not more:
                    return
                self._unread += more
            message, _, self._unread = self._unread.partition(b"\0")
            heard = json.loads(message)
            if "id" not in heard:
                self.events.append(heard)
            yield heard
