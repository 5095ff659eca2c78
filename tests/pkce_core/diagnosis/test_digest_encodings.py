"""Every encoding of a digest is found by its prefix and explained by its mistakes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pkce_core.diagnosis.deviations import cost_of
from pkce_core.diagnosis.digest_encodings import (
    caseless_digest_prefixes,
    caseless_prefix,
    digest_prefixes,
    encodings_of,
    explain_encoding,
)

DIGESTS = st.sampled_from([16, 20, 32, 48, 64]).flatmap(lambda size: st.binary(min_size=size, max_size=size))


@given(DIGESTS)
def test_an_encoding_is_found_and_explained(digest: bytes) -> None:
    """The search looks a digest up by its prefix first, so an encoding without the prefix would never be compared."""
    for text, deviations in encodings_of(digest):
        for recased in (text, text.swapcase()):
            assert digest[:3] in digest_prefixes(recased)
        explanation = explain_encoding(text, digest)
        assert explanation is not None
        assert cost_of(explanation) <= cost_of(deviations)


@given(DIGESTS)
def test_an_encoding_in_one_letter_case_is_found_and_explained(digest: bytes) -> None:
    """Case that is lost in base64 can't be undone, so these prefixes are compared in lower case."""
    for text, _ in encodings_of(digest):
        for recased in (text.lower(), text.upper()):
            prefixes = caseless_digest_prefixes(digest, with_hex=True)
            assert caseless_prefix(recased) in prefixes or digest[:3] in digest_prefixes(recased)
            assert explain_encoding(recased, digest) is not None
