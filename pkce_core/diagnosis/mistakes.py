"""The ways a challenge goes wrong, as data: what each is called, what it is, and the line that puts it right.

`diagnosis` names them by slug; a troubleshooting page is generated from the same table.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from pkce_core.diagnosis.fix_snippets import DECODE_PERCENT, DERIVE, DROP_STRAYS, SWAP_BACK
from pkce_core.specifications import Spec

TYPE_CHECKING = False
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
        fixes: one line to copy for each of those languages; a diagnosis has one that fits its pair.
        spec: the section that says how it should be.
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


_TABLE: tuple[tuple[str, str, str, str], ...] = (
    (
        "padding",
        "Padding kept",
        "python",
        "The base64url text ends in =, which PKCE leaves out. Many base64 functions add it by default.",
    ),
    (
        "standard-base64",
        "Standard base64",
        "node",
        "The hash is written in standard base64, with + and /. PKCE uses base64url, with - and _ and without =.",
    ),
    ("hex-digest", "Hex digest", "node", "The hash is written as hex digits. PKCE wants its 32 octets in base64url."),
    (
        "base64-of-hex",
        "Base64 of the hex digest",
        "shell",
        "The hex digits of the hash are encoded as if they were the hash. Take the hash in binary and encode that.",
    ),
    (
        "trailing-newline",
        "A trailing newline was hashed",
        "shell",
        "echo and most files end a line with a newline, and the newline is hashed with the verifier.",
    ),
    (
        "crlf",
        "A Windows line end was hashed",
        "powershell",
        "The text ends in a carriage return and a newline, and both are hashed with the verifier.",
    ),
    (
        "decoded-verifier",
        "The decoded verifier was hashed",
        "python",
        "The verifier is base64url-decoded before hashing. PKCE hashes its characters as they are sent.",
    ),
    (
        "utf-16",
        "The verifier was hashed as UTF-16",
        "powershell",
        "Each character is hashed as two octets, as Windows writes Unicode. PKCE hashes one ASCII octet per character.",
    ),
    (
        "double-hash",
        "Hashed twice",
        "node",
        "SHA-256 is applied to its own result. Often one library hashes what another already hashed.",
    ),
    ("md5", "MD5 instead of SHA-256", "node", "The hash is MD5. S256 stands for SHA-256 and nothing else."),
    (
        "sha1",
        "SHA-1 instead of SHA-256",
        "shell",
        "The hash is SHA-1, the default of some tools. S256 stands for SHA-256 and nothing else.",
    ),
    ("sha384", "SHA-384 instead of SHA-256", "node", "The hash is SHA-384. S256 stands for SHA-256 and nothing else."),
    ("sha512", "SHA-512 instead of SHA-256", "node", "The hash is SHA-512. S256 stands for SHA-256 and nothing else."),
    (
        "swapped",
        "Verifier and challenge swapped",
        "python",
        "The challenge stands where the verifier belongs, and the verifier where the challenge belongs.",
    ),
    (
        "plain",
        "Not hashed",
        "node",
        "The challenge is the verifier, without a hash. Whoever reads the authorization request has the secret.",
    ),
    (
        "truncated",
        "Cut off",
        "shell",
        "A part of the challenge is missing, such as after a short copy or a database column that is too narrow.",
    ),
    (
        "case-changed",
        "Letter case changed",
        "node",
        "The case of letters is changed. Base64url tells upper case from lower case, and so does a verifier.",
    ),
    (
        "percent-encoded",
        "Percent-encoded",
        "python",
        "The challenge is percent-encoded before the URL is built, which encodes it once more than the server decodes.",
    ),
    (
        "quoted",
        "Quotes around it",
        "shell",
        "Quotes became part of the text, either around the challenge or around the verifier before it was hashed.",
    ),
    (
        "whitespace",
        "White space around it",
        "shell",
        "A space, a tab, a line end or an invisible character became part of the text.",
    ),
    (
        "other-verifier",
        "Made from another verifier",
        "shell",
        "The challenge belongs to a verifier that is almost this one: a character differs, is missing or is too many.",
    ),
)

_SECTIONS = {"plain": "4.3", "other-verifier": "4.6", "swapped": "4.6", "padding": "Appendix A",
             "standard-base64": "Appendix A"}  # fmt: skip


_FIXES = {
    "swapped": SWAP_BACK,
    "quoted": DROP_STRAYS.challenge,
    "whitespace": DROP_STRAYS.challenge,
    "crlf": DROP_STRAYS.derive,
    "trailing-newline": DROP_STRAYS.derive,
    "percent-encoded": DECODE_PERCENT.challenge,
}


MISTAKES: Mapping[str, Mistake] = MappingProxyType(
    {
        slug: Mistake(
            slug=slug,
            title=title,
            explanation=explanation,
            language=language,
            fixes=_FIXES.get(slug, DERIVE),
            spec=Spec(document="RFC 7636", section=_SECTIONS.get(slug, "4.2")),
        )
        for slug, title, language, explanation in _TABLE
    }
)
"""Every mistake that a diagnosis can name, by slug."""
