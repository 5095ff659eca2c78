"""`check_dpop_proof`: the header and the claims of a DPoP proof, and the request that it belongs to (RFC 9449 §4.3)."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from pkce_core.dpop.rules import RULES
from pkce_core.errors import UsageError
from pkce_core.findings import Report
from pkce_core.jose.algorithms import ALGORITHMS
from pkce_core.jose.signature_form import signature_problem
from pkce_core.jose.unverified import Jwt, is_shortened, moment_of, moment_problem, open_jwt, show_moment
from pkce_core.text.base64url import encode_base64url
from pkce_core.text.differences import is_same
from pkce_core.text.quoting import quoted, visible
from pkce_core.text.times import duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.findings import Finding

_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
"""Members of a JWK that are secret (RFC 7518 §6)."""
_CLOCKS_DIFFER = 60
"""Seconds that are no mistake of the client."""


def check_dpop_proof(
    proof: str,
    *,
    method: str | None = None,
    url: str | None = None,
    access_token: str | None = None,
    nonce: str | None = None,
    now: float | None = None,
) -> Report:
    """Judge a DPoP proof. Its signature isn't verified, and no finding contains it.

    Args:
        proof: the value of the DPoP header.
        method: of the request that it was sent with; None if it isn't known, as for the others.
        url: of the request; its query and fragment don't count.
        access_token: the token that was sent along; None in a token request.
        nonce: what the server last sent in a DPoP-Nonce header.
        now: the time in seconds since 1970, to find an iat in the future.

    Raises:
        UsageError: the proof isn't text.
    """
    if not isinstance(proof, str):
        raise UsageError("A DPoP proof must be text (str).")
    text = re.sub(r"(?i)^\s*dpop:\s*", "", proof).strip()
    jwt = "is shortened or hidden, so it can't be opened" if is_shortened(text) else open_jwt(text)
    if isinstance(jwt, str):
        return Report(findings=(RULES["dpop-form"].error(f"The DPoP proof {jwt}."),))
    findings = (
        *_check_header(jwt),
        *_check_request(jwt, method, url),
        *_check_once(jwt, now),
        *_check_bound(jwt, access_token, nonce),
    )
    if all(finding.level == "info" for finding in findings):
        message = "The header and claims of the DPoP proof are right, as far as known. Its signature wasn't verified."
        return Report(findings=(RULES["dpop-right"].passed(message), *findings))
    return Report(findings=findings)


def _check_header(jwt: Jwt) -> Iterator[Finding]:
    header = jwt.header
    if header.get("typ") != "dpop+jwt":
        found = f"is {quoted(header['typ'])}" if "typ" in header else "is missing"
        yield RULES["dpop-typ"].error(f"The typ of the DPoP proof {found}.", "Write dpop+jwt.")
    alg = header.get("alg")
    algorithm = ALGORITHMS.get(alg) if isinstance(alg, str) else None
    if algorithm is None or algorithm.symmetric:
        message = f"The alg of the DPoP proof is {quoted(alg)}. It must be one with a private key, such as ES256."
        yield RULES["dpop-alg"].error(message)
    if wrong := signature_problem(jwt, "DPoP proof"):
        yield RULES["dpop-signature"].error(*wrong)
    jwk = header.get("jwk")
    if not isinstance(jwk, dict):
        message = "The header of the DPoP proof has no public key (jwk)."
        yield RULES["dpop-jwk"].error(message, "Put the public key there, not its kid.")
    else:
        yield from _check_key(jwk, algorithm.kty if algorithm and not algorithm.symmetric else "")


def _check_key(jwk: Mapping[str, object], kty: str) -> Iterator[Finding]:
    if _PRIVATE & jwk.keys():
        # RFC 9449 §4.2: "It MUST NOT contain a private key."
        message = "The jwk of the DPoP proof has the private key in it, so everyone who saw the proof has it."
        yield RULES["dpop-private-key"].error(message, "Make a new key, and export its public part alone.")
    if kty and jwk.get("kty") != kty:
        message = f"The kty of the jwk is {quoted(jwk.get('kty'))}, which doesn't fit the alg."
        yield RULES["dpop-jwk"].error(message)


def _check_request(jwt: Jwt, method: str | None, url: str | None) -> Iterator[Finding]:
    htm, htu = jwt.text("htm"), jwt.text("htu")
    if not htm:
        yield RULES["dpop-htm"].error("The DPoP proof has no htm.", "Add the method of the request, such as POST.")
    elif method and htm != method:
        message = f"The htm of the DPoP proof is {visible(htm, 20)}, and the request is {visible(method, 20)}."
        yield RULES["dpop-htm"].error(message, "Make a new proof for each request. Letter case counts.")
    elif htm != htm.upper():
        message = f"The htm of the DPoP proof is {visible(htm, 20)}. Methods are written in capitals."
        yield RULES["dpop-htm"].error(message)
    if not htu:
        yield RULES["dpop-htu"].error("The DPoP proof has no htu.", "Add the URL of the request.")
    elif re.search(r"[?#]", htu):
        # RFC 9449 §4.2: "htu: The HTTP target URI ... without query and fragment parts"
        yield RULES["dpop-htu"].error("The htu of the DPoP proof has a query or a fragment.", "Leave both out.")
    elif url and _plain(htu) != _plain(url):
        shown = f"{visible(htu, 100)}, and the request goes to {visible(re.split('[?#]', url)[0], 100)}"
        yield RULES["dpop-htu"].error(f"The htu of the DPoP proof is {shown}.", "Make a new proof for each request.")


def _plain(url: str) -> str:
    """A URL without what doesn't count: query, fragment, a default port, the letter case of scheme and host."""
    scheme, _, rest = re.split("[?#]", url)[0].partition("://")
    host, _, path = rest.partition("/")
    port = {"https": ":443", "http": ":80"}.get(scheme.lower(), "")
    return f"{scheme}://{host.removesuffix(port) if port else host}/".lower() + path


