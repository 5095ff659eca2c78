"""A line to a server on this machine as slow as a mobile one: a rate that all connections share, and a latency."""

from __future__ import annotations

import socket
import threading
import time
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import NamedTuple

PIECE = 8192  # octets that are sent at once: at 8.1 Mbit/s they take 8 ms


class Line(NamedTuple):
    """How slow a line is.

    Attributes:
        name: What people call it.
        bits: Bits per second towards the browser, shared by all connections.
        latency: Seconds until the server gets a request.
    """

    name: str
    bits: float
    latency: float

    def __str__(self) -> str:
        return f"{self.bits / 1e6:g} Mbit/s, {self.latency * 1000:g} ms"


FAST_4G = Line("Fast 4G", 8.1e6, 0.165)
"""What Chromium's developer tools call Fast 4G: 90 % of 9 Mbit/s, and 2.75 times 60 ms."""


class SlowLine(ThreadingTCPServer):
    """Passes connections on to a port of this machine, slowly, as long as the `with` block runs.

    Args:
        port: The port of the server.
        line: How slowly.
    """

    daemon_threads = True

    def __init__(self, port: int, line: Line) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.target = ("127.0.0.1", port)
        self.line = line
        self._turn = threading.Lock()
        self._free_at = 0.0

    @property
    def url(self) -> str:
        """The address of the slow start page."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def __enter__(self) -> SlowLine:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def wait_for_room(self, octets: int) -> None:
        """Return when the line has carried that many octets more."""
        with self._turn:
            self._free_at = max(self._free_at, time.monotonic()) + octets * 8 / self.line.bits
            until = self._free_at
        time.sleep(max(0.0, until - time.monotonic()))


class _Connection(BaseRequestHandler):
    server: SlowLine
    request: socket.socket

    def handle(self) -> None:
        with socket.create_connection(self.server.target) as upstream:
            threading.Thread(target=self._pass_requests, args=[upstream], daemon=True).start()
            try:
                while octets := upstream.recv(PIECE):
                    self.server.wait_for_room(len(octets))
                    self.request.sendall(octets)
            except OSError:
                return  # the page was closed meanwhile

    def _pass_requests(self, upstream: socket.socket) -> None:
        try:
            while octets := self.request.recv(PIECE):
                time.sleep(self.server.line.latency)
                upstream.sendall(octets)
            upstream.shutdown(socket.SHUT_WR)
        except OSError:
            return
