"""`MISTAKES`: every mistake that has a name, with its explanation and the line that fixes it.

A diagnosis names mistakes by slug, and the troubleshooting page is generated from this table. What a diagnosis says
about the pair at hand is the phrase of a deviation: search this folder for the slug to find the modules that make one.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.diagnosis.fixes.repairs import (
    DECODE_PERCENT,
    DERIVE,
    DROP_STRAYS,
    PLAIN_HYPHENS,
    SWAP_BACK,
    TAKE_LONG_RUN,
    TO_BASE64URL,
)
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
        language: where it usually happens.
        fixes: one line to copy for each language. A diagnosis has one that fits its pair.
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
    language: str,
    explanation: str,
    *,
    fixes: Mapping[str, str] = DERIVE,
    section: str = "4.2",
) -> Mistake:
    spec = Spec(document="RFC 7636", section=section)
    return Mistake(slug=slug, title=title, explanation=explanation, language=language, fixes=fixes, spec=spec)


_ALL = (
    _mistake("padding", "Padding kept", "python",
             "The base64url text ends with =. PKCE leaves this padding out, but many base64 functions add it by "
             "default.", section="Appendix A"),
    _mistake("standard-base64", "Standard base64", "node",
             "The hash is written in standard base64, with + and /. PKCE requires base64url, with - and _ and "
             "without =.", section="Appendix A"),
    _mistake("wrong-characters", "Wrong characters for + and /", "javascript",
             "Standard base64 is turned into base64url with the wrong replacements. Write - for + and _ for /, and not "
             "the reverse.", section="Appendix A"),
    _mistake("deleted-characters", "+ and / deleted", "php",
             "The + and / of standard base64 are deleted. base64url replaces them: + becomes -, and / becomes _.",
             section="Appendix A"),
    _mistake("hex-digest", "Hex digest", "php",
             "The hash is written as hex digits. PKCE requires its 32 bytes in base64url."),
    _mistake("base64-of-hex", "Base64 of the hex digest", "shell",
             "The hex digits of the hash are encoded in base64 as if they were the hash. Encode its 32 bytes "
             "instead."),
    _mistake("openssl-text", "The line that openssl prints", "shell",
             "Without -binary, openssl dgst prints a line such as SHA2-256(stdin)= and hex digits. This line is "
             "used instead of the 32 bytes of the hash."),
    _mistake("decimal-bytes", "Bytes as decimal numbers", "javascript",
             "The bytes of the hash are written as decimal numbers such as 19,211,30. That is what a list of bytes "
             "becomes if it is used as text, as btoa does."),
    _mistake("printed-bytes", "Bytes as a program prints them", "python",
             "The hash is printed with escapes, as in b'\\x13\\xd3', and this text is used instead of its 32 bytes."),
    _mistake("digest-as-latin-1", "Hash read as Latin-1", "node",
             "The bytes of the hash are read as characters of Latin-1, and these are then written as UTF-8, so "
             "most bytes from 80 to FF become two."),
    _mistake("digest-as-text", "Hash turned into text", "java",
             "The bytes of the hash are turned into text as if they were ASCII or UTF-8. Most hashes are neither, "
             "so part of the hash is lost."),
    _mistake("byte-order", "Bytes in another order", "javascript",
             "The bytes of the hash are in another order. CryptoJS keeps a hash as 32-bit words, whose bytes come "
             "out reversed on most machines."),
    _mistake("other-base", "Base 32, 58 or another", "node",
             "The hash is written in another base, such as base32 or base58. PKCE requires base64url."),
    _mistake("object-text", "The name of an object", "javascript",
             "A text such as [object Promise] or undefined is used instead of the hash. That is what some objects "
             "become as text, such as a promise without await."),
    _mistake("placeholder", "A placeholder", "shell",
             "The challenge is a name or a pattern that a program should have replaced with a value, such as "
             "{{code_challenge}}. A variable isn't set, or its quotes keep the program from reading it."),
    _mistake("hmac", "HMAC instead of SHA-256", "php",
             "The challenge is an HMAC, which needs a key. S256 is the SHA-256 of the verifier alone, without a "
             "key."),
    _mistake("trailing-newline", "A trailing newline was hashed", "shell",
             "echo adds a newline, and most files end with one. This newline is then hashed together with the "
             "verifier.", fixes=DROP_STRAYS.derive),
    _mistake("crlf", "A Windows line end was hashed", "powershell",
             "The text ends with a carriage return and a newline, and both are hashed together with the verifier.",
             fixes=DROP_STRAYS.derive),
    _mistake("decoded-verifier", "The decoded verifier was hashed", "python",
             "The verifier is decoded from base64url, or as a part of a URL, before it's hashed. PKCE hashes its "
             "characters as they are sent."),
    _mistake("standard-base64-verifier", "Verifier in standard base64", "node",
             "The verifier was written in standard base64 before it was hashed, or your copy is. A verifier has - "
             "and _ where standard base64 has + and /.", fixes=TO_BASE64URL.derive, section="4.1"),
    _mistake("encoded-verifier", "Verifier encoded before hashing", "node",
             "The verifier is encoded in base64, for a URL, as hex digits or as numbers, and the result is hashed. "
             "Hash the text of the verifier as you send it."),
    _mistake("cut-verifier", "Part of the verifier was hashed", "shell",
             "Only the start or the end of the verifier is hashed, as when a column or a buffer is too short for it. "
             "Hash all of it.", section="4.6"),
    _mistake("reversed", "Backward", "python",
             "The characters of the verifier or of the challenge are in reverse order."),
    _mistake("empty-hashed", "Nothing was hashed", "shell",
             "An empty text or an empty line was hashed, often because the variable with the verifier is empty or "
             "has another name."),
    _mistake("other-text-hashed", "Something else was hashed", "javascript",
             "Another text was hashed instead of the verifier: a word such as undefined, the name of a variable, "
             "or another value of the flow."),
    _mistake("utf-16", "UTF-16 instead of ASCII", "powershell",
             "The verifier is hashed as UTF-16, or a copy of it or of the challenge is saved as UTF-16. In PowerShell "
             "and .NET, Unicode means UTF-16, with two bytes per character. PKCE uses ASCII, with one."),
    _mistake("double-hash", "Hashed twice", "node",
             "SHA-256 is applied to its own result, often because a library hashes what another one has already "
             "hashed."),
    _mistake("md5", "MD5 instead of SHA-256", "node",
             "The verifier is hashed with MD5. S256 means SHA-256 and nothing else."),
    _mistake("sha1", "SHA-1 instead of SHA-256", "shell",
             "The verifier is hashed with SHA-1, the default of some tools. S256 means SHA-256 and nothing else."),
    _mistake("sha384", "SHA-384 instead of SHA-256", "node",
             "The verifier is hashed with SHA-384. S256 means SHA-256 and nothing else."),
    _mistake("sha512", "SHA-512 instead of SHA-256", "node",
             "The verifier is hashed with SHA-512. S256 means SHA-256 and nothing else."),
    _mistake("other-hash", "Another hash function", "node",
             "The verifier is hashed with another function, such as SHA-3, BLAKE2 or SHA-224. S256 means SHA-256 and "
             "nothing else."),
    _mistake("go-sum", "Sum without Write", "go",
             "Go's Sum appends the hash of what was written before to its argument, and it doesn't hash the argument. "
             "So the challenge has the whole verifier in it. Use sha256.Sum256."),
    _mistake("swapped", "Verifier and challenge swapped", "python",
             "The challenge is used as the verifier, and the verifier as the challenge.",
             fixes=SWAP_BACK, section="4.6"),
    _mistake("plain", "Not hashed", "node",
             "The challenge is the verifier itself. Anyone who can read the authorization request then knows the "
             "verifier.", section="4.3"),
    _mistake("truncated", "Cut off", "shell",
             "Part of the challenge is missing, perhaps because a copy was incomplete or a database column is too "
             "narrow."),
    _mistake("mistyped", "Mistyped", "shell",
             "A character or two of the challenge are wrong, missing, added or swapped. Copy the challenge, or "
             "derive it again."),
    _mistake("case-changed", "Letter case changed", "node",
             "Uppercase letters became lowercase, or the reverse. Case matters in base64url, and in the verifier."),
    _mistake("percent-encoded", "Percent-encoded", "python",
             "The challenge is percent-encoded, and building the URL encodes it again. The server decodes it only "
             "once.", fixes=DECODE_PERCENT.challenge),
    _mistake("escaped", "Escaped for HTML or JSON", "php",
             "Characters are written as HTML or JSON writes them, such as &#61; or \\u003d for =. Decode the text "
             "before you send it."),
    _mistake("base64-twice", "Encoded twice", "node",
             "The finished challenge, or the verifier, is encoded once more, in base64 or as hex digits. Leave out the "
             "second encoding."),
    _mistake("quoted", "Quotes or brackets around it", "shell",
             "Quotes or brackets became part of the challenge, or of the verifier before it was hashed.",
             fixes=DROP_STRAYS.challenge),
    _mistake("whitespace", "White space around it", "shell",
             "A space, a tab, a line end or an invisible character became part of the challenge or the verifier.",
             fixes=DROP_STRAYS.challenge),
    _mistake("parameter-copied", "Copied with the parameter name", "shell",
             "The name of the parameter became part of the value, as in code_challenge=. Take only what follows "
             "the = sign.", fixes=TAKE_LONG_RUN.challenge),
    _mistake("surrounding-text", "Other text around it", "shell",
             "Other text became part of the challenge or of the verifier, such as the rest of a line.",
             fixes=TAKE_LONG_RUN.challenge),
    _mistake("pasted-twice", "Twice in a row", "shell",
             "The challenge or the verifier appears twice in a row, as when it is pasted twice.",
             fixes=TAKE_LONG_RUN.challenge),
    _mistake("look-alikes", "Look-alike characters", "shell",
             "Some characters only look like the right ones, such as a dash for a hyphen, which a word processor "
             "or a chat may write.", fixes=PLAIN_HYPHENS.challenge),
    _mistake("other-verifier", "Made from another verifier", "shell",
             "The challenge was made from a verifier almost like this one, such as one with a character changed, "
             "missing or added.", section="4.6"),
)  # fmt: skip

MISTAKES: Mapping[str, Mistake] = MappingProxyType({mistake.slug: mistake for mistake in _ALL})
"""Every mistake that a diagnosis can name, by slug."""
