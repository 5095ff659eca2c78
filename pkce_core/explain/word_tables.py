"""What a server's words can name, and what they can say of it, as patterns: `words` reads with it."""

from __future__ import annotations

from types import MappingProxyType

STANDARD_SENTENCES = (
    r"the provided (?:authori[sz]ation )?grant\b[^.]{0,120}?(?:\([^)]{0,120}\))?[^.]{0,80}is invalid, expired, revoked,"
    r" does not match the redirection uri used in the authori[sz]ation request, or was issued to another client",
    r"the request is missing a required parameter, includes an? [^.]{0,120}, repeats a parameter,[^.]{0,160}"
    r"or is otherwise malformed",
    r"the request is missing a required parameter, includes an invalid parameter value, includes a parameter more than"
    r" once, or is otherwise malformed",
    r"client authentication failed \(?(?:e\.g\.,|due to) unknown client, no client authentication included, or"
    r" unsupported authentication method\)?",
    r"the client is not authorized to request an (?:authorization code|access token) using this method",
    r"the authenticated client is not authorized to use this authorization grant type",
    r"the authorization grant type is not supported by the authorization server",
    r"the authorization server does not support obtaining an (?:authorization code|access token) using this method",
    r"the requested scope is invalid, unknown,? (?:or )?malformed(?:, or exceeds the scope granted by the resource"
    r" owner)?",
    r"the resource owner or authorization server denied the request",
    r"the authorization server encountered an unexpected condition (?:that|which) prevented it from fulfilling the"
    r" request",
    r"the authorization server is currently unable to handle the request due to a temporary overloading or maintenance"
    r" of the server",
    r"access blocked:",
    r"you can['\u2019]?t sign in(?: to this app)? because (?:this app|it) sent an invalid request",
)
"""RFC 6749 §4.1.2.1 and §5.2: what each code means in general. It names everything, and so points at nothing. Google
writes the last two above any error."""

FOREIGN_WORDS = (
    (r"código de (?:autorización|autorização)|autorisierungscode|codice di autorizzazione|code d['’]autorisation",
     "authorization code"),
    (r"\b(?:el|o|der|le|il) (?:código|codice|code)\b", "the code"),
    (r"\b(?:uri|url) (?:de|di) (?:redirección|redirecionamento|redirection|reindirizzamento)"
     r"|\b(?:weiter|um)leitungs-?(?:uri|url)\b", "redirect uri"),
    (r"\bsecreto (?:de|del) cliente|segredo do cliente|clientgeheimnis|secret du client|segreto del client",
     "client secret"),
    (r"\bno coinciden?\b|não corresponde|stimmt nicht überein|ne correspond pas|non corrisponde", "does not match"),
    (r"\b(?:ha |está |é |è |ist |a )?(?:caducad[oa]|expirad[oa]|vencid[oa]|abgelaufen|expirée?|scadut[oa])\b",
     "expired"),
    (r"\bno es válid[oa]|não é válid[oa]|inválid[oa]|ungültig|n['’]est pas valide|\binvalides?\b"
     r"|non (?:è )?valid[oa]\b", "invalid"),
    (r"\b(?:falta|fehlt|manquante?|mancante|ausente)\b", "missing"),
)  # fmt: skip
"""Words of Spanish, Portuguese, German, French and Italian, for what servers say most, and the English ones."""

OTHER_CODES = (
    r"(?:country|zip|postal|area|dial(?:ing)?|currency|language|locale|status|error|response|reason|result|exit|pin|qr"
    r"|invitation|invite|promo(?:tion)?|coupon|discount|voucher|referral|activation|backup|recovery|sms|security"
    r"|source|byte|short|http)"
)
"""What stands before "code" when it is not an authorization code."""

PRINTED_NAMES = (
    r"(?<=[{,\n])\s{0,9}[\"']?\[?(?:code|body|client|user|account|session|server|policy|method|origin|resource|request"
    r"|response|redirect|app|application|json)\]?[\"']?\s?:\s{0,3}"
    r"(?:[\"'`]?[A-Z][A-Z0-9]*_[A-Z0-9_]{2,100}[\"'`]?(?=\s{0,9}[,}\]]|\s*$)"
    r"|(?=[\"'`][\w./:-]{1,100}[\"'`]\s{0,9}(?:[,}]|$)|[{\[]|\d|(?:undefined|null|true|false)\b|[A-Z]\w{0,60} ?\{))"
)
"""A name of an object as a program prints it, whose value is no sentence: it says nothing of what is wrong."""

