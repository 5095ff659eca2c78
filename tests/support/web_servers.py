"""nginx and Caddy from Debian, which serve a site with the configuration that we ship, on this machine alone.

The names and paths that the configuration tells its reader to change are changed here, and nothing else.
"""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPSConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import static_hosts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

ROOT = Path(__file__).parents[2]
HOSTS = Path(static_hosts.__file__).parent / "hosts"
_UNPACKED = ROOT / ".cache" / "servers"
_HOST = "127.0.0.1"
_PATIENCE = 20.0  # seconds until a server listens, on a busy machine


@dataclass(frozen=True, kw_only=True)
class Response:
    """What a server answered.

    Attributes:
        headers: by their names in lower case.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class WebServer:
    """A server that runs, and a connection to it.

    Args:
        port: where it listens.

    Attributes:
        url: the root of the host, without a slash at its end.
    """

    def __init__(self, port: int) -> None:
        self.url = f"https://{_HOST}:{port}"
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE  # made a moment ago, for this test
        self._connection = HTTPSConnection(_HOST, port, timeout=_PATIENCE, context=trusting)

    def get(self, path: str, **headers: str) -> Response:
        """Ask for a path.

        Args:
            path: with a slash at its start.
            headers: with `_` instead of `-` in their names.
        """
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request("GET", path, headers=sent)
        answer = self._connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Response(status=answer.status, headers=named, body=answer.read())

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


@contextmanager
def nginx(site: Path, work: Path, changes: Mapping[str, str] | None = None) -> Iterator[WebServer]:
    """Serve a folder with nginx.

    Args:
        site: the root of the host.
        work: an empty folder for the server's own files.
        changes: what else is changed in the configuration, as its comments say.
    """
    program, port, other = _find("nginx", "usr/sbin/nginx"), _free_port(), _free_port()
    certificate, key = _certificate(work)
    text = _changed(
        HOSTS / "nginx.conf",
        {
            "listen 80;": f"listen {_HOST}:{other};",
            "listen 443 ssl http2;": f"listen {_HOST}:{port} ssl http2;",
            "/etc/ssl/docs.example.org.pem": str(certificate),
            "/etc/ssl/docs.example.org.key": str(key),
            "docs.example.org": _HOST,
            "/srv/docs;": f"{site};",
            "#brotli_static": "brotli_static",
            **(changes or {}),
        },
    )
    types, module = _beside(program, "etc/nginx/mime.types"), "usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
    shutil.copy(types, work / "mime.types")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {work};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""  # the folder is the test's alone
    main = f"load_module {_beside(program, module)}; {user} daemon off; worker_processes 1; pid {work}/pid;"
    log = f"access_log off; error_log {work}/errors; {folders}"
    (work / "nginx.conf").write_text(f"{main} events {{}} http {{ sendfile on; {log}\n{text}\n}}")
    with _running([program, "-c", str(work / "nginx.conf"), "-e", f"{work}/errors"], port, work):
        yield from _open(port)


@contextmanager
def caddy(site: Path, work: Path, changes: Mapping[str, str] | None = None) -> Iterator[WebServer]:
    """Serve a folder with Caddy; see `nginx`."""
    program, port = _find("caddy", "usr/bin/caddy"), _free_port()
    certificate, key = _certificate(work)
    text = _changed(
        HOSTS / "Caddyfile",
        {
            "docs.example.org {": f"https://{_HOST}:{port} {{\n\ttls {certificate} {key}",
            "/srv/docs": str(site),
            **(changes or {}),
        },
    )
    (work / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{text}")
    with _running([program, "run", "--config", str(work / "Caddyfile")], port, work):
        yield from _open(port)


SERVERS: dict[str, Callable[[Path, Path, Mapping[str, str] | None], AbstractContextManager[WebServer]]] = {
    "nginx": nginx,
    "Caddy": caddy,
}


def _open(port: int) -> Iterator[WebServer]:
    server = WebServer(port)
    try:
        yield server
    finally:
        server.close()


def _find(name: str, unpacked: str) -> str:
    for place in (shutil.which(name), _UNPACKED / unpacked):
        if place and Path(place).exists():
            return str(place)
    pytest.fail(f"No {name} to test with: run `make test`, which brings it on Debian, or install it.", pytrace=False)


def _beside(program: str, file: str) -> Path:
    """A file of the package from which the program is."""
    return (_UNPACKED if program.startswith(str(_UNPACKED)) else Path("/")) / file


def _changed(configuration: Path, changes: Mapping[str, str]) -> str:
    text = configuration.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, f"{configuration.name} no longer says {old!r}"
        text = text.replace(old, new)
    return text


def _certificate(work: Path) -> tuple[Path, Path]:
    """A certificate of this machine, and its key."""
    certificate, key = work / "certificate.pem", work / "key.pem"
    subject = ["-subj", f"/CN={_HOST}", "-addext", f"subjectAltName=IP:{_HOST}"]
    new = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    subprocess.run([*new, *subject, "-keyout", key, "-out", certificate], capture_output=True, check=True)
    return certificate, key


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int, work: Path) -> Iterator[None]:
    output = work / "output"
    home = {"HOME": str(work), "XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work)}
    with (
        output.open("wb") as written,
        subprocess.Popen(command, stdout=written, stderr=written, env={**os.environ, **home}) as process,
    ):
        try:
            _wait(process, partial(socket.create_connection, (_HOST, port)), output)
            yield
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], connect: Callable[[], socket.socket], output: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            connect().close()
        except OSError:
            assert process.poll() is None, output.read_text(errors="replace")
            assert time.monotonic() < deadline, output.read_text(errors="replace")
            time.sleep(0.05)
        else:
            return
