"""`check_api_response`: what an API says of the access token, what is missing, and what to ask for next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.api.body_words import read_body_words
from pkce_core.api.challenge import Challenge, find_challenges
from pkce_core.api.rules import RULES
from pkce_core.api.words import lacks_proof, proof_hint, read_reason, scopes_in
from pkce_core.findings import Report
from pkce_core.specifications import Spec
from pkce_core.text.http_response import LONGEST_RESPONSE, parse_http_text
from pkce_core.text.quoting import its_words, visible
from pkce_core.web_answers.describe import describe_web_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.api.body_words import BodyWords
    from pkce_core.findings import Finding
    from pkce_core.web_answers.describe import WebAnswer

_REFRESH = "Refresh the token and call again. If a new one is refused too, it may be for another API: compare its aud."
_NONCE = r"(?im)^[<\s]*dpop-nonce[ \t]*:"
_LOGINS = {"basic": "a user name and a password", "digest": "a user name and a password",
           "negotiate": "a login of a Windows network", "ntlm": "a login of a Windows network"}  # fmt: skip
"""Other schemes than those of OAuth, and what each asks for."""
_GOOGLE = "https://www.googleapis.com/auth/"
_SURE = ("login", "app", "blocked", "storage", "other-protocol", "no-route", "api-disabled", "user-agent")
"""What can't be the API's own answer, whatever the status is."""
_OF_TOKENS = frozenset(
    {"invalid_token", "insufficient_scope", "insufficient_user_authentication", "use_dpop_nonce", "invalid_dpop_proof",
     "invalid_request"}
)  # fmt: skip


def check_api_response(text: str | bytes, *, granted_scope: str | None = None) -> Report:
    """Judge the answer of an API or of userinfo.

    Args:
        text: what `curl -i` or `curl -v` printed, or a WWW-Authenticate header alone. Of a body, only its error
            is read.
        granted_scope: the scope of the access token, to find which one is missing; None if it isn't known.
    """
    decoded = (text if isinstance(text, str) else text.decode("utf-8", "replace"))[:LONGEST_RESPONSE]
    status = parse_http_text(decoded).status
    challenges = find_challenges(decoded)
    if status is None and not challenges:
        if web := _describe_web(decoded, 0):
            return Report(findings=(RULES["api-form"].error(web.what, web.hint),))
        message = "This is no answer with a status line or a WWW-Authenticate header."
        hint = "Call the API with curl -i, which shows both."
        return Report(findings=(RULES["api-form"].error(message, hint),))
    return Report(findings=tuple(_check(decoded, status, challenges, granted_scope)))


def _check(text: str, status: int | None, challenges: tuple[Challenge, ...], granted: str | None) -> Iterator[Finding]:
    ours = [each for each in challenges if each.scheme in ("bearer", "dpop")]
    with_error = next((each for each in ours if each.value("error")), None)
    other = challenges[0].scheme if challenges and not ours else ""
    body = read_body_words(text)
    if with_error or ours:
        challenge = with_error or ours[0]
        said = challenge.value("error_description") or _words_of(body)
        code = challenge.value("error") or (body.code if body.code in _OF_TOKENS else "")
        yield from _check_challenge(challenge, code, said, granted, has_nonce=re.search(_NONCE, text) is not None)
        if challenge.value("resource_metadata"):
            address = visible(challenge.value("resource_metadata"), 200)
            yield RULES["api-other-server"].info(f"Who issues tokens for this API is said at {address}.")
    elif other and status == 401:
        what = _LOGINS.get(other, "another scheme than Bearer")
        message = f"The API asks for {visible(other.capitalize(), 40)}, which is {what}, and not for an access token."
        hint = "Either something in front of the API asks for that, or the API at this address takes no access tokens."
        yield RULES["api-refused"].error(f"{message}{_quote(body.words)}", hint)
    elif web := _describe_web(text, status or 0):
        yield _not_the_api(web, status)
    elif status is not None and 200 <= status < 300 and body.is_error:
        named = f": {visible(body.code, 60)}" if body.code else ""
        message = f"The status is {status}, but the body says that the call failed{named}.{_quote(body.words)}"
        yield RULES["api-refused"].error(message, "The API's documentation says what this error means.")
    elif status is not None and 200 <= status < 300:
        yield RULES["api-accepted"].passed("The API accepted the call.")
    elif status in (401, 403) or (status is not None and body.code in _OF_TOKENS):
        yield from _check_body(body, status, granted)
    else:
        message = f"The status {status} is about the call itself or the server, and says nothing of the access token."
        yield RULES["api-not-about-token"].warning(f"{message}{_quote(body.words)}")


def _words_of(body: BodyWords) -> str:
    """The words of a body, after a code that is none of an API's."""
    if not body.code or body.code in _OF_TOKENS:
        return body.words
    return f"{body.code}: {body.words}" if body.words else body.code


