"""The public keys of an issuer (RFC 7517), and the one that may check a signature.

    document ── parse_jwks ──▶ JwkSet ── select_jwk ──▶ one key, or the reason why none may be used

The issuer publishes the document at the jwks_uri of its metadata. Keys rotate: when a kid is not in the set, the client
fetches the set again and never tries the other keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_core.errors import EncodingError, InvalidValueError, JsonError
from pkce_core.jose.rules import RULES
from pkce_core.recognition.other_value import describe_other
from pkce_core.specifications import Spec
from pkce_core.text.base64url import decode_base64url
from pkce_core.text.http_response import LONGEST_RESPONSE, parse_http_text
from pkce_core.text.json_object import parse_json_object
from pkce_core.text.quoting import quoted
from pkce_core.web_answers.describe import describe_web_text

if TYPE_CHECKING:
    from pkce_core.findings import Finding
    from pkce_core.jose.algorithms import Algorithm

    Jwk = Mapping[str, object]


MOST_KEYS = 1000
_RSA_BITS_MIN = 2048
_RSA_BITS_MAX = 16384

_SET = Spec(document="RFC 7517", section="5")
_FRESH = "Fetch the keys from the jwks_uri of this token's issuer again: keys rotate, and each environment has its own."


@dataclass(frozen=True, kw_only=True, slots=True)
class JwkSet:
    """The keys of a JWK Set, in their order; kept out of the repr, because some contain private parts by mistake."""

    keys: tuple[Jwk, ...] = field(repr=False)


def parse_jwks(document: str | bytes | Mapping[str, object]) -> JwkSet:
    """Read a JWK Set, or a single JWK as a set of one.

    Args:
        document: what the issuer publishes at its jwks_uri, as JSON text, its octets, or the parsed object. The text
            may be everything that `curl -i` printed.

    Raises:
        InvalidValueError: the text is not a strict JSON object, or the object is not a JWK Set.
        UsageError: the document is neither text nor octets nor an object.
    """
    members = document if isinstance(document, Mapping) else _parse_text(document)
    # RFC 7517 §5.1: "The value of the "keys" parameter is an array of JWK values."
    keys = members.get("keys", [members] if "kty" in members else None)
    if not isinstance(keys, list | tuple):
        if not isinstance(document, Mapping) and (web := _describe_web(document)):
            raise InvalidValueError(web)
        hint = " This is a metadata document: the keys are at its jwks_uri." if "jwks_uri" in members else ""
        other = "" if hint or isinstance(document, Mapping) else _describe_other(document)
        raise InvalidValueError(f'{other}The JSON isn\'t a JWK Set: it has no list named "keys".{hint}')
    if len(keys) > MOST_KEYS:
        raise InvalidValueError(f"The JWK Set has {len(keys):,} keys, and the limit is {MOST_KEYS:,}.")
    # RFC 7517 §5: "Implementations SHOULD ignore JWKs within a JWK Set that use "kty" (key type) values that are not
    # understood by them, that are missing required members, or for which values are out of the supported ranges."
    return JwkSet(keys=tuple(key for key in keys if isinstance(key, Mapping)))


def _parse_text(document: str | bytes) -> Jwk:
    try:
        return parse_json_object(document)
    except JsonError as problem:
        decoded = document if isinstance(document, str) else document.decode("utf-8", "replace")
        http = parse_http_text(decoded[:LONGEST_RESPONSE])
        if http.status is not None:
            with suppress(JsonError):
                return parse_json_object(http.body)
        raise JsonError(_describe_web(document) or f"{_describe_other(document)}{problem}") from None


def _describe_web(document: str | bytes) -> str:
    """What answered where the keys should be, such as a framework's error or a login page; "" if it isn't that."""
    web = describe_web_text(document, right="The server's metadata has the right one, as jwks_uri.")
    return f"{web.what} {web.hint}" if web else ""


def _describe_other(document: str | bytes) -> str:
    """What a text that is no key set certainly is, and a space; "" when that isn't certain."""
    other = describe_other(document, "jwks")
    return f"{' '.join(other)} " if other else ""