SUBJECTS = MappingProxyType(
    {
        "dpop": r"nonce in (?:the )?dpop proof|(?:use )?dpop nonce",
        # What only looks like one of the others
        "": r"(?:token |authori[sz]ation )?(?:endpoint|server|issuer|provider)(?:'s)? origin"
        r"|origin of (?:the |an? )?(?:\w+ ){0,2}(?:endpoint|server|issuer|provider)"
        rf"|{OTHER_CODES}[ -]?codes?|codes? (?:that )?(?:you|the user) (?:have |has )?(?:entered|typed)"
        r"|(?:with|use|using) (?:an? )?(?:existing|valid|new) (?:refresh[ -]?token|(?:valid )?code)"
        r"|token (?:endpoint|request|url|exchange|response|type)|(?:http|client) error|http client|client[ -]side"
        r"|error state"
        r"|(?:(?:must|should|has to|needs to) (?:be|equal)|only) [\"'`(\[]*authori[sz]ation code"
        r"|in the (?:authori[sz]ation|authentication) request|id token hint|dpop(?: proof)?(?! nonce)"
        r"|post logout redirect ur[il]s?|login hint|code challenge methods supported"
        r"|(?:pars\w*|handl\w*|process\w*|complete\w*|completing|follow\w*) (?:the |a |this )?(?:login |oauth )?"
        r"(?:redirect(?:ion)?|callback)(?![ -]?(?:ur|to|address|path))"
        r"|access (?:this|the) resource|in json|json input|unexpected token"
        r"|response mode|acr values|(?:app|client) certificate|request body must contain",
        "cors": r"blocked by cors|cors (?:policy|error|request|preflight|header)\w*|access-control-allow-\w+|preflight",
        "tls": r"certificate verify failed|self[- ]signed cert\w*|unable to (?:verify the first|get (?:local )?issuer)"
        r" certificate|certificate has expired|cert has expired|err (?:cert|ssl) \w+"
        r"|(?:ssl|tls) (?:error|handshake(?! timeout)|connection)|x509"
        r"|pkix path building",
        "fetch": r"failed to fetch|fetch failed|network ?error|load failed|err (?:connection|name) \w+",
        "network": r"econn(?:refused|reset|aborted)|etimedout"
        r"|enotfound|eai again|getaddrinfo|connection (?:was )?(?:refused|reset|timed out|aborted|closed)"
        r"|socket hang ?up|no such host|dial (?:tcp|udp)|i/o timeout|enetunreach|ehostunreach|network is unreachable"
        r"|no route to host|connect(?:ion)? (?:timeout|timed out)|read timed out|tls handshake timeout"
        r"|context deadline exceeded|(?:failure in|failed to resolve|temporary failure in) name resolution"
        r"|actively refused"
        r"|(?:could not|couldn't|cannot) (?:resolve host|connect)|name or service not known"
        r"|(?<!authorization )(?<!authentication )(?<!login )request timed out|timeout of \d+ ?ms",
        "route": r"cannot (?:get|post|put)(?= /)|no route|find matching target resource method",
        "rate": r"too many (?:requests|attempts)|rate[ -]?limit\w*|throttl\w+|quota",
        "auth-method": r"client secret (?:basic|post|jwt)|private key jwt"
        r"|(?:token endpoint )?(?:client )?auth(?:entication)? (?:method|scheme|mechanism)s?",
        "basic": r"basic auth\w*|basic (?:authorization )?(?:header|credentials)|(?:authorization"
        r"|authentication) header"
        r"|header:? authorization",
        "method": r"(?:code[ -]?)?challenge[ -]?method|transform(?:ation)? (?:algorithm|method)",
        "verifier": r"(?:code[ -]?)?verifier",
        "challenge": r"(?:code[ -]?)?challenge",
        "pkce": r"pkce|proof key(?: for code exchange)?",
        "body": r"content[ -]?type|media type|(?:request|post|message) body|(?:x-www-)?form[- ]?(?:url)?[- ]?encoded"
        r"|json",
        "refresh-token": r"(?<!grant ['\"])(?<!grant type ['\"])refresh[ -]?tokens?|offline (?:user )?session",
        "device-code": r"(?:device|user)[ -]?code",
        "credentials": r"user ?name(?:,? (?:or|and) password)?|password|user(?:'s)? credentials|bad credentials"
        r"|login credentials",
        "pushed": r"(?:pushed|par) (?:authori[sz]ation )?requests?|pushed authori[sz]ation"
        r"|par(?= (?:is|was|were|not|required|only|has|must|expired|object)\b)"
        r"|request ur[il](?= (?:parameter )?(?:is |was )?(?:required|missing|must be))|(?<=missing )request ur[il]",
        "request-object": r"request ur[il]|request object(?: jwt)?",
        "assertion": r"client[ -]?assertion(?:[ -]?type)?|assertion|(?:signed )?jwt(?: token)?|jwks?|jti"
        r"|(?:public|private|signing) key",
        "secret": r"(?:client|app|application|consumer)[ -]?secret|client[ -]?(?:credentials?|authentication)|secret"
        r"|confidential client",
        "redirect": r"redirect(?:ion)?(?:[ -]?(?:uris?|urls?|address|path))?|callback(?:[ -]?(?:uris?|urls?))?"
        r"|reply[ -]?(?:url|address)|return[ -]?(?:to )?(?:url|uri)",
        "session": r"(?:(?:authori[sz]ation|authentication|auth|login|log-in|sign[- ]?in) )?"
        r"(?:session(?! state)|transaction)|(?:login|auth) state|interaction(?: session)?|login timeout",
        "cookie": r"cookies?",
        "request": r"(?<!in the )(?<!with the )(?<!from the )(?<!of the )(?<!in )"
        r"(?:authori[sz]ation|authentication|auth|login|log-in|sign[- ]?in) (?:request|attempt|flow|process)",
        "grant": r"grant[ -]?types?"
        r"|(?:standard|implicit|hybrid|device|authori[sz]ation code|client credentials) (?:flow|grant)"
        r"|direct access grants?",
        "response-type": r"response[ -]?types?",
        "http-method": r"(?<!challenge )method(?= must be (?:a )?post)|(?:http|request) method|method not allowed"
        r"|(?:get|put|delete) requests?"
        r"|post requests",
        "mfa": r"(?:mfa|otp|totp|2fa) (?:pass)?codes?|mfa|(?:multi|two)[ -]?factor(?: authentication)?|second factor"
        r"|2fa|step-up",
        "admin-consent": r"admin(?:istrator)?(?:'s)? (?:consent|approval)|approv\w+ (?:by|from) (?:an? |the )?admin\w*",
        "consent": r"consent(?:ed)?",
        "code": r"(?<!grant type )(?<!grant type ['\"])(?<!grant ['\"])"  # there it is a part of the grant's name
        r"(?:authori[sz]ation|auth|access|verification|temporary|exchange)[ -]?code"
        r"|(?<!authorization )(?<!authorisation )code(?! flow| grant)",
        "client": r"(?:client|app|application|api)[ -]?id(?:entifier)?|api[ -]?key|consumer[ -]?key|client"
        r"|application(?!/)|app",
        "scope": r"scopes?|permissions",
        "state": r"state(?: parameter)?",
        "nonce": r"nonce",
        "token-audience": r"token(?:'s)? aud(?:ience)?|audience (?:of|in) the (?:access )?token|aud(?:ience)? claim",
        "audience": r"audience|resource(?: server)?(?! owner)",
        "access-token": r"(?:access|bearer|security|id)[ -]?tokens?",
        "token": r"tokens?",
        "origin": r"(?:cross-)?origin|cors",
        "tenant": r"tenant|realm",
        "policy": r"ip address|location|conditional access|polic(?:y|ies)|device is|compliant",
        "user": r"user|resource owner|person|account|e-?mail(?: address)?"
        r"|popup|you(?= are not| aren't| do not| don't| have no)",
        "server": r"internal (?:server )?error|service (?:is )?(?:temporarily )?unavailable"
        r"|(?:bad )?gateway(?: time-?out)?"
        r"|unexpected (?:error|condition)|under maintenance|overload\w*",
    }
)
"""What a text can name; of two that fit at one place, the earlier counts."""

