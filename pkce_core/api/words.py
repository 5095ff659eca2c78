"""What an API says in words of the access token: that its audience, issuer, key, time or scope is wrong.

RFC 6750 has one code for all of these, invalid_token. Only a text that names one of them is read as that one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pkce_core.relation.explain import explain
from pkce_core.text.quoting import visible

LONGEST = 1_000
"""Characters of a description that are looked at."""
_GRAPH = "00000003-0000-0000-c000-000000000000"
_URL = r"https?://[^\s'\"<>,;)]{1,300}"


class Reason(NamedTuple):
    """Why an API refuses a token, by its words.

    Attributes:
        kind: such as "audience".
        message: what that means.
        hint: what to do.
    """

    kind: str
    message: str
    hint: str


_DIFFERS = (
    r"(?=.{0,999}(?:mis-?match|(?:not|n't) (?:\w{1,10} ){0,2}match|\bdiffer|\banother\b|\bwrong\b"
    r"|\bnot (?:equal|identical|the same|the one|bound)\b"
    r"|(?:invalid|fail\w{0,4}|bad|verif\w{1,8}).{0,30}(?:binding|thumbprint|confirmation)"
    r"|(?:binding|thumbprint|confirmation).{0,30}(?:invalid|fail|error|verif)))"
    r"(?!.{0,999}(?:signing|signature|retrieve|trust|\bno (?:cnf|jkt|thumbprint)|missing|unsupported|\bchain\b|expired"
    r"|\bkey[ _-](?:type|size|length|format|usage|curve)))"
)
"""Of a key or a certificate: that it isn't the one that the token is bound to, and not that it is bad by itself."""
_KINDS = (
    (r"\baud(?:ience)?s?\b|\bnot (?:intended|meant|issued) for\b|resource indicator", "audience"),
    (r"\biss(?:uer)?s?\b", "issuer"),
    (r"^(?!.{0,999}\b(?:proof|dpop)\b).{0,999}(?:signature|signing (?:key|certificate)|\bkid\b|matching key"
     r"|key(?:\(s\))? (?:was |were )?not found|\bjwks?\b.{0,30}(?:key|fetch))",
     "key"),
    (r"\bexpire[ds]?\b|lifetime validation|\bexp\b|\bexpiration\b", "expired"),
    (r"not yet valid|\bnbf\b|not before|used before|in the future|not active yet", "early"),
    (r"malformed|not well[ -]formed|three segments|not a (?:valid )?jwt|two dots|(?:can't|cannot|unable to|failed to)"
     r" (?:decode|parse|read)|compact (?:serialization|jws)|parsing failed|not enough segments"
     r"|invalid jwt (?:format|string)", "malformed"),
    (r"revoked|inactive|not active\b(?! yet)|session (?:has )?(?:ended|expired|not found)|logged out", "revoked"),
    (r"^(?!.{0,999}(?:not (?:support|require|accept|allow)|n't|unsupported)).{0,999}(?:\bdpop[- ]bound"
     r"|sender[- ]constrained|\bdpop\b.{0,30}\b(?:required|missing|needed|expected)\b"
     r"|\b(?:requires?|needs?|expects?|missing|without)\b.{0,30}\bdpop\b)", "bound"),
    (rf"^{_DIFFERS}.{{0,999}}(?:certificate|x5t|\bmtls\b)", "certificate"),
    (rf"^{_DIFFERS}(?!.{{0,999}}(?:certificate|x5t|\bmtls\b))"
     r".{0,999}(?:\bdpop (?:key )?binding|\bproof.{0,40}\bkey\b|\bkey\b.{0,40}\bproof|\bjkt\b"
     r"|thumbprint|bound to (?:a different|another) key|key binding|\bcnf\b)", "binding"),
    (r"\bid[ _]token\b|token[_ ]use\b|(?:wrong|unexpected|invalid) token type|\btyp\b", "kind"),
)  # fmt: skip
_OF_TOKENS = ("expired", "early", "malformed", "revoked")
_OTHER_SUBJECT = r"certificate|x5t|\bmtls\b|\bproof\b"
"""What may be expired or malformed, too, in a text that says so."""
_OFTEN_ALTERNATIVES = ("expired", "revoked", "malformed")
"""What a text such as "invalid or expired" names without meaning it."""
_REASONS = {
    "audience": Reason(
        "audience",
        "The API says that the token is for another one: its audience (aud) isn't what this API expects.",
        "Ask for a token for this API, with a scope or resource of its own. Compare the token's aud with its setting.",
    ),
    "issuer": Reason(
        "issuer",
        "The API says that the token's issuer (iss) isn't the one that it expects.",
        "Compare the token's iss with the issuer in the API's settings: every character counts.",
    ),
    "key": Reason(
        "key",
        "The API says that it can't verify the token's signature: it doesn't have the key, or that key doesn't fit.",
        "Compare the token's iss and aud with the API's settings: it takes its keys from one issuer. At Entra ID, no"
        " other API can verify a token for Microsoft Graph. After a change of keys, the API has to load them again.",
    ),
    "expired": Reason(
        "expired",
        "The API says that the token has expired.",
        "Refresh it and call again. If a new one has expired too, compare the clocks of both servers.",
    ),
    "early": Reason(
        "early",
        "The API says that the token isn't valid yet, so the clocks of the API and of the issuer differ.",
        "Set the clocks, or let the API accept a difference of a minute.",
    ),
    "malformed": Reason(
        "malformed",
        "The API says that it can't read the token: it isn't the JWT that the API expects, or it isn't whole.",
        "Send the access_token whole, after Bearer and one space. If it is no JWT, ask for a token for this API, as"
        " with resource or audience; only introspection reads one that isn't a JWT.",
    ),
    "revoked": Reason(
        "revoked",
        "The API says that the token is no longer active: it was revoked, or its session has ended.",
        "Refresh the token. If that is refused too, send the user through a new login.",
    ),
    "bound": Reason(
        "bound",
        "The API says that the token is bound to a key, and that the call didn't prove that it has the key (DPoP).",
        "Send Authorization: DPoP instead of Bearer, and a DPoP proof for this call: pkce api --dpop writes both.",
    ),
    "binding": Reason(
        "binding",
        "The API says that the key of the DPoP proof isn't the one that the token is bound to (RFC 9449 §7.1).",
        "Sign each proof with the key of the token request: its thumbprint is cnf.jkt in the token.",
    ),
    "certificate": Reason(
        "certificate",
        "The API says that the certificate of the client isn't the one that the token is bound to (RFC 8705 §3).",
        "Make the call with the certificate of the token request. A proxy in between must forward it.",
    ),
    "kind": Reason(
        "kind",
        "The API says that this is another kind of token than it takes.",
        "Send the access_token, and not the id_token or the refresh_token.",
    ),
}
_PROOFS = (
    (r"\bhtu\b|\btarget ur[il]\b",
     "htu must be the URL of this call as the API sees it, without query and fragment: compare the scheme, the host and"
     " port behind a proxy, and each slash."),
    (r"\bhtm\b", "htm must be the method of this call, in capitals."),
    (r"\bjti\b|replay|already used|reuse", "Make a new proof with a new jti for each call, for a retry too."),
    (r"\bath\b|token hash", "ath must be the SHA-256 of the access token that this call sends, in base64url."),
    (r"\biat\b|expired|too old|in the future|issued at",
     "Make the proof right before the call, and set the clock: iat is in seconds."),
    (r"\bjkt\b|thumbprint|\bbound\b|confirmation|\bcnf\b",
     "Sign with the key that the access token is bound to: that of the token request."),
    (r"\bnonce\b", "Put the nonce of the answer's DPoP-Nonce header into a new proof."),
    (r"signature|\bjwk\b|\balg\b",
     "Sign with the private key whose public part is in jwk, with an alg that the API takes."),
)  # fmt: skip
_NO_SCOPE = (
    " a access an any appropriate authentication authorization client correct following granted insufficient invalid"
    " its lacks missing necessary needed no not oauth of one proper request required requested right sufficient that"
    " the this token valid "
)
"""Words before "scope" that name none."""
_SCOPE = r"[\"'`]?([A-Za-z][\w.:/*-]{1,100})[\"'`]?"
_SCOPES = (
    rf"{_SCOPE} scopes?\b",
    rf"\bscopes?[\"'`]?(?: (?:is|are))?(?: required)?\s?[:=]\s?\[?{_SCOPE}",
    r"\bscopes? [\"'`]([A-Za-z][\w.:/*-]{1,100})[\"'`]",
    rf"\bscope {_SCOPE} (?:is |was )?(?:required|missing|needed|not granted)",
    r"(?i)\bmissing (?:the |a )?(?:required )?scopes? ([a-z][\w-]*[.:/][\w.:/*-]+)",
)


