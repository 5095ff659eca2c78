"""Five logins that break, against a certified OpenID Provider: the true cause comes first, and nothing rules it out.

node-oidc-provider gives every invalid_grant the same words, so only the values show why.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.login import REDIRECT_URI, Login
from tests.support.openid_provider import OpenIdProvider, Shell
from tests.support.parts import field, part, says

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

UNCHANGED = "Ruled out if the request was sent unchanged"
CERTAIN = "Ruled out by your values"
BY_VALUES = "Proved, if you sent these values unchanged"
BY_COMMAND = "Proved, if you ran the pasted command unchanged"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with OpenIdProvider() as provider:
        yield provider.issuer


@pytest.fixture
def login(page: Page, tmp_path: Path, issuer: str, site_url: str) -> Login:
    return Login(page, Shell(tmp_path), issuer, site_url)


def test_a_code_redeemed_twice(login: Login) -> None:
    """After the tokens were pasted, the code is remembered as redeemed: the answer to the second run says so first."""
    login.create_pair()
    command = login.come_back(login.open())
    login.answer(login.run(command))
    says(login.page, "response", "Tokens received.")
    login.answer(login.run(command))
    says(login.page, "response", "invalid_grant. An earlier token request with the same code brought tokens.")
    says(login.page, "response", "This is so if you sent these values unchanged.")
    first = login.causes("response", BY_VALUES).first
    expect(first).to_contain_text("The code was redeemed before. It works only once")
    says(login.page, "explain", "invalid_grant: An earlier token request with the same code brought tokens.")


def test_a_slash_in_the_command(login: Login) -> None:
    """What was proposed excludes nothing: the command as it was run shows the slash, and marks it."""
    login.create_pair()
    command = login.come_back(login.open())
    edited = command.replace("%2Fcallback", "%2Fcallback%2F").replace(REDIRECT_URI, f"{REDIRECT_URI}/")
    assert edited != command
    login.answer(login.run(edited))
    says(login.page, "response", "invalid_grant")
    ruled_out = login.ruled_out("response", UNCHANGED)
    expect(ruled_out).to_contain_text("Both requests have the same redirect_uri.")
    expect(login.ruled_out("response", CERTAIN).get_by_text("redirect_uri")).to_have_count(0)
    login.paste("response", "token_request", edited)
    says(login.page, "response", "The redirect_uri of the token request has a slash at the end of its path")
    says(login.page, "response", "This is so if you ran the pasted command unchanged.")
    expect(login.causes("response", BY_COMMAND)).to_have_count(1)
    expect(part(login.page, "response")).to_contain_text(
        re.compile(r"1 of its \d parts differs from this page’s command.")
    )
    expect(part(login.page, "response").locator("mark")).to_have_text("/")


def test_the_verifier_of_another_attempt(login: Login) -> None:
    """The command as it was run has the verifier of the first attempt, and the page says of which it is."""
    first = login.create_pair()
    login.open()
    second = login.create_pair()
    assert first != second
    command = login.come_back(login.open())
    edited = command.replace(second, first)
    login.answer(login.run(edited))
    says(login.page, "response", "invalid_grant")
    expect(login.ruled_out("response", CERTAIN).get_by_text("verifier")).to_have_count(0)
    login.paste("response", "token_request", edited)
    says(login.page, "response", "The code_verifier that was sent is that of an earlier attempt.")
    expect(login.causes("response", BY_COMMAND).filter(has_text="attempt 1")).not_to_have_count(0)


def test_a_wrong_secret(login: Login) -> None:
    """The secret is in the terminal, where the page can't see it: it is the likeliest cause, and isn't ruled out."""
    login.create_pair()
    command = login.come_back(login.open())
    login.answer(login.run(command, "the-secret-of-another-client"))
    says(login.page, "response", "The provider refused: invalid_client.")
    causes = login.causes("response", "Likely causes")
    expect(causes.first).to_contain_text("The client_secret is wrong: mistyped, of another client, or replaced since.")
    expect(part(login.page, "response").locator(".pkce-folded").get_by_text("client_secret is wrong")).to_have_count(0)


def test_a_challenge_made_with_echo_and_base64(login: Login) -> None:
    """The provider refuses the challenge at once; the verifier shows which command made it, before all else."""
    verifier = login.create_pair()
    url = login.url()
    challenge = login.shell.run('echo "$verifier" | openssl dgst -sha256 | base64', verifier=verifier).stdout.strip()
    made = login.value("check", "code_challenge")
    encoded = login.page.evaluate("(text) => encodeURIComponent(text)", challenge)
    assert made in url
    address = login.shell.browse(url.replace(made, encoded), REDIRECT_URI)
    login.paste("check", "code_challenge", challenge)
    says(login.page, "check", "This challenge was made from the verifier plus a newline")
    login.paste("callback", "redirect", address)
    said = (
        "The server refused: invalid_request. This challenge was made from the verifier plus a newline, and it is the"
    )
    says(login.page, "callback", said)
    says(login.page, "callback", "openssl dgst prints without -binary")
    expect(login.causes("callback", "Proved by your values").first).to_contain_text("openssl base64 -A")
    expect(field(login.page, "explain", "error")).to_have_value("invalid_request")
    says(login.page, "explain", "invalid_request: This challenge was made from the verifier plus a newline")
