"""Why a request fails, as data: what happened, what to do, and the section that says so.

If a check in `flow/` has the same slug as a cause, the values of a flow can prove the cause or rule it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.explain.usual.later_causes import LATER_CAUSES
from pkce_core.specifications import Spec

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause:
    """One reason why a request can fail.

    Attributes:
        slug: its stable name.
        text, fix: what happened, and what to do, in a sentence each.
        spec: the section that states the rule.
        evidence: what proves it, suggests it or rules it out; "" for a cause that is only usual for the error.
        status: "proved", "likely" (by a reader's reply), "possible", "ruled out", or "ruled out if" and a condition.
        named: whether the server's message names it, or leaves it where the values exclude what it names.
    """

    slug: str
    text: str
    fix: str
    spec: Spec
    evidence: str = ""
    status: str = "possible"
    named: bool = False

    def to_dict(self) -> dict[str, str]:
        """The cause as JSON carries it."""
        return {
            "cause": self.slug,
            "text": self.text,
            "status": self.status,
            "evidence": self.evidence,
            "fix": self.fix,
            "spec": str(self.spec),
        }


_OAUTH, _OIDC, _PKCE, _BCP = "RFC 6749", "OIDC Core", "RFC 7636", "RFC 9700"
CAUSES: Mapping[str, Cause] = MappingProxyType(
    {
        slug: Cause(slug=slug, text=text, fix=fix, spec=Spec(document=document, section=section))
        for slug, text, fix, document, section in (
            # The verifier and the challenge
            ("verifier-mismatch", "The code_challenge doesn't match the code_verifier.",
             "Start again with a new pair, and keep its verifier for the token request.", _PKCE, "4.6"),
            ("verifier-missing", "The token request has no code_verifier, but the authorization request had a"
             " code_challenge.", "Send the verifier that belongs to the challenge as code_verifier.", _PKCE, "4.5"),
            ("verifier-malformed", "The code_verifier isn't 43 to 128 characters of A-Z a-z 0-9 - . _ ~.",
             "Make a new pair, for example with: pkce pair", _PKCE, "4.1"),
            ("challenge-missing", "The token request has a code_verifier, but the authorization request had no"
             " code_challenge.", "Send code_challenge and code_challenge_method=S256 with the authorization request.",
             _BCP, "4.8.2"),
            ("challenge-required", "The server requires PKCE, but the authorization request had no code_challenge.",
             "Add code_challenge and code_challenge_method=S256.", _PKCE, "4.4.1"),
            ("challenge-malformed", "The code_challenge isn't an S256 challenge: 43 characters of base64url.",
             "Derive it again, for example with: pkce challenge", _PKCE, "4.2"),
            ("method-missing", "The code_challenge_method is missing, or plain: the server compares the challenge with"
             " the verifier itself.", "Send code_challenge_method=S256.", _PKCE, "4.3"),
            ("method-plain", "The server doesn't accept the code_challenge_method.",
             "Send code_challenge_method=S256, with a capital S.", _PKCE, "4.4.1"),
            ("pkce-unsupported", "The server doesn't use PKCE for this client, and refuses a request that has it.",
             "Switch PKCE on where the client is registered, or leave out code_challenge, code_challenge_method and"
             " code_verifier.", _PKCE, "5"),
            # The redirect URI
            ("redirect-uri-differs", "The redirect_uri of the token request differs from the one in the authorization"
             " request.", "Send exactly the same text in both requests.", _OAUTH, "4.1.3"),
            ("redirect-uri-missing", "The token request has no redirect_uri, but the authorization request had one.",
             "Send the same redirect_uri again.", _OAUTH, "4.1.3"),
            ("redirect-uri-unregistered", "The redirect_uri isn't registered for this client exactly as it was sent.",
             "Register it, or send the registered one: case, port, path and trailing slash count.", _BCP, "2.1"),
            ("redirect-uri-malformed", "The server doesn't accept a redirect_uri of this form: it may have no scheme, a"
             " fragment, or"
             " http where https is required.", "Check it with: pkce redirect-uri", _OAUTH, "3.1.2"),
            # The code
            ("code-old", "The code has expired: many servers accept it for one minute, and ten are the recommended"
             " maximum.", "Start again, and send the token request right after the redirect.", _OAUTH, "4.1.2"),
            ("code-reused", "The code was redeemed before. It works only once, and a second try can revoke the tokens.",
             "Start again with a new authorization request.", _OAUTH, "4.1.2"),
            ("code-differs", "The code of the token request isn't the code of the redirect.",
             "Copy it again: everything between code= and the next &.", _OAUTH, "4.1.3"),
            ("code-damaged", "The code is incomplete, or still percent-encoded as in the address.",
             "Decode it once (%2F is /), and let your client encode it once.", _OAUTH, "4.1.2"),
            ("wrong-environment", "The code, token or client belongs to another server, realm, tenant or environment"
             " than"
             " this endpoint.", "Use both endpoints of one metadata document, and the client that is registered there.",
             _OAUTH, "5.2"),
            # The client
            ("client-differs", "The code was issued to a different client than the one that redeems it.",
             "Use the same client_id in both requests.", _OAUTH, "4.1.3"),
            ("client-unknown", "The server doesn't know this client_id.",
             "Compare it with the registration, and check that you use the server where you registered.", _OAUTH,
             "5.2"),
            ("client-disabled", "The client is disabled, suspended or blocked on the server.",
             "Ask whoever runs the server to enable it. Nothing in the request can change that.", _OAUTH, "2"),
            ("client-id-missing", "The request has no client_id.", "Send client_id.", _OAUTH, "4.1.3"),
            ("client-grant-type", "The client isn't registered for this grant type or flow.",
             "Allow it in the registration: authorization_code for a code, refresh_token for a refresh token.",
             _OAUTH, "5.2"),
            ("secret-wrong", "The client_secret is wrong: mistyped, of another client, or replaced since.",
             "Copy it again. Copy the secret's value, not its name or ID.", _OAUTH, "2.3.1"),
            ("secret-missing", "The client is confidential, but the request has no client_secret.",
             "Authenticate in the way that the client is registered for.", _OAUTH, "3.2.1"),
            ("secret-unwanted", "The client is public, but the request has a client_secret.",
             "Remove client_secret. A public client uses PKCE without one.", _OAUTH, "2.1"),
            ("secret-empty", "The request has an empty client_secret.",
             "Send the secret, or remove the parameter if the client has none.", _OAUTH, "2.3.1"),
            ("secret-is-client-id", "The client_secret is the same text as the client_id.",
             "Copy the secret, which is the other of the two values.", _OAUTH, "2.3.1"),
            ("secret-expired", "The client_secret has expired.", "Create a new one where the client is registered.",
             _OAUTH, "2.3.1"),
            ("auth-method", "The client authenticates in a different way than it is registered for: Basic header, body,"
             " or none.", "Compare with token_endpoint_auth_method in the registration.", _OAUTH, "2.3"),
            ("auth-twice", "The request authenticates the client in two ways.",
             "Use the header or the body, but not both.", _OAUTH, "2.3"),
            ("basic-encoding", "The Basic header is encoded incorrectly: client ID and secret are form-encoded first,"
             " then joined by a colon, then encoded as base64.", "Form-encode both parts first, or send them in the"
             " body.", _OAUTH, "2.3.1"),
            ("assertion-refused", "The server refused the client_assertion, a JWT: its algorithm, key, signature, aud,"
             " iss, sub, exp or jti isn't what the server expects.", "Decode it, and compare its header and claims with"
             " the registration and the token endpoint. Make a new one for each request.", "RFC 7523", "3"),
            ("assertion-missing", "The client authenticates with a JWT, but client_assertion or client_assertion_type"
             " is missing, or isn't what the section says.", "Send both.", "RFC 7523", "2.2"),
            # The request
            ("token-method", "The token request wasn't sent with POST.",
             "Send it with POST, with the parameters in the body.", _OAUTH, "3.2"),
            ("parameters-in-url", "The parameters of the token request are in its URL instead of its body.",
             "Move them to the body of a POST.", _OAUTH, "2.3.1"),
            ("parameter-name", "The name of a parameter is misspelled, so the server doesn't see it.",
             "Write it as the section has it.", _OAUTH, "4.1.3"),
            ("variable-not-filled", "A variable wasn't filled in, so the server got a text that isn't the value.",
             "Use double quotes, so that the shell puts the value there.", _OAUTH, "4.1.3"),
            ("value-quoted", "A value was sent with quotes around it.", "Remove these quotes.", _OAUTH, "4.1.3"),
            ("value-white-space", "A value was sent with white space at an end, such as a line end.",
             "Remove it: every character counts.", _OAUTH, "4.1.3"),
            ("value-encoded-twice", "A value was percent-encoded twice.", "Encode it once. Decode what you copy from a"
             " URL.", _OAUTH, "4.1.3"),
            ("login-session-lost", "The server no longer has the login that this page or redirect belongs to: its"
             " cookie expired, was blocked or is of another host, or the back button or an old tab was used. PKCE has"
             " nothing to do with it.", "Start again from the authorization URL, in one tab, with cookies allowed.",
             _OAUTH, "4.1.1"),
            ("parameter-missing", "A required parameter is missing; an empty one counts as missing.",
             "Compare the request with the list in the section.", _OAUTH, "4.1.3"),
            ("parameter-twice", "A parameter appears twice in the request.", "Send each parameter once.", _OAUTH,
             "3.2"),
            ("body-not-form", "The token request isn't form-encoded: it may be JSON, or its parameters may be in the"
             " URL.", "POST a body of Content-Type: application/x-www-form-urlencoded.", _OAUTH, "4.1.3"),
            ("grant-type", "The grant_type is missing, misspelled, or isn't the one of this request.",
             "Send grant_type=authorization_code for a code, and refresh_token for a refresh token.", _OAUTH, "4.1.3"),
            ("grant-mismatch", "The grant_type and what the request sends with it don't belong together.",
             "Send a code with grant_type=authorization_code, and a refresh token with grant_type=refresh_token.",
             _OAUTH, "4.1.3"),
            ("response-type", "The response_type isn't code.", "Send response_type=code.", _OAUTH, "4.1.1"),
            ("wrong-endpoint", "The request went to an address that isn't this endpoint, or used GET instead of POST.",
             "Use the endpoint in the metadata document.", _OAUTH, "3.2"),
            ("state-mismatch", "The state of the redirect isn't the state that was sent: the response may belong to"
             " another request.", "Don't use its code. Start again.", _OAUTH, "10.12"),
            ("state-weak", "The state is too short or too simple for this server.",
             "Send a random state of 22 characters or more.", _OAUTH, "10.12"),
            ("nonce-mismatch", "The nonce in the ID token isn't the nonce that was sent.",
             "Don't use the token. Start again, and keep the nonce for the check.", _OIDC, "3.1.3.7"),
            ("iss-mismatch", "The response comes from a different issuer than the one that was asked.",
             "Don't use its code. Start again, and compare the issuer with the metadata.", "RFC 9207", "2.4"),
            # The scope and the resource
            ("scope-unknown", "A scope is unknown to the server, mistyped, or separated by something other than a"
             " space.", "Compare with scopes_supported in the metadata. Case counts.", _OAUTH, "3.3"),
            ("scope-not-allowed", "A scope exists, but this client isn't allowed to request it.",
             "Allow it in the client's registration, or remove it.", _OAUTH, "3.3"),
            ("resource-unknown", "The server doesn't know the requested resource or audience.",
             "Compare it with what is registered there.", "RFC 8707", "2"),
            ("resource-missing", "The request names no resource or audience, and the server wants one.",
             "Send resource (at some servers audience) in the authorization request and in the token request, with the"
             " value that the API's metadata or documentation has.", "RFC 8707", "2"),
            ("resource-not-allowed", "This client isn't allowed to request this resource or audience.",
             "Allow it where the client or the API is registered.", "RFC 8707", "2"),
            # The user and the server's policy
            ("user-denied", "The user canceled or refused.", "Ask again, and explain what the access is for.", _OAUTH,
             "4.1.2.1"),
            ("admin-consent", "An administrator must approve the application first.",
             "Ask the administrator for consent.", _OAUTH, "4.1.2.1"),
            ("policy-denied", "A policy of the server refuses this user, device or location.",
             "Ask the administrator. The server's log may show which policy it was.", _OAUTH, "4.1.2.1"),
            ("no-session", "No user is signed in, and prompt=none doesn't allow the server to ask.",
             "Send the request again without prompt=none. If a user is signed in, the browser may keep the server's"
             " cookie from an iframe.", _OIDC, "3.1.2.6"),
            ("interaction-needed", "The server must show the user a page, such as one for consent or a second factor,"
             " and this request doesn't let it.", "Send the user through the browser again, without prompt=none.",
             _OIDC, "3.1.2.6"),
            ("user-credentials", "The user's name, password or second factor is wrong.", "Let the user sign in"
             " again.", _OAUTH,
             "4.3.2"),
            ("user-unknown", "The server doesn't know this user, or not in this tenant or realm.",
             "Sign in as another user, or let an administrator add this one.", _OAUTH, "4.1.2.1"),
            # Everything else
            ("request-object", "The server doesn't accept this request, request_uri or registration parameter.",
             "Send each parameter in the URL itself, or push the request (PAR) where the server has that.", _OIDC,
             "3.1.2.6"),
            ("device-code-invalid", "The device_code or the user_code is missing, wrong or expired, or was used"
             " before.",
             "Start the device flow again, and get new ones.", "RFC 8628", "3.5"),
            ("token-expired", "The token isn't valid here: it expired, was revoked, is incomplete, or is another"
             " server's.",
             "Get a new one.", "RFC 6750", "3.1"),
            ("token-scope", "The token doesn't have the scope that this resource requires.",
             "Request that scope in a new authorization request.", "RFC 6750", "3.1"),
            ("token-audience", "The token is for another API: its aud isn't the API that got it.",
             "Request a token for this API.", "RFC 9068", "4"),
            ("dpop-nonce", "The server wants its own nonce in the DPoP proof. That isn't a failure: it's how it hands"
             " out the nonce.", "Repeat the request with a new proof that has the nonce of the DPoP-Nonce header.",
             "RFC 9449", "8"),
            ("still-waiting", "The user hasn't finished yet.", "Wait for the interval, then ask again.", "RFC 8628",
             "3.5"),
            ("server-trouble", "The server has a problem of its own. The error says nothing about your request.",
             "Try again in a minute. The server's log may say more.", _OAUTH, "4.1.2.1"),
            ("too-many-requests", "The server refuses because it got too many requests.",
             "Wait, then send fewer. Don't repeat a failed request in a loop.", "RFC 6585", "4"),
            ("no-answer", "No answer came back: the host's name or port is wrong, or the network, a proxy or the server"
             " is down. It says nothing about the values of the request.", "Check the address with curl -v from the"
             " same"
             " machine.", _OAUTH, "3.2"),
            ("certificate-refused", "Your program doesn't trust the server's certificate, so it sent no request.",
             "Add the authority that issued it to your program's trust store (curl.cainfo in php.ini,"
             " NODE_EXTRA_CA_CERTS for Node.js, the container's own), or let the server send its whole chain. Don't"
             " switch the check off.", _OAUTH, "1.6"),
            ("cors-blocked", "The browser didn't let the page read the answer, because the server doesn't allow the"
             " page's origin (CORS). The answer itself may be a success or an error.", "Let the server"
             " allow the page's origin, often where the client is registered, or send the request from a server. The"
             " browser's network tab may show the answer.", _OAUTH, "3.2"),
            ("browser-origin", "A page in a browser redeems the code, but the client isn't registered as a single-page"
             " application.", "Register the client as a single-page application, or redeem the code on a server. If a"
             " program redeems it and no page, let it send no Origin header.", _OAUTH, "2.1"),
            *LATER_CAUSES,
        )
    }
)  # fmt: skip
"""Every cause by its slug."""
