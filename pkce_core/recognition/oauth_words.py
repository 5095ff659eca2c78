"""Whether a sentence is about OAuth: "state", "code", "nonce" and "scope" are everyday words as well.

A machine has a state, a parking lot has a code, a transaction of Ethereum has a nonce, a variable has a scope. Such a
word is the parameter where the text names something that only OAuth has, or where it says nothing else: in "Invalid
state" there is nothing else that the state could be of. And whether a refresh is one of a token, or of a page.
"""

from __future__ import annotations

import re

from pkce_core.text.wording import LONGEST_MESSAGE

_NAMES = (
    r"oauth|openid|\boidc\b|\bpkce\b|\bcode verifier\b|too many requests|rate limit|code challenge|challenge method"
    r"|authori[sz]ation[ -](?:code|server|request|endpoint|grant|response|session|flow)|\bauth[ -]?code\b"
    r"|\b(?:access|refresh|id|bearer)[ -]?tokens?\b"
    r"|\bclient[ -]?(?:id|secret|assertion|credentials|identifier|authentication|app)\b|\bconfidential client"
    r"|\bpublic client|redirect(?:ion)?[ -]?ur[il]|\bcallback ur[il]|\breply (?:url|address)|\bgrant[ -]types?\b"
    r"|\bresponse[ -]types?\b|\btoken (?:endpoint|request|response|exchange)|well-known|\bissuer\b|\bjwks?\b"
    r"|\bid provider|identity provider|resource owner|\bconsent|\bsingle sign-?on|\bsso\b|\baadsts|\bdpop\b"
    r"|request ur[il]\b|request object|\bprompt=none|pushed authori[sz]ation|\bmsal\b|\bcode flow"
    r"|\bdevice (?:code|flow)|\btoken id\b|\bopen id\b|\bgrant request\b|\boffline[ -]access\b"
    r"|keycloak|\bauth0\b|\bokta\b|\bcognito\b|\bentra\b|\bazure ad\b|\bnext-?auth\b|\bauthlib\b|\bappauth\b"
    r"|identityserver|openiddict|\bzitadel\b|\bauthentik\b|\bdoorkeeper\b|\bomniauth\b"
)
"""What only OAuth and OpenID Connect have, and servers and libraries for them, in lower case, with a space for each
underscore."""
_VALUES = (
    r"https?://\S{1,2000}|\"[^\"]{0,300}\"|'[^'\n]{0,300}'|`[^`]{0,300}`|\u201c[^\u201d]{0,300}\u201d"
    r"|\S{0,80}[@\d/_=\\]\S{0,80}|:\s{0,5}[^\s:]{1,100}\s{0,5}$|\[[^\[\]]{0,100}\]"
)
"""Values in a text: addresses, what is in quotes, words with digits or signs, and a single word after a colon."""
COMMON = frozenset(
    """
    a about above access accessed actual add added address administrator again against all allow allowed already also an
    and another any anymore api app application are as ask at attempt auth authenticate authenticated
    authentication authorization authorize authorized available back bad be because been before began beginning
    below browser but by call called can cannot change changed check client close closed come complete completed
    configuration configured contact contain contains continue cookies correct correctly could create created
    critical das data debug der detected did die different do does doesn done due during each either empty end
    endpoint enough ensure enter entered error errors est exactly exceeded exception exchange exchanged existing
    expect expected fail failed failure fatal field fields first flow following for found from generated get give
    given got grant granted had handle has have header headers here how however id identifier identity if in
    including incorrect info information initiated instead into invalid invalidated is isn issue issued ist it its
    just key know known las later length limit limited link list log logged login logon long longer look los made
    make malformed many match matched matching maximum may message method methods minimum mismatch missing mode
    more most must my name named need needed never new next nil no non none not null occur occurred oder of off old on
    once one only oops or original other our out over page para param parameter parameters parse parsed pass
    passed perform performed permission permitted please point por possible present prevent previous previously
    probably problem proceed process processed promise provide provided provider query reached read reason receive
    received registered registration related request requested requests require required response restart result
    retry return returned returns right same saved secure see send sent server service set setting settings severe
    should sign signed since single site so some something sorry specified specify start started still string
    submitted such suggestion supplied support supported sure system tab than that the their them then there
    therefore these they this those through throw thrown time times timestamp to too tried try trying two type
    unable unauthorized uncaught und undefined unexpected unfortunately unknown until up uri url urls us use used
    user using
    valid validate validated validation value values verification verified verify version via wait warn warning
    was way we web website went were what when where whether which while who whole will window with within without
    wrong yet you your
    """.split()  # noqa: SIM905 - a list is ten times as long
)
"""Words that any sentence about a request may have. Any other word names something that the sentence is about."""
_REFRESHING = (
    r"(?i)(?<![a-z])refresh_?error\b|token_?refresh|\btoken refresh\b|refresh_?access_?token|\bsilent refresh\b"
    r"|\brefresh(?:ing|es|ed)? (?:the |my |your |an? |user |expired |google |oauth2? ){0,3}"
    r"(?:access|id|bearer|auth|oauth2?|credentials?\b|session\b)(?: ?tokens?\b)?"
    r"|\brefresh(?:ing|es|ed) (?:the |my |your |an? |user |expired |google ){0,3}tokens?\b"
    r"|\brefresh (?:the |my |your |an? |user |expired |google ){1,3}tokens?\b"
    r"|\b(?:fail\w{0,3}|unable|cannot|could not|couldn't|can't|try\w{0,3}|attempt\w{0,3}) (?:to )?refresh\b"
    r"(?! (?:the |our |my |its )?(?:cache|metadata|jwks|keys?|discovery|config\w{0,9}|view|list|data|feed)\b)"
    r"|\bduring (?:the |a )?refresh\b(?! token)|\brefresh (?:failed|error|failure)\b"
    r"|\brefresh of (?:the |my |your |an? ){0,2}(?:access |id |bearer |oauth2? )?tokens?\b"
    r"|\bgrant_type[\"']?\s?[=:]\s?[\"']?refresh_token\b"
)
_PAGE = r"(?:page|browser|tab|window|app|application|(?:web)?site|screen|url)"
_RELOADING = re.compile(
    rf"(?i)\b(?:refresh|reload)(?:ing|es|ed|s)? (?:of )?"
    r"(?:the |my |this |an? |your |our |whole |entire |web |current ){0,3}"
    rf"{_PAGE}\b(?! (?:access |id )?tokens?\b)"
    rf"|\b{_PAGE} (?:was|is|has been|gets|got) (?:refresh|reload)ed\b"
    rf"|\b(?:{_PAGE}|hard) (?:refresh|reload)(?:es|ed|ing|s)?\b(?![ _]?tokens?\b)"
)
"""A page that is loaded again, which sends the code of its address again."""
_ADVICE = r"(?i)\b(?:please|try|should|must|need to|and|then|by)(?: to)? $"
"""What stands before what somebody is told to do, and didn't do yet."""
_WORD = r"[^\W\d_]{3,}"