def _not_the_api(web: WebAnswer, status: int | None) -> Finding:
    """What answered in place of the API."""
    if web.kind == "login" or (web.kind == "redirect" and "a login page" in web.what):
        hint = "Check that the call sends Authorization: Bearer and the token, and that this address takes tokens."
        message = "So the API doesn't accept the access token here, or looks only for the session of a browser."
        return RULES["api-refused"].error(f"{web.what} {message}", hint)
    about = "" if status is not None and status < 400 else " That says nothing of the access token."
    return RULES["api-not-about-token"].warning(f"{web.what}{about}", web.hint)


def _check_body(body: BodyWords, status: int, granted: str | None) -> Iterator[Finding]:
    """A refusal without a challenge of OAuth: what its body says."""
    code, words, _ = body
    if code in _OF_TOKENS:
        yield from _check_challenge(Challenge("bearer", {}), code, words, granted, has_nonce=False)
        return
    if re.search(r"(?i)insufficient.{0,20}\bscopes?\b|missing.{0,40}\bscopes?\b", words):
        yield _missing_scope(Challenge("bearer", {}), granted, words)
        return
    if status == 401 and (reason := read_reason(words)):
        yield RULES["api-invalid-token"].error(f"{reason.message}{_quote(words)}", reason.hint)
        return
    hint = "Check that Authorization: Bearer and the token are sent, and that the token is for this API (its aud)."
    why = ", without saying in WWW-Authenticate why or how to authenticate"
    if status == 403:
        why = "" if code or words else ", without saying why"
        hint = "A scope may be missing, or a permission or a role of the user, which no token request can add."
    if re.search(r"(?i)insufficient privileges|authorization_requestdenied|erroraccessdenied", f"{code} {words}"):
        hint = (
            "At Microsoft Graph, the token lacks a permission (scp or roles in it), or the user lacks a role. Add the "
            "permission, have an administrator consent to it where it needs that, and get a new token."
        )
    named = f": {visible(code, 60)}." if code else f" with {status}{why}."
    yield RULES["api-refused"].error(f"The API refused the call{named}{_quote(words)}", hint)


