"""The names of the parameters that a token request sends: misspelled, sent twice, or cut off by the shell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.flow.rules import RULES
from pkce_core.grants import REFRESH
from pkce_core.text.quoting import visible
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.token.sent.sent_request import SentRequest

NAMES = (
    "grant_type", "code", "redirect_uri", "client_id", "client_secret", "code_verifier", "client_assertion",
    "client_assertion_type", "scope", "resource", "refresh_token", "audience",
)  # fmt: skip
NEEDED = {"authorization_code": "code", "refresh_token": "refresh_token"}
"""By grant type: what it exchanges, and can't be without."""
_OTHER_NAMES = {
    "redirecturl": "redirect_uri", "redirect": "redirect_uri", "callback": "redirect_uri",
    "callbackurl": "redirect_uri",
    "authorizationcode": "code", "authcode": "code", "verifier": "code_verifier", "pkceverifier": "code_verifier",
    "pkcecodeverifier": "code_verifier", "granttypes": "grant_type", "grant": "grant_type",
}  # fmt: skip
"""What people write instead, in letters only."""
_OF_A_REFRESH = frozenset({"token", "refresh", "rt", "rtoken", "reftoken"})
"""What people write instead of refresh_token, in letters only. In a request of another grant it means another thing."""
_LONG = "|".join(name for name in (*NAMES, "grant_type") if "_" in name)
_SHORT = "|".join(name for name in NAMES if "_" not in name)
_SWALLOWED = rf"(?<=[^?&#])({_LONG})=|(?<=[^?&#])\s({_SHORT})="
_IN_AN_ADDRESS = rf"^[^?#&=;\s]{{1,400}}({_LONG})=|^[^?#&=;\s]{{1,400}}\s{{1,9}}({_LONG}|{_SHORT})="
"""The name of a parameter in the value of another. A redirect URI may have parameters of its own, after a ?."""
_SHORTEST = 8
"""Letters of a name that is compared with a misspelled one; shorter names are too near to others."""


def check_names(sent: SentRequest, *, is_answered: bool = False) -> Iterator[Finding]:
    """The findings about names, none of which repeats a name that could be a value.

    Args:
        sent: the request.
        is_answered: whether it was answered, so that an object has all of its parameters.
    """
    yield from _check_cut_off(sent.cut_off)
    there = {each.name for each in sent.all_parameters}
    names = dict.fromkeys(each.name for each in sent.parameters)
    if any(re.match(r"['‘’“”]\w", name) for name in names):
        message = "A parameter starts with a quote that the shell sends like any other character: cmd.exe does so with"
        hint = "Use straight double quotes in cmd.exe, and straight quotes in every shell."
        yield RULES["value-quoted"].error(f"{message} single quotes, and every shell with typographic ones.", hint)
        return
    for name in names:
        right = right_name(name, _grant(sent))
        if right and name != right and right not in there:
            message = f"The parameter {visible(name, 60)} must be written {right}."
            hint = "Write & instead of &amp; between the parameters." if name.startswith("amp;") else ""
            yield RULES["parameter-name"].error(message, hint)
    yield from _check_joined(sent)
    yield from _check_needed(sent, is_answered=is_answered)
    twice = [name for name in NAMES if sum(each.name == name and each.value != "" for each in sent.parameters) > 1]
    if twice:
        # RFC 6749 §3.2: "Request and response parameters MUST NOT be included more than once."
        yield RULES["parameter-twice"].error(f"The token request has {join_words(twice)} more than once.")
    elif sent.written_as not in ("parameters", "text") and "" not in names and len(names) == len(sent.parameters):
        yield RULES["parameter-twice"].passed("The token request has each parameter once.")


def _check_joined(sent: SentRequest) -> Iterator[Finding]:
    """A parameter that the value of another one swallowed, because no & is between them (RFC 6749 Appendix B)."""
    there = {each.name for each in sent.parameters}
    for each in sent.parameters:
        if each.name not in NAMES or each.name == "grant_type" or not each.value:
            continue  # _check_grant_type has what a grant_type swallowed
        is_address = re.match(r"[a-z][a-z0-9+.-]{0,40}:/", each.value) is not None
        found = re.search(_IN_AN_ADDRESS if is_address else _SWALLOWED, each.value)
        if found is None:
            continue
        name = found[1] or found[2]
        lost = "" if name in there else f", and finds no {name}"
        message = f"An & is missing before {name}=, so the server reads it as part of the {each.name}{lost}."
        yield RULES["parameters-joined"].error(message, "Write & between the parameters.")
        return


def _check_cut_off(cut_off: tuple[str, ...]) -> Iterator[Finding]:
    if cut_off and cut_off[0].startswith("-"):
        message = "The command ends at a line end, so what its next lines say wasn't sent."
        yield RULES["parameter-missing"].error(
            message, "End each line but the last with \\ (in cmd.exe ^, in PowerShell `)."
        )
    elif cut_off:
        message = f"The & before {cut_off[0]} is outside quotes, so the shell ends the command there, and"
        verb = "weren't" if len(cut_off) > 1 else "wasn't"
        hint = "Put quotes around the whole URL or body."
        yield RULES["parameter-missing"].error(f"{message} {join_words(dict.fromkeys(cut_off))} {verb} sent.", hint)


def has_other_grant(sent: SentRequest) -> bool:
    """Whether a request has the value of another grant type than its own, and not the one that its own needs."""
    names = {each.name for each in sent.parameters if each.value != ""}
    if "" in names:
        return False  # a file or a variable is the body
    needed = NEEDED.get(_grant(sent))
    return needed is not None and needed not in names and any(each in names for each in NEEDED.values())


def _grant(sent: SentRequest) -> str:
    return next((each.value for each in sent.parameters if each.name == "grant_type"), None) or ""


def _check_needed(sent: SentRequest, *, is_answered: bool) -> Iterator[Finding]:
    """The parameter that a grant can't be without, in a request that shows all of its parameters."""
    needed = NEEDED.get(_grant(sent))
    is_object = sent.written_as == "parameters"
    hidden = sent.written_as in ("text", "program") or sent.cut_off or (is_object and not is_answered)
    if needed is None or hidden or has_other_grant(sent):
        return
    unknown = (needed,) if is_object else (needed, None)
    if any(right_name(each.name, _grant(sent)) in unknown for each in sent.parameters):
        return
    # RFC 6749 §4.1.3: "code: REQUIRED"; §6: "refresh_token: REQUIRED"
    rule = RULES["parameter-missing"]
    if is_object:
        yield rule.warning(f"The token request has no {needed}, as it is given here.", f"Send the {needed}.")
    else:
        yield rule.error(f"The token request has no {needed}.")


def right_name(name: str, grant: str = "") -> str | None:
    """The parameter that a name stands for: itself, or the one that it misspells; None for another name.

    Args:
        name: as it was sent.
        grant: the grant_type of the request, if it's known.
    """
    bare = _letters(name.removeprefix("amp;"))
    if grant == REFRESH and bare in _OF_A_REFRESH:
        return REFRESH
    if len(bare) > _SHORTEST * 3:
        return None
    known = {_letters(each): each for each in NAMES}
    if bare in known or bare in _OTHER_NAMES:
        return known.get(bare) or _OTHER_NAMES[bare]
    near = [each for each in known if len(each) >= _SHORTEST and len(bare) >= _SHORTEST and _one_slip(bare, each)]
    return known[near[0]] if near else None


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter was left out, added or changed, or two were swapped."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