def read_reason(words: str) -> Reason | None:
    """Why an API refuses a token; None when its words name none of the reasons, or several.

    Args:
        words: its error_description, or the text in its body.
    """
    words = words[:LONGEST]
    plain = re.sub(_URL, " ", words).casefold()
    kinds = [kind for pattern, kind in _KINDS if re.search(pattern, plain)]
    if kinds == ["expired", "revoked"] and "session" in plain:
        kinds = ["revoked"]
    if len(kinds) != 1 or (kinds[0] in _OFTEN_ALTERNATIVES and re.search(r"\bor\b", plain)):
        return None
    if kinds[0] in _OF_TOKENS and re.search(_OTHER_SUBJECT, plain):
        return None
    reason = _REASONS[kinds[0]]
    if reason.kind == "audience" and (_GRAPH in plain or "graph.microsoft.com" in words):
        hint = (
            f"{_GRAPH} is Microsoft Graph. You get a token for it when you ask only for its scopes, such as User.Read. "
            "Ask for a scope of your own API."
        )
        return reason._replace(hint=hint)
    if reason.kind == "issuer" and (compared := _compare_issuers(words)):
        return reason._replace(message=f"{reason.message} {compared}")
    return reason


def _compare_issuers(words: str) -> str:
    """How the token's issuer differs from the expected one, if the words have both; else ""."""
    found = list(re.finditer(_URL, words))
    if len(found) != 2:
        return ""
    expected = [re.search(r"(?i)expect|should|must|required|\bvalid issuer", _before(words, each)) for each in found]
    if sum(each is not None for each in expected) != 1:
        return ""
    first, second = (each[0].rstrip(".") for each in found)
    wanted, got = (first, second) if expected[0] else (second, first)
    relation = explain("issuer", wanted, got, "the issuer that the API expects")
    shown = f"The token has {visible(got, 150)}, and the API expects {visible(wanted, 150)}."
    return f"{shown} {relation.text}" if relation.ways else shown


