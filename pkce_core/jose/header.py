"""The header of a signed token (RFC 7515 §4.1): which algorithm it names, and whether it tries to choose the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.jose.algorithms import ALGORITHMS
from pkce_core.jose.rules import RULES
from pkce_core.text.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pkce_core.findings import Finding

_KEY_IN_HEADER = ("jwk", "jku", "x5u", "x5c")


def check_header(header: Mapping[str, object], algorithms: Collection[str] | None) -> tuple[Finding, ...]:
    """Check a token's header. When this finds an error, no key may be chosen.

    Args:
        header: the JOSE header.
        algorithms: the algorithms that the client accepts; None when they are not known.
    """
    notes = _check_alg(header.get("alg"), algorithms)
    # RFC 7515 §4.1.11: "If any of the listed extension Header Parameters are not understood and supported by the
    # recipient, then the JWS is invalid."
    if "crit" in header:
        message = "The header lists extensions in crit, which a reader must understand. None is supported here."
        notes += (RULES["header-crit"].error(message),)
    if named := [name for name in _KEY_IN_HEADER if name in header]:
        # OIDC Core §2: "ID Tokens SHOULD NOT use the JWS or JWE x5u, x5c, jku, or jwk Header Parameter fields."
        message = f"The header names its own key ({', '.join(named)}), as any forger can. That key isn't used."
        notes += (RULES["header-key"].warning(message),)
    return notes


def _check_alg(alg: object, algorithms: Collection[str] | None) -> tuple[Finding, ...]:
    if not isinstance(alg, str) or not alg:
        return (RULES["alg-missing"].error("The header names no algorithm (alg)."),)
    # RFC 8725 §3.2: "JWT libraries SHOULD NOT generate JWTs using "none" unless explicitly requested by the caller.
    # Similarly, JWT libraries SHOULD NOT consume JWTs using "none" unless explicitly requested by the caller."
    if alg.casefold() == "none":
        message = "The algorithm is none: this token isn't signed, so anyone could have written it."
        return (RULES["alg-none"].error(message, "Don't accept this token."),)
    if algorithms is not None and alg not in algorithms:
        wanted = " or ".join(map(quoted, list(algorithms)[:8])) or "no algorithm at all"
        message = f"The alg is {quoted(alg)}; expected {wanted}."
        hint = "The client's registration sets the algorithm (id_token_signed_response_alg)."
        return (RULES["alg-unexpected"].error(message, hint),)
    if alg not in ALGORITHMS:
        message = f"The alg is {quoted(alg)}, which isn't a known signature algorithm. Letter case matters."
        return (RULES["alg-unknown"].error(message),)
    # OIDC Core §3.1.3.7: "The alg value SHOULD be the default of RS256 or the algorithm sent by the Client in the
    # id_token_signed_response_alg parameter during Registration."
    if algorithms is None and alg != "RS256":
        message = f"The alg is {alg}. RS256 is the default, so the client must be registered for {alg}."
        return (RULES["alg-not-default"].info(message),)
    return ()
