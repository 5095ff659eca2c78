"""The authorization request (RFC 6749 §4.1.1): values to a URL, and a URL back to values.

Building keeps the query of the authorization endpoint. Both functions refuse only what cannot be a request at all;
`check_authorization_url` warns about what is unwise in one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from pkce_core.authorization.request_rules import RULES
from pkce_core.errors import FormError, UsageError
from pkce_core.findings import Finding, Mark, Report, ValidationError
from pkce_core.text.decoding import read_text
from pkce_core.text.form_encoding import build_form, find_duplicates, parse_form
from pkce_core.text.quoting import visible
from pkce_core.text.wording import NO_CLIENT_ID
from pkce_core.urls.endpoint import LONGEST_URL, EndpointRules, check_endpoint, check_shape

if TYPE_CHECKING:
    from pkce_core.findings import Findings
    from pkce_core.text.form_encoding import Pairs


@dataclass(frozen=True, kw_only=True, slots=True)
class AuthorizationRequest:
    """The parameters of an authorization request, under their wire names.

    A parameter that was sent without a value counts as not sent (RFC 6749 §3.1), so "" and None mean the same.

    Attributes:
        client_id: the client that asks; "" in a request that was read without one.
        redirect_uri: where the server sends the response.
        response_type: "code" in this flow.
        scope: what the client asks for, separated by spaces.
        state: the server returns it unchanged in the response.
        code_challenge: the hash of the code_verifier (RFC 7636 §4.2).
        code_challenge_method: "S256".
        nonce: the server returns it in the ID token (OIDC Core §3.1.2.1).
        prompt: "none", "login", "consent", "select_account".
        max_age: how old the user's sign-in may be, in seconds; text when it was read and is not a number.
        login_hint: who is about to sign in.
        ui_locales: languages, separated by spaces.
        acr_values: authentication context classes, separated by spaces.
        claims: a JSON object as text (OIDC Core §5.5).
        response_mode: how the server returns the response.
        resource: the URIs of the APIs that the token is for (RFC 8707); the one parameter that may repeat.
        extra: every other parameter, in order.
    """

    client_id: str
    redirect_uri: str | None = None
    response_type: str = "code"
    scope: str | None = None
    state: str | None = None
    code_challenge: str | None = None
    code_challenge_method: str | None = None
    nonce: str | None = None
    prompt: str | None = None
    max_age: int | str | None = None
    login_hint: str | None = None
    ui_locales: str | None = None
    acr_values: str | None = None
    claims: str | None = None
    response_mode: str | None = None
    resource: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def to_dict(self) -> dict[str, object]:
        """Every parameter that has a value, under its wire name, including those in `extra`."""
        named = {name: getattr(self, name) for name in PARAMETERS}
        return {name: value for name, value in (named | dict(self.extra)).items() if value not in (None, "", ())}


PARAMETERS = tuple(each.name for each in fields(AuthorizationRequest) if each.name != "extra")
"""The parameters that have a field of their own."""

_URL_RULES = EndpointRules(
    length=RULES["url-length"], absolute=RULES["url-not-absolute"], fragment=RULES["url-fragment"]
)
_WIRE_ORDER = ("response_type", *(name for name in PARAMETERS if name != "response_type"))


def build_authorization_url(request: AuthorizationRequest, authorization_endpoint: str) -> str:
    """Write the request as the URL to open in a browser.

    Args:
        request: the values.
        authorization_endpoint: the server's endpoint; if it has a query, the parameters are added to it.

    Raises:
        ValidationError: the endpoint has a fragment or is not an absolute URL, a parameter would appear twice, or there
            is no client_id.
        UsageError: an argument has the wrong type.
    """
    if not isinstance(request, AuthorizationRequest) or not isinstance(authorization_endpoint, str):
        raise UsageError("Pass an AuthorizationRequest and the authorization endpoint as text.")
    pairs = _pairs(request)
    length = sum(len(value) for _, value in pairs)
    if length > LONGEST_URL:
        message = f"The values have {length:,} characters in total. Browsers and servers accept a few thousand."
        raise ValidationError(Report(findings=(RULES["url-length"].error(message),)))
    try:
        own = parse_form(authorization_endpoint.partition("#")[0].partition("?")[2])
        # Every decoder reads %20 as a space; some read + as a plus sign.
        query = build_form(pairs, space="%20")
    except FormError as problem:
        raise ValidationError(Report(findings=(_unreadable(problem),))) from None
    findings = check_endpoint(authorization_endpoint, _URL_RULES, name="authorization endpoint")
    findings += require_client_id(request) + find_repeated((*own, *pairs))
    if findings:
        raise ValidationError(Report(findings=findings))
    # RFC 6749 §3.1: the endpoint's query "MUST be retained when adding additional query parameters"
    if "?" not in authorization_endpoint:
        return f"{authorization_endpoint}?{query}"
    return f"{authorization_endpoint}{'' if authorization_endpoint[-1] in '?&' else '&'}{query}"


def parse_authorization_url(url: str | bytes) -> AuthorizationRequest:
    """Read the parameters of an authorization URL, whichever program built it.

    Args:
        url: an absolute URL; white space around it does not matter.

    Returns:
        The request. If the endpoint has a query, its parameters are in `extra`.

    Raises:
        ValidationError: it is not a URL, it contains an invalid escape, or a parameter appears twice.
        UsageError: the argument is neither str nor bytes.
    """
    pairs, findings = read_pairs(url)
    findings += find_repeated(pairs)
    if findings:
        raise ValidationError(Report(findings=findings))
    return request_from(pairs)


def read_pairs(url: str | bytes) -> tuple[Pairs, Findings]:
    """The decoded parameters, or the finding that says why there are none."""
    text = read_text(url, RULES["url-not-text"], name="URL")
    if isinstance(text, Finding):
        return (), (text,)
    start = len(text) - len(text.lstrip())
    text = text.rstrip()
    if finding := check_shape(text[start:], _URL_RULES):
        return (), (finding,)
    before_fragment = text.partition("#")[0]
    query_at = before_fragment.find("?") + 1
    try:
        return (parse_form(before_fragment[query_at:], at=query_at) if query_at else ()), ()
    except FormError as problem:
        return (), (_unreadable(problem),)


def request_from(pairs: Pairs) -> AuthorizationRequest:
    """The parameters as a request; of a parameter that appears twice, the first one with a value."""
    first: dict[str, str] = {}
    for name, value in pairs:
        if value:
            first.setdefault(name, value)
    max_age = first.get("max_age")
    known = {name: first[name] for name in PARAMETERS if name in first and name not in ("resource", "max_age")}
    return AuthorizationRequest(
        **{"client_id": "", "response_type": "", **known},
        max_age=int(max_age) if max_age and _is_number(max_age) else max_age,
        resource=tuple(value for name, value in pairs if name == "resource" and value),
        extra=tuple((name, value) for name, value in pairs if name not in PARAMETERS),
    )


def require_client_id(request: AuthorizationRequest) -> Findings:
    """The error that a request has no client_id."""
    # RFC 6749 §4.1.1: "client_id REQUIRED."
    if request.client_id:
        return ()
    return (RULES["url-client-id-missing"].error(NO_CLIENT_ID),)


def find_repeated(pairs: Pairs) -> Findings:
    """One error for each parameter that appears twice."""
    # RFC 6749 §3.1: "Request and response parameters MUST NOT be included more than once."
    # RFC 8707 §2 lets "resource" repeat.
    return tuple(
        RULES["url-duplicate"].error(
            f"The parameter {show_name(name)} appears in the URL more than once. Servers reject that, or disagree on "
            "which value counts.",
            "Send it once.",
        )
        for name in find_duplicates(pairs)
        if name != "resource"
    )


def show_name(name: str) -> str:
    """A parameter's name as messages show it."""
    return visible(name, 40)


def _pairs(request: AuthorizationRequest) -> Pairs:
    values = {name: getattr(request, name) for name in _WIRE_ORDER}
    single = [(name, str(value)) for name, value in values.items() if value not in (None, "", ())]
    pairs = [pair for pair in single if pair[0] != "resource"]
    return (*pairs, *(("resource", value) for value in request.resource), *request.extra)


def _unreadable(problem: FormError) -> Finding:
    at = problem.position
    return RULES["url-encoding"].error(
        f"The query can't be decoded. {problem}",
        "In a value, write a percent sign as %25 and encode text as UTF-8 first.",
        marks=(Mark(start=at, end=at + 1, found="can't be decoded"),),
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 10
