"""`check_client_jwt` and `judge_client_jwt`: the header and the claims of a JWT that authenticates a client.

Claims that name the client, the server or a time are shown; the token itself never is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.client_jwt.aud_checks import ENTRA, audiences, check_aud, check_aud_apple, host_of
from pkce_core.client_jwt.known import Known
from pkce_core.client_jwt.rules import RULES
from pkce_core.client_jwt.time_checks import check_times
from pkce_core.errors import UsageError
from pkce_core.findings import Report
from pkce_core.jose.algorithms import ALGORITHMS
from pkce_core.jose.signature_form import signature_problem
from pkce_core.jose.unverified import Jwt, is_shortened, looks_like_jwt, open_jwt
from pkce_core.relation.explain import explain
from pkce_core.specifications import Spec
from pkce_core.text.quoting import quoted, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding

_TYPES = {"dpop+jwt": "a DPoP proof", "at+jwt": "an access token", "oauth-authz-req+jwt": "a request object",
          "logout+jwt": "a logout token"}  # fmt: skip


def check_client_jwt(
    token: str,
    *,
    client_id: str | None = None,
    token_endpoint: str | None = None,
    issuer: str | None = None,
    now: float | None = None,
    later: float | None = None,
    as_secret: bool = False,
) -> Report:
    """Judge a JWT that authenticates a client. Its signature isn't verified, and no finding contains it.

    Args:
        token: the JWT.
        client_id: of the client; None if it isn't known, as for the others.
        token_endpoint: where the JWT is sent, and `issuer`: the server's; the aud must be one of them.
        now: when it is sent, in seconds since 1970.
        later: a time after that, when it isn't known when it was sent: what has expired since is a warning.
        as_secret: whether it is the client_secret, as Apple wants it, and not the client_assertion (RFC 7523 §2.2).

    Raises:
        UsageError: the JWT isn't text.
    """
    if not isinstance(token, str):
        raise UsageError("A JWT must be text (str).")
    return judge_client_jwt(token, Known(client_id, token_endpoint, issuer, now, later), as_secret=as_secret)


def judge_client_jwt(text: str, known: Known, *, as_secret: bool = False) -> Report:
    """The same for the modules that judge a message with the JWT in it.

    Args:
        text: the JWT.
        known: what it is compared with.
        as_secret: whether it is the client_secret, as Apple wants it, and not the client_assertion.
    """
    name = "client_secret" if as_secret else "client_assertion"
    shortened = looks_like_jwt(text) and is_shortened(text)
    jwt = "is shortened or hidden, so it can't be opened" if shortened else open_jwt(text)
    if isinstance(jwt, str):
        return Report(findings=(RULES["client-jwt-form"].error(f"The {name} {jwt}.", "Sign a new one."),))
    is_apple = as_secret and _is_apple(jwt, known)
    kind = _check_kind(jwt, name, as_secret=as_secret, is_apple=is_apple)
    if kind:
        return Report(findings=(kind,))
    judged = (
        *check_times(jwt, name, known, is_apple=is_apple),
        *_check_alg(jwt, name, is_apple=is_apple),
        *(RULES["client-jwt-signature"].error(*wrong) for wrong in [signature_problem(jwt, name)] if wrong),
    )
    if not as_secret and (issuer := _other_issuer(jwt, known)):
        message = (
            f"The iss of the {name} is {visible(issuer, 100)}. In a JWT that the client signs itself, iss and sub are"
            " the client_id."
        )
        hint = "That is right only if the server was set up to trust this issuer, as for a pipeline or a cluster."
        return Report(findings=(*judged, RULES["client-jwt-iss"].warning(message, hint)))
    findings = (
        *judged,
        *(_check_names_apple(jwt, known) if is_apple else _check_names(jwt, known)),
        *(check_aud_apple(jwt) if is_apple else check_aud(jwt, name, known)),
        *_check_kid(jwt, name, is_apple=is_apple),
        *(() if is_apple else _check_jti(jwt)),
    )
    if findings:
        return Report(findings=findings)
    message = f"The {name} is a JWT whose claims fit, as far as they are known here. Its signature wasn't verified."
    return Report(findings=(RULES["client-jwt-right"].passed(message),))


def _is_apple(jwt: Jwt, known: Known) -> bool:
    servers = (*audiences(jwt), known.token_endpoint or "", known.issuer or "")
    return any(f".{host_of(server)}".endswith(".apple.com") for server in servers)


def _other_issuer(jwt: Jwt, known: Known) -> str:
    """An iss that is an address and neither the client's nor the server's, such as a pipeline's; "" for another."""
    issuer, own = jwt.text("iss") or "", known.client_id or jwt.text("sub") or ""
    servers = {host_of(each) for each in (*audiences(jwt), known.issuer or "", known.token_endpoint or "")}
    is_other = issuer.startswith("https://") and not own.startswith("https://") and host_of(issuer) not in servers
    return issuer if is_other else ""


def _check_kind(jwt: Jwt, name: str, *, as_secret: bool, is_apple: bool) -> Finding | None:
    typ = jwt.header.get("typ")
    what = _TYPES.get(typ.lower().removeprefix("application/"), "") if isinstance(typ, str) else ""
    if not what and jwt.claims.keys() & {"at_hash", "c_hash", "nonce"}:
        what = "an ID token"
    if what:
        message = f"The {name} is {what}, which doesn't authenticate a client."
        return RULES["client-jwt-kind"].error(message, "Sign a JWT for this purpose.")
    if as_secret and not is_apple and jwt.text("iss") and jwt.text("iss") == jwt.text("sub"):
        message = "The client_secret is a JWT whose iss and sub are the client: that is a client_assertion."
        hint = "Send it as client_assertion, with the client_assertion_type of a JWT, and without client_secret."
        return RULES["client-jwt-kind"].error(message, hint)
    return None


