"""The token request as it was sent: what its text shows, and what it doesn't."""

from __future__ import annotations

import json
import shlex
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, build_report, check_flow, explain_error, parse_flow
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.jwts import jwt

FORM = "grant_type=authorization_code&code=x1y2&client_id=abc"
CURL = "curl https://op.example/token -d grant_type=authorization_code -d code=x1y2"


def findings(sent: object, **values: object) -> dict[str, tuple[Level, str]]:
    report = check_flow(parse_flow({"token_request": sent, **values}))
    return {found.rule: (found.level, found.message) for found in report if found.rule != "flow-gap"}


@pytest.mark.parametrize(
    ("sent", "rule", "level", "says"),
    [
        (f"GET /token?{FORM} HTTP/1.1\nHost: op.example", "token-method", Level.ERROR, "with GET instead of POST"),
        (f"https://op.example/token?{FORM}", "parameters-in-url",
         Level.ERROR, "grant_type, code and client_id in its URL"),
        ("https://op.example/token?code=x&x=y", "parameters-in-url", Level.ERROR, "has code in its URL"),
        ("curl https://op.example/token -H 'Content-Type: application/json' -d '{\"code\":\"x\"}'", "body-not-form",
         Level.WARNING, "is JSON"),
        ("curl https://op.example/token -F code=x", "body-not-form", Level.ERROR, "multipart form data"),
        (f"curl https://op.example/token -H 'Content-Type: text/plain' -d '{FORM}'", "body-not-form", Level.ERROR,
         "a Content-Type that isn't a form's"),
        ("POST /token HTTP/1.1\nHost: op.example\n\n[object Object]", "body-not-form", Level.ERROR, "of an object of"),
        (CURL, "body-not-form", Level.PASS, "form-encoded"),
        ("curl https://op.example/authorize -d code=x", "wrong-endpoint", Level.WARNING, "doesn't look like"),
        (f"{FORM}&codeVerifier=x", "parameter-name", Level.ERROR, "codeVerifier must be written code_verifier"),
        (f"{FORM}&amp;code_verifier=x", "parameter-name",
         Level.ERROR, "amp;code_verifier must be written code_verifier"),
        (f"{FORM}&code=z", "parameter-twice", Level.ERROR, "has code more than once"),
        (FORM, "parameter-twice", Level.PASS, "has each parameter once"),
        ("code=x&client_id=abc", "grant-type", Level.ERROR, "has no grant_type"),
        (FORM, "grant-type", Level.PASS, "is authorization_code"),
        ("grant_type=authorization_codeclient_id=a&code=x", "grant-type",
         Level.ERROR, "An & is missing before client_id="),
        ("curl https://op.example/token -d 'grant_type=authorization_code%26code=x'", "grant-type",
         Level.ERROR, "The & before code= was percent-encoded"),
        (f"{CURL} -d 'code_verifier=<verifier>'", "variable-not-filled", Level.INFO,
         "placeholder for the code_verifier"),
        ({"grant_type": "authorization_code\r\n"}, "grant-type", Level.ERROR, "with white space or quotes"),
        ({"grant_type": '"authorization_code"'}, "grant-type", Level.ERROR, "with white space or quotes"),
        ({"grant_type": "Authorization-Code"}, "grant-type", Level.ERROR, "is Authorization-Code instead of"),
        ({"grant_type": "other"}, "grant-type", Level.ERROR, "none that a specification defines"),
        ({"grant_type": ""}, "grant-type", Level.ERROR, "is empty"),
        ("curl https://op.example/token -d 'code=$CODE'", "variable-not-filled",
         Level.ERROR, "the code is the variable's name"),
        ({"code": ""}, "parameter-missing", Level.ERROR, "The code is empty."),
        ("curl https://op.example/token -d code=", "parameter-missing", Level.ERROR, "A shell variable that isn't set"),
        ({"code": '"x1y2"'}, "value-quoted", Level.ERROR, "The code has quotes around it"),
        ({"code": "x1y2\n"}, "value-white-space", Level.ERROR, "The code has white space at an end"),
        ({"redirect_uri": "https%3A%2F%2Fa.example"}, "value-encoded-twice", Level.ERROR, "The redirect_uri is still"),
        ({"code": "4/0A b"}, "code-damaged", Level.WARNING, "The code has a space"),
        ({"refresh_token": "4/0A b"}, "refresh-token-differs", Level.WARNING, "The refresh_token has a space"),
        ({"code": "4%2F0A"}, "value-encoded-twice", Level.WARNING, "The code still has"),
        (f"curl https://op.example/token -H 'Authorization: Bearer x' -d '{FORM}'", "auth-method",
         Level.ERROR, "Bearer"),
        (f"curl https://op.example/token -u a:b -d '{FORM}&client_secret=b'", "auth-twice", Level.ERROR, "twice"),
    ],
)  # fmt: skip
def test_what_a_token_request_shows(sent: object, rule: str, level: Level, says: str) -> None:
    """Each mistake is one finding with the slug of its cause."""
    found = findings(sent)[rule]
    assert found[0] is level
    assert says in found[1]


