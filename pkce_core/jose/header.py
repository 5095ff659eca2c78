"""What a token's header may say (RFC 7515 §4.1): its algorithm, and nothing that would let a forger choose the key."""

from __future__ import annotations

from pkce_core.jose.algorithms import ALGORITHMS
from pkce_core.jose.rules import RULES
from pkce_core.specifications import Spec
from pkce_core.text.quoting import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pkce_core.findings import Finding

VALIDATION = Spec(document="OIDC Core", section="3.1.3.7")
HEADER = Spec(document="RFC 7515", section="4.1")

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
        notes += (RULES["header-crit"].error(message),)
    if brought := [name for name in _KEY_IN_HEADER if name in header]:
        # OIDC Core §2: "ID Tokens SHOULD NOT use the JWS or JWE x5u, x5c, jku, or jwk Header Parameter fields."
        message = f"The header brings its own key ({', '.join(brought)}), which any forger can do. It is not used."
        notes += (RULES["header-key"].warning(message),)
    return notes


def _check_alg(alg: object, algorithms: Collection[str] | None) -> tuple[Finding, ...]:
    if not isinstance(alg, str) or not alg:
        message = "The header names no algorithm (alg)."
        return (RULES["alg-missing"].error(message),)
    # RFC 8725 §3.2: "JWT libraries SHOULD NOT generate JWTs using "none" unless explicitly requested by the caller.
    # Similarly, JWT libraries SHOULD NOT consume JWTs using "none" unless explicitly requested by the caller."
    if alg.casefold() == "none":
        message = "The algorithm is none: nobody signed this token, so anybody can have written it."
        return (RULES["alg-none"].error(message, "Do not accept it."),)
    if algorithms is not None and alg not in algorithms:
        wanted = " or ".join(map(quoted, list(algorithms)[:8])) or "no algorithm at all"
        message = f"The alg is {quoted(alg)}; expected {wanted}."
        hint = "The client's registration names it (id_token_signed_response_alg)."
        return (RULES["alg-unexpected"].error(message, hint),)
    if alg not in ALGORITHMS:
        message = f"The alg is {quoted(alg)}, which is no signature algorithm known here. Its letter case counts."
        return (RULES["alg-unknown"].error(message),)
    # OIDC Core §3.1.3.7: "The alg value SHOULD be the default of RS256 or the algorithm sent by the Client in the
    # id_token_signed_response_alg parameter during Registration."
    if algorithms is None and alg != "RS256":
        message = f"The alg is {alg}. RS256 is the default, so the client has to be registered for {alg}."
        return (RULES["alg-not-default"].info(message),)
    return ()