def _check_alg(jwt: Jwt, name: str, *, is_apple: bool) -> Iterator[Finding]:
    alg, rule = jwt.header.get("alg"), RULES["client-jwt-alg"]
    if not isinstance(alg, str) or alg.lower() == "none":
        # RFC 7523 §3: "The JWT MUST be digitally signed or have a Message Authentication Code (MAC) applied"
        yield rule.error(f"The {name} isn't signed: its alg is {quoted(alg)}.", "Sign it with your key.")
    elif alg not in ALGORITHMS:
        yield rule.error(f"The alg of the {name} is {quoted(alg)}, which isn't a known algorithm.")
    elif is_apple and alg != "ES256":
        yield rule.error(f"The alg of the {name} is {alg}. Apple accepts ES256 only.")
    elif alg.startswith("HS"):
        message = f"The {name} is signed with {alg}, whose key is the client_secret: that is client_secret_jwt."
        yield rule.warning(f"{message} A server that has your public key wants RS256, PS256 or ES256.")


def _check_kid(jwt: Jwt, name: str, *, is_apple: bool) -> Iterator[Finding]:
    if isinstance(jwt.header.get("kid"), str) and jwt.header["kid"]:
        return
    if is_apple:
        message = "The header of the client_secret has no kid. Apple needs it to find your key."
        yield RULES["client-jwt-kid"].error(message, "Add the Key ID of your key as kid.")
    elif any(re.match(ENTRA, each) for each in audiences(jwt)):
        if not jwt.header.keys() & {"x5t", "x5t#S256"}:
            message = f"The header of the {name} has no x5t#S256, by which Entra ID finds your certificate."
            yield RULES["client-jwt-kid"].error(message, "Add the certificate's SHA-256 thumbprint, in base64url.")
    elif not str(jwt.header.get("alg")).startswith("HS"):
        message = f"The header of the {name} has no kid, so a server with several of your keys can't choose one."
        yield RULES["client-jwt-kid"].warning(message, "Add the kid of your key as you registered it.")


def _check_names(jwt: Jwt, known: Known) -> Iterator[Finding]:
    for claim in ("iss", "sub"):
        # RFC 7523 §3: "For client authentication, the subject MUST be the "client_id" of the OAuth client."
        # OIDC Core §9: "iss REQUIRED. Issuer. This MUST contain the client_id of the OAuth Client."
        yield from _compare(jwt, claim, known.client_id, "client_id")
    iss, sub = jwt.text("iss"), jwt.text("sub")
    if known.client_id is None and iss and sub and iss != sub:
        message = f"The iss ({visible(iss, 60)}) and the sub ({visible(sub, 60)}) differ. Both are the client_id."
        yield RULES["client-jwt-iss"].error(message)


def _check_names_apple(jwt: Jwt, known: Known) -> Iterator[Finding]:
    iss, sub, client_id = jwt.text("iss"), jwt.text("sub"), known.client_id
    is_client = bool(iss) and iss == (client_id or sub)
    if client_id and is_client and sub != client_id:
        message = f"The iss of the client_secret is the client_id, and the sub is {visible(sub, 60) or 'missing'}."
        yield RULES["client-jwt-iss"].error(message, "Write your Team ID as iss, and the client_id as sub.")
        return
    # To Apple, an App ID (a bundle ID) and a Services ID are two clients; both have dots in them.
    is_id = "." in sub and client_id is not None and "." in client_id
    hint = "Write the same ID in both: to Apple, an App ID (a bundle ID) and a Services ID are two clients."
    yield from _compare(jwt, "sub", client_id, "client_id", hint if is_id else "")
    if not iss:
        yield RULES["client-jwt-iss"].error("The client_secret has no iss.", "Add your Team ID as iss.")
    elif is_client:
        message = "The iss of the client_secret is the client_id. Apple wants your Team ID there."
        yield RULES["client-jwt-iss"].error(message, "The Team ID has 10 characters.")


def _compare(jwt: Jwt, claim: str, expected: str | None, name: str, hint: str = "") -> Iterator[Finding]:
    rule, value = RULES["client-jwt-sub" if claim == "sub" else "client-jwt-iss"], jwt.text(claim)
    if not value:
        yield rule.error(f"The JWT has no {claim}.", f"Add the {name} as {claim}.")
    elif expected is not None and value != expected:
        relation = explain("client_id", expected, value, f"the {name}")
        # Its advice would guess how that came about: an App ID and a Services ID are both right.
        why = relation.sentence if relation.ways else ""
        yield rule.error(
            f"The {claim} is {visible(value, 60)}, and the {name} is {visible(expected, 60)}. {why}".strip(), hint
        )


def _check_jti(jwt: Jwt) -> Iterator[Finding]:
    if not jwt.claims.get("jti"):
        # OIDC Core §9: "jti REQUIRED. JWT ID. A unique identifier for the token, which can be used to prevent reuse"
        message = "The JWT has no jti. OpenID Connect requires it, and many servers refuse a JWT without it."
        spec = Spec(document="OIDC Core", section="9")
        yield RULES["client-jwt-jti"].warning(message, "Add a new random jti to each.", spec=spec)
