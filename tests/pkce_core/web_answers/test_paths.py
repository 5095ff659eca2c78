"""What an answer shows of the path that was asked."""

from __future__ import annotations

from pkce_core.web_answers.paths import about_path, path_in


def test_the_path_of_an_answer() -> None:
    """The path that the text names is found, and what is known of it is said."""
    assert path_in("cannot post /oauth/token") == "/oauth/token"
    assert path_in("nothing") == ""
    assert "/oauth/token" in about_path("not-found", "https://op.example/token")
    assert about_path("gateway", "/token") == ""
