"""A call that a program makes, such as `fetch`, axios, requests or Invoke-RestMethod: its parameters, and how it sends
them. What the program computes stays unknown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.token.sent.authorization_header import Authorization, find_unencoded, read_authorization
from pkce_core.token.sent.http_message import read_body
from pkce_core.token.sent.parameters import MOST_PARAMETERS, UNKNOWN, form_parameters, looks_like_form, parameter
from pkce_core.token.sent.program_words import Group, Token, plain, read_groups, written_out
from pkce_core.token.sent.sent_request import SentParameter, SentRequest

if TYPE_CHECKING:
    from collections.abc import Iterable

    Found = tuple[tuple[SentParameter, ...], str, tuple[str, ...]]
    """Parameters, the format of a text that shows it, and the words before them."""

_CODE = r"[({\[]|(?i:\b(?:invoke-(?:restmethod|webrequest)|irm|iwr)\b)"
_KNOWN = frozenset({"granttype", "code", "redirecturi", "clientid", "clientsecret", "codeverifier", "refreshtoken"})
_BODY = frozenset({"body", "data", "payload"})
_FORMATS = (
    ("json", r"json"),
    ("multipart", r"formdata|multipart|^files$"),
    ("form", r"urlsearchparams|stringify|querystring|urlencode|build_query|formbody|^form$|form_data|form_params"),
    ("query", r"^(?:params|query)$"),
)
"""What a word says of the format, in the order in which they count."""
_METHODS = (
    r"(?i)-method\s{1,9}['\"]?(\w+)", r"(?i)\bmethod['\"]?\s{0,9}(?::|=>?)\s{0,9}['\"](\w+)",
    r"\brequest\(\s{0,9}['\"]([A-Z]+)['\"]",
    r"(?i)\.(post|get|put)(?:form|async|_form)?\(", r"(?i)\"(POST|GET|PUT)\"", r"(?i)\b(?:CURLOPT_|->)(POST)\b",
)  # fmt: skip
_GETS = r"(?i)\b(?:axios|fetch|http)\(|\b(?:invoke-(?:restmethod|webrequest)|irm|iwr)\b"
"""Calls that send GET when they name no method."""
_OPTIONS_ELSEWHERE = r"\bfetch\([^,()]*,\s*[A-Za-z_]\w*\s*\)"
_URL = (
    r"(?i)(?:(?<![a-z_])(?:-?url|-?uri|token_?(?:url|uri|endpoint)|endpoint)['\"]?\s{0,9}(?:=>|[:=])?"
    r"|\b(?:fetch|post|put|get|request|axios|invoke-restmethod|invoke-webrequest|irm|iwr)\b\(?"
    r"(?:\s{0,9}['\"](?:POST|GET)['\"],)?)\s{0,9}[fbru$]?['\"`]?(https?:[^\s'\"`<>,)]+)(['\"`]?\s{0,9}\+)?"
)
_CONTENT_TYPE = r"(?i)content-?type['\"]?\]?\s{0,9}(?:=>|[:=,])?\s{0,9}['\"]?([a-z]+/[\w.+\-]+)"


def read_program(text: str) -> SentRequest | None:
    """The request that a program's text shows; None when it shows no parameters of one, and no call of fetch."""
    if not re.search(_CODE, text):
        return None
    groups = read_groups(text)
    pairs = [pair for group in groups for pair in group.pairs()]
    found = _find_parameters(groups, pairs)
    url = re.search(_URL, text.replace("\\/", "/").replace("\\u002f", "/"))
    if found is None and (url is None or "fetch(" not in text):
        return None
    parameters, body_format, words = found or ((), "", ())
    content_type = match[1].lower() if (match := re.search(_CONTENT_TYPE, text)) else ""
    method = _method(text)
    body_format = body_format or _format(_used_as(words, text), content_type, method, text)
    client_id, secret, scheme, mistake = _credentials(pairs)
    address, query = _address(url)
    in_url = body_format == "query" or (method == "GET" and body_format == "form" and "irm" in _names(text))
    return SentRequest(
        written_as="fetch" if re.search(r"\bfetch\(", text) else "program",
        method=method,
        url=address,
        query=query + parameters if in_url else query,
        body=() if in_url else parameters,
        body_format="" if in_url else body_format,
        client_id=client_id,
        client_secret=secret,
        authorization=scheme,
        basic_mistake=mistake,
    )