def test_the_endpoint() -> None:
    """The request goes to the endpoint or not; a default port and the case of the host make no difference."""
    for url, level in (
        ("https://op.example/token", Level.PASS),
        ("https://OP.example:443/token", Level.PASS),
        ("http://op.example/token", Level.ERROR),
        ("https://op.example/oauth/token", Level.ERROR),
    ):
        found = findings(f"curl {url} -d code=x", token_endpoint="https://op.example/token")
        assert found["wrong-endpoint"][0] is level
    for unknown in ("$HOST/token", "https://{{host}}/token"):
        assert "wrong-endpoint" not in findings(
            f"curl '{unknown}' -d code=x", token_endpoint="https://op.example/token"
        )
    assert "wrong-endpoint" not in findings(CURL)
    assert "wrong-endpoint" not in findings(CURL, token_endpoint="https://op.example/token?tenant=a b")


@pytest.mark.parametrize(
    "sent",
    [
        {"code": "x", "client_id": "a"},
        {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "scope": ""},
        "curl https://op.example/token -d grant_type=$GRANT -d code=$CODE",
        "grantType=authorization_code&grant_type=authorization_code&code=x1y2",
    ],
)
def test_nothing_is_claimed_that_is_not_shown(sent: object) -> None:
    """An object need not have every value, a variable may have any, and an empty scope is like none."""
    assert not [rule for rule, (level, _) in findings(sent).items() if level in (Level.ERROR, Level.WARNING)]


def test_variables_count_as_sent() -> None:
    """What a variable fills in is neither missing nor compared."""
    request = {"redirect_uri": "https://a.example/cb", "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"}
    sent = f"{CURL} -d redirect_uri=$URI -d code_verifier=$VERIFIER -u abc:$SECRET"
    found = findings(sent, authorization_request=request, token_response={"error": "invalid_client"})
    assert not {"redirect-uri-missing", "verifier-missing", "secret-missing"} & set(found)
    bare = findings(CURL, authorization_request=request, token_response={"error": "invalid_client"})
    assert {"redirect-uri-missing", "verifier-missing", "secret-missing"} <= set(bare)


SECRET = "MARKED-5f2c"


@pytest.mark.parametrize(
    "name",
    ["code", "code_verifier", "client_secret", "client_assertion", "refresh_token", "grant_type", "x", "scope "],
)
@pytest.mark.parametrize(
    "around", ["{}", "'{}'", "{}\n", "{}=x", "$ {}", "https%3A%2F%2F{}", "authorization_codecode={}"]
)
@pytest.mark.parametrize("write", ["object", "form", "curl", "url", "json", "http"])
def test_no_secret_is_shown(name: str, around: str, write: str) -> None:
    """A marked secret in any field, in any form: no message, repr, explanation or report shows it."""
    pairs = {"grant_type": "authorization_code", "client_id": "abc", name: around.format(SECRET)}
    form = urlencode(pairs)
    sent: object = {
        "object": pairs,
        "form": form,
        "curl": f"curl https://op.example/token -u abc:{SECRET} -d {shlex.quote(form)}",
        "url": f"https://op.example/token?{form}",
        "json": f"curl https://op.example/token --json {shlex.quote(json.dumps(pairs))}",
        "http": f"POST /token HTTP/1.1\nHost: op.example\nContent-Type: application/x-www-form-urlencoded\n\n{form}",
    }[write]
    flow = parse_flow({"token_request": sent, "token_response": {"error": "invalid_grant"}})
    explanation = explain_error("invalid_grant", flow=flow)
    shown = [repr(flow), repr(flow.sent_token_request), repr(explanation), build_report(flow)]
    shown += [f"{found.message} {found.hint}" for found in check_flow(flow)]
    assert not [text for text in shown if SECRET in text]


TEXTS = st.text(max_size=30) | st.lists(
    st.sampled_from(["curl ", "-d ", "'", '"', "code=", "&", "grant_type=", "$X", "{", "https://a.example/", "\n"]),
    max_size=12,
).map("".join)  # fmt: skip


@given(TEXTS)
def test_any_text_is_a_token_request(text: str) -> None:
    """Any text is read or refused, and never shows a pass without parameters."""
    try:
        flow = parse_flow({"token_request": text})
    except ValueError:
        return
    assert check_flow(flow).findings is not None
    assert build_report(flow)


