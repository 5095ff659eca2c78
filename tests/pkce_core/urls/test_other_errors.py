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
    assert describe_other_errors((("errorCode", "1"),))[1].startswith("The server, or something in between")


@pytest.mark.parametrize("value", ["0", "none", "null", "FALSE", "ok", "Success", "undefined", "no-error", "%", "-"])
def test_a_value_that_says_that_there_is_none(value: str) -> None:
    """Some servers always send the parameter."""
    assert find_other_errors((("error_code", value), ("state", "s"))) == ()
    assert find_other_errors((("error_code", "00"), ("errormsg", "not ok"))) == (
        ("error_code", "00"),
        ("errormsg", "not ok"),
    )


def test_a_description_alone() -> None:
    """RFC 6749 §4.1.2.1 defines error_description; only error is missing."""
    message, hint = describe_other_errors((("error_description", "no\x1b luck"),))
    assert message.startswith("The response has an error_description but no error, which RFC 6749 §4.1.2.1 requires:")
    assert message.endswith('error_description is "no\\x1b luck".')
    assert "left error out" in hint
    assert "its own names" in describe_other_errors((("error_description", "a"), ("error_code", "7")))[1]