SAID = MappingProxyType(
    {
        "early": r"not yet (?:valid|active)|not (?:valid|active) yet|\bnbf\b|not before",
        "not-needed": r"not (?:be )?(?:needed|expected|necessary|required|used|started)|no pkce|without pkce"
        r"|unexpected(?! (?:error|condition|issue|problem|failure|exception|value|format|end))"
        r"|(?:should|must|may)(?: not|n't) (?:be )?(?:sen[dt]|present|provided?|included?|supplied|used?|specified|set)"
        r"|(?:does|do|did)(?:n't| not) (?:use|need|require|expect)|do(?:n't| not) send|is(?:n't| not) using"
        r"|redundant|superfluous|neither\b.{1,80}\bnor\b.{1,80}\b(?:should|must|may|can) be"
        r"|(?:can(?:not|'t| not)|(?:must|should|may)(?: not|n't)|not allowed to|never)"
        r" (?:send|use|have|include|provide|present) (?:an? |any |the |your )?(?:client )?(?:secret|credentials)"
        r"|no (?:code |client )?(?:verifier|challenge|secret) (?:is |was )?(?:expected|needed|required|necessary)"
        r"|(?:has|have) no (?:client )?secret|no (?:client )?secret (?:is )?(?:configured|registered|set)",
        "twice": r"multiple (?:values|client|credentials|auth)|in both|both header|more than one|twice|duplicated?"
        r"|repeated",
        "missing": r"missing|(?<!the )required|mandatory|requires?\b|enforces?\b"
        r"|(?:not|n't) (?:specified|provided|present|supplied|given|sent|included|set)"
        r"|(?:can|may|must|should)(?:not| not|n't|'t) be (?:empty|blank|null|nil)|(?:is|was) (?:empty|blank|null)"
        r"|be non[- ]?(?:empty|blank|null)"
        r"|absent|omitted|(?:does|did|do)(?:n't| not) (?:include|contain|have a|specify|provide)|did(?:n't| not) send"
        r"|not issued with|must (?:be )?(?:provided?|present|supplied|specified|included?|sent|contain)"
        r"|need(?:s|ed)?\b(?! to (?!be |send|include|provide|pass))"
        r"|expects?\b|expect(?:ed|ing)(?: the| a)? parameter"
        r"|lacks?\b|no (?=code |grant|client|redirect|verifier|challenge|authorization)|without\b",
        "used": r"(?:already|previously)(?: been)? (?:used|redeemed|consumed|exchanged|claimed|processed)"
        r"|used (?:already|before|once|twice)|re-?used?|only be used once"
        r"|(?:has been|was) (?:used|redeemed|consumed|exchanged|claimed)|replay(?:ed)?",
        "disabled": r"disabled?|deactivated|suspended|blocked|locked|inactive|not active|banned",
        "expired": r"expired?|expiration|terminated|timed?[ -]?out|timeout|too old|no longer valid|stale",
        "of-another": r"(?:issued|belong\w*|granted|assigned|generated) (?:to|for) (?:an?other|a different)"
        r"|(?:not|n't) (?:been )?(?:issued|belong|generated) (?:to|for)|one (?:that )?the code was issued (?:to|for)",
        "not-signed-in": r"not (?:logged|signed) ?in|must (?:log|sign) ?in|not authenticated",
        "unsupported": r"unsupported|not (?:be |a )?supported|(?:unknown|unrecogni[sz]ed) (?:request )?param\w*"
        r"|(?:can(?:not|'t)|does(?:n't| not)) accept|(?:is|does)(?:n't| not) support",
        "denied": r"den(?:ied|y)|cancel+ed|refused|declined|rejected|aborted|popup (?:window )?(?:was )?closed"
        r"|closed by (?:the )?user|did(?:n't| not) (?:grant|approve|allow|authori[sz]e|accept|consent)",
        "malformed": r"malformed|too (?:short|long|weak)|length|format|characters?|pattern|not well[- ]formed"
        r"|(?:badly|wrongly|incorrectly|improperly) encoded|pars(?:e|ing)|decrypt|truncated|incomplete|fragment"
        r"|specifications? of|invalid size",
        "not-allowed": r"not (?:be )?(?:allowed|permitted|authori[sz]ed|registered|whitelisted"
        r"|assigned|enabled|configured|listed"
        r"|accepted|associated|granted)|(?<!could )(?<!can)(?<!can )not (?:be )?verified"
        r"|unauthori[sz]ed|unregistered|disallowed|forbidden"
        r"|must be (?:explicitly )?(?:registered|enabled)|please verify|unverified|not an? (?:test|member)"
        r"|no registered|not compliant|(?:can|may) only be used (?:with|by)"
        r"|not in (?:the |our )?(?:list|allow)"
        r"|(?:does|do)(?:n't| not) have (?:pkce|(?:the )?(?:permission|access|rights?\b))|have no",
        "unknown": r"(?:can)?not (?:be )?(?:found|exist|recogni[sz]ed|known)|unknown|(?:does|did|do)(?:n't| not) exist"
        r"|unrecogni[sz]ed|no such|no matching|not find|unable to find|deleted|(?:was|were|is)(?:n't| not) found",
        "wrong": r"mismatch(?:es|ed|ing)?|(?:does|did|do|is|are)(?:n't| not) (?:an? )?(?:match|equal|correspond|valid"
        r"|correct|the same)|not (?:match|equal|valid|correct|the same|verify)|incorrect|wrong|differ(?:s|ent)?|invalid"
        r"|failed|failure|bad\b(?! request| gateway)"
        r"|(?:unable to|could(?: not|n't)|can(?:not| not|'t)) (?:be )?(?:verif|validat|process|load)\w*"
        r"|revoked|lost|invalidated|identical",
        "must-be": r"(?:must|should|has to|needs to) (?:be|only|follow|use|have)|\bonly\b",
    }
)
"""What can be said of it; of several in a clause, the first of this table counts."""

