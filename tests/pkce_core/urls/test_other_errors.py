"""An error under names that OAuth doesn't have."""

from __future__ import annotations

import pytest

from pkce_core.urls.other_errors import describe_other_errors, find_other_errors


@pytest.mark.parametrize("name", ["error_code", "error_message", "errorCode", "Error-Reason", "errormsg"])
def test_a_name_of_an_error(name: str) -> None:
    """Letter case and what joins the words don't matter; one without a value is none."""
    assert find_other_errors(((name, "x"), ("state", "s"))) == ((name, "x"),)
    assert find_other_errors(((name, ""),)) == ()


@pytest.mark.parametrize("name", ["error", "code", "errand", "error_uri", "terror_code"])
def test_another_name(name: str) -> None:
    """What OAuth defines, and other words, are no such name."""
    assert find_other_errors(((name, "x"),)) == ()


def test_what_they_say() -> None:
    """Their values are shown; Facebook's names are known as its own."""
    message, hint = describe_other_errors((("error_code", "1349048"), ("error_message", "Can't load\x1b URL")))
    assert message.endswith('error_code is "1349048"; error_message is "Can\'t load\\x1b URL".')
    assert hint.startswith("Facebook writes")
    assert describe_other_errors((("errorCode", "1"),))[1].startswith("The server, or something between")
