"""A JWT is opened without verifying it, and what can't be opened is described without showing it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.jose.unverified import (
    LONGEST_JWT,
    Jwt,
    is_shortened,
    looks_like_jwt,
    moment_of,
    moment_problem,
    open_encrypted,
    open_jwt,
    show_moment,
)
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.jwts import jwt


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a.b", "2 parts"),
        ("", "1 part "),
        ("a.b.c.d.e", "encrypted"),
        ("a. b.c", "white space"),
        ("e=.b.c", "header that is not base64url"),
        ("e30.e=.c", "claims that are not base64url"),
        ("W10.e30.c", "header that is not a JSON object"),
        ("e30.W10.c", "claims that are not a JSON object"),
        ("a" * (LONGEST_JWT + 1), "characters"),
    ],
)
def test_what_cannot_be_opened(text: str, problem: str) -> None:
    """The end of a sentence says why."""
    found = open_jwt(text)
    assert isinstance(found, str)
    assert problem in found


def test_what_can() -> None:
    """Header and claims are there; a claim that is no text is none."""
    found = open_jwt(jwt({"iss": "a", "n": 1}))
    assert isinstance(found, Jwt)
    assert (found.header["alg"], found.text("iss"), found.text("n"), found.text("x")) == ("ES256", "a", "", "")
    assert looks_like_jwt(jwt({}))
    assert not looks_like_jwt("a.b.c")


@pytest.mark.parametrize("text", ["eyJ...", "eyJ…", "eyJ***", "<jwt>", "eyJhbGci[redacted]", "$JWT"])
def test_shortened(text: str) -> None:
    """What somebody shortened or hid says nothing."""
    assert is_shortened(text)
    assert not is_shortened(jwt({}))


@pytest.mark.parametrize(
    ("value", "problem", "seconds"),
    [
        (1_700_000_000, "", 1_700_000_000),
        (1_700_000_000_000, "milliseconds", None),
        ("1700000000", "isn't a number", None),
        (True, "isn't a number", None),
    ],
)
def test_times(value: object, problem: str, seconds: float | None) -> None:
    """RFC 7519 §2: a number of seconds."""
    token = Jwt({}, {"exp": value})
    assert problem in moment_problem(token, "exp")
    assert bool(moment_problem(token, "exp")) is bool(problem)
    assert moment_of(token, "exp") == seconds
    assert (moment_problem(token, "iat"), moment_of(token, "iat")) == ("", None)
    assert show_moment(0) == "1970-01-01T00:00:00Z (0)"


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text opens or has a problem, and nothing of it is in the words."""
    found = open_jwt(f"MARK{text}MARK")
    assert isinstance(found, Jwt) or "MARK" not in found


def test_hostile_text() -> None:
    """A megabyte costs no more than reading it."""
    for text in ("eyJ" + "." * 10**6, "eyJ" * 300_000):
        assert cost_per_character(lambda text=text: open_jwt(text), len(text)) < FAR_TOO_MUCH  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "is_encrypted"),
    [
        ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y3Q.dGFn", True),
        ("eyJhbGciOiJkaXIifQ..aXY.Y3Q.dGFn", False),  # no enc
        ("bm8ganNvbg..aXY.Y3Q.dGFn", False),
        ("a....", False),
        ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0.e30.c2ln", False),
        ("a" * (LONGEST_JWT + 1), False),
    ],
)
def test_an_encrypted_one(text: str, is_encrypted: bool) -> None:
    """RFC 7516 §4.1.2: its header is readable, and has enc."""
    assert (open_encrypted(text) is not None) is is_encrypted
