"""Secrets, found again in any form."""

from __future__ import annotations

import pytest

from pkce_core.har.known_secrets import KnownSecrets, count, quoted
from pkce_core.text.quoting import visible

LONG = "".join(f"{number:04}" for number in range(100))


@pytest.mark.parametrize("value", ["c0de-value\n", '"c0de-value"', "c0de-value%0A", "%22c0de-value%22"])
def test_strays(value: str) -> None:
    """A value that was sent with something around it is hidden without that, too."""
    assert KnownSecrets([value]).hide("no c0de-value.") == "no (10 characters)."


def test_escaped() -> None:
    """A text of several lines is found as a message shows it, and each of its lines alone."""
    value = "The c0de\r\nsecond line"
    secrets = KnownSecrets([value])
    assert secrets.hide(f'"{visible(value)}"') == '"(23 characters)"'
    assert secrets.hide("a second line, The c0de second line") == "a (11 characters), (20 characters)"


def test_cut_off() -> None:
    """The start of a secret before a cut; what was a quote of it as a whole has one length."""
    secrets = KnownSecrets(["c0de-value-is-long", "d"])
    assert secrets.hide(visible("no c0de-value-is-long", 13)) == "no (10 characters)... (21 characters)"
    assert secrets.hide(f'"{visible("c0de-value-is-long", 10)}"') == '"(18 characters)"'
    assert secrets.hide(visible("no c0de-other-is-long", 13)) == visible("no c0de-other-is-long", 13)
    assert secrets.hide("x... (9 characters)") == "x... (9 characters)"
    both = KnownSecrets(["first-secret", "secret-second"])
    assert both.hide("first-secret-s... (30 characters)") == "(12 characters)(2 characters)... (30 characters)"


def test_long_ones() -> None:
    """A long secret is hidden as far as a text has it; of several, the one that fits most."""
    secrets = KnownSecrets([LONG, LONG[:100], LONG[:64], LONG[:90] + "zzz"])
    assert secrets.hide(f"a {LONG} b") == "a (400 characters) b"
    assert secrets.hide(f"a {LONG[:70]}") == "a (70 characters)"
    assert secrets.hide(LONG[:60]) == LONG[:60]
    assert secrets.hide("x" * 20_001) == "(20,001 characters)"


def test_words() -> None:
    """A short word is hidden where it stands alone, and in a sentence of ours only in quotes."""
    secrets = KnownSecrets(["server"])
    assert secrets.hide("server my_server") == "(6 characters) my_server"
    assert secrets.hide('The server says "server".', is_sentence=True) == 'The server says "(6 characters)".'


def test_addresses_of_people() -> None:
    """An e-mail address is hidden even if nothing else has it."""
    assert KnownSecrets([]).hide("user bob@example.com!") == "user (15 characters)!"
    assert KnownSecrets([]).hide("bob%40example.com") == "(17 characters)"


def test_others() -> None:
    """Lengths, quotes, and halves of characters."""
    assert (count("a"), quoted("a b"), quoted("\ud800")) == ("(1 character)", "a%20b", "(1 character)")
    assert KnownSecrets(["abc\ud800def"]).hide("abc\\ud800def") == "(12 characters)"