SENT = (
    r"(?<!not )(?<!n't )(?<!never )(?:sent|present|given|provided|supplied|specified|included|received)\b"
    r"(?! (?:is|was|are|does|did|has) )"
)
"""A clause that says only that its subject is there."""

IN_ORDER = (
    r"\b(?:has|have|had|is|are|was|were)(?:n't| not)(?: yet| already| been)*"
    r" (?:expired|redeemed|consumed|revoked|missing|wrong|invalid|malformed|blocked|disabled|denied)\b"
    r"|^\W*(?!(?:make sure|check|ensure|verify|confirm|whether|if|that|please)\b)[\w ]{1,60}?"
    r"(?<!not) (?:is|are|was|were|looks) (?:fine|ok|okay|valid|correct)\W*$"
)
"""A clause that says of its subject that nothing is wrong with it, and so names no cause."""
PARAMETER = (
    r"(?:invalid|missing|unknown|wrong|bad|unsupported|expired)?(?:authorization)?(?:code|codeverifier|codechallenge"
    r"|codechallengemethod|redirecturi|clientid|clientsecret|clientassertion|granttype|responsetype|refreshtoken"
    r"|accesstoken|idtoken|scope|state|nonce|pkce|requesturi|resource|audience|verifier|challenge)"
    r"(?:missing|invalid|mismatch|expired|required)?"
)
"""The name of a parameter, with or without what is wrong with it, written as one word."""
WANTS_JSON = (
    r"(?:must|should|expect\w*|requires?|required|want\w*|only|accepts?)\b[^;]{0,40}"
    r"\bapplication/(?:[\w.+-]{1,40}\+)?json"
)
NOT_IN_THE_LIST = (
    r"missing (?:in|from) the [^.]*(?:config|register|registration|setting|list)"
    r"|no redirect[^.]* (?:registered|configured)"
)
