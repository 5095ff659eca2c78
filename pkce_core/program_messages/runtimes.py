"""What shells, languages and networks say, where no server has spoken; * stands for anything in between.

No server answers in such words, but a server may hand them on. So they count only in a text that isn't a server's
answer.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.program_messages.python_and_php import Rows

_READ = "from memory; 2026-11-28"
_SPLIT, _ALIAS, _STATUS = ("shell-split",), ("shell-curl-alias",), ("client-status",)
_NO_ANSWER, _HERE, _CERTIFICATE = ("no-answer",), ("nothing-listens",), ("certificate-refused",)
_CANCELED, _ENDED = ("user-denied",), ("curl-broke-off",)
_PAGE, _NOT_JSON, _TLS, _FILE = ("client-page-for-json",), ("client-not-json",), ("curl-tls",), ("no-such-file",)
_SSL = ("certificate-refused", "curl-tls")

SHELLS: Mapping[str, tuple[str, str, Rows]] = MappingProxyType(
    {
        "bash, zsh or another": ("https://www.gnu.org/software/bash/manual/bash.html", _READ, (
            ("command not found", ("shell-split", "shell-no-program")),
            ("bash: * no such file or directory", _FILE),
            ("sh: * no such file or directory", _FILE),
            ("syntax error near unexpected token", _SPLIT),
            ("unexpected eof while looking for matching", _SPLIT),
            ("!*: event not found", ("shell-history",)),
        )),
        "zsh": ("https://zsh.sourceforge.io/Doc/", _READ, (
            ("zsh: no matches found:", _SPLIT),
            ("no matches found: http", _SPLIT),
            ("zsh: command not found:", ("shell-split", "shell-no-program")),
            ("zsh: parse error near", _SPLIT),
            ("zsh: bad pattern:", _SPLIT),
            ("zsh: no such file or directory:", _FILE),
        )),
        "fish": ("https://fishshell.com/docs/current/", _READ, (
            ("fish: unknown command", ("shell-split", "shell-no-program")),
            ("fish: no matches for wildcard", _SPLIT),
        )),
        "Windows cmd": ("https://learn.microsoft.com/windows-server/administration/windows-commands/cmd", _READ, (
            ("is not recognized as an internal or external command", ("shell-split", "shell-no-program")),
            ("the filename, directory name, or volume label syntax is incorrect", _SPLIT),
        )),
        "PowerShell": ("https://learn.microsoft.com/powershell/", _READ, (
            ("is not recognized as the name of a cmdlet", ("shell-split", "shell-no-program")),
            ("is not recognized as a name of a cmdlet", ("shell-split", "shell-no-program")),
            ("the ampersand (&) character is not allowed", _SPLIT),
            ("the ampersand (&) character is reserved", _SPLIT),
            ("a parameter cannot be found that matches parameter name", _ALIAS),
            ("cannot bind parameter 'headers'", _ALIAS),
            ("missing expression after unary operator", _SPLIT),
            ("in expression or statement", _SPLIT),
            ("could not establish trust relationship", _CERTIFICATE),
            ("could not create ssl/tls secure channel", _TLS),
            ("a positional parameter cannot be found that accepts argument", _ALIAS),
        )),
    }
)  # fmt: skip
"""By shell: where it is documented, the day of the reading, and each message with its causes."""

RUNTIMES: Mapping[str, tuple[str, str, Rows]] = MappingProxyType(
    {
        "Node.js": ("https://nodejs.org/api/errors.html", _READ, (
            ("connect econnrefused ::1", _HERE),
            ("connect econnrefused 127.0.0.1", _HERE),
            ("connect econnrefused", _NO_ANSWER),
            ("getaddrinfo enotfound", _NO_ANSWER),
            ("getaddrinfo eai_again", _NO_ANSWER),
            ("read econnreset", _NO_ANSWER),
            ("socket hang up", _NO_ANSWER),
            ("connect etimedout", _NO_ANSWER),
            ("connect enetunreach", _NO_ANSWER),
            ("connect ehostunreach", _NO_ANSWER),
            ("und_err_connect_timeout", _NO_ANSWER),
            ("typeerror: fetch failed", ("no-answer", "certificate-refused")),
            ("unable to verify the first certificate", _CERTIFICATE),
            ("unable_to_verify_leaf_signature", _CERTIFICATE),
            ("unable_to_get_issuer_cert_locally", _CERTIFICATE),
            ("depth_zero_self_signed_cert", _CERTIFICATE),
            ("self_signed_cert_in_chain", _CERTIFICATE),
            ("err_tls_cert_altname_invalid", _CERTIFICATE),
            ("enoent: no such file or directory", _FILE),
        )),
        "JavaScript": ("https://developer.mozilla.org/docs/Web/JavaScript/Reference/Errors/JSON_bad_parse", _READ, (
            ("unexpected token '<'", _PAGE),
            ("unexpected token '<', * is not valid json", _PAGE),
            ("unexpected token < in json", _PAGE),
            ("json parse error: unrecognized token '<'", _PAGE),
            ("json.parse: unexpected character at line 1 column 1", ("client-page-for-json", "client-not-json")),
            ("json.parse: ", _NOT_JSON),
            ("axioserror: request failed with status code ", _STATUS),
            ("crypto.subtle is undefined", ("client-insecure-page",)),
            ("crypto.subtle.digest", ("client-insecure-page",)),
            ("cannot read property 'digest' of undefined", ("client-insecure-page",)),
            ("cannot read properties of undefined (reading 'subtle')", ("client-insecure-page",)),
            ("cannot read properties of undefined (reading 'digest')", ("client-insecure-page",)),
        )),
        "Python": ("https://docs.python.org/3/library/json.html", _READ, (
            ("expecting value: line 1 column 1 (char 0)", ("client-page-for-json", "client-not-json")),
            ("jsondecodeerror", _NOT_JSON),
            ("max retries exceeded with url", _NO_ANSWER),
            ("newconnectionerror", _NO_ANSWER),
            ("[errno 111] connection refused", _NO_ANSWER),
            ("[errno -2] name or service not known", _NO_ANSWER),
            ("[ssl: certificate_verify_failed]", _CERTIFICATE),
            ("valueerror: invalid ipv6 url", ("client-url-malformed",)),
            ("invalid ipv6 url", ("client-url-malformed",)),
            ("does not appear to be an ipv4 or ipv6 address", ("client-url-malformed",)),
            ("filenotfounderror", _FILE),
            ("filenotfounderror: [errno 2] no such file or directory", _FILE),
        )),
        "Go": ("https://pkg.go.dev/encoding/json", _READ, (
            ("invalid character '<' looking for beginning of value", _PAGE),
            ("looking for beginning of value", _NOT_JSON),
            ("x509: ", _CERTIFICATE),
            ("dial tcp", _NO_ANSWER),
            ("dial tcp: i/o timeout", _NO_ANSWER),
            ("dial tcp * i/o timeout", _NO_ANSWER),
            ("i/o timeout", _NO_ANSWER),
            ("net/http: tls handshake timeout", _NO_ANSWER),
            ("net/http: request canceled", _NO_ANSWER),
            ("client.timeout exceeded while awaiting headers", _NO_ANSWER),
            ("dial tcp 127.0.0.1", _HERE),
            ("dial tcp [::1]", _HERE),
            ("dial tcp * connect: connection refused", _NO_ANSWER),
            ("dial tcp 127.0.0.1:* connect: connection refused", _HERE),
            ("dial tcp [::1]:* connect: connection refused", _HERE),
            ("dial tcp: lookup * no such host", _NO_ANSWER),
            ("context deadline exceeded", _NO_ANSWER),
            ('post "http*": eof', _ENDED),
            ('get "http*": eof', _ENDED),
            ('": unexpected eof', _ENDED),
            ("unexpected eof while reading", _ENDED),
            ("http: server closed idle connection", _ENDED),
            ("server gave http response to https client", _TLS),
            ('malformed http response "\\x15\\x03', ("client-http-to-tls",)),
        )),
        "Java": ("https://docs.oracle.com/en/java/javase/21/docs/api/", _READ, (
            ("unexpected character ('<' (code 60))", _PAGE),
            ("expected begin_object but was string at line 1 column 1", _NOT_JSON),
            ("java.net.connectexception", _NO_ANSWER),
            ("java.net.unknownhostexception", _NO_ANSWER),
            ("java.net.sockettimeoutexception", _NO_ANSWER),
            ("pkix path building failed", _CERTIFICATE),
            ("unable to find valid certification path", _CERTIFICATE),
            ("trust anchor for certification path not found", _CERTIFICATE),
            ("i/o error on post request for", _NO_ANSWER),
            ("i/o error on get request for", _NO_ANSWER),
            ("cleartext communication to * not permitted", ("android-cleartext",)),
            ("cleartext http traffic to * not permitted", ("android-cleartext",)),
            ("server returned http response code: ", _STATUS),
            ("jsonparseexception: unexpected character ('<'", _PAGE),
            ("jsonparseexception", _NOT_JSON),
        )),
        ".NET": ("https://learn.microsoft.com/dotnet/api/", _READ, (
            ("'<' is an invalid start of a value", _PAGE),
            ("unexpected character encountered while parsing value: <", _PAGE),
            ("the ssl connection could not be established", _SSL),
            ("the remote certificate is invalid", _CERTIFICATE),
            ("the remote server returned an error: (", _STATUS),
            ("response status code does not indicate success: ", _STATUS),
        )),
        "Ruby": ("https://docs.ruby-lang.org/en/master/", _READ, (
            ("unexpected token at '<", _PAGE),
            ("json::parsererror", _NOT_JSON),
            ("errno::econnrefused", _NO_ANSWER),
        )),
        "PHP": ("https://www.php.net/manual/en/", _READ, (
            ("php_network_getaddresses: getaddrinfo", _NO_ANSWER),
            ("failed to open stream: connection refused", _NO_ANSWER),
            ("ssl operation failed with code 1", _SSL),
        )),
        "iOS": ("https://developer.apple.com/documentation/foundation/urlerror", _READ, (
            ("authenticationservices.webauthenticationsession error 1", _CANCELED),
            ("authenticationservices.webauthenticationsession code=1", _CANCELED),
            ("authenticationservices.webauthenticationsession error 2", ("client-settings",)),
            ("authenticationservices.webauthenticationsession code=2", ("client-settings",)),
            ("authenticationservices.webauthenticationsession error 3", ("client-settings",)),
            ("authenticationservices.webauthenticationsession code=3", ("client-settings",)),
            ("safariservices.authentication error 1", _CANCELED),
            ("authenticationservices.authorizationerror error 1001", _CANCELED),
            ("authenticationservices.authorizationerror code=1001", _CANCELED),
            ("authenticationservices.authorizationerror error 1000", ("apple-not-set-up",)),
            ("authenticationservices.authorizationerror code=1000", ("apple-not-set-up",)),
            ("nsurlerrordomain code=-1001", _NO_ANSWER),
            ("nsurlerrordomain code=-1003", _NO_ANSWER),
            ("nsurlerrordomain code=-1004", _NO_ANSWER),
            ("nsurlerrordomain code=-1009", _NO_ANSWER),
            ("nsurlerrordomain code=-1022", ("client-https-only",)),
            ("nsurlerrordomain code=-1202", _CERTIFICATE),
            ("the certificate for this server is invalid", _CERTIFICATE),
            ("an ssl error has occurred and a secure connection to the server cannot be made", _SSL),
            ("the network connection was lost", _NO_ANSWER),
            ("a server with the specified hostname could not be found", _NO_ANSWER),
            ("the internet connection appears to be offline", _NO_ANSWER),
            ("could not connect to the server", _NO_ANSWER),
            ("app transport security", ("client-https-only",)),
        )),
        "": ("", _READ, (
            ("no such file or directory", _FILE),
            ("econnrefused ::1", _HERE),
            ("econnrefused 127.0.0.1", _HERE),
            ("econnrefused", _NO_ANSWER),
            ("econnreset", _NO_ANSWER),
            ("etimedout", _NO_ANSWER),
            ("enotfound", _NO_ANSWER),
            ("enetunreach", _NO_ANSWER),
            ("ehostunreach", _NO_ANSWER),
            ("getaddrinfo", _NO_ANSWER),
            ("network is unreachable", _NO_ANSWER),
            ("no route to host", _NO_ANSWER),
            ("connection timed out", _NO_ANSWER),
            ("connect timed out", _NO_ANSWER),
            ("read timed out", _NO_ANSWER),
            ("connection reset by peer", _NO_ANSWER),
            ("name or service not known", _NO_ANSWER),
            ("temporary failure in name resolution", _NO_ANSWER),
            ("nodename nor servname provided", _NO_ANSWER),
            ("no connection could be made because the target machine actively refused it", _NO_ANSWER),
            ("no such host is known", _NO_ANSWER),
            ("certificate verify failed", _CERTIFICATE),
            ("certificate_verify_failed", _CERTIFICATE),
            ("the system cannot find the file specified", _FILE),
            ("is not valid json", _NOT_JSON),
            ("json parse error:", _NOT_JSON),
            ("request failed with status code ", _STATUS),
            ("unexpected end of json input", _NOT_JSON),
            ("formatexception: unexpected character", _NOT_JSON),
            ("expected value at line 1 column 1", _NOT_JSON),
            ("json text did not start with array or object", _NOT_JSON),
            ("the data couldn't be read because it isn't in the correct format", _NOT_JSON),
            ("jq: parse error", _NOT_JSON),
            ("wrong version number", _TLS),
            ("connection refused", _NO_ANSWER),
            ("self-signed certificate", _CERTIFICATE),
            ("self signed certificate", _CERTIFICATE),
            ("unable to get local issuer certificate", _CERTIFICATE),
        )),
    }
)  # fmt: skip
"""By language or program: where it is documented, the day of the reading, and each message with its causes."""
