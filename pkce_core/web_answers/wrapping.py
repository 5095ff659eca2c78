"""What programs put around the body of an answer: the warnings that PHP prints before it, and a page that shows it."""

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