def _check_once(jwt: Jwt, now: float | None) -> Iterator[Finding]:
    if not jwt.text("jti"):
        message = "The DPoP proof has no jti."
        yield RULES["dpop-jti"].error(message, "Add a new random one to each proof: a server accepts it once.")
    problem = moment_problem(jwt, "iat") or ("" if "iat" in jwt.claims else "is missing")
    iat = moment_of(jwt, "iat")
    if problem:
        yield RULES["dpop-iat"].error(f"The iat of the DPoP proof {problem}.")
    elif iat is not None and now is not None and iat > now + _CLOCKS_DIFFER:
        message = f"The iat of the DPoP proof is {show_moment(iat)}, {duration(iat - now)} in the future."
        yield RULES["dpop-iat"].error(message, "Set the clock of the machine that made it.")


def _check_bound(jwt: Jwt, access_token: str | None, nonce: str | None) -> Iterator[Finding]:
    if nonce is not None and jwt.claims.get("nonce") != nonce:
        found = "isn't the one that the server sent last" if "nonce" in jwt.claims else "is missing"
        hint = "Take it from the DPoP-Nonce header of the last response, and make a new proof."
        yield RULES["dpop-nonce"].error(f"The nonce of the DPoP proof {found}.", hint)
    ath = jwt.text("ath")
    if access_token is None:
        if not ath:
            message = "The DPoP proof has no ath: it is for a token request. A call to an API needs one."
            yield RULES["dpop-ath"].info(message)
        return
    # RFC 9449 §4.2: ath is the base64url encoding of the SHA-256 hash of the ASCII encoding of the access token
    digest = sha256(access_token.encode("utf-8", "surrogatepass"))
    if not ath:
        message = "The DPoP proof has no ath, although an access token is sent with it."
        yield RULES["dpop-ath"].error(message, "Add the token's SHA-256 in base64url.")
    elif is_same(ath.lower(), digest.hexdigest()):
        yield RULES["dpop-ath"].error("The ath is the SHA-256 of the access token in hex.", "Write it in base64url.")
    elif is_same(ath.rstrip("=").replace("+", "-").replace("/", "_"), encode_base64url(digest.digest())):
        if not re.fullmatch(r"[A-Za-z0-9_-]+", ath):
            yield RULES["dpop-ath"].error("The ath is in base64 instead of base64url without padding.")
    else:
        yield RULES["dpop-ath"].error("The ath isn't that of this access token.", "Make a new proof with each token.")
