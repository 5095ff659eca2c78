"""Why a request fails, as data: what happened, what to do, and the section that says so.

A slug that a check of `flow.consistency` also has can be proved or ruled out by the values of a flow.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from pkce_core.specifications import Spec

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause:
    """One reason why a request can fail.

    Attributes:
        slug: its stable name.
        text: what happened, in a sentence.
        fix: what to do.
        spec: the section that states the rule.
        evidence: what proves it, points at it or rules it out; "" when it is only one of the usual ones.
    """

    slug: str
    text: str
    fix: str
    spec: Spec
    evidence: str = ""

    def to_dict(self) -> dict[str, str]:
        """The cause as `--json` carries it."""
        return {
            "cause": self.slug,
            "text": self.text,
            "evidence": self.evidence,
            "fix": self.fix,
            "spec": str(self.spec),
        }


_OAUTH, _OIDC, _PKCE, _BCP = "RFC 6749", "OIDC Core", "RFC 7636", "RFC 9700"

CAUSES: Mapping[str, Cause] = MappingProxyType(
    {
        slug: Cause(slug=slug, text=text, fix=fix, spec=Spec(document=document, section=section))
        for slug, text, fix, document, section in (
            # What the verifier and the challenge do wrong.
            ("verifier-mismatch", "The code_verifier is not the one the code_challenge was made from.",
             "Start again with a new pair, and keep its verifier until the token request.", _PKCE, "4.6"),
            ("verifier-missing", "The token request has no code_verifier, although the request for the code had a"
             " code_challenge.", "Send the verifier of that challenge as code_verifier.", _PKCE, "4.5"),
            ("verifier-malformed", "The code_verifier breaks the rules: 43 to 128 characters of A-Z a-z 0-9 - . _ ~.",
             "Make a new pair, for example with: pkce pair", _PKCE, "4.1"),
            ("challenge-missing", "The token request has a code_verifier, but the authorization request had no"
             " code_challenge.", "Send code_challenge and code_challenge_method=S256 with the authorization request.",
             _BCP, "4.8.2"),
            ("challenge-required", "The server requires PKCE, and the authorization request had no code_challenge.",
             "Add code_challenge and code_challenge_method=S256.", _PKCE, "4.4.1"),
            ("challenge-malformed", "The code_challenge is no S256 challenge: 43 characters of base64url.",
             "Derive it again, for example with: pkce challenge", _PKCE, "4.2"),
            ("method-missing", "The code_challenge_method is missing, which means plain: the server compares the"
             " challenge with the verifier itself.", "Add code_challenge_method=S256.", _PKCE, "4.3"),
            ("method-plain", "The server does not accept the code_challenge_method.",
             "Send code_challenge_method=S256, in this letter case.", _PKCE, "4.4.1"),
            # What the redirect URI does wrong.
            ("redirect-uri-differs", "The redirect_uri of the token request is not the one of the authorization"
             " request.", "Send the same text in both, character by character.", _OAUTH, "4.1.3"),
            ("redirect-uri-missing", "The token request has no redirect_uri, although the authorization request had"
             " one.", "Send it again, the same text.", _OAUTH, "4.1.3"),
            ("redirect-uri-unregistered", "The redirect_uri is not registered for this client exactly as sent.",
             "Register it, or send the registered one: case, port, path and trailing slash count.", _BCP, "2.1"),
            # What happens to a code.
            ("code-old", "The code has expired: many servers give it one minute, and ten at most are recommended.",
             "Start again, and send the token request right after the redirect.", _OAUTH, "4.1.2"),
            ("code-reused", "The code was redeemed before; it works once, and a second try can revoke the tokens.",
             "Start again with a new authorization request.", _OAUTH, "4.1.2"),
            ("code-differs", "The code sent is not the code of the redirect.",
             "Copy it again: everything between code= and the next &.", _OAUTH, "4.1.3"),
            ("code-damaged", "The code is not complete, or is still percent-encoded, as it stands in the address.",
             "Decode it once (%2F is /), and let your client encode it once.", _OAUTH, "4.1.2"),
            ("wrong-environment", "The code comes from another server, realm, tenant or environment than this token"
             " endpoint.", "Take both endpoints from the same metadata document.", _OAUTH, "5.2"),
            # Who the client is.
            ("client-differs", "The code was issued to another client than the one that redeems it.",
             "Use the same client_id in both requests.", _OAUTH, "4.1.3"),
            ("client-unknown", "The server does not know this client_id.",
             "Compare it with the registration, and the server with the one where you registered.", _OAUTH, "5.2"),
            ("client-id-missing", "The request names no client.", "Send client_id.", _OAUTH, "4.1.3"),
            ("client-grant-type", "The client is not registered for the Authorization Code grant.",
             "Allow authorization_code in its registration.", _OAUTH, "5.2"),
            ("secret-wrong", "The client_secret is wrong: mistyped, of another client, or replaced since.",
             "Copy it again; the secret's value, not its name or id.", _OAUTH, "2.3.1"),
            ("secret-missing", "The client is confidential, and the request has no client_secret.",
             "Authenticate in the way the client is registered for.", _OAUTH, "3.2.1"),
            ("secret-unwanted", "The client is public, and the request has a client_secret.",
             "Leave client_secret out; PKCE takes its place.", _OAUTH, "2.1"),
            ("secret-empty", "The request has an empty client_secret.",
             "Leave the parameter out when there is no secret, or fill it.", _OAUTH, "2.3.1"),
            ("secret-is-client-id", "The client_secret is the same text as the client_id.",
             "Copy the secret, which is the other of the two values.", _OAUTH, "2.3.1"),
            ("secret-expired", "The client_secret has expired.", "Make a new one where the client is registered.",
             _OAUTH, "2.3.1"),
            ("auth-method", "The client authenticates in another way than it is registered for: Basic header, body,"
             " or none.", "Compare with token_endpoint_auth_method in the registration.", _OAUTH, "2.3"),
            ("auth-twice", "The request authenticates the client in two ways.",
             "Use the header or the body, not both.", _OAUTH, "2.3"),
            ("basic-encoding", "The Basic header is wrong: id and secret are form-encoded first, then joined by a"
             " colon, then written in base64.", "Encode both parts first, or send them in the body.", _OAUTH, "2.3.1"),
            # What the request itself does wrong.
            ("parameter-missing", "A required parameter is missing; an empty one counts as missing.",
             "Compare the request with the list in the section.", _OAUTH, "4.1.3"),
            ("parameter-twice", "A parameter stands in the request twice.", "Send each parameter once.", _OAUTH, "3.2"),
            ("body-not-form", "The token request is not form-encoded: it may be JSON, or its parameters may stand in"
             " the URL.", "POST a body of Content-Type: application/x-www-form-urlencoded.", _OAUTH, "4.1.3"),
            ("grant-type", "The grant_type is missing or is not authorization_code.",
             "Send grant_type=authorization_code.", _OAUTH, "4.1.3"),
            ("response-type", "The response_type is not code.", "Send response_type=code.", _OAUTH, "4.1.1"),
            ("wrong-endpoint", "The request went to an address that is not this endpoint, or with GET instead of POST.",
             "Take the endpoint from the metadata document.", _OAUTH, "3.2"),
            ("state-mismatch", "The state that came back is not the one sent: the response belongs to another request.",
             "Do not use its code. Start again.", _OAUTH, "10.12"),
            ("iss-mismatch", "The response comes from another issuer than the one asked.",
             "Do not use its code. Start again, and compare the issuer with the metadata.", "RFC 9207", "2.4"),
            # What was asked for.
            ("scope-unknown", "A scope is unknown to the server, mistyped, or separated by something else than a"
             " space.", "Compare with scopes_supported in the metadata; letter case counts.", _OAUTH, "3.3"),
            ("scope-not-allowed", "A scope exists, but this client may not ask for it.",
             "Allow it in the client's registration, or leave it out.", _OAUTH, "3.3"),
            ("resource-unknown", "The resource or audience asked for is unknown to the server.",
             "Compare it with what is registered there.", "RFC 8707", "2"),
            # What the person or the policy decided.
            ("user-denied", "The person at the browser cancelled or refused.", "Ask again, and say what it is for.",
             _OAUTH, "4.1.2.1"),
            ("admin-consent", "An administrator has to approve the application first.",
             "Ask the administrator for consent.", _OAUTH, "4.1.2.1"),
            ("policy-denied", "A policy of the server refuses this person, device or place.",
             "Ask the administrator; the server's log names the policy.", _OAUTH, "4.1.2.1"),
            ("no-session", "Nobody is logged in, and prompt=none forbids to ask.",
             "Send the request again without prompt=none.", _OIDC, "3.1.2.6"),
            ("interaction-needed", "The server has to show a page, such as one for consent or a second factor, and"
             " prompt=none forbids it.", "Send the request again without prompt=none.", _OIDC, "3.1.2.6"),
            # The rest.
            ("request-object", "The server does not take this request, request_uri or registration parameter.",
             "Send the parameters by themselves.", _OIDC, "3.1.2.6"),
            ("session-ended", "The session behind the token is over: a logout, a timeout, or a revocation.",
             "Start again with a new authorization request.", _OAUTH, "5.2"),
            ("token-expired", "The token has expired or was revoked.", "Get a new one.", "RFC 6750", "3.1"),
            ("token-scope", "The token does not carry the scope that this resource asks for.",
             "Ask for that scope in a new authorization request.", "RFC 6750", "3.1"),
            ("still-waiting", "The person has not finished yet.", "Wait for the interval, then ask again.", "RFC 8628",
             "3.5"),
            ("server-trouble", "The server is in trouble, and says nothing about your request.",
             "Try again in a minute; its log knows more.", _OAUTH, "4.1.2.1"),
            ("browser-origin", "A page in a browser redeems the code, and the client is not registered as one; or the"
             " other way round.", "Register the client as a single-page application, or redeem on a server.",
             _OAUTH, "2.1"),
        )
    }
)  # fmt: skip
"""Every cause by its slug."""
