"""Words that may be posted: long runs and addresses are gone, the rest is as it was."""

from __future__ import annotations

from pkce_widgets.view.redaction import length_of, redact_note


def test_what_could_be_a_secret_is_counted() -> None:
    """A run of 20 characters with a digit may be a value; a word, however long, is none."""
    assert redact_note("I sent dBjftJeZ4CVP-mB92K27uhbUJU1p twice.") == "I sent (28 characters) twice."
    assert redact_note("Incomprehensibilities.") == "Incomprehensibilities."


def test_addresses_of_people_are_left_out() -> None:
    """Nobody is to be found by a report."""
    assert redact_note("Ask ann@example.com") == "Ask (an address)"


def test_long_words_are_cut() -> None:
    """A log doesn't fit into a report."""
    assert redact_note("a " * 2_001) == "a " * 2_000 + " …"


def test_lengths_are_readable() -> None:
    """Thousands are marked."""
    assert length_of("a" * 1_000) == "(1,000 characters)"
