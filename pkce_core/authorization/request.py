"""The authorization request (RFC 6749 §4.1.1): values to a URL, and a URL back to values.

Building and reading keep the authorization endpoint's own query. What is unwise in a request is for
`check_authorization_url` to say; here only what cannot be a request at all is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from pkce_core.authorization.request_rules import RULES
from pkce_core.errors import FormError, UsageError
from pkce_core.findings import Finding, Mark, Report, ValidationError
from pkce_core.specifications import Spec
from pkce_core.text.decoding import read_text
from pkce_core.text.form_encoding import build_form, find_duplicates, parse_form
from pkce_core.urls.endpoint import LONGEST_URL, EndpointRules, check_endpoint, check_shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.text.form_encoding import Pairs

REQUEST_SPEC = Spec(document="RFC 6749", section="4.1.1")


@dataclass(frozen=True, kw_only=True, slots=True)
class AuthorizationRequest:
    """The parameters of an authorization request, under their wire names.

    A parameter that was sent without a value counts as not sent (RFC 6749 §3.1), so "" and None mean the same.

    Attributes:
        client_id: who asks; "" in a request that was read without one.
        redirect_uri: where the response goes.
        response_type: "code" in this flow.
        scope: what is asked for, separated by spaces.
        state: comes back unchanged in the response.
        code_challenge: the hash of the code_verifier (RFC 7636 §4.2).
        code_challenge_method: "S256".
        nonce: comes back inside the ID token (OIDC Core §3.1.2.1).
        prompt: "none", "login", "consent", "select_account".
        max_age: how old the reader's sign-in may be, in seconds; text when it was read and is no number.
        login_hint: who is about to sign in.
        ui_locales: languages, separated by spaces.
        acr_values: authentication context classes, separated by spaces.
        claims: a JSON object as text (OIDC Core §5.5).
        response_mode: how the response comes back.
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
        """Every parameter that has a value, under its wire name; `extra` among them."""
        named = {name: getattr(self, name) for name in PARAMETERS}
        return {name: value for name, value in (named | dict(self.extra)).items() if value not in (None, "", ())}


_URL_RULES = EndpointRules(
    length=RULES["url-length"], absolute=RULES["url-not-absolute"], fragment=RULES["url-fragment"]
)
PARAMETERS = tuple(each.name for each in fields(AuthorizationRequest) if each.name != "extra")
"""The parameters that have a field of their own."""

_WIRE_ORDER = ("response_type", *(name for name in PARAMETERS if name != "response_type"))


def build_authorization_url(request: AuthorizationRequest, authorization_endpoint: str) -> str:
    """Write the request as the URL to open in a browser.

    Args:
        request: the values.
        authorization_endpoint: where the server takes it; a query of its own stays in front.

    Raises:
        ValidationError: the endpoint has a fragment or is no absolute URL, a parameter would stand twice, or
            there is no client_id.
        UsageError: an argument is of another type.
    """
    if not isinstance(request, AuthorizationRequest) or not isinstance(authorization_endpoint, str):
        raise UsageError("An AuthorizationRequest and the authorization endpoint as text are needed.")
    pairs = _pairs(request)
    length = sum(len(value) for _, value in pairs)
    if length > LONGEST_URL:
        message = f"The values have {length:,} characters together. Browsers and servers carry a few thousand."
        raise ValidationError(Report(findings=(RULES["url-length"].error(message),)))
    try:
        own = parse_form(authorization_endpoint.partition("#")[0].partition("?")[2])
        # A space as %20 means a space to every decoder, the strict ones included.
        query = build_form(pairs, space="%20")
    except FormError as problem:
        raise ValidationError(Report(findings=(_unreadable(problem),))) from None
    findings = check_endpoint(authorization_endpoint, _URL_RULES, name="authorization endpoint")
    findings += _check_identity(request) + duplicates((*own, *pairs))
    if findings:
        raise ValidationError(Report(findings=findings))
    # RFC 6749 §3.1: the endpoint's query "MUST be retained when adding additional query parameters"
    if "?" not in authorization_endpoint:
        return f"{authorization_endpoint}?{query}"
    return f"{authorization_endpoint}{'' if authorization_endpoint[-1] in '?&' else '&'}{query}"


def parse_authorization_url(url: str | bytes) -> AuthorizationRequest:
    """Read the parameters of an authorization URL, wherever it was built.

    Args:
        url: an absolute URL; white space around it does not matter.

    Returns:
        The request. Parameters of the endpoint's own query are in `extra`.

    Raises:
        ValidationError: it is no URL, an escape in it is none, or a parameter stands twice.
        UsageError: the argument is neither str nor bytes.
    """
    pairs, findings = read_pairs(url)
    findings += duplicates(pairs)
    if findings:
        raise ValidationError(Report(findings=findings))
    return request_of(pairs)


def read_pairs(url: str | bytes) -> tuple[Pairs, tuple[Finding, ...]]:
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


def request_of(pairs: Pairs) -> AuthorizationRequest:
    """The parameters as a request; of a parameter that stands twice, the first one with a value."""
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


def duplicates(pairs: Pairs) -> tuple[Finding, ...]:
    """One finding for each parameter that stands twice."""
    # RFC 6749 §3.1: "Request and response parameters MUST NOT be included more than once."
    # RFC 8707 §2 lets "resource" repeat.
    return tuple(
        RULES["url-duplicate"].error(
            f"The parameter {_shown(name)} stands in the URL more than once, so servers refuse it or differ on it.",
            "Send it once.",
        )
        for name in find_duplicates(pairs)
        if name != "resource"
    )


def _check_identity(request: AuthorizationRequest) -> tuple[Finding, ...]:
    if request.client_id:
        return ()
    # RFC 6749 §4.1.1: "client_id REQUIRED."
    message = "There is no client_id, so the server does not know who asks."
    return (RULES["url-client-id-missing"].error(message),)


def _pairs(request: AuthorizationRequest) -> Pairs:
    values = {name: getattr(request, name) for name in _WIRE_ORDER}
    single = [(name, str(value)) for name, value in values.items() if value not in (None, "", ())]
    pairs = [pair for pair in single if pair[0] != "resource"]
    return (*pairs, *(("resource", value) for value in request.resource), *request.extra)


def _unreadable(problem: FormError) -> Finding:
    at = problem.position
    return RULES["url-encoding"].error(
        f"The query cannot be read. {problem}",
        "A percent sign in a value is written %25; text is encoded as UTF-8 first.",
        marks=(Mark(start=at, end=at + 1, found="what cannot be decoded"),),
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 10


def _shown(name: str) -> str:
    from pkce_core.text.quoting import visible

    return visible(name, 40)
