"""The table of mistakes is complete."""

from __future__ import annotations

from pkce_core import MISTAKES
from pkce_core.diagnosis.fixes.repairs import DERIVE

SLUGS = [
    "padding",
    "standard-base64",
    "hex-digest",
    "base64-of-hex",
    "trailing-newline",
    "crlf",
    "decoded-verifier",
    "utf-16",
    "double-hash",
    "md5",
    "sha1",
    "sha384",
    "sha512",
    "swapped",
    "plain",
    "truncated",
    "case-changed",
    "percent-encoded",
    "quoted",
    "whitespace",
    "other-verifier",
]


def test_the_table_of_mistakes_is_whole() -> None:
    """Every slug has a title, an explanation, a fix in four languages and a section."""
    assert list(MISTAKES) == SLUGS
    for slug, mistake in MISTAKES.items():
        assert mistake.slug == slug
        assert mistake.title
        assert mistake.explanation.endswith(".")
        assert set(mistake.fixes) == set(DERIVE)
        assert mistake.fix == mistake.fixes[mistake.language]
        assert "\n" not in mistake.fix
        assert mistake.spec.document == "RFC 7636"
