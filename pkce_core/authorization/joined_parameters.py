"""Parameters of a response that were joined to an address in a wrong way, found where they are.

A query starts with one "?" and its parameters are joined by "&". A server that adds its parameters to a redirect_uri
with a query of its own can get this wrong, and a router in the page can put a route before them in the fragment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.authorization.response_rules import RULES
from pkce_core.errors import FormError
from pkce_core.text.form_encoding import decode_form
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from pkce_core.findings import Finding, Findings

RESULTS = frozenset({"code", "error", "response", "access_token", "id_token"})
"""A response has one of these."""
_NAMES = (
    "(?:error_description|error_reason|error_uri|error|access_token|id_token|session_state|state|code|iss|response)"
)
_SEPARATED = re.compile(
    rf"(?P<sign>(?<!\?)\?+|[;#|]|,\s?|(?<=[^\s,])\s+|(?<==)(?={_NAMES}%)|%(?:25){{0,2}}(?:3[FfBb]|26|23)"
    rf"|^(?={_NAMES}%))(?P<name>{_NAMES})(?P<equals>=|%(?:25){{0,2}}3[Dd])(?=[^&])"
)
_GLUED = re.compile(rf"(?<![_.\-])(?P<sign>)(?P<name>{_NAMES})(?P<equals>=)(?=[^&])")
_AFTER_PATH = re.compile(rf"(?P<sign>[&;]|%3[Ff]|)(?P<name>{_NAMES})=")
_OTHER_AFTER_PATH = re.compile(r"[&;][A-Za-z_]\w{0,60}=")
_IN_FRAGMENT = re.compile(rf"(?:^|[?&#;/!])({_NAMES})=")
_ENCODED = {"%3F": "?", "%26": "&", "%3B": ";", "%23": "#"}
_ADDRESS = r"(?i)[a-z][a-z0-9+.\-]*:/|/|%(?:25){0,2}2F|[a-z][a-z0-9+.\-]*%(?:25){0,2}3A(?:/|%(?:25){0,2}2F)"


def separate_query(query: str) -> tuple[str, Findings]:
    """A query whose parameters are all joined by "&", and one finding when they were not."""
    waiting = query.split("&")[::-1]
    present = {part.partition("=")[0] for part in waiting}
    parts: list[str] = []
    notes: Findings = ()
    while waiting:
        part = waiting.pop()
        cut = _find_join(part, present)
        if cut is None:
            parts.append(part)
            continue
        notes = notes or (_describe_join(part, cut),)
        present.add(cut["name"])
        rest = part[cut.start("name") :]
        for _ in range(0 if cut["equals"] == "=" else 1 + cut["equals"].count("25")):
            rest = _decode_once(rest)
        parts.append(part[: cut.start()])
        waiting += rest.split("&")[::-1]
    return "&".join(parts), notes


def separate_path(head: str) -> tuple[str, str, Findings]:
    """An address without "?" and its parameters, which follow its path in another way; "" when there are none."""
    at = head.find("://") + 3
    at = max(head.find("/", at), 0)
    for cut in _AFTER_PATH.finditer(head, at):
        sign, name = cut["sign"], cut["name"]
        if not sign and name not in RESULTS:
            continue
        start = next((each.start() for each in _OTHER_AFTER_PATH.finditer(head, at, cut.start()) if sign), cut.start())
        name = next((each[1] for each in _IN_FRAGMENT.finditer(head, start) if each[1] in RESULTS), name)
        follows = f"with {sign} before it" if sign else "with nothing before it"
        message = f'{name} is there, but {follows} instead of "?", so a client finds no {name}.'
        hint = "The parameters of a response start with ? after the redirect_uri. Look at what built this address."
        joined = RULES["response-joined"].error(message, hint)
        return head[:start], head[start + len(sign) :], (joined,)
    return head, "", ()


def separate_fragment(fragment: str) -> tuple[str, Findings]:
    """The parameters in a fragment, and a finding when a route is before them; "" when there are none."""
    first = _IN_FRAGMENT.search(fragment)
    if first is None:
        return "", ()
    at = first.start(1)
    before = fragment[:at]
    if "?" in before:
        at = before.index("?") + 1
    elif "=" in before and fragment[at - 1] == "&":
        return fragment, ()  # other parameters come first
    route = fragment[:at].rstrip("?&;")
    if not route:
        return fragment[at:], ()
    message = (
        f'In the fragment, the route "{visible(route, 60)}" is before the parameters, so a client that reads the whole '
        "fragment as parameters doesn't find them."
    )
    hint = (
        "Read what follows the route. A redirect_uri can't have a fragment (#), so register one without it, and let "
        "the page's router go on from there."
    )
    return fragment[at:], (RULES["response-route"].warning(message, hint),)


def _find_join(part: str, present: set[str]) -> re.Match[str] | None:
    """Where another parameter starts inside this one."""
    own, _, value = part.partition("=")
    has_result = not present.isdisjoint(RESULTS)
    if has_result and own not in RESULTS:
        return None  # a value such as state may contain anything
    found = (*_SEPARATED.finditer(part), *_GLUED.finditer(part, len(own) + 1 if value else len(part)))
    fresh = [cut for cut in found if cut["name"] not in present]
    if not has_result and not any(cut["name"] in RESULTS for cut in fresh):
        return None
    return min(fresh, key=lambda cut: cut.start("name"), default=None)


def _describe_join(part: str, cut: re.Match[str]) -> Finding:
    own, _, value = part[: cut.start()].partition("=")
    own, name, sign = visible(_decode_once(own), 40), cut["name"], cut["sign"]
    rule = RULES["response-joined"]
    finds_none = f"so a client finds no {name}."
    if not cut.end("sign"):
        message = f"{name} is there, but the = after it is percent-encoded, {finds_none}"
        return rule.error(message, "Encode each value on its own, never the ?, & and = between them.")
    if re.match(_ADDRESS, value) and sign.startswith("?"):
        message = f'{name} is there, but after a second "?", in the address that {own} contains, {finds_none}'
        hint = (
            'If what is before it is your redirect_uri, the server added its parameters with "?" instead of "&": '
            "register a redirect_uri without a query. If not, look at what sent the browser on with that address, such "
            "as the sign-in page of your own application."
        )
        return rule.error(message, hint)
    if re.match(_ADDRESS, value):
        message = f"{name} is there, but in the address that {own} contains, {finds_none}"
        hint = (
            "Look at what sent the browser on with that address. If it's the sign-in page of your own application, let "
            "a browser that isn't signed in yet reach the redirect_uri."
        )
        return rule.error(message, hint)
    if own and not value and not sign.startswith("?"):
        message = f"{name} is there, but inside the value of {own}, {finds_none}"
        return rule.error(message, "Look at what built this address, or copy the value of code by hand.")
    if not own:
        message = f'{name} is there, but after a "{sign}" too many, {finds_none}'
        return rule.error(message, "A query starts with one ?. Look at what built this address.")
    place = f"as part of the value of {own}" if value else f"{own}{sign}{name} as one name"
    lost = f"so a client reads {'it ' if value else ''}{place} and finds no {name}."
    if not sign:
        message, how = f"{name} is there, but without an & before it, {lost}", "without &"
    elif sign.startswith("?"):
        message, how = f'{name} is there, but after a second "?", {lost}', 'with "?" instead of "&"'
    elif sign.startswith("%"):
        plain = _ENCODED["%" + sign[-2:].upper()]
        message = f"{name} is there, but the {plain} before it is percent-encoded ({sign}), {lost}"
        return rule.error(message, "Encode each value on its own, never the ?, & and = between them.")
    else:
        shown = sign.strip() or "a space"
        message, how = f"{name} is there, but after {shown} instead of &, {lost}", f"with {shown}"
    if own in RESULTS or re.fullmatch(_NAMES, own):
        return rule.error(message, "Parameters are joined by &. Look at what built or changed this address.")
    hint = (
        f"Your redirect_uri probably has a query of its own, and the server added its parameters {how}. Register a "
        "redirect_uri without a query."
    )
    return rule.error(message, hint)


def _decode_once(text: str) -> str:
    try:
        return decode_form(text.replace("+", "%2B"))
    except FormError:
        return text
