"""An error in parameters that OAuth doesn't define, such as Facebook's error_code and error_message."""

from __future__ import annotations

import re
from types import MappingProxyType

from pkce_core.text.quoting import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.text.form_encoding import Pairs

_PLAIN = frozenset(
    {
        "errorcode", "errormessage", "errormsg", "errorreason", "errordescription", "errordetail", "errordetails",
        "errortype", "errorsubtype", "errorcause", "errortext", "errorinfo",
    }
)  # fmt: skip
"""Their names in lower case, without _ and -."""
_WRITERS: Mapping[frozenset[str], str] = MappingProxyType({frozenset({"error_code", "error_message"}): "Facebook"})
_NOTHING = frozenset({"0", "none", "null", "nil", "false", "no", "ok", "success", "undefined", "noerror", "nan", "200"})
"""Values in lower case, of letters and digits alone, that say that there is no error."""
_DESCRIPTION = "error_description"
_MOST = 4
_LONGEST = 200
_OWN_NAMES = "The server, or something in between, uses its own names."
_READS = "`pkce explain` reads the words alone, too."


def find_other_errors(pairs: Pairs) -> Pairs:
    """The parameters that tell of an error beside OAuth's, without those whose value says that there is none.

    Args:
        pairs: the parameters of a response that has neither error nor code.
    """
    return tuple(
        (name, value)
        for name, value in pairs
        if re.sub("[_-]", "", name[:40].lower()) in _PLAIN
        and re.sub(r"[\W_]", "", value[:_LONGEST].lower()) not in ("", *_NOTHING)
    )


def describe_other_errors(found: Pairs) -> tuple[str, str]:
    """What such parameters say, and what to do.

    Args:
        found: what `find_other_errors` found.
    """
    said = "; ".join(f'{visible(name, 40)} is "{visible(value, _LONGEST)}"' for name, value in found[:_MOST])
    if {name for name, _ in found} == {_DESCRIPTION}:
        message = f"The response has an error_description but no error, which RFC 6749 §4.1.2.1 requires: {said}."
        return message, f"The server left error out, or it was lost on the way. {_READS}"
    message = f"The response has an error, but not in OAuth's parameter error: {said}."
    names = {name for name, _ in found}
    writer = next((each for wanted, each in _WRITERS.items() if wanted <= names), "")
    whose = f"{writer} writes these names." if writer else _OWN_NAMES
    return message, f"{whose} A client that looks only for error takes this for a response without one. {_READS}"
