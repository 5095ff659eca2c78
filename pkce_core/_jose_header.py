"""What a token's header may say (RFC 7515 §4.1): its algorithm, and nothing that would let a forger choose the key."""

from __future__ import annotations

from pkce_core._algorithms import ALGORITHMS
from pkce_core._quoting import quoted
from pkce_core.findings import Finding, Level, Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

VALIDATION = Spec(document="OIDC Core", section="3.1.3.7")
HEADER = Spec(document="RFC 7515", section="4.1")
NOT_NONE = Spec(document="RFC 8725", section="3.2")

_KEY_IN_HEADER = ("jwk", "jku", "x5u", "x5c")


def check_header(header: Mapping[str, object], algorithms: Collection[str] | None) -> tuple[Finding, ...]:
    """Judge a token's header: no key may be chosen when this finds an error.

    Args:
        header: the JOSE header.
        algorithms: what the client accepts; None when it cannot say.
    """
    notes = _check_alg(header.get("alg"), algorithms)
    # RFC 7515 §4.1.11: "If any of the listed extension Header Parameters are not understood and supported by the
    # recipient, then the JWS is invalid."
    if "crit" in header:
        message = "The header names extensions in crit that every reader has to understand; none is understood here."
        notes += (_finding("header-crit", Level.ERROR, message, spec=Spec(document="RFC 7515", section="4.1.11")),)
    if brought := [name for name in _KEY_IN_HEADER if name in header]:
        # OIDC Core §2: "ID Tokens SHOULD NOT use the JWS or JWE x5u, x5c, jku, or jwk Header Parameter fields."
        message = f"The header brings its own key ({', '.join(brought)}), which any forger can do. It is not used."
        notes += (_finding("header-key", Level.WARNING, message, spec=Spec(document="OIDC Core", section="2")),)
    return notes


def _check_alg(alg: object, algorithms: Collection[str] | None) -> tuple[Finding, ...]:
    if not isinstance(alg, str) or not alg:
        message = "The header names no algorithm (alg)."
        return (_finding("alg-missing", Level.ERROR, message, spec=HEADER),)
    # RFC 8725 §3.2: "JWT libraries SHOULD NOT generate JWTs using "none" unless explicitly requested by the caller.
    # Similarly, JWT libraries SHOULD NOT consume JWTs using "none" unless explicitly requested by the caller."
    if alg.casefold() == "none":
        message = "The algorithm is none: nobody signed this token, so anybody can have written it."
        return (_finding("alg-none", Level.ERROR, message, "Do not accept it.", NOT_NONE),)
    if algorithms is not None and alg not in algorithms:
        wanted = " or ".join(map(quoted, list(algorithms)[:8])) or "no algorithm at all"
        message = f"The alg is {quoted(alg)}; expected {wanted}."
        hint = "The client's registration names it (id_token_signed_response_alg)."
        return (_finding("alg-unexpected", Level.ERROR, message, hint),)
    if alg not in ALGORITHMS:
        message = f"The alg is {quoted(alg)}, which is no signature algorithm known here. Its letter case counts."
        return (_finding("alg-unknown", Level.ERROR, message, spec=HEADER),)
    # OIDC Core §3.1.3.7: "The alg value SHOULD be the default of RS256 or the algorithm sent by the Client in the
    # id_token_signed_response_alg parameter during Registration."
    if algorithms is None and alg != "RS256":
        message = f"The alg is {alg}. RS256 is the default, so the client has to be registered for {alg}."
        return (_finding("alg-not-default", Level.INFO, message),)
    return ()


def _finding(rule: str, level: Level, message: str, hint: str = "", spec: Spec = VALIDATION) -> Finding:
    return Finding(rule=rule, level=level, message=message, hint=hint, spec=spec)
