"""A server that answers whatever it is asked and remembers it, and an ear for what this process opens or calls."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CALLS = ("socket.", "urllib.", "http.client.", "ftplib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")
_heard: list[list[str]] = []


@contextmanager
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            """Nothing: what is asked is told by the list."""

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}", asked
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


@contextmanager
def listening() -> Iterator[list[str]]:
    """What is called or opened meanwhile, but for the modules that Python itself loads."""
    if not _heard:
        sys.addaudithook(_hear)  # it can never be taken away again, so that it must be told when to listen
    heard: list[str] = []
    _heard[:] = [heard]
    try:
        yield heard
    finally:
        _heard[:] = [[]]


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_CALLS):
        _heard[0].append(f"{event} {arguments}")
    elif event == "open" and not str(arguments[0]).endswith((".py", ".pyc")):
        _heard[0].append(f"open {arguments[0]}")