def _before(words: str, url: re.Match[str]) -> str:
    """The text before an address, as far as it is about that address."""
    return re.split(r"[,;.]", words[max(0, url.start() - 40) : url.start()])[-1]


_NO_PROOF = (
    r"\b(?:missing|no|without)\b[\w ]{0,15}\bdpop\b"
    r"|\bdpop\b(?:[ -](?:http|proof|header|jwt))*['\"]? (?:(?:is|was) )?"
    r"(?:missing|required|absent|not (?:found|present|provided|sent))\b"
)
_OF_A_PROOF = r"\b(?:nonce|jti|htm|htu|iat|ath|jwk|typ|alg|claims?|key|\w*valid|malformed|multiple|or|bound|binding)\b"


def proof_hint(words: str) -> str:
    """What to do about a DPoP proof that an API refuses; "" when its words name no part of the proof, or several.

    Args:
        words: its error_description, or the text in its body.
    """
    found = [hint for pattern, hint in _PROOFS if re.search(pattern, words[:LONGEST].casefold())]
    return found[0] if len(found) == 1 else ""


def lacks_proof(words: str) -> bool:
    """Whether an API says that the call had no DPoP proof, and nothing of one that it had.

    Args:
        words: its error_description, or the text in its body.
    """
    words = words[:LONGEST].casefold()
    return re.search(_NO_PROOF, words) is not None and re.search(_OF_A_PROOF, words) is None


def scopes_in(words: str) -> list[str]:
    """The scopes that the words of an API name as missing or required.

    Args:
        words: its error_description, or the text in its body.
    """
    words = words[:LONGEST]
    if re.search(r"(?i)\b(?:any|one) of\b", words):
        return []  # alternatives, of which none is required
    found = [match for pattern in _SCOPES for match in re.findall(pattern, words)]
    names = [each.rstrip(".:") for each in found]
    return list(dict.fromkeys(each for each in names if f" {each.lower()} " not in _NO_SCOPE))[:5]
