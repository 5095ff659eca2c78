"""`MISTAKES`: every mistake that has a name, with its explanation and the line that fixes it.

A diagnosis names mistakes by slug, and the troubleshooting page is generated from this table. What a diagnosis says
about the pair at hand is the phrase of a deviation: search this folder for the slug to find the modules that make one.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.diagnosis.fix_snippets import DECODE_PERCENT, DERIVE, DROP_STRAYS, SWAP_BACK
from pkce_core.specifications import Spec

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Mistake:
    """One way to make a wrong challenge.

    Attributes:
        slug: its stable name.
        title: a few words, as a heading.
        explanation: what happens and why, in one or two sentences.
        language: where it usually happens: "shell", "powershell", "node" or "python".
        fixes: one line to copy for each of these languages. A diagnosis has one that fits its pair.
        spec: the section that defines what is right.
    """

    slug: str
    title: str
    explanation: str
    language: str
    fixes: Mapping[str, str]
    spec: Spec

    @property
    def fix(self) -> str:
        """The line for the language where the mistake usually happens."""
        return self.fixes[self.language]


def _mistake(
    slug: str,
    title: str,
    explanation: str,
    *,
    language: str,
    fixes: Mapping[str, str] = DERIVE,
    section: str = "4.2",
) -> Mistake:
    spec = Spec(document="RFC 7636", section=section)
    return Mistake(slug=slug, title=title, explanation=explanation, language=language, fixes=fixes, spec=spec)


_ALL = (
    _mistake(
        "padding",
        "Padding kept",
        "The base64url text ends with =. PKCE leaves this padding out, but many base64 functions add it by default.",
        language="python",
        section="Appendix A",
    ),
    _mistake(
        "standard-base64",
        "Standard base64",
        "The hash is written in standard base64, with + and /. PKCE requires base64url, with - and _ and without =.",
        language="node",
        section="Appendix A",
    ),
    _mistake(
        "hex-digest",
        "Hex digest",
        "The hash is written as hex digits. PKCE requires its 32 bytes in base64url.",
        language="node",
    ),
    _mistake(
        "base64-of-hex",
        "Base64 of the hex digest",
        "The hex digits of the hash are encoded in base64 as if they were the hash. Encode its 32 bytes instead.",
        language="shell",
    ),
    _mistake(
        "trailing-newline",
        "A trailing newline was hashed",
        "echo adds a newline, and most files end with one. This newline is then hashed together with the verifier.",
        language="shell",
        fixes=DROP_STRAYS.derive,
    ),
    _mistake(
        "crlf",
        "A Windows line end was hashed",
        "The text ends with a carriage return and a newline, and both are hashed together with the verifier.",
        language="powershell",
        fixes=DROP_STRAYS.derive,
    ),
    _mistake(
        "decoded-verifier",
        "The decoded verifier was hashed",
        "The verifier is decoded from base64url before it's hashed. PKCE hashes its characters as they are sent.",
        language="python",
    ),
    _mistake(
        "utf-16",
        "The verifier was hashed as UTF-16",
        "In PowerShell and .NET, Unicode means UTF-16, so each character is hashed as two bytes. PKCE hashes ASCII, "
        "with one byte per character.",
        language="powershell",
    ),
    _mistake(
        "double-hash",
        "Hashed twice",
        "SHA-256 is applied to its own result, often because a library hashes what another one has already hashed.",
        language="node",
    ),
    _mistake(
        "md5",
        "MD5 instead of SHA-256",
        "The verifier is hashed with MD5. S256 means SHA-256 and nothing else.",
        language="node",
    ),
    _mistake(
        "sha1",
        "SHA-1 instead of SHA-256",
        "The verifier is hashed with SHA-1, the default of some tools. S256 means SHA-256 and nothing else.",
        language="shell",
    ),
    _mistake(
        "sha384",
        "SHA-384 instead of SHA-256",
        "The verifier is hashed with SHA-384. S256 means SHA-256 and nothing else.",
        language="node",
    ),
    _mistake(
        "sha512",
        "SHA-512 instead of SHA-256",
        "The verifier is hashed with SHA-512. S256 means SHA-256 and nothing else.",
        language="node",
    ),
    _mistake(
        "swapped",
        "Verifier and challenge swapped",
        "The challenge is used as the verifier, and the verifier as the challenge.",
        language="python",
        fixes=SWAP_BACK,
        section="4.6",
    ),
    _mistake(
        "plain",
        "Not hashed",
        "The challenge is the verifier itself. Anyone who can read the authorization request then knows the verifier.",
        language="node",
        section="4.3",
    ),
    _mistake(
        "truncated",
        "Cut off",
        "Part of the challenge is missing, perhaps because a copy was incomplete or a database column is too narrow.",
        language="shell",
    ),
    _mistake(
        "case-changed",
        "Letter case changed",
        "Uppercase letters became lowercase, or the reverse. Case matters in base64url, and in the verifier.",
        language="node",
    ),
    _mistake(
        "percent-encoded",
        "Percent-encoded",
        "The challenge is percent-encoded, and building the URL encodes it again. The server decodes it only once.",
        language="python",
        fixes=DECODE_PERCENT.challenge,
    ),
    _mistake(
        "quoted",
        "Quotes around it",
        "Quotes became part of the challenge, or of the verifier before it was hashed.",
        language="shell",
        fixes=DROP_STRAYS.challenge,
    ),
    _mistake(
        "whitespace",
        "White space around it",
        "A space, a tab, a line end or an invisible character became part of the challenge or the verifier.",
        language="shell",
        fixes=DROP_STRAYS.challenge,
    ),
    _mistake(
        "other-verifier",
        "Made from another verifier",
        "The challenge was made from a verifier almost like this one, such as one with a character changed, missing or "
        "added.",
        language="shell",
        section="4.6",
    ),
)

MISTAKES: Mapping[str, Mistake] = MappingProxyType({mistake.slug: mistake for mistake in _ALL})
"""Every mistake that a diagnosis can name, by slug."""
