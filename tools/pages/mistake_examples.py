"""For each mistake of `pkce_core.MISTAKES`, a line of code that makes it, and the pair that the line gives.

This module computes the pairs, and a test runs the lines. The results must agree, and `diagnose_challenge` must name
the mistake.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pkce_core import derive_code_challenge

if TYPE_CHECKING:
    from collections.abc import Mapping

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636 Appendix B
CHALLENGE = derive_code_challenge(VERIFIER)


class Example(NamedTuple):
    """A line that makes a mistake, and the pair that it gives.

    Attributes:
        language: "shell", "node" or "python".
        line: makes the mistake. It reads code_verifier, or code_challenge if the mistake happens after the hash.
        challenge: the wrong challenge.
        verifier: the verifier of the pair; not `VERIFIER` only if the two are swapped.
    """

    language: str
    line: str
    challenge: str
    verifier: str = VERIFIER


_ASCII = VERIFIER.encode("ascii")
_DIGEST = hashlib.sha256(_ASCII).digest()
_TAIL = "| openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d '='"


def _encode(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def _sha256(octets: bytes) -> str:
    return _encode(hashlib.sha256(octets).digest())


def _other(name: str) -> str:
    return _encode(hashlib.new(name, _ASCII, usedforsecurity=False).digest())


def _node(name: str, end: str = "digest('base64url')") -> str:
    return f"crypto.createHash('{name}').update(code_verifier).{end}"


EXAMPLES: Mapping[str, Example] = MappingProxyType(
    {
        "padding": Example(
            "python",
            'base64.urlsafe_b64encode(hashlib.sha256(code_verifier.encode("ascii")).digest()).decode()',
            f"{CHALLENGE}=",
        ),
        "standard-base64": Example("node", _node("sha256", "digest('base64')"), base64.b64encode(_DIGEST).decode()),
        "wrong-characters": Example(
            "node",
            _node("sha256", "digest('base64').replaceAll('+', '_').replaceAll('/', '-').replaceAll('=', '')"),
            CHALLENGE.translate(str.maketrans("-_", "_-")),
        ),
        "deleted-characters": Example(
            "node", _node("sha256", "digest('base64').replace(/[+/=]/g, '')"), re.sub("[-_]", "", CHALLENGE)
        ),
        "hex-digest": Example("node", _node("sha256", "digest('hex')"), _DIGEST.hex()),
        "base64-of-hex": Example(
            "shell",
            """printf %s "$code_verifier" | openssl dgst -sha256 -r | cut -d ' ' -f 1 | tr -d '\\n'"""
            " | openssl base64 -A | tr '+/' '-_' | tr -d '='",
            _encode(_DIGEST.hex().encode()),
        ),
        "openssl-text": Example(
            "shell",
            f'printf %s "$code_verifier" {_TAIL.replace(" -binary", "")}',
            _encode(f"SHA2-256(stdin)= {_DIGEST.hex()}\n".encode()),
        ),
        "decimal-bytes": Example(
            "node",
            f"btoa(new Uint8Array({_node('sha256', 'digest()')})).replaceAll('=', '')",
            _encode(",".join(map(str, _DIGEST)).encode()),
        ),
        "printed-bytes": Example(
            "python",
            "base64.urlsafe_b64encode(str(hashlib.sha256(code_verifier.encode("
            '"ascii")).digest()).encode()).rstrip(b"=").decode()',
            _encode(str(_DIGEST).encode()),
        ),
        "digest-as-latin-1": Example(
            "node",
            f"Buffer.from({_node('sha256', 'digest(`latin1`)')}).toString('base64url')",
            _encode(_DIGEST.decode("latin-1").encode()),
        ),
        "digest-as-text": Example(
            "node",
            f"Buffer.from({_node('sha256', 'digest()')}.toString()).toString('base64url')",
            _encode(_DIGEST.decode("utf-8", "replace").encode()),
        ),
        "byte-order": Example(
            "node",
            f"{_node('sha256', 'digest()')}.swap32().toString('base64url')",
            _encode(b"".join(_DIGEST[at : at + 4][::-1] for at in range(0, 32, 4))),
        ),
        "other-base": Example(
            "python",
            'base64.b32encode(hashlib.sha256(code_verifier.encode("ascii")).digest()).rstrip(b"=").decode()',
            base64.b32encode(_DIGEST).rstrip(b"=").decode(),
        ),
        "object-text": Example(
            "node",
            "btoa(crypto.subtle.digest('SHA-256', new TextEncoder().encode(code_verifier))).replaceAll('=', '')",
            _encode(b"[object Promise]"),
        ),
        "placeholder": Example("shell", "printf %s '{{code_challenge}}'", "{{code_challenge}}"),
        "hmac": Example(
            "node",
            "crypto.createHmac('sha256', '').update(code_verifier).digest('base64url')",
            _encode(hmac.digest(b"", _ASCII, "sha256")),
        ),
        "trailing-newline": Example("shell", f'echo "$code_verifier" {_TAIL}', _sha256(_ASCII + b"\n")),
        "crlf": Example("shell", f"""printf '%s\\r\\n' "$code_verifier" {_TAIL}""", _sha256(_ASCII + b"\r\n")),
        "decoded-verifier": Example(
            "python",
            "base64.urlsafe_b64encode(hashlib.sha256(base64.urlsafe_b64decode(code_verifier + "
            '"=")).digest()).rstrip(b"=").decode()',
            _sha256(base64.urlsafe_b64decode(f"{VERIFIER}=")),
        ),
        "standard-base64-verifier": Example(
            "shell", f"""printf %s "$code_verifier" | tr '_-' '/+' {_TAIL}""",
            _sha256(VERIFIER.translate(str.maketrans("-_", "+/")).encode()),
        ),
        "encoded-verifier": Example(
            "node",
            "crypto.createHash('sha256').update(Buffer.from(code_verifier).toString('base64url')).digest('base64url')",
            _sha256(_encode(_ASCII).encode()),
        ),
        "cut-verifier": Example("shell", f'printf %.32s "$code_verifier" {_TAIL}', _sha256(_ASCII[:32])),
        "reversed": Example("python", "code_challenge[::-1]", CHALLENGE[::-1]),
        "empty-hashed": Example("shell", f'printf %s "$codeVerifier" {_TAIL}', _sha256(b"")),
        "other-text-hashed": Example(
            "node",
            "crypto.createHash('sha256').update(String(globalThis.code_verifier)).digest('base64url')",
            _sha256(b"undefined"),
        ),
        "utf-16": Example(
            "shell", f'printf %s "$code_verifier" | iconv -t UTF-16LE {_TAIL}', _sha256(VERIFIER.encode("utf-16-le"))
        ),
        "double-hash": Example(
            "node",
            f"crypto.createHash('sha256').update({_node('sha256', 'digest()')}).digest('base64url')",
            _sha256(_DIGEST),
        ),
        "md5": Example("node", _node("md5"), _other("md5")),
        "sha1": Example("shell", f'printf %s "$code_verifier" {_TAIL.replace("-sha256", "-sha1")}', _other("sha1")),
        "sha384": Example("node", _node("sha384"), _other("sha384")),
        "sha512": Example("node", _node("sha512"), _other("sha512")),
        "other-hash": Example("node", _node("sha3-256"), _other("sha3_256")),
        "go-sum": Example(
            "node",
            "Buffer.concat([Buffer.from(code_verifier), crypto.createHash('sha256').digest()]).toString('base64url')",
            _encode(_ASCII + hashlib.sha256().digest()),
        ),
        "swapped": Example("node", "[code_verifier, code_challenge] = [code_challenge, code_verifier]",
                           VERIFIER, CHALLENGE),
        "plain": Example("node", "code_challenge = code_verifier", VERIFIER),
        "truncated": Example("shell", 'printf %.32s "$code_challenge"', CHALLENGE[:32]),
        "mistyped": Example("shell", 'printf %s "$code_challenge" | sed s/9/g/', CHALLENGE.replace("9", "g")),
        "case-changed": Example("node", "code_challenge.toLowerCase()", CHALLENGE.lower()),
        "percent-encoded": Example(
            "python", 'code_challenge.replace("-", "%2D")', CHALLENGE.replace("-", "%2D")
        ),
        "escaped": Example("python", 'code_challenge.replace("-", "&#45;")', CHALLENGE.replace("-", "&#45;")),
        "base64-twice": Example(
            "node", "Buffer.from(code_challenge).toString('base64url')", _encode(CHALLENGE.encode())
        ),
        "quoted": Example("shell", """printf '"%s"' "$code_challenge\"""", f'"{CHALLENGE}"'),
        "whitespace": Example("shell", """printf '%s ' "$code_challenge\"""", f"{CHALLENGE} "),
        "parameter-copied": Example(
            "shell", """printf 'code_challenge=%s' "$code_challenge\"""", f"code_challenge={CHALLENGE}"
        ),
        "surrounding-text": Example("shell", """printf 'S256 %s.' "$code_challenge\"""", f"S256 {CHALLENGE}."),
        "pasted-twice": Example(
            "shell", """printf %s%s "$code_challenge" "$code_challenge\"""", f"{CHALLENGE}{CHALLENGE}"
        ),
        "look-alikes": Example(
            "python", 'code_challenge.replace("-", "\u2013")', CHALLENGE.replace("-", "\u2013")
        ),
        "other-verifier": Example(
            "shell", f'printf %s "$code_verifier" | sed s/j/J/ {_TAIL}', _sha256(_ASCII.replace(b"j", b"J", 1))
        ),
    }
)  # fmt: skip
"""An example for each mistake, by its slug."""


def describe_form(example: Example) -> str:
    """Describe what the challenge of an example looks like, so that readers recognize theirs."""
    challenge = example.challenge
    if challenge == VERIFIER:
        return "the text of the verifier"
    if CHALLENGE.startswith(challenge):
        return "fewer than 43 characters, but no length listed above"
    if challenge.startswith('"'):
        return "quotes at both ends"
    if challenge != challenge.strip():
        return "white space at the start or end"
    if "%" in challenge:
        return "a `%`"
    mark = ""
    if not set(challenge) - set("0123456789abcdef"):
        mark = ", all hex digits"
    elif challenge == challenge.lower():
        mark = ", without capital letters"
    elif challenge.endswith("="):
        mark = ", with `=` at the end" + (" and `+` or `/`" if set(challenge) & {"+", "/"} else "")
    return f"{len(challenge)} characters{mark}"
