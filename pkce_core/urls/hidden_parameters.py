"""Parameters of a URL that a raw # hides, and those after a doubled =."""

from __future__ import annotations

import re

from pkce_core.errors import FormError
from pkce_core.text.form_encoding import parse_form
from pkce_core.text.quoting import visible
from pkce_core.text.wording import join_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.text.form_encoding import Pairs

DOUBLED_EQUALS = re.compile(r"[?&]([^=&#?]{1,200})==+")
_HIDDEN_PARAMETER = re.compile(r"[&?]([A-Za-z_]{1,60})=")


def read_as_meant(url: str, names: frozenset[str]) -> Pairs:
    """The parameters that a # hides and those after a doubled =, so that the other checks judge what was meant.

    Empty when the URL has neither, or can't be read.
    """
    hidden, doubled = find_hidden(url, names), DOUBLED_EQUALS.search(url)
    if not hidden and not doubled:
        return ()
    query_at = url.find("?") + 1
    query = url[query_at:]
    query = query.replace("#", "%23") if hidden else query.partition("#")[0]
    query = re.sub(DOUBLED_EQUALS, lambda match: f"{match[0].rstrip('=')}=", f"&{query}")
    try:
        return parse_form(query)
    except FormError:
        return ()


def find_hidden(url: str, known: frozenset[str]) -> tuple[str, ...]:
    """The parameters of the request after a raw #, which no server ever sees."""
    names = dict.fromkeys(_HIDDEN_PARAMETER.findall(url.partition("#")[2]))
    return tuple(name for name in names if name in known)


def describe_fragment(url: str, names: frozenset[str]) -> tuple[str, str]:
    """What a # in a URL hides, and what to do about it."""
    before = url.partition("#")[0]
    hidden = find_hidden(url, names)
    if not hidden:
        message = "The URL has a fragment (#). A browser doesn't send it, so the server never sees what follows the #."
        return message, "In a value, write # as %23."
    lost = join_words(hidden)
    if "?" not in before:
        message = (
            f"There is a # before the parameters. A browser doesn't send what follows it, so the server gets no {lost}."
        )
        return message, "Take the authorization endpoint from the metadata."
    name = visible(re.split("[?&]", before)[-1].partition("=")[0], 40)
    message = (
        f"{name} contains a raw #, which starts the fragment. A browser doesn't send that, so the server "
        f"gets only the start of {name}, and no {lost}."
    )
    hint = "Write # as %23."
    if name == "redirect_uri":
        hint = "A redirect_uri can't have a fragment: register one without #. In other values, write # as %23."
    return message, hint
