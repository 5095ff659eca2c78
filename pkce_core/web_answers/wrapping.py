"""What programs put around an answer: warnings of PHP, a page that shows it, what they tried, and names of classes."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_TAGS = r"<(?:[A-Za-z!/?][^<>]*)>"

_MESSAGE = re.compile(
    r"\s{0,20}(?:<br ?/?>\s{0,20})?(?:<b>)?(?:PHP )?(?:Warning|Notice|Deprecated|Strict Standards)(?:</b>)?:"
    r"[^\r\n]{1,1000}? on line (?:<b>)?[0-9]{1,7}(?:</b>)?\s{0,20}(?:<br ?/?>)?\s{0,20}"
)
_MOST = 20
_ACTS = (
    r"(?:(?:re-?)?authenticat|(?:re-?)?authori[sz]|redeem|exchang|swap|trad|retrieve|retrieving|fetch|obtain|acquir|request|refresh"
    r"|send|post|query|quer|call|handl|process|perform|complete|completing|finish|get(?:t)?|mak|creat|us)"
)
_TRIED = (
    rf"(?:\b(?:errors?|fail\w*|failure|unable|problem|exception|could(?: not|n't)|can(?:not|'t)|trouble)\b"
    rf"(?: (?:to|while|when|during|in|with|occurred))*(?: an?| the| your)? {_ACTS}(?:e|ing|y|ying)?\b(?! error)"
    r"|\b(?:oauth2? |oidc )?(?:authori[sz]ation[ -]|auth[ -]|access[ -])?(?:code|token)[ -]"
    r"(?:exchange|redemption|request|refresh|grant request) (?:has )?(?:failed|error|failure))"
)
_SAID_ALONE = (
    r"(?:(?:it|is|was|has|have|been|the|value) )*(?:not|invalid|expired|missing|required|unknown|mismatch\w*"
    r"|does(?:n't)?|already|wrong|incorrect|malformed|too)(?: (?:not|been|length|format|value|characters?|yet|used"
    r"|match|short|long|registered|allowed|valid|supported|set|provided|present|redeemed|expired|permitted|correct))*\W*$"
)
"""What an error says without naming its subject, which stands in what was tried then."""
_TRIED_BEFORE = re.compile(
    rf"(?i){_TRIED}[^:\"'{{}}\[\]\n]{{0,120}}(?:['\"]https?:[^\s\"']{{1,300}}['\"])?:\s{{1,9}}(?!{_SAID_ALONE})(?=\S)"
)
"""What a program tried, as it says so before the error itself."""
_ACT = (
    r"(?:authori[sz]e|exchange|redeem|fetch|get|refresh|request|acquire|obtain|retrieve|handle|process|sign_?in|log_?in"
    r"|callback|swap)"
)
_TRIED_NAME = re.compile(
    rf"\b(?:[a-z]{{2,20}}_){{0,6}}{_ACT}(?:_[a-z]{{2,20}}){{0,6}}_(?:failed|failure|error|exception)\b"
    rf"(?!\W{{1,3}}{_SAID_ALONE})(?=\W{{1,3}}\w)"
)
"""A name of what failed in a program, with more after it."""

_NAMES = (
    # An address, a URN, a path or a file: what words it has are no words of the message.
    r"(?<![\w.])[a-z][a-z0-9+.-]{1,20}://[^\s\"'<>]{1,2000}|(?<!\w)urn:[^\s\"'<>]{1,2000}"
    r"|(?<![\w/])/[\w.~%-]{1,200}(?:/[\w.~%-]{0,200}){1,20}"
    r"|(?<![\w/\\])[\w.~%-]{1,200}(?:[/\\][\w.~%-]{1,200}){2,20}"
    r"|(?<![\w/\\])[\w./\\-]{1,300}\.(?:php|py|[cm]?[jt]sx?|java|kt|go|rb|cs|rs|swift|dart|html?|ya?ml)\b(?::\d{1,6}){0,2}"
)
_CLASS = (
    r"(?<![A-Za-z0-9_$])(?:[A-Za-z]\w{0,60}\.){0,8}[A-Z][A-Za-z0-9]{2,80}(?:Error|Exception|Handler|Provider|Filter|Client"
    r"|Service|Controller|Middleware|Manager|Factory|Strategy|Listener|Validator|Credential|Adapter|Builder|Processor|Authenticator|Job|Worker|Test|Servlet|Interceptor|Resolver|Converter"
    r"|Repository|Store|Guard|Helper|Impl)(?![A-Za-z0-9_])"
    r"(?:\.[a-z]\w{0,60}|\(\)){0,3}|(?<![\w.])[\w.$]{1,100}\(\)"
    r"|(?<!\w)[a-z]\w{2,100}_(?:total|count|counter|gauge|seconds|millis|ms|bytes|bucket)(?!\w)"
)
"""A class, with a method, or a metric: its name says where a message was written, and not what is wrong."""


def without_php_messages(body: str) -> str:
    """A body without the warnings that PHP printed before it.

    Args:
        body: of an answer.
    """
    at = 0
    for _ in range(_MOST):
        found = _MESSAGE.match(body, at)
        if found is None:
            break
        at = found.end()
    return body[at:]


def without_page(body: str, names: Collection[str]) -> str:
    """The text of a page that shows only an object, as browsers show JSON; else the same body.

    Args:
        body: of an answer.
        names: members of which the object has one.
    """
    if not body.startswith("<"):
        return body
    text = html.unescape(re.sub(_TAGS, "", body)).strip()
    is_object = text.startswith("{") and text.endswith("}") and any(name in text for name in names)
    return text if is_object else body


def without_attempts(text: str) -> str:
    """A text without what a program says that it tried, where an error follows: what it does isn't what failed.

    "Failed to exchange code: EOF" and "exchange_code_failed, EOF" have only EOF left.

    Args:
        text: a message.
    """
    return _TRIED_BEFORE.sub(" ", _TRIED_NAME.sub(" ", text))


def without_program_names(text: str) -> str:
    """A text without addresses, paths, files and classes, whose words are none of the message.

    Args:
        text: a message.
    """
    return re.sub(_CLASS, " ", re.sub(rf"(?i){_NAMES}", " ", text))


def without_tags(text: str) -> str:
    """A text without the tags of XML or HTML that it closes: <Code> is no authorization code, <client_id> no tag.

    Args:
        text: a message.
    """
    names = {re.escape(name) for name in re.findall(r"</([A-Za-z][\w:.-]{0,60})\s{0,9}>", text)}
    return re.sub(rf"</?(?:{'|'.join(sorted(names))})(?:\s[^<>]{{0,300}})?>", " ", text) if names else text
