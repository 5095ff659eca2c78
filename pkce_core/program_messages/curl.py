"""What curl's exit codes mean, from the manual of curl 7.88 ("EXIT CODES", compared on 2026-11-28); other words of it.

`TOOLS` has what curl and wget say without a code, and what languages say of a connection that broke.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.program_messages.python_and_php import Rows

SOURCE = "https://curl.se/docs/manpage.html"
_COMMAND, _FILE, _TLS, _BROKE = ("curl-command",), ("curl-file",), ("curl-tls",), ("curl-broke-off",)
_NO_ANSWER, _CERTIFICATE = ("no-answer",), ("certificate-refused",)

CURL_CODES: Mapping[int, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        1: ("The protocol isn't supported.", _COMMAND),
        2: ("curl couldn't start.", _COMMAND),
        3: ("The URL is malformed.", _COMMAND),
        5: ("The proxy's name can't be resolved.", _NO_ANSWER),
        6: ("The host's name can't be resolved.", _NO_ANSWER),
        7: ("No connection to the host could be made.", _NO_ANSWER),
        16: ("There is a problem in HTTP/2.", _BROKE),
        18: ("Only a part of the answer arrived.", _BROKE),
        22: ("The server answered with status 400 or above, and --fail was set.", ("curl-status", "wrong-endpoint")),
        23: ("Received data couldn't be written.", _FILE),
        26: ("A file couldn't be read.", _FILE),
        28: ("The time allowed for the request ran out.", _NO_ANSWER),
        35: ("The TLS handshake failed.", _TLS),
        37: ("A file couldn't be read.", _FILE),
        47: ("There were too many redirects.", ("curl-redirects",)),
        51: ("The server's certificate isn't for this host.", _CERTIFICATE),
        52: ("The server sent no answer at all.", _BROKE),
        55: ("Sending to the server failed.", _BROKE),
        56: ("Receiving from the server failed.", _BROKE),
        58: ("There is a problem with your own client certificate.", _FILE),
        60: ("The server's certificate isn't trusted.", _CERTIFICATE),
        77: ("The file with the trusted certificates can't be read.", _FILE),
        92: ("There is a problem in an HTTP/2 stream.", _BROKE),
        97: ("The handshake with the proxy failed.", _NO_ANSWER),
    }
)
"""By exit code: what it means, and the causes."""

TOOLS: Mapping[str, tuple[str, str, Rows]] = MappingProxyType(
    {
        "wget": ("https://www.gnu.org/software/wget/manual/", "from memory; 2026-11-28", (
            ("wget: unable to resolve host address", ("no-answer",)),
            ("wget: missing url", ("shell-split",)),
        )),
        "curl": ("https://curl.se/docs/manpage.html", "from memory; 2026-11-28", (
            ("curl: option ", ("curl-command",)),
            ("curl: option –", ("curl-dash",)),
            ("curl: option —", ("curl-dash",)),
            ("curl: no url specified", ("curl-command",)),
            ("curl: try 'curl --help'", ("curl-command",)),
        )),
        "Dart": ("https://api.dart.dev/dart-io/", "from memory; 2026-11-29", (
            ("failed host lookup", ("no-answer",)),
            ("handshakeexception: handshake error in client", ("curl-tls", "certificate-refused")),
            ("handshakeexception: handshake error in client (os error: certificate_verify_failed", _CERTIFICATE),
            ("connection closed before full header was received", _BROKE),
            ("connection closed while receiving data", _BROKE),
        )),
        "Java": ("https://docs.oracle.com/en/java/javase/21/docs/api/", "from memory; 2026-11-29", (
            ("sslhandshakeexception", ("curl-tls", "certificate-refused")),
            ("unexpected end of stream on", _BROKE),
        )),
        "Python": ("https://docs.python.org/3/library/http.client.html", "from memory; 2026-11-29", (
            ("remote end closed connection without response", _BROKE),
        )),
        "iOS": ("https://developer.apple.com/documentation/foundation/urlerror", "from memory; 2026-11-29", (
            ("the internet connection appears to be offline", ("no-answer",)),
        )),
    }
)  # fmt: skip
"""What curl, wget and languages say of a connection, without an exit code: in the form of the other tables."""
