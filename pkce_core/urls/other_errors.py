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
_MOST = 4
_LONGEST = 200


def find_other_errors(pairs: Pairs) -> Pairs:
    """The parameters that tell of an error under other names than OAuth's.

    Args:
        pairs: the parameters of a response that has neither error nor code.
    """
    return tuple((name, value) for name, value in pairs if value and re.sub("[_-]", "", name[:40].lower()) in _PLAIN)


def describe_other_errors(found: Pairs) -> tuple[str, str]:
    """What such parameters say, and what to do.

    Args:
        found: what `find_other_errors` found.
    """
    said = "; ".join(f'{visible(name, 40)} is "{visible(value, _LONGEST)}"' for name, value in found[:_MOST])
    message = f"The response has an error, but not in the parameter error, as OAuth has it: {said}."
    names = {name for name, _ in found}
    writer = next((each for wanted, each in _WRITERS.items() if wanted <= names), "")
    whose = f"{writer} writes these names." if writer else "The server, or something between, has its own names for it."
    hint = f"{whose} A client that looks only for error takes this for a response without one. `pkce explain` reads"
    return message, f"{hint} the words alone, too."
