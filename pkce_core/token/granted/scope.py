"""What was granted: scope (RFC 6749 §3.3), and the tokens that two scopes of OpenID Connect stand for.

Servers write what they granted in forms of their own: separated by commas, as addresses, in other letter case, or
without the scopes whose tokens are in the response anyway. A scope that is there in another form isn't missing.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from pkce_core.text.quoting import visible
from pkce_core.token.granted.rules import RULES, SUCCESS_SPEC

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pkce_core.findings import Finding, Findings

_OFFLINE = "offline_access"
_TOKENS = MappingProxyType({"openid": "id_token", _OFFLINE: "refresh_token"})
"""The token that a scope brings (OIDC Core §3.1.3.3 and §11)."""
_ALL_AT_ENTRA = ".default"
"""At Microsoft Entra ID, all permissions that the client was given; the response names them one by one."""
_SEPARATORS = MappingProxyType(
    {",": "commas", "%20": "%20", "+": "plus signs", ";": "semicolons", "|": "vertical bars"}
)
_MOST_WORDS = 200
"""Of a scope, compared in other forms than as they are; this bounds the work on hostile input."""
_OF_OPENID = frozenset({"openid", "profile", "email", "address", "phone", _OFFLINE})
_OF_USER = frozenset({"read:user", "user:email", "user:follow"})
"""At GitHub, what the scope user contains."""
_GOOGLE = "https://www.googleapis.com/auth/"
ADDS_ITS_ADDRESS = ("https://www.googleapis.com/", "https://graph.microsoft.com/", "https://outlook.office.com/")
"""Servers that return a scope with the address of its API, whichever form was asked for."""


def split_scope(scope: str) -> list[str]:
    """The scopes in a text, each once. RFC 6749 §3.3 separates them with spaces; commas count as well here."""
    return list(dict.fromkeys(re.findall(r"[^\s,]+", scope)))


class ScopeDifference(NamedTuple):
    """How the scopes that were granted differ from those that were asked for.

    Attributes:
        missing: asked for, and not granted in any form.
        more: granted, and not asked for.
        renamed: asked for, by the other form in which it probably was granted.
        by_token: asked for and not named, although the token that it stands for is there.
    """

    missing: tuple[str, ...]
    more: tuple[str, ...]
    renamed: Mapping[str, str]
    by_token: tuple[str, ...]


def compare_scopes(asked: str, granted: str, tokens: Iterable[str] = ()) -> ScopeDifference:
    """How two scopes differ.

    Args:
        asked: the scope of a request.
        granted: the scope of a response.
        tokens: which of id_token and refresh_token the client has.
    """
    _, wanted, given = _split_both(asked, granted)
    asked_for, got = frozenset(wanted), frozenset(given)
    missing = [word for word in wanted if word not in got]
    more = [word for word in given if word not in asked_for]
    if given and (all_of := [word for word in missing if _name(word) == _ALL_AT_ENTRA]):
        missing, more = [word for word in missing if word not in all_of], []
    renamed = _pair_forms(missing, more)
    proofs = frozenset(tokens)
    by_token = tuple(word for word in missing if word not in renamed and _TOKENS.get(_name(word)) in proofs)
    return ScopeDifference(
        missing=tuple(word for word in missing if word not in renamed and word not in by_token),
        more=tuple(word for word in more if word not in renamed.values()),
        renamed=renamed,
        by_token=by_token,
    )


def _split_both(asked: str, granted: str) -> tuple[str, list[str], list[str]]:
    """What the granted scope has between its words, "" for spaces, and the words of both scopes.

    Another separator than a space counts only if words that it makes were asked for: a scope may have a comma in it.
    """
    wanted, given = list(dict.fromkeys(asked.split())), list(dict.fromkeys(granted.split()))
    if set(wanted) == set(given):
        return "", wanted, given
    for separator, name in _SEPARATORS.items():
        if separator in asked + granted:
            words = [list(dict.fromkeys(text.replace(separator, " ").split())) for text in (asked, granted)]
            if set(words[0]) & set(words[1]) - (set(wanted) & set(given)):
                return name if separator in granted else "", words[0], words[1]
    return "", wanted, given


def check_scope(granted: str | None, requested: str | None, tokens: Iterable[str]) -> Findings:
    """Compare what was granted with what was requested.

    Args:
        granted: the scope of the response; None when it has none.
        requested: the scope of the authorization request; None when it isn't known.
        tokens: which of id_token and refresh_token the response has.
    """
    if requested is None:
        return ()
    rule = RULES["token-response-scope"]
    # RFC 6749 §5.1: "scope OPTIONAL, if identical to the scope requested by the client; otherwise, REQUIRED."
    if granted is None:
        message = "The response has no scope, which means that you got what you requested."
        return (rule.info(message, spec=SUCCESS_SPEC),)
    return tuple(_describe(compare_scopes(requested, granted, tokens), granted, requested))


def _describe(found: ScopeDifference, granted: str, requested: str) -> Iterator[Finding]:
    rule = RULES["token-response-scope"]
    if not granted.strip():
        yield rule.warning("The scope of the response is empty, so it doesn't say what was granted.")
        return
    separator, wanted, _ = _split_both(requested, granted)
    if len(wanted) > len(set(requested.split())) and not re.search(r"%20|\+", requested):  # as it is in a URL
        message = "The requested scopes weren't separated with spaces, so the server may have read them as one."
        yield rule.warning(message, "Separate them with spaces, which a URL has as + or %20 (RFC 6749 §3.3).")
    if separator:
        message = f"The server separates the scopes with {separator}, where RFC 6749 has spaces."
        yield rule.warning(message, "A client library that expects spaces may read them as one scope.")
    if not any(found):
        yield rule.passed("You got every scope that you requested.")
    for word, form in list(found.renamed.items())[:10]:
        yield rule.info(_say_renamed(word, form))
    wider = set(granted.replace(",", " ").split()) - _OF_OPENID
    inside = [word for word in found.missing if _is_within(word, wider)]
    if inside:
        message = f"The granted scope doesn't name {_list(inside)}, which may be part of a wider one that it names."
        is_github = set(inside) & _OF_USER or "repo" in wider
        hint = "At GitHub, read:user and user:email are part of user, and repo:status of repo." if is_github else ""
        yield RULES["token-response-scope-missing"].info(message, hint)
    if missing := [word for word in found.missing if word not in inside]:
        message = f"Not granted: {_list(missing)}."
        yield RULES["token-response-scope-missing"].warning(message, _hint_for_missing(missing))
    for word in found.by_token:
        message = f"The scope doesn't name {visible(word, 80)}, but the response has the {_TOKENS[_name(word)]} for it."
        yield rule.info(message)
    if found.more:
        yield RULES["token-response-scope-more"].info(f"Granted although not requested: {_list(found.more)}.")


def _is_within(word: str, wider: Collection[str]) -> bool:
    """Whether a scope may be part of a granted one: user:email of user, and at GitHub read:user, too."""
    return ("user" in wider if word in _OF_USER else word.partition(":")[0] in wider) and ":" in word


def _say_renamed(word: str, form: str) -> str:
    """That a scope came back in another form; or that it may have, where only the last word is the same."""
    longer = max(word, form, key=len).lower()
    if unquote(word).lower() == unquote(form).lower() or longer.startswith(ADDS_ITS_ADDRESS):
        return f"{visible(word, 80)} probably came back as {visible(form, 120)}."
    return (
        f"{visible(word, 80)} isn't in the scope, and {visible(form, 120)} is, which ends in the same word. Whether "
        "they are the same, only the server's documentation says."
    )


def _hint_for_missing(missing: Sequence[str]) -> str:
    if wrong := [word for word in missing if word.lower() in _OF_OPENID and word not in _OF_OPENID]:
        # RFC 6749 §3.3: "a list of space-delimited, case-sensitive strings"
        return f"Scopes are case-sensitive: write {_list([word.lower() for word in wrong])}."
    if all(word.startswith(_GOOGLE) for word in missing):
        return "At Google, the user can leave permissions out one by one: ask again when your program needs them."
    it = "it" if len(missing) == 1 else "them"
    return f"The user, the client's registration or a policy may not allow {it}. Ask again, or do without {it}."


def _name(scope: str) -> str:
    """Some servers write their scopes as URLs that end in the name."""
    return scope.rpartition("/")[2]


def _pair_forms(missing: list[str], more: list[str]) -> dict[str, str]:
    """Scopes that came back in another form: other letter case, or with or without the address of their API.

    "email" is at Google "https://www.googleapis.com/auth/userinfo.email".
    """
    found: dict[str, str] = {}
    for word in missing[:_MOST_WORDS]:
        for form in more[:_MOST_WORDS]:
            if form not in found.values() and _is_same_in_another_form(word.lower(), form.lower()):
                found[word] = form
                break
    return found


def _is_same_in_another_form(one: str, other: str) -> bool:
    short, long = sorted((unquote(one), unquote(other)), key=len)
    return short == long or ("://" in long and long.endswith((f"/{short}", f"/auth/userinfo.{short}")))


def check_id_token_is_there(
    id_token: str | None, access_token: str | None, granted: str | None, requested: str | None
) -> Findings:
    """Whether there is an ID token if openid was granted, and whether it is one.

    Args:
        id_token: as the response has it; None when it has none.
        access_token: the same.
        granted: the scope of the response.
        requested: the scope of the authorization request.
    """
    rule = RULES["token-response-id-token"]
    if id_token is None and "openid" in split_scope(granted if granted is not None else requested or ""):
        # OIDC Core §3.1.3.3: "id_token REQUIRED. ID Token value associated with the authenticated session."
        return (rule.error("openid was granted, but there is no id_token."),)
    if id_token is not None and id_token == access_token:
        message = (
            "The id_token and the access_token are the same. The ID token is for you, the access token for the API."
        )
        return (rule.warning(message),)
    return ()


def check_refresh_token_is_there(refresh_token: str | None, requested: str | None) -> Findings:
    """Whether there is a refresh token if one was requested.

    Args:
        refresh_token: as the response has it; None when it has none.
        requested: the scope of the authorization request; None when it isn't known.
    """
    wanted = any(_name(word) == _OFFLINE for word in split_scope(requested or ""))
    if refresh_token is not None or not wanted:
        return ()
    message = "offline_access was requested, but there is no refresh_token."
    hint = "Some servers send one only when the request has prompt=consent."
    return (RULES["token-response-refresh-token"].warning(message, hint),)


def _list(words: Sequence[str]) -> str:
    shown = ", ".join(visible(word, 80) for word in words[:10])
    return shown if len(words) <= 10 else f"{shown} and {len(words) - 10} more"