def _find_parameters(groups: list[Group], pairs: list[tuple[str, list[Token]]]) -> Found | None:
    """The parameters: of an object, of calls that each add one, or of a text."""
    best = max(groups, key=lambda group: _weight(name for name, _ in group.pairs()))
    if _weight(name for name, _ in best.pairs()) >= 2:
        named = ((name, value) for name, value in best.pairs() if not name.startswith(("-", "...")))
        return tuple(_parameter(name, value) for name, value in named)[:MOST_PARAMETERS], "", best.before
    added = [group for group in groups if _adds_one(group)]
    if _weight(plain(group.elements[0][0]) for group in added) >= 2:
        each = tuple(_parameter(plain(group.elements[0][0]), group.elements[1]) for group in added)
        return each[:MOST_PARAMETERS], "", added[0].before
    for name, value in pairs:
        text = written_out(value) if value[0].kind == "string" else ""
        if re.sub(r"[^a-z]", "", name.lower()) in _BODY and re.match(r"\s*(?:\{|[\w.\-%]+=)", text):
            return (*read_body(text.strip(), ""), (name,))
    for group in groups:
        for element in group.elements:
            at = next((at for at, token in enumerate(element) if _is_form(token)), None)
            if at is not None:
                return form_parameters(written_out(element[at:]).partition(" ")[0].strip().lstrip("?")), "form", ()
    return None


def _weight(names: Iterable[str]) -> int:
    """How many known parameters there are; grant_type counts twice."""
    bare = {re.sub(r"[^a-z]", "", name.lower()) for name in names}
    return len(bare & _KNOWN) + ("granttype" in bare)


def _adds_one(group: Group) -> bool:
    """Whether a call such as form.append("code", code) adds one parameter."""
    first, *others = group.elements
    named = len(others) == 1 and len(first) == 1 and first[0].kind == "string" and bool(others[0])
    return named and re.fullmatch(r"[A-Za-z_]\w*", plain(first[0])) is not None


def _is_form(token: Token) -> bool:
    return token.kind == "string" and looks_like_form(plain(token))


def _parameter(name: str, value: list[Token]) -> SentParameter:
    text = written_out(value)
    if len(value) == 1 and re.fullmatch(r"\d{1,18}", value[0].text):
        text = value[0].text
    unknown = UNKNOWN in text
    return SentParameter(name=name, value=None, variable="the program") if unknown else parameter(name, text, None)


def _used_as(words: tuple[str, ...], text: str) -> list[str]:
    """The words before the parameters, and those around the name that they are assigned to."""
    used = list(words)
    for name in words[:2]:
        owner, dot, _ = name.rpartition(".")
        if dot and (made := re.search(rf"\b{re.escape(owner)}\s{{0,9}}:?=\s{{0,9}}(?:new )?([\w.]{{1,40}})", text)):
            used.append(made[1])
        if re.fullmatch(r"\$?[A-Za-z_]\w{0,40}", name):
            here = rf"{re.escape(name)}\b"
            before = rf"([\w.\-]{{1,40}})\s{{0,9}}(?:=>|[(=:]|\s)\s{{0,9}}(?:new )?{here}(?!\s{{0,9}}=)"
            used += (
                re.findall(before, text)[:20] + re.findall(rf"{here}\s{{0,9}}\|\s{{0,9}}([\w\-]{{1,40}})", text)[:20]
            )
    return used


def _format(words: list[str], content_type: str, method: str, text: str) -> str:
    named = next((name for name, sign in _FORMATS for word in words if re.search(sign, word.lower())), "")
    if named == "form" and content_type and not content_type.endswith("x-www-form-urlencoded"):
        return "text"
    if named:
        return named
    names = _names(text)
    if "requests" in names or "httpx" in names or "irm" in names:
        return "json" if content_type.endswith("json") and method != "GET" else "form"
    if "axios" in names and not content_type.endswith("x-www-form-urlencoded"):  # else it depends on the version
        return "json"
    return ""


def _names(text: str) -> set[str]:
    """The libraries that a program uses, as far as they make a difference here."""
    found = re.findall(r"(?i)\b(requests|httpx|axios|irm|iwr|invoke-restmethod|invoke-webrequest)\b", text)
    return {re.sub("i(?:wr|nvoke-.*)", "irm", name.lower()) for name in found}


def _method(text: str) -> str:
    found = next((match for sign in _METHODS if (match := re.search(sign, text))), None)
    if found:
        return found[1].upper()
    return "GET" if re.search(_GETS, text) and not re.search(_OPTIONS_ELSEWHERE, text) else ""


def _address(url: re.Match[str] | None) -> tuple[str, tuple[SentParameter, ...]]:
    if url is None or url[2] or re.search(r"[${]", url[1].partition("?")[0]):
        return "", ()
    address, _, query = url[1].partition("#")[0].partition("?")
    return address, form_parameters(query)


def _credentials(
    pairs: list[tuple[str, list[Token]]],
) -> Authorization:
    """What the Authorization header says, or `auth`."""
    for name, value in pairs:
        if name.lower() == "authorization":
            return read_authorization(written_out(value).strip())
        if name.lower() == "auth" and (group := value[-1].group) is not None:
            parts = [tokens for _, tokens in group.pairs()] or group.elements
            if len(parts) == 2:
                client_id, secret = _parameter("client_id", parts[0]), _parameter("client_secret", parts[1])
                known = client_id.value is not None and secret.value is not None
                mistake = find_unencoded(f"{client_id.value}:{secret.value}") if known else ""
                return Authorization(client_id, secret, "basic", mistake)
    return Authorization()
