"""Why a request besides that of a code fails, as rows of the table of causes: slug, what happened, what to do, section.

`causes` makes them into causes.
"""

from __future__ import annotations

_OAUTH = "RFC 6749"
LATER_CAUSES: tuple[tuple[str, str, str, str, str], ...] = (
    # The refresh token
    ("session-ended", "The session behind the token has ended: a logout, a timeout, or a revocation.",
     "Start again with a new authorization request.", _OAUTH, "5.2"),
    ("refresh-token-invalid", "The refresh token is no longer valid: it expired, was revoked, or its session"
     " ended; or it's incomplete.", "Start again with a new authorization request.", _OAUTH, "6"),
    ("refresh-token-used", "The refresh token was used before. Many servers replace it each time, and a second"
     " use can revoke the new one too.", "Always keep the newest refresh token, and never send one twice, even"
     " at the same time. Start again with a new authorization request.", "RFC 9700", "4.14.2"),
    ("refresh-token-of-page", "A refresh token that a single-page application got from Entra ID lasts 24 hours, and"
     " using it doesn't extend that: those that follow end at the same time.", "Send the user through a new"
     " authorization request, with prompt=none or in the whole window. Only a redirect URI that isn't a page's"
     " gets longer ones.", _OAUTH, "6"),
    ("refresh-token-missing", "The request has no refresh_token, or the server didn't see it.",
     "Send it as refresh_token in a form-encoded body.", _OAUTH, "6"),
    ("refresh-token-of-another", "The refresh token was issued to another client than the one that sends it.",
     "Use the client that got it.", _OAUTH, "6"),
    ("refresh-token-differs", "The refresh_token isn't the one of the last token response, or isn't a refresh"
     " token at all.",
     "Send the refresh_token that came last, character by character.", _OAUTH, "6"),
    ("scope-widened", "The refresh asks for a scope that the user didn't grant before.",
     "Leave scope out of the refresh. For more scope, send the user through a new authorization request.", _OAUTH, "6"),
    # Signed credentials
    ("secret-jwt", "The server refused the client_secret, which is a JWT: it expired, lasts too long, or its alg, kid,"
     " iss, sub, aud or key isn't what the server expects.", "Sign a new one, and compare its claims with the"
     " registration.", "RFC 7523", "3"),
    ("assertion-replayed", "The client_assertion, or one with its jti, was used before. A server takes each only once.",
     "Sign a new one with a new jti for each request, for a retry too.", "RFC 7523", "3"),
    ("secret-is-key", "The client_secret is the private key itself. The server wants a JWT that is signed with it.",
     "Sign a JWT with the key, and send that. Revoke the key and make a new one: it was sent to another party, and may"
     " be in logs.", "RFC 7523", "3"),
    ("tenant-endpoint", "The application or the grant is for one tenant, and the request went to an endpoint for all,"
     " such as /common.", "Put the tenant's ID or domain in place of common, in every endpoint. Or"
     " register the application for accounts of any tenant.", _OAUTH, "5.2"),
    ("endpoint-version", "The request went to the old version (v1.0) of Microsoft's endpoints, which personal accounts"
     " can't use.", "Use the addresses with /v2.0 in them, for both endpoints.", _OAUTH, "3.2"),
    # Pushed requests
    ("request-uri-used", "The request_uri of the pushed request has expired or was used before: it works once, for"
     " seconds or minutes.", "Push the request again, and open the new URL at once.",
     "RFC 9126", "2.2"),
    ("request-uri-of-another", "The request_uri was pushed by another client than the one that uses it.",
     "Send the same client_id with the pushed request and with the request_uri.", "RFC 9126", "4"),
    ("par-required", "The server takes only authorization requests that were pushed to it before (PAR), and this one"
     " has its parameters in the URL.", "POST the parameters to the pushed_authorization_request_endpoint, and open the"
     " authorization endpoint with client_id and the request_uri that comes back.", "RFC 9126", "4"),
    # Signed requests
    ("object-signature", "The signature of the request object can't be verified: it was signed with another key than"
     " those that the server has for this client, or its kid names none of them, or the object was changed.",
     "Register the public key, or publish it at the client's jwks_uri under the kid of the header, and sign with its"
     " private key.", "RFC 9101", "6.2"),
    ("object-alg", "The server doesn't accept the alg of the request object: it's none, or not the one that the client"
     " is registered for.", "Sign with the request_object_signing_alg of the registration, one of the server's"
     " request_object_signing_alg_values_supported.", "RFC 9101", "6.2"),
    ("object-time", "The request object has expired, isn't valid yet, or lasts too long for this server.",
     "Sign a new one for each request, with exp, nbf and iat in seconds of UTC, and set the clock.", "RFC 7519",
     "4.1.4"),
    ("object-claim-missing", "The request object lacks a claim that this server requires, such as exp, nbf, aud, iss or"
     " client_id.", "Add it. A server that follows FAPI requires exp and nbf.", "RFC 9101", "4"),
    ("object-aud", "The aud of the request object isn't the issuer of the server.",
     "Write the issuer of the metadata as aud, character by character.", "RFC 9101", "4"),
    ("object-client", "The iss or the client_id in the request object isn't the client_id of the URL.",
     "Write the client_id in all three places.", "RFC 9101", "5"),
    ("object-encryption", "The encryption of the request object isn't what the server requires: it may be missing, or"
     " of another key, alg or enc.", "Sign first, then encrypt to a key of the server's jwks_uri, with the registered"
     " request_object_encryption_alg and enc.", "RFC 9101", "6.1"),
    ("object-form", "The request object isn't a JWT of the form that the server takes: it's cut off, or its typ is that"
     " of another JWT.", "Send the whole JWT, with typ oauth-authz-req+jwt.", "RFC 9101", "4"),
    ("object-parameters", "A parameter in the request object is missing or wrong. The server uses only those in it,"
     " whatever the URL has.", "Put every parameter of the request into the object.", "RFC 9101", "6.3"),
    ("object-used", "The request object, or one with its jti, was used before.",
     "Sign a new one with a new jti for each request.", "RFC 7519", "4.1.7"),
    # DPoP
    ("dpop-proof", "The DPoP proof of the request has a mistake.", "Make a new proof for each request.", "RFC 9449",
     "4.3"),
    ("dpop-replayed", "The server has seen this DPoP proof, or its jti, before.",
     "Make a new proof with a new jti for each request, for a retry too.", "RFC 9449", "4.3"),
    ("dpop-time", "The iat of the DPoP proof is too old or in the future for the server.",
     "Make the proof right before the request, and set the clock. iat is in seconds.", "RFC 9449", "4.3"),
    ("dpop-target", "The htm or the htu of the DPoP proof isn't the method or the URL of this request.",
     "Write the method in capitals, and the URL as the server sees it, without query and fragment.", "RFC 9449", "4.3"),
    ("dpop-key", "The key of the DPoP proof doesn't fit: its signature, alg, typ or jwk is wrong, or the token is bound"
     " to another key, or ath isn't the token's.", "Sign with the key whose public part is in jwk, and use the same key"
     " as for the token request.", "RFC 9449", "4.3"),
    ("dpop-missing", "The request has no DPoP header, or the server sees more than one.",
     "Send one header, DPoP, with a new proof.", "RFC 9449", "4.1"),
    # How the user signs in
    ("acr-unmet", "The server can't authenticate the user with the acr that the request asks for, in acr_values or as"
     " an essential claim in claims.", "Compare it with acr_values_supported of the metadata, and with what this user"
     " has set up, such as a second factor. If less will do, ask without essential.", "OIDC Core", "5.5.1.1"),
    ("mfa-required", "A second factor (MFA) is required of this user, or a newer one, or that the user registers one,"
     " such as by a Conditional Access policy, and this request doesn't let the server ask for it.",
     "Send the user through the browser again, without"
     " prompt=none. If the error has claims beside it (a claims challenge), send them along as claims.", "OIDC Core",
     "3.1.2.6"),
    ("conditional-access", "A Conditional Access policy of the tenant refuses this sign-in: it blocks it, or wants"
     " another device or app.", "Ask the tenant's administrator: Entra ID's sign-in log names the policy. A device that"
     " complies, or an app that the policy allows, may be enough.", _OAUTH, "4.1.2.1"),
    # After the token
    ("sign-in-too-weak", "The sign-in behind the token is too old or too weak for this resource. A refresh doesn't"
     " change that.", "Send the user through a new authorization request with the acr_values or the max_age that the"
     " API names.", "RFC 9470", "4"),
    ("token-not-sent", "The call reached the API without an access token, or not where the API looks for it.",
     "Send Authorization: Bearer, a space and the token. If your program does, look whether a redirect or a proxy drops"
     " the header.", "RFC 6750", "2.1"),
    ("api-permission", "The API took the token, and what it allows isn't enough: a permission of the application or a"
     " role of the user is missing, or a rule of the API refuses this call.", "Compare what the API's documentation"
     " requires with the token's scope and roles, and with what the user may do. Get a new token after a change.",
     "RFC 6750", "3.1"),
    # What vendors require beside OAuth
    ("javascript-origin", "The origin of the page isn't registered for this client at the server.",
     "Register scheme, host and port of the page as an origin of the client, without a path or a slash at the end.",
     _OAUTH, "3.1.2.2"),
    ("testing-users", "The application isn't open to everybody yet, and this account isn't one of those that may test"
     " it.", "Add the account as a test user where the application is registered, or have the application verified and"
     " published.", _OAUTH, "4.1.2.1"),
    ("reauthentication", "The organization of this account requires that the user signs in again after some hours, so"
     " the refresh token alone isn't enough.", "Send the user through a new sign-in, or use a service account for what"
     " runs without a user.", _OAUTH, "5.2"),
    ("https-required", "The server takes such requests only over https. This one came with http, or a proxy in front of"
     " the server doesn't tell it that it was https.", "Use https. Behind a proxy, let the server trust its"
     " X-Forwarded-Proto header.", _OAUTH, "3.1"),
    ("spa-outside-page", "The redirect URI is registered for a single-page application, but the code or the refresh"
     " token wasn't redeemed by a page: the request has no Origin header of a page.", "If a server redeems it, register"
     " the redirect URI as Web; if an app on a device does, as Mobile and desktop. Or redeem it in the page itself.",
     _OAUTH, "2.1"),
    ("redirect-uri-insecure", "The server doesn't take this redirect_uri because it isn't https.", "Register and send"
     " an https address. For a program on your own machine, many servers take http with 127.0.0.1 or [::1], and some"
     " of these don't take the name localhost.", _OAUTH, "3.1.2.1"),
    # What is left when the values show that the message's own cause isn't it
    ("other-values", "The server had other values than the ones here: the code, or this answer, belongs to another"
     " request, such as one of another tab or an earlier attempt, or your program sent something other"
     " than these values.",
     "Look up what was really sent, in the browser's network tab or your program's log, and compare both requests of"
     " one attempt. Then start one new attempt.", _OAUTH, "4.1.3"),
    ("server-address", "The server sees itself at another address than the one that was called, as behind a proxy: it"
     " compares htu with http or with an inner host.", "Set the server's public URL (hostname), or let it trust the"
     " X-Forwarded-Proto and X-Forwarded-Host headers of the proxy.", "RFC 9449", "4.3"),
    ("server-compares", "The server decodes, derives or compares this value in another way than the specification"
     " says.", "Ask whoever runs the server: its log may show both values. For PKCE, try the pair of RFC 7636,"
     " Appendix B.", _OAUTH, "4.1.3"),
    ("method-unknown", "The code_challenge_method isn't one that RFC 7636 defines, which are S256 and plain. A server"
     " may refuse it, ignore it, or take it for one of the two.", "Send code_challenge_method=S256, with a capital S.",
     "RFC 7636", "4.3"),
    ("method-spelling", "The server may take the code_challenge_method only in lower case, as s256. RFC 7636 has S256.",
     "Send S256. If this server refuses that, update it or have it accept S256; for this server alone, send s256.",
     "RFC 7636", "4.3"),
    # Behind the server
    ("provider-behind", "The server asked an identity provider behind it for tokens, and that provider refused: the"
     " error is about the server's request, not yours.", "Compare what the server has of that provider:"
     " its token endpoint, client_id, client_secret and way of client authentication. The provider's log says more.",
     _OAUTH, "4.1.2.1"),
    # Before or beside the code
    ("redirect-refused", "The server had already refused the authorization request: the redirect has an error and no"
     " code, so no token request can succeed.", "Explain the error of the redirect, and send no token request after"
     " one.", _OAUTH, "4.1.2.1"),
    ("redirect-uri-unasked", "Only the token request has a redirect_uri.",
     "Send the same redirect_uri in both requests, or in none.", _OAUTH, "4.1.3"),
    ("code-is-token", "A token was sent as the code.", "Send the code of the redirect. A token is what"
     " comes back for it.", _OAUTH, "4.1.3"),
    ("parameters-joined", "An & is missing between two parameters, so the server reads the second one as a part of the"
     " first one's value.", "Write & between the parameters, or let a library for forms write the body.", _OAUTH,
     "4.1.3"),
    # Offline access
    ("consent-prompt", "The server wants prompt=consent in the authorization request. OpenID Connect ties the scope"
     " offline_access to it, so that the user agrees to the refresh token.", "Add prompt=consent, or leave out"
     " offline_access if you need no refresh token. Many servers don't ask for it.", "OIDC Core", "11"),
    # Apps, settings and APIs
    ("login-left", "The login in the app ended before a response reached it: the user closed the page or canceled, the"
     " app itself ended the login, or the redirect didn't come back to the app.", "If nobody canceled, check that this"
     " app, and no other one, takes the redirect URI: its scheme in the manifest or Info.plist, and the activity that"
     " handles it. On Android, the launch mode of that activity can end the login, too.", "RFC 8252", "7.1"),
    ("address-incomplete", "An address in the settings of your program is empty or doesn't begin with https:// or"
     " http://, so no request was sent. For the metadata, that address is the issuer.",
     "Set the whole address, with its scheme. Look for a variable that isn't set where the program runs.",
     "RFC 8414", "3"),
    ("endpoint-elsewhere", "Your own program refused the server's metadata, because an endpoint in it isn't on the"
     " issuer's origin.", "If that other host belongs to the server, allow it in your program's settings, or let the"
     " server put its endpoints under the issuer. If the message speaks of callbacks that are bound to the issuer, the"
     " server can send iss in its redirects and say so (authorization_response_iss_parameter_supported).",
     "RFC 8414", "2"),
    ("token-no-audience", "The token that your program checks has no aud: it wasn't issued for an API, or for another"
     " one.", "Ask for a scope or the resource of this API in the authorization request, and let the server put the"
     " API into aud. Compare with the audience in your program's settings.", "RFC 9068", "2.2"),
    # Other grants
    ("exchanged-token-refused", "The server refused the assertion or token that this request exchanges: it expired, or"
     " its issuer, audience, signature or type isn't what the server expects.",
     "Decode it, and compare its iss, aud and exp with what the server asks for.", "RFC 7521", "4.1.1"),
)  # fmt: skip