def select_jwk(algorithm: Algorithm, kid: object, jwks: JwkSet) -> Jwk | Finding:
    """The one key that may check a signature.

    Args:
        algorithm: the one in the token's header; never a symmetric one, so that a public key is never used as a secret.
        kid: the one in the token's header; None when it has none.
        jwks: the issuer's keys.

    Returns:
        The key, or the finding that says why there is none.
    """
    if kid is None:
        fitting = [key for key in jwks.keys if _unfit(key, algorithm) is None]
        return fitting[0] if len(fitting) == 1 else _no_kid(algorithm, len(fitting))
    # RFC 7515 §4.1.4: "The "kid" value is a case-sensitive string."
    named = [key for key in jwks.keys if isinstance(kid, str) and key.get("kid") == kid]
    fitting = [key for key in named if _unfit(key, algorithm) is None]
    if len(fitting) == 1:
        return fitting[0]
    return _wrong_kid(algorithm, kid, named, fitting, jwks)


def _unfit(key: Jwk, algorithm: Algorithm) -> str | None:
    """Why a key cannot check a signature of this algorithm, after a colon; None when it can."""
    name = algorithm.name
    if key.get("kty") != algorithm.kty:
        return f"its kty is {quoted(key.get('kty'))}, and {name} needs {algorithm.kty}"
    if algorithm.curves and key.get("crv") not in algorithm.curves:
        return f"its crv is {quoted(key.get('crv'))}, and {name} needs {' or '.join(algorithm.curves)}"
    # RFC 7517 §4.4: the "alg" (algorithm) parameter identifies the algorithm intended for use with the key
    if key.get("alg", name) != name:
        return f"its alg is {quoted(key.get('alg'))}, not {name}"
    # RFC 7517 §4.2: "sig" (signature), "enc" (encryption)
    if key.get("use", "sig") != "sig":
        return f"its use is {quoted(key.get('use'))}, not sig"
    operations = key.get("key_ops", ("verify",))
    if not isinstance(operations, list | tuple) or "verify" not in operations:
        return "its key_ops don't include verify"
    return _unfit_size(key) if algorithm.kty == "RSA" else None


def _unfit_size(key: Jwk) -> str | None:
    # RFC 7518 §3.3: "A key of size 2048 bits or larger MUST be used with these algorithms."
    modulus = key.get("n")
    try:
        bits = int.from_bytes(decode_base64url(modulus)).bit_length() if isinstance(modulus, str) else 0
    except EncodingError:
        return "its n isn't base64url"
    if bits < _RSA_BITS_MIN:
        return f"it has {bits:,} bits, and an RSA key must have {_RSA_BITS_MIN:,} or more"
    if bits > _RSA_BITS_MAX:
        # No specification has an upper limit. A huge key costs whoever verifies with it much time.
        return f"it has {bits:,} bits, and this check uses RSA keys of up to {_RSA_BITS_MAX:,}"
    return None


def _no_kid(algorithm: Algorithm, fitting: int) -> Finding:
    if not fitting:
        return RULES["jwks-no-key"].error(f"None of the keys fits the algorithm {algorithm.name}.", _FRESH, spec=_SET)
    # OIDC Core §10.1: "If there are multiple keys in the referenced JWK Set document, a kid value MUST be provided in
    # the JOSE Header."
    message = f"The header has no kid, and {fitting} keys fit {algorithm.name}, so the right one is unclear."
    return RULES["jwks-ambiguous"].error(message)


def _wrong_kid(algorithm: Algorithm, kid: object, named: list[Jwk], fitting: list[Jwk], jwks: JwkSet) -> Finding:
    if not isinstance(kid, str):
        return RULES["kid-type"].error("The kid in the header isn't text.")
    if fitting:
        message = f"{len(fitting)} keys have the kid {quoted(kid)}, so the right one is unclear."
        return RULES["jwks-ambiguous"].error(message, spec=_SET)
    if named:
        why = _unfit(named[0], algorithm)
        return RULES["jwks-no-key"].error(f"The key with the kid {quoted(kid)} can't be used: {why}.")
    known = [quoted(key["kid"]) for key in jwks.keys if isinstance(key.get("kid"), str)]
    there = f" The set has {', '.join(known[:5])}{' and more' if len(known) > 5 else ''}." if known else ""
    return RULES["jwks-no-key"].error(f"No key has the kid {quoted(kid)}.{there}", _FRESH)
