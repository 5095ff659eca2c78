"""The main path in every engine: the start page names a mistake, and the quickstart leads to genuine tokens."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from tests.support.engines.opening import engine
from tests.support.engines.reader import Reader
from tests.support.landing import URL, VERIFIER, WITH_NEWLINE
from tests.support.privacy import KEPT, found_in

if TYPE_CHECKING:
    from tests.support.engines.engine import Engine

__all__ = ["engine"]
REDIRECT_URI = "http://localhost:8080/callback"
CLIENT_ID = "my-application"
CODE = "Hk29dJx7QpLs0aTnV4bWyE"  # none of the pages has it as its example, because browsers store the pages
ACCESS_TOKEN = "Lr83kPz5VtXq1mNbYc7wDg"
KEY = ECKey.generate_key("P-256", {"kid": "ours", "use": "sig"})
SAYS = ".pkce-verdict__text"


@pytest.fixture
def reader(engine: Engine) -> Reader:
    return Reader(engine)


def tokens(url: str) -> str:
    """What the token endpoint answers to the login that this authorization URL began."""
    asked = {name: value for name, [value] in parse_qs(urlsplit(url).query).items()}
    now = int(time.time())
    claims = {
        "iss": url.partition("/protocol/")[0],
        "sub": "reader",
        "aud": CLIENT_ID,
        "iat": now,
        "exp": now + 300,
        "nonce": asked["nonce"],
    }
    id_token = jws.serialize_compact({"alg": "ES256", "kid": "ours"}, json.dumps(claims).encode(), KEY)
    members = {"access_token": ACCESS_TOKEN, "token_type": "Bearer", "expires_in": 300}
    return json.dumps({**members, "scope": asked["scope"], "id_token": id_token})


def test_the_start_page(reader: Reader, site_url: str) -> None:
    """A pasted pair is judged, and the pasted URL beside it; nothing goes to the console as an error."""
    reader.open(site_url)
    reader.engine.paste(f"{VERIFIER}\n{WITH_NEWLINE}")
    reader.sees(f"pkce-answer {SAYS}", "newline")
    reader.engine.paste(URL)
    reader.sees("pkce-answer", "from the authorization URL")
    assert reader.engine.problems() == []


def test_the_quickstart(reader: Reader, site_url: str) -> None:
    """From the provider to tokens, with real keys where a reader types; nothing of it is kept, and no error logged."""
    reader.open(f"{site_url}quickstart/")
    reader.choose("pkce-provider [name=provider]", "keycloak")
    reader.type("pkce-provider [name=host]", "sso.example.org")
    reader.type("pkce-provider [name=realm]", "team")
    reader.type("pkce-credentials [name=client_id]", CLIENT_ID)
    reader.press(".pkce-step[data-open] .pkce-next")
    reader.enter("pkce-redirect-uri [name=redirect_uri]", REDIRECT_URI)
    reader.press(".pkce-step[data-open] .pkce-next")
    reader.press("pkce-check [data-action=create]")
    reader.sees(f"pkce-check {SAYS}", "The challenge matches the verifier.")
    reader.wait("return document.querySelector(given).value", "pkce-check [name=code_verifier]", "the verifier")
    verifier = reader.value("pkce-check [name=code_verifier]")
    reader.press(".pkce-step[data-open] .pkce-next")
    reader.sees(f"pkce-authorize {SAYS}", "Your authorization URL is ready.")
    url = reader.engine.run("return document.querySelector('pkce-authorize .pkce-go__link').href")
    assert url.startswith("https://sso.example.org/realms/team/protocol/openid-connect/auth?")
    reader.press("pkce-authorize .pkce-go [data-copy]")
    state = reader.value("pkce-authorize [name=state]")
    reader.enter("pkce-callback [name=redirect]", f"{REDIRECT_URI}?code={CODE}&state={state}")
    reader.sees("pkce-token .pkce-command", CODE)
    reader.press("pkce-token .pkce-command [data-copy]")
    reader.press("pkce-response .pkce-advanced > summary")
    reader.enter("pkce-response [name=jwks]", json.dumps({"keys": [KEY.as_dict(private=False)]}))
    reader.enter("pkce-response [name=token_response]", tokens(url))
    reader.sees(f"pkce-response {SAYS}", "The ID token is genuine")
    typed = [CODE, state, ACCESS_TOKEN, verifier]
    assert found_in(reader.engine.run(f"return await ({KEPT})()"), typed) == []
    assert reader.engine.problems() == []


def test_a_reload_forgets_secrets(reader: Reader, site_url: str) -> None:
    """No engine keeps what stood in the fields for secrets, as it keeps other fields over a reload."""
    reader.open(f"{site_url}workbench/")
    names = ("client_secret", "code_verifier", "redirect", "token_response", "refresh_token")
    fields = ", ".join(f".pkce-form [name={name}]" for name in names)
    fill = """
        const fields = [...document.querySelectorAll(given)];
        for (const field of fields) field.value = "a-secret-of-mine-42";
        document.body.dataset.old = "";
        return fields.length;
    """
    assert reader.engine.run(fill, fields) >= len(names)
    reader.engine.run("setTimeout(() => location.reload())")
    time.sleep(2)  # asked meanwhile, an engine may answer that its page is gone
    reader.wait("return document.readyState === 'complete' && !('old' in document.body.dataset)", None, "the new page")
    reader.wait("return !document.querySelector(':not(:defined)')", None, "its live parts")
    found = reader.engine.run("return [...document.querySelectorAll(given)].map((field) => field.value)", fields)
    assert found == [""] * len(found)
    assert len(found) >= len(names)
