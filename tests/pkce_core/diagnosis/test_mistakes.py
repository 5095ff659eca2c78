"""The table of mistakes is complete."""

from __future__ import annotations

from pkce_core import MISTAKES
from pkce_core.diagnosis.fixes.repairs import DERIVE

SLUGS = [
    "padding",
    "standard-base64",
    "wrong-characters",
    "deleted-characters",
    "hex-digest",
    "base64-of-hex",
    "openssl-text",
    "decimal-bytes",
    "printed-bytes",
    "digest-as-latin-1",
    "digest-as-text",
    "byte-order",
    "other-base",
    "object-text",
    "placeholder",
    "hmac",
    "trailing-newline",
    "crlf",
    "decoded-verifier",
    "standard-base64-verifier",
    "encoded-verifier",
    "cut-verifier",
    "reversed",
    "empty-hashed",
    "other-text-hashed",
    "utf-16",
    "double-hash",
    "md5",
    "sha1",
    "sha384",
    "sha512",
    "other-hash",
    "go-sum",
    "swapped",
    "plain",
    "truncated",
    "mistyped",
    "case-changed",
    "percent-encoded",
    "escaped",
    "base64-twice",
    "quoted",
    "whitespace",
    "parameter-copied",
    "surrounding-text",
    "pasted-twice",
    "look-alikes",
    "other-verifier",
]


def test_the_table_of_mistakes_is_whole() -> None:
    """Every slug has a title, an explanation, a fix in ten languages and a section."""
    assert list(MISTAKES) == SLUGS
    for slug, mistake in MISTAKES.items():
        assert mistake.slug == slug
        assert mistake.title
        assert mistake.explanation.endswith(".")
        assert set(mistake.fixes) == set(DERIVE)
        assert mistake.fix == mistake.fixes[mistake.language]
        assert "\n" not in mistake.fix
        assert mistake.spec.document == "RFC 7636"
