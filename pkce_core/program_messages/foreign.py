"""What other servers and tools say that have nothing to do with OAuth, and that its words would be misread in.

A name stands here only where no other program is known to write the text. All patterns are in lower case.
"""

from __future__ import annotations

import re

LONGEST_TEXT = 20_000
"""Characters that are read."""
_SIGN_IN = (
    r"(?!getcalleridentity|get(?:authorization|session|federation)token)"
    r"\w{0,30}(?:webidentity|auth|token|tokens|client|authorization|identity|getid) "
)
"""Operations of AWS that take or give tokens of OAuth. Its own tokens are keys."""
_OF_OAUTH = re.compile(
    r"\b(?:code_challenge(?:_method)?|code_verifier|redirect_uri|grant_type|response_type|id_token)\b"
)
"""Parameters that nothing else has: a text that names one is about a login, whatever else it is about."""
_TOKENS = (
    r"(?:oauth|openid|access[ _]token|bearer|client[ _](?:id|secret)|redirect[ _]ur|grant[ _]type"
    r"|authori[sz]ation code)"
)
"""What makes an API's message one about a token or a login."""
OF_API_KEYS = "an API that takes a key of its own"
"""Whose message one about an API key is. A gateway before an OAuth server may want a key, too."""
ABOUT_A_KEY = (
    "This is about an API key, which isn't part of OAuth. Some servers want one beside the request; at Supabase, in the"
    " header apikey."
)
FOREIGN: tuple[tuple[str, str], ...] = (
    (
        r"\bpassword authentication failed for user \"|\bremaining connection slots are reserved for\b"
        r"|\bno pg_hba\.conf entry for\b|\bpsqlexception\b|\bpsql: error: |\bpsycopg2?\.\w|\basyncpg\.\w"
        r"|\bfatal: {1,2}(?:role|database) \"[^\"]{1,80}\" does not exist|\bpq: ",
        "PostgreSQL or its driver",
    ),
    (
        r"\berror \d{4} \([0-9a-z]{5}\)(?: at line \d+)?: |\baccess denied for user '[^']{0,100}'@"
        r"|\ber_access_denied_error\b|\bhost '[^']{1,100}' is not allowed to connect to this (?:mysql|mariadb) server"
        r"|\bsqlstate\[hy000\] \[\d{4}\]",
        "MySQL or MariaDB",
    ),
    (r"\bmongo\w{0,20}error\b|\bmongoserver\w*\b|\bbad auth : authentication failed", "MongoDB or its driver"),
    (r"\b(?:wrongpass invalid|noauth authentication|noperm (?:this user|user))\b", "Redis"),
    (r"\bora-\d{5}\b", "Oracle's database"),
    (r"\blogin failed for user '|\bcannot open database \"[^\"]{1,100}\" requested by the login", "SQL Server"),
    (r"\bsqlite_[a-z]{3,20}\b|\bsqlite3\.\w+error\b", "SQLite"),
    (
        r"^(?:remote: [^\n]{0,200}\s+){0,5}fatal: (?:authentication failed for|not a git repository|could not read"
        r"|unable to access|repository )|^remote: (?:invalid username or|support for password|permission to|http basic)"
        r"|^error: failed to push some refs",
        "git, or of the server that it asked",
    ),
    (
        r"\bpermission denied \((?:publickey|password|keyboard-interactive|gssapi)[\w,-]{0,100}\)"
        r"|\bhost key verification failed|\bkex_exchange_identification\b|\bssh: (?:handshake failed|connect to host)"
        r"|\bunable to authenticate, attempted methods \[",
        "SSH",
    ),
    (r"\bnpm (?:err!|error|warn) |\byarn error |\berr_pnpm_", "npm or another package manager of Node.js"),
    (r"\bcould not find a version that satisfies the requirement\b|\bno matching distribution found for\b", "pip"),
    (r"\bconnection refused: (?:not authori[sz]ed|bad user ?name or password|identifier rejected)\b", "an MQTT broker"),
    (r"\berror response from daemon: |\bpull access denied for ", "Docker"),
    (
        r"^error: you must be logged in to the server\b|\berror from server \(\w+\): "
        r"|\bunable to connect to the server: "
        r"|\b\w+\.[\w./-]{0,60} is forbidden: user \"|\bexceeded quota: |"
        r"\b(?:forbidden|error): user \"system:",
        "Kubernetes",
    ),
    (
        r"^(?!.*oauth).*\b(?:45\d|5[35]\d)[ -][45]\.\d\.\d{1,3}\b|\bsmtp(?:authenticationerror|exception|lib)\b"
        r"|\binvalid login: 535\b",
        "a mail server (SMTP), or of a program that sends mail",
    ),
    (
        r"\bldap(?:_bind|err|exception|: error code|_sasl\w*)\b|\b80090308: "
        r"|\bldap3\.core\b|\bldap\.(?:invalid|server|no_such)_\w|\bldapinvalidcredentials",
        "LDAP",
    ),
    (r"\burn:(?:ietf:params:)?acme:error:|\bacme[ -]challenge\b|_acme-challenge\.", "a certificate authority (ACME)"),
    (r"\"code\": ?\"resource_missing\"|\bstripe\w*error\b|\bstripe\.\w*error\b|\bstripe\.com/docs/", "Stripe"),
    (
        rf"\ban error occurred \(\w{{2,80}}\) when calling the (?!{_SIGN_IN})\w{{2,80}} operation\b"
        r"|\b(?:invalidclienttokenid|unrecognizedclientexception|invalidaccesskeyid|signaturedoesnotmatch"
        r"|requesttimetooskewed|incompletesignature(?:exception)?|invalidsignatureexception)\b"
        r"|\bthe security token included in the request is (?:invalid|expired)|\bunable to locate credentials\b"
        r"|\bis not authorized to perform: (?!execute-api)",
        "an API of AWS, or of one like it",
    ),
    (
        rf"^(?!.*{_TOKENS}).*[\"']type[\"']: ?[\"'](?:invalid_request_error|authentication_error|permission_error"
        r"|not_found_error|card_error|idempotency_error)[\"']",
        "an API, in the form that OpenAI, Anthropic and Stripe use",
    ),
    (rf"^(?!.*{_TOKENS}).*\b(?:x-)?api[ _-]?keys?\b", OF_API_KEYS),
    (r"\brest_(?:cookie_invalid_nonce|forbidden\w*|not_logged_in|no_route|invalid_param)\b", "WordPress"),
    (
        r"\berror acquiring the state lock\b|\bstate snapshot was created by",
        "Terraform",
    ),
    (r"\bnonce too (?:low|high)\b|\bintrinsic gas too low\b|\binsufficient funds for gas\b", "an Ethereum node"),
    (r"^530 (?:login|user|please)|\bftplib\.error_perm\b", "an FTP server"),
    (r"\baccess_refused - login was refused\b", "RabbitMQ"),
    (r"^(?!.*oauth).*(?:\bsaslauthenticationexception\b|\borg\.apache\.kafka\.)", "Kafka"),
    (r"\b(?:missing|invalid)-input-(?:secret|response)\b|\btimeout-or-duplicate\b", "a captcha service"),
    (
        r"\be(?:15: invalid expression|117: unknown function|118: too many arguments|119: not enough arguments"
        r"|121: undefined variable|475: invalid argument|484: can't open file|488: trailing characters"
        r"|492: not an editor command|605: exception not caught|716: key not present|5108: error executing lua)\b"
        r"|\berror detected while processing (?:function|\S{1,200}vim)",
        "Vim",
    ),
    (r"^gpg: |\bgpg failed to sign the data\b", "GnuPG"),
)
"""A pattern, and whose message it is."""


def recognize_foreign(text: str) -> str:
    """Whose message a text is that has nothing to do with OAuth; "" when nothing shows that.

    Args:
        text: any text; the first 20,000 characters are read.
    """
    spaced = re.sub(r"[ \t\r\n]+", " ", text[:LONGEST_TEXT].strip()).casefold()
    if _OF_OAUTH.search(spaced):
        return ""
    return next((name for pattern, name in FOREIGN if re.search(pattern, spaced)), "")
