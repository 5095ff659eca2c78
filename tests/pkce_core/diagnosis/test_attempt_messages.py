"""Two attempts whose codes and verifiers were crossed, and what only looks so."""

from __future__ import annotations

from pkce_core import derive_code_challenge, match_pairs, recognize
from pkce_core.diagnosis.attempt_messages import find_crossings, read_messages

VERIFIERS = [f"{letter}BjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEj{letter}k" for letter in "ab"]
URL = "https://op.example/auth?response_type=code&client_id=a&state=state-{}&code_challenge={}&code_challenge_method={}"
REDIRECT = "https://app.example/cb?code=code-{}&state=state-{}"
REQUEST = "curl https://op.example/token -d grant_type=authorization_code -d code=code-{} -d code_verifier={}"


def _text(*requests: tuple[int, int]) -> str:
    urls = [URL.format(number, derive_code_challenge(VERIFIERS[number]), "S256") for number in (0, 1)]
    redirects = [REDIRECT.format(number, number) for number in (0, 1)]
    return "\n".join([*urls, *redirects, *(REQUEST.format(code, VERIFIERS[verifier]) for code, verifier in requests)])


def _crossings(text: str) -> list[str]:
    return list(find_crossings(read_messages(text, recognize(text))))


def test_crossed() -> None:
    """Each request names both attempts by their lines, and no value."""
    text = _text((0, 1), (1, 0))
    first, second = _crossings(text)
    assert "line 5 sends the code of the attempt in line 1 with the verifier of the attempt in line 2" in first
    assert "line 6 sends the code of the attempt in line 2 with the verifier of the attempt in line 1" in second
    assert not any(verifier in first + second for verifier in VERIFIERS)
    matches = match_pairs(text)
    assert matches.summary == "2 pairs belong together. But two attempts were mixed up."
    assert matches.to_dict()["crossings"] == [first, second]
    assert matches.sentences[:2] == (first, second)


def test_not_crossed() -> None:
    """Right requests, and requests whose attempt isn't known."""
    assert _crossings(_text((0, 0), (1, 1))) == []
    assert _crossings(REQUEST.format(0, VERIFIERS[0])) == []
    without_redirects = "\n".join(line for line in _text((0, 1)).splitlines() if "/cb?" not in line)
    assert _crossings(without_redirects) == []
    assert _crossings(_text() + "\n" + REQUEST.format(0, "c" * 43)) == []


def test_plain() -> None:
    """RFC 7636 §4.2: the challenge is the verifier, which is a right pair only where the URL says plain."""
    url = URL.format(0, VERIFIERS[0], "plain")
    matches = match_pairs(f"{url}\n{REQUEST.format(0, VERIFIERS[0])}")
    assert matches.summary == "One pair belongs together."
    assert "With the method plain, they are the same text." in matches.sentences[0]
    other = match_pairs(f"{url.replace('plain', 'S256')}\n{REQUEST.format(0, VERIFIERS[0])}")
    assert other.pairs[0].mistakes
    alone = match_pairs(f"{url}\n{REQUEST.format(0, VERIFIERS[1])}")
    assert alone.pairs == ()


def test_a_state_or_a_code_that_is_used_twice_shows_nothing() -> None:
    """Two right logins with one state: nobody can tell which is whose."""
    text = _text((0, 0), (1, 1)).replace("state-1", "state-0")
    assert _crossings(text) == []
    assert _crossings(_text((0, 1)) + "\n" + REDIRECT.format(0, 1)) == []
