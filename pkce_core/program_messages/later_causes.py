"""More rows of the table in `causes`: what shells and languages say, and what libraries say of one value."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_OAUTH, _OIDC = "RFC 6749", "OIDC Core"

LATER_PROGRAM_CAUSES: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "shell-split": (
            "Your shell read a part of the line as a command, a file or a pattern of its own: an &, a ?, a space or a"
            " bracket isn't inside quotes. The names in the message are parts of your line.",
            "Put the whole URL, and each value, in quotes: single ones in bash, zsh and PowerShell, double ones in"
            " Windows cmd.", _OAUTH, "3.2"),
        "shell-no-program": (
            "The shell finds no program of this name.",
            "Install it, or write its whole path.", _OAUTH, "3.2"),
        "shell-curl-alias": (
            "In Windows PowerShell, curl is another name for Invoke-WebRequest, which doesn't know curl's options.",
            "Write curl.exe, or use Invoke-RestMethod -Method Post with -Body.", _OAUTH, "3.2"),
        "no-such-file": (
            "A file that the command or the program names isn't there. In a shell, a < or > around a placeholder names"
            " a file too.",
            "Put values in quotes, with real values in place of placeholders such as <client_id>, and check the names"
            " of files.", _OAUTH, "3.2"),
        "nothing-listens": (
            "Nothing listens at this port of the program's own machine: localhost, 127.0.0.1 and ::1 are the machine"
            " or container in which the program runs, and a server may listen at only one of these addresses.",
            "Start the server, or write 127.0.0.1 in place of localhost if it has no IPv6. In a container, use the"
            " name of the server's own container or host.", _OAUTH, "3.2"),
        "client-page-for-json": (
            "Your own program expected JSON and got a text that isn't JSON, most often an HTML page: the address is"
            " wrong, a login page or a proxy answered, or the server shows an error page.",
            "Look at the raw answer: its status, its Content-Type and its first line. `pkce response` reads it.",
            _OAUTH, "5.1"),
        "client-not-json": (
            "Your own program expected JSON and got an empty or another text.",
            "Look at the raw answer: its status, its Content-Type and its first line. `pkce response` reads it.",
            _OAUTH, "5.1"),
        "client-code": (
            "The code of your own program has a mistake, or meets a value that isn't there. A name in the message is"
            " one in your code, not what a server says of it.",
            "Look at the line that the message or its stack trace names.", _OAUTH, "4.1"),
        "client-status": (
            "The server answered with an error status, and your program shows the status without the body, which has"
            " the reason.",
            "Print the body of the response, and give that to `pkce response`.", _OAUTH, "5.2"),
        "client-metadata-no-s256": (
            "Your own program read the server's metadata and stopped, because code_challenge_methods_supported in it is"
            " missing or doesn't list S256. It sent no authorization request.",
            'Let the metadata have "code_challenge_methods_supported": ["S256"]. Without it, a client may assume that'
            " the server doesn't support PKCE; some servers support S256 and leave it out. Check which document was"
            " read (oauth-authorization-server or openid-configuration): `pkce discover` shows what is in it.",
            "RFC 8414", "2"),
        "client-no-registration": (
            "Your own program wanted to register itself with the server (dynamic client registration, RFC 7591), and"
            " the server doesn't offer that: most often, its metadata has no registration_endpoint.",
            "Register a client at the server by hand, or ask its operator for one, and give its client_id to your"
            " program (in clients for MCP, a setting for a static client). If the server does register clients, let its"
            " metadata have registration_endpoint: `pkce discover` shows what is in it.", "RFC 8414", "2"),
        "client-no-id-token": (
            "The server's answer has tokens but no id_token, and your own program needs one, because it asked for the"
            " scope openid or is set up for OpenID Connect.",
            "Check that the scope openid was requested and granted. If the server isn't an OpenID provider, leave out"
            " openid and set the client up as plain OAuth.",
            _OIDC, "3.1.3.3"),
        "client-algorithm": (
            "Your own program refused the token because it is signed with another algorithm than the program accepts.",
            "Set both to the same one, where the client is registered (id_token_signed_response_alg; at Auth0, JSON Web"
            " Token Signature Algorithm; in authentik, which signs with HS256 without it, the Signing Key) or in your"
            " program. HS256 needs the client_secret, so a page or an app takes RS256 or ES256. Never accept none.",
            _OIDC, "3.1.3.7"),
        "client-request-lost": (
            "Your own app no longer has the request of this login: Android ended the activity that kept it, the"
            " redirect came back in another task, or it belongs to no login of this app, as after a logout.",
            'Start the login once, and let it return to the task that started it: take android:taskAffinity="" off the'
            " app's activity, and look at the launchMode of AuthorizationManagementActivity.",
            "RFC 8252", "7"),
        "client-empty-error": (
            "The server refused the request with an error status, and your program shows no body, so no reason.",
            "Send the same request with curl -i, which shows any body that there is, and look at the server's log. A"
            " gateway or a firewall in front of the server may have answered.",
            _OAUTH, "5.2"),
        "client-clock-off": (
            "By the clock of the program that checked the token, it was issued or begins in the future, or was issued"
            " too long ago: the clock of the device or of the server is wrong, or the token is an old one.",
            "Set the clock of this device automatically. For a few seconds, set the clock tolerance of the library.",
            _OIDC, "3.1.3.7"),
        "client-token-without-iss": (
            "The token that your own program checked has no iss, which each ID token has. It may be another token, such"
            " as an access token, or an empty one.",
            "Look at which token the program is given, and at its claims: an ID token has iss, sub, aud, exp and iat.",
            _OIDC, "2"),
        "client-http-to-tls": (
            "Your program sent plain http to a port that takes https: what came back are octets of TLS.",
            "Write https:// in the address. If a proxy is in between, give it the https address of the server.",
            _OAUTH, "3.2"),
        "client-user-attribute": (
            "Your own program looks for an attribute of the user that the server's data doesn't have.",
            "Name one that is there, such as sub: in Spring, that is user-name-attribute. The ID token and the"
            " userinfo endpoint show which there are.",
            _OIDC, "5.1"),
        "client-login-by-get": (
            "Your own program refuses to start a login by a GET or without its CSRF token: OmniAuth 2 wants a POST. The"
            " state of OAuth has no part in it.",
            "Start the login with a form or button_to that sends POST, with omniauth-rails_csrf_protection in Rails.",
            _OAUTH, "10.12"),
        "client-session-missing": (
            "Your own program has no session in which it could keep the state of the login.",
            "Add the session middleware, such as express-session, before the one that logs in.",
            _OAUTH, "10.12"),
        "client-state-in-fragment": (
            "The code and the state stand after the # of the address, where your program doesn't look: a router with #"
            " in its addresses moved them, or the redirect URI has a #.",
            "Use a redirect URI without #, or read the parameters from the fragment.",
            _OAUTH, "4.1.2"),
        "client-scope-same": (
            "Your own program compares the scopes as one text: the server granted the same ones in another order or"
            " form.",
            "Give the library the scopes as a list with one scope for each element, or as one string; or accept the"
            " answer (OAUTHLIB_RELAX_TOKEN_SCOPE in oauthlib).",
            _OAUTH, "3.3"),
        "client-issuer-missing": (
            "Your own program has no issuer in its settings, so it compares with a placeholder of the library.",
            "Set the issuer of this provider in the settings, as the server's metadata has it.",
            "OIDC Discovery", "3"),
        "nonce-not-hashed": (
            "The raw nonce itself was sent to the provider, so the ID token has it unhashed.",
            "Send the SHA-256 hash of the raw nonce, in hexadecimal, with the request, and give the library the raw"
            " one.",
            _OIDC, "3.1.3.7"),
        "nonce-hash-as-raw": (
            "The hash was given to the library as the raw nonce, so it was hashed once more.",
            "Give the library the raw nonce, which is the text before it was hashed.",
            _OIDC, "3.1.3.7"),
        "browser-no-connection": (
            "The browser got no answer at all: the address or port is wrong, the server is down, its certificate isn't"
            " trusted, or an extension or the network blocks it. No header for CORS was looked at.",
            "Open the address itself in a tab of the same browser, which shows the reason.",
            _OAUTH, "3.2"),
        "browser-frame": (
            "The page doesn't let itself be shown in a frame, as login pages do for safety.",
            "Send the whole window to it (location.assign), or open a popup.",
            "RFC 9700", "4.16"),
        "client-token-malformed": (
            "The text that your own program took for a JWT isn't a whole JWT: it may be an access token of another"
            " form, be cut off, or have quotes, Bearer or undefined in it.",
            "Look at its length and its start: a JWT has three parts with two dots. An access token need not be a JWT;"
            " only the API that it is for can say.",
            "RFC 7519", "7.2"),
        "client-authority-differs": (
            "The program that reads the redirect has another setting than the one that started the login, such as"
            " another authority or client_id.",
            "Use the same settings on both pages, and start the login again.",
            _OAUTH, "4.1.2"),
        "client-session-secret": (
            "Your own program can't decrypt its session cookie: the secret that it was encrypted with changed, or"
            " several instances have different ones.",
            "Set one fixed secret for all instances, delete the site's cookies, and sign in again.",
            _OAUTH, "10.12"),
        "client-at-hash": (
            "The at_hash of the ID token isn't that of the access token beside it: the access token comes from another"
            " response or was changed, or the issuer made the hash in another way.",
            "Compare the two of one response: `pkce response` says how the at_hash was made.",
            _OIDC, "3.1.3.8"),
        "client-url-malformed": (
            "Your own program can't read an address that it was given, because it contains [ or ]. These come from a"
            " placeholder such as [host], a list, or a Markdown link.",
            "Look at the address in your settings, and remove the brackets.",
            _OAUTH, "3.1"),
        "client-account-refused": (
            "The sign-in succeeded, and your own program doesn't let this account in.",
            "Look at its lists of allowed domains, addresses or groups.",
            _OAUTH, "4.1"),
        "client-email-unverified": (
            "Your own program takes only users whose address is verified, and email_verified isn't true in the ID"
            " token.",
            "Verify the address at the provider, or change that setting of your program if you trust the provider.",
            _OIDC, "5.1"),
        "client-code-by-another": (
            "The app's package name or the certificate that signed it isn't the one that is registered for the client,"
            " or the client_id is of another type.",
            "At Google, register an Android client with this package name and the SHA-1 of this certificate: debug,"
            " release and Play signing have different ones. Give the library the web client's ID where it asks for it.",
            "RFC 8252", "8.4"),
        "apple-not-set-up": (
            "Apple's sign-in failed on the device, without a reason: the capability Sign in with Apple is missing in"
            " the build, no Apple account is signed in, or the simulator can't do it.",
            "Check the capability and the provisioning profile, the account of the device, and try a real device.",
            "RFC 8252", "8.4"),
        "curl-line": (
            "The command fell apart: curl took an option, or a backslash that should continue the line, for an address."
            " It sent that one no request.",
            "In bash and zsh, nothing may follow the backslash at the end of a line, not even a space; PowerShell has a"
            " backtick there, and Windows cmd a ^. Or write the command on one line.",
            _OAUTH, "3.2"),
        "curl-dash": (
            "An option begins with a long dash, as word processors and websites make it of two hyphens, so curl doesn't"
            " know it. It sent no request.",
            "Type the two hyphens again: --data.",
            _OAUTH, "3.2"),
        "shell-history": (
            "In double quotes, the shell took a ! for a command of its history.",
            "Put the value in single quotes, or switch that off with set +H.",
            _OAUTH, "3.2"),
        "android-cleartext": (
            "Android doesn't let the app send anything without encryption, and the address has http.",
            "Use https. For a test alone, allow the one host in the app's network security configuration.",
            "RFC 8252", "8.3"),
        "client-storage-state": (
            "The page refused the redirect: the state that it kept in the browser's storage for this login isn't there."
            " Its callback may have run twice, as the first run takes the state away (a reload, React's StrictMode); or"
            " the redirect came to another origin or browser than the login began in, or the storage was cleared.",
            "Let the page handle the callback once, then take the parameters out of its address. Start the login on the"
            " origin that the redirect URI names: localhost and 127.0.0.1 are two.",
            _OAUTH, "10.12"),
        "scheme-not-opened": (
            "The browser or WebView was sent to an address whose scheme it can't open, such as the redirect URI of an"
            " app (com.example.app:/cb). A WebView doesn't hand it to an app by itself, and perhaps no app has"
            " registered the scheme.",
            "Open the login in the system's browser (Custom Tabs, ASWebAuthenticationSession) in place of a WebView,"
            " and register the scheme of the redirect URI in the app.",
            "RFC 8252", "7.1"),
        "browser-opener": (
            "This is a notice, and it stops no login by itself: the page can't see whether the window of the login was"
            " closed, because of the header Cross-Origin-Opener-Policy.",
            "If the login in a popup never ends, send Cross-Origin-Opener-Policy: same-origin-allow-popups with your"
            " page. Otherwise look for another message.",
            _OAUTH, "4.1.1"),
        "browser-form-action": (
            "The page's Content-Security-Policy has form-action, and it doesn't allow where the form goes, or where a"
            " redirect after the form goes: Chrome checks those too and names the first address. So the form may have"
            " been sent.",
            "Add each host of the chain to form-action: the server, and the redirect URI's, also a scheme of an app.",
            _OAUTH, "4.1.2"),
        "proxy-login": (
            "A proxy between you and the server wants a login of its own (407). The server wasn't asked.",
            "Give the proxy's name and password (--proxy-user in curl), or let the host bypass it (NO_PROXY).",
            _OAUTH, "3.2"),
    }
)  # fmt: skip
"""By slug: what happened, what to do, and the document and section that says so."""