def _check_challenge(
    challenge: Challenge, code: str, words: str, granted: str | None, *, has_nonce: bool
) -> Iterator[Finding]:
    said = _quote(words)
    if code == "invalid_token":
        if reason := read_reason(words):
            yield RULES["api-invalid-token"].error(f"{reason.message}{said}", reason.hint)
            return
        # RFC 6750 §3.1: "expired, revoked, malformed, or invalid for other reasons"
        message = (
            "The API doesn't accept the access token. It may be expired, revoked, malformed, or meant for another API"
        )
        others = ", or the DPoP proof was made with another key" if challenge.scheme == "dpop" else ""
        yield RULES["api-invalid-token"].error(f"{message}{others}; there may also be another reason.{said}", _REFRESH)
    elif code == "insufficient_scope":
        yield _missing_scope(challenge, granted, words)
    elif code == "insufficient_user_authentication":
        yield _sign_in_again(challenge, said)
    elif code == "use_dpop_nonce":
        # RFC 9449 §9: the resource server gives its nonce in the DPoP-Nonce header
        where = "the DPoP-Nonce header of this answer" if has_nonce else "the DPoP-Nonce header of the answer"
        message = "The API wants its own nonce in the DPoP proof. That isn't a failure: so it hands out the nonce."
        yield RULES["api-dpop"].info(message, f"Repeat the call with a new proof that has the nonce of {where}.")
    elif code == "invalid_dpop_proof" and lacks_proof(words):
        hint = "Send a proof in the DPoP header, made for this call. If you do, a proxy on the way may drop the header."
        yield RULES["api-dpop"].error(f"The API found no DPoP proof in the call.{said}", hint)
    elif code == "invalid_dpop_proof":
        message = f"The API doesn't accept the DPoP proof.{said}"
        hint = "Make a new proof for each call: htm, htu, iat and jti of this call, and ath of the token."
        yield RULES["api-dpop"].error(message, proof_hint(words) or hint)
    elif code == "invalid_request":
        yield RULES["api-request"].error(f"The API can't read the call.{said}", "Send the token once, in the header.")
    elif code and (challenge.scheme != "dpop" or challenge.value("error")):  # the body's code says less than DPoP
        yield RULES["api-refused"].error(f"The API refused the call: {visible(code, 60)}.{said}")
    elif challenge.scheme == "dpop":
        message = "The API wants a token that is bound to a key, with a DPoP proof."
        hint = "Send Authorization: DPoP and the token, and a proof in the DPoP header."
        yield RULES["api-dpop"].error(f"{message}{said}", hint)
    elif reason := read_reason(words):
        yield RULES["api-invalid-token"].error(f"{reason.message}{said}", reason.hint)
    else:
        # RFC 6750 §3.1: "If the request lacks any authentication information ... the resource server SHOULD NOT include
        # an error code or other error information."
        message = (
            "WWW-Authenticate names no error. That is the answer to a call without a token, and some APIs give it for "
            "any token that they don't accept."
        )
        hint = "Check that the call sends Authorization: Bearer, a space, and the token. If it does, get a new token."
        yield RULES["api-no-token"].error(f"{message}{said}", hint)


def _quote(words: str) -> str:
    """What the API says, without a token that it repeats, as a sentence after others; "" for nothing."""
    words = re.sub(r"\beyJ[\w.-]{10,}", "(a token)", words)
    return f" {its_words(words, 200)}" if words else ""


def _missing_scope(challenge: Challenge, granted: str | None, words: str) -> Finding:
    said = _quote(words)
    needed = [word for word in challenge.value("scope").split(" ") if word] or scopes_in(words)
    missing = [word for word in needed if granted is None or word not in granted.split(" ")]
    if needed and not missing:
        message = "The API requires a scope that was granted, so this token may be another one, or an older one."
        return RULES["api-scope"].error(f"{message}{said}", "Call with the newest token.")
    names = visible(" ".join(missing), 200)
    message = "The token lacks a scope, and the API doesn't name it."
    hint = "The API's documentation names the scope. Ask for it in a new authorization request."
    if names:
        message = f"The API requires the scope {names}."
        hint = f"Send the user through a new authorization request with scope={names}, beside what you asked before."
        if len(missing) > 1 and all(each.startswith(_GOOGLE) for each in missing):
            message = f"The API requires one of the scopes {names}: Google lists those of which each is enough."
            hint = "Send the user through a new authorization request with one of them, beside what you asked before."
    return RULES["api-scope"].error(f"{message}{said} A refresh can't add a scope that wasn't granted.", hint)


def _sign_in_again(challenge: Challenge, said: str) -> Finding:
    # RFC 9470 §3: acr_values and max_age of the challenge; §4: the client sends them in an authorization request
    wanted = {name: visible(challenge.value(name), 200) for name in ("acr_values", "max_age") if challenge.value(name)}
    shown = " and ".join(f"{name}={value}" for name, value in wanted.items())
    message = "The sign-in behind the token is too old or too weak for the API."
    hint = f"Send the user through a new authorization request with {shown or 'the acr_values that the API asks for'}."
    spec = Spec(document="RFC 9470", section="3")
    return RULES["api-sign-in"].error(f"{message}{said} A refresh doesn't change it.", hint, spec=spec)


def _describe_web(text: str, status: int) -> WebAnswer | None:
    """What answered in place of the API, such as a proxy, a framework's error or a login page.

    An answer with a good status has any words in it, and one with 401 or 403 is about the token, so these are taken
    for another answer only if they are a page that can be nothing else.
    """
    web = describe_web_text(text, right="The API's documentation has the right one.", of_oauth=False)
    is_sure = web is not None and web.kind in _SURE
    return web if is_sure or not (200 <= status < 300 or status in (401, 403)) else None