def names_oauth(text: str) -> bool:
    """Whether a text names something that only OAuth or OpenID Connect has.

    Args:
        text: in lower case, with spaces for underscores.
    """
    return re.search(_NAMES, text) is not None


def other_subjects(text: str, known: str) -> frozenset[str]:
    """The words of a text that name something else than its values, the known subjects and what any request has.

    Args:
        text: in lower case.
        known: a pattern of what is known in it.
    """
    plain = re.sub(_VALUES, " ", text)
    return frozenset(re.findall(_WORD, re.sub(rf"(?<![a-z])(?:{known})(?![a-z])", " ", plain))) - COMMON


def names_refresh(text: str) -> bool:
    """Whether a text says that a token was being refreshed, by its words or by the name of a class or a function.

    Args:
        text: an error as it was given; 4,000 characters are read.
    """
    return re.search(_REFRESHING, _RELOADING.sub(" ", text[:LONGEST_MESSAGE])) is not None


def names_reload(text: str) -> bool:
    """Whether a text says that a page was loaded again, and not only that somebody should do so.

    Args:
        text: an error as it was given; 4,000 characters are read.
    """
    text = text[:LONGEST_MESSAGE]
    return any(not re.search(_ADVICE, text[: each.start()][-20:]) for each in _RELOADING.finditer(text))