def test_a_long_text_is_read_in_time() -> None:
    """A hostile text of the longest length costs little for each of its characters."""
    for piece in ("a=b", "curl -d a=b ", "grant_type=authorization_code"):
        text = piece * (10**5 // len(piece))
        cost = cost_per_character(lambda text=text: findings(text), 10**5)  # type: ignore[misc]
        assert cost < 10 * FAR_TOO_MUCH  # a shell's words are read character by character


def test_a_code_in_place_of_the_grant_type_is_not_shown() -> None:
    """Only what is written instead of authorization_code is shown, and not what merely starts like it."""
    assert "auth-code" in findings("grant_type=auth-code&code=a")["grant-type"][1]
    assert "83497" not in findings("grant_type=code-83497&code=a")["grant-type"][1]


PROOF = {"htm": "POST", "htu": "https://op.example/token", "iat": 1_767_225_600, "jti": "1"}
PROOF_HEADER = {"typ": "dpop+jwt", "alg": "ES256", "jwk": {"kty": "EC"}}


def test_a_dpop_proof() -> None:
    """The proof in the header of a command is judged by the command's own method and URL, and is not repeated."""
    right, wrong = jwt(PROOF, PROOF_HEADER), jwt({**PROOF, "htu": "https://op.example/userinfo"}, PROOF_HEADER)
    assert "dpop-proof" not in findings(f"{CURL} -H 'DPoP: {right}'")
    level, message = findings(f"{CURL} -H 'DPoP: {wrong}'")["dpop-proof"]
    assert level is Level.ERROR
    assert wrong not in message
    in_program = f"""requests.post(url, headers={{"DPoP": "{wrong}"}}, data={{"grant_type": "authorization_code"}})"""
    assert "dpop-proof" in findings(in_program, token_endpoint="https://op.example/token")


@pytest.mark.parametrize(
    ("flow", "says", "hint"),
    [
        ({"token_request": {"grant_type": "refresh_token", "code": "c"}}, "no refresh_token. One of the two is wrong.",
         "Send grant_type=authorization_code. If it's a refresh token that you mean to send, send it as"),
        ({"token_request": "grant_type=authorization_code&refresh_token=r"}, "no code. One of the two is wrong.",
         "Send grant_type=refresh_token. If it's a code"),
        ({"token_request": {"grant_type": "refresh_token", "code": "c"}, "authorization_response": {"code": "c"}},
         "has a code, and no refresh_token.", "Send grant_type=authorization_code."),
        ({"token_request": {"grant_type": "authorization_code", "refresh_token": "r"},
          "earlier": [{"token_response": {"refresh_token": "r"}}]}, "and no code.", "Send grant_type=refresh_token."),
    ],
)  # fmt: skip
def test_a_grant_type_with_another_value(flow: dict[str, object], says: str, hint: str) -> None:
    """Which of the two is wrong is known only where the value was received under its name."""
    found = [each for each in check_flow(parse_flow(flow)) if each.rule == "grant-mismatch"]
    assert [each.level for each in found] == [Level.ERROR]
    assert found[0].message.endswith(says)
    assert found[0].hint.startswith(hint)
    assert ("If it's" in found[0].hint) is ("One of the two" in says)


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("curl https://op.example/token -F client_id= 130419 -F code=x1y2", ("client_id",)),
        ("curl -d 'grant_type=authorization_code&code=' 4/0AX4 https://op.example/token", ("code",)),
        ("curl https://op.example/token -d redirect_uri= https://a.example/cb", ("redirect_uri",)),
        ("curl https://op.example/token -d client_secret= s3cret", ("client_secret",)),
        ("curl -d client_id= https://op.example/token", ()),
        ("curl -d client_id= https://op.example/token stray", ()),
        ("curl -d client_id= 130419", ()),
        ("curl https://op.example/token -d client_id=130419 stray", ()),
    ],
)
def test_a_space_before_a_value(command: str, names: tuple[str, ...]) -> None:
    """The shell makes two words of it, and curl takes the second one for an address. It isn't repeated."""
    sent = parse_flow({"token_request": command}).sent_token_request
    assert sent is not None
    assert sent.parted == names
    message = findings(command).get("parameter-missing", (Level.PASS, ""))[1]
    assert (f"The {names[0] if names else ''} is empty: a space follows its =" in message) is bool(names)
    assert not any(value in message for value in ("130419", "0AX4", "s3cret"))


def test_an_empty_parameter_that_the_server_names() -> None:
    """It comes before other mistakes of the request."""
    for name, words in (("client_id", "Invalid client_id"), ("code_verifier", "Invalid code_verifier")):
        flow = parse_flow(
            {"token_request": f"curl https://op.example/token -F {name}= -F code=x1y2 -F grant_type=authorization_code"}
        )
        causes = explain_error("invalid", error_description=words, flow=flow).causes
        assert causes[0].slug == "parameter-missing"
