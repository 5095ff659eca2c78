"""Rules for verifier, challenge and method (RFC 7636)."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "pair",
    (
        ("verifier-grammar", "pass", "RFC 7636 §4.1",
         "The code_verifier has 43 to 128 characters of A-Z a-z 0-9 - . _ ~."),
        ("verifier-not-text", "error", "RFC 7636 §4.1", "The code_verifier is text in UTF-8."),
        ("verifier-other-value", "error", "RFC 7636 §4.1", "The code_verifier is not another value of the flow."),
        ("verifier-empty", "error", "RFC 7636 §4.1", "The code_verifier is not empty."),
        ("verifier-length", "error", "RFC 7636 §4.1", "The code_verifier has 43 to 128 characters."),
        ("verifier-character", "error", "RFC 7636 §4.1",
         "Every character of the code_verifier is one of A-Z a-z 0-9 - . _ ~."),
        ("verifier-published", "warning", "RFC 7636 §7.1", "The code_verifier is not a published example."),
        ("verifier-one-character", "warning", "RFC 7636 §7.1", "The code_verifier is not one character repeated."),
        ("verifier-repeated", "warning", "RFC 7636 §7.1", "The code_verifier is not a short text repeated."),
        ("verifier-sequence", "warning", "RFC 7636 §7.1",
         "The code_verifier does not run through the alphabet or the digits."),
        ("verifier-few-characters", "warning info", "RFC 7636 §7.1",
         "The code_verifier is drawn from enough characters for 256 bits of entropy."),
        ("verifier-uuid", "warning", "RFC 7636 §7.1",
         "The code_verifier is not made of UUIDs with fewer than 256 random bits."),
        ("verifier-hex", "warning info", "RFC 7636 §7.1",
         "A code_verifier of hex digits has 64 or more of them, for 256 bits of entropy."),
        ("challenge-grammar", "pass", "RFC 7636 §4.2",
         "The code_challenge has the form of an S256 challenge: 43 characters of base64url."),
        ("challenge-not-text", "error", "RFC 7636 §4.2", "The code_challenge is text in UTF-8."),
        ("challenge-other-value", "error", "RFC 7636 §4.2", "The code_challenge is not another value of the flow."),
        ("challenge-empty", "error", "RFC 7636 §4.2", "The code_challenge is not empty."),
        ("challenge-length", "error", "RFC 7636 §4.2",
         "An S256 code_challenge has exactly 43 characters; with plain, it is as long as a verifier."),
        ("challenge-character", "error", "RFC 7636 §4.2",
         "Every character of an S256 code_challenge is one of A-Z a-z 0-9 - _."),
        ("challenge-leftover-bits", "error", "RFC 7636 §4.2",
         "The two spare bits of the last character of an S256 code_challenge are zero."),
        ("method-missing", "error warning pass", "RFC 7636 §4.3",
         "code_challenge_method is sent, because leaving it out means plain."),
        ("method-plain", "error warning", "RFC 7636 §4.3, RFC 7636 §7.2", "code_challenge_method is S256, not plain."),
        ("method-unknown", "error", "RFC 7636 §4.3", "code_challenge_method is S256 or plain, in that letter case."),
        ("pair-match", "pass", "RFC 7636 §4.6", "BASE64URL(SHA256(ASCII(code_verifier))) equals the code_challenge."),
        ("pair-mismatch", "error", "RFC 7636 §4.6",
         "The code_challenge is what the method derives from the code_verifier."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
