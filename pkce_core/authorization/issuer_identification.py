"""iss, the issuer that sent the response (RFC 9207), with every decision about it in one table.

The response either has iss or does not. iss equals the expected issuer, differs from it, or cannot be compared because
the issuer is not known. The server's metadata promises iss, says that it sends none, or is not known. Every combination
has a row.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.authorization.response_rules import RULES
from pkce_core.relation.explain import explain
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkce_core.findings import Finding, Findings

    Decision = tuple[Callable[..., Finding], str]

_EQUAL = (RULES["response-iss-match"].passed, "iss is the issuer you expect.")
# RFC 9207 §2.4: "If the value does not match the expected issuer identifier, clients MUST reject the authorization
# response and MUST NOT proceed with the authorization grant."
_DIFFERENT = (
    RULES["response-iss-mismatch"].error,
    "iss isn't the issuer you expect, so the response may come from another server.",
)
_UNKNOWN = (
    RULES["response-iss-unchecked"].warning,
    "The response says who sent it (iss), but you gave no issuer to compare it with.",
)

ISS_DECISIONS: Mapping[tuple[str, bool | None], Decision] = MappingProxyType(
    {
        # RFC 9207 §2.4: "Clients MUST reject authorization responses without the iss parameter from authorization
        # servers that do support the parameter according to the client's configuration."
        ("absent", True): (
            RULES["response-iss-missing"].error,
            "The response has no iss, although the server's metadata promises it in every response.",
        ),
        ("absent", False): (
            RULES["response-iss-absent"].passed,
            "The response has no iss, and this server doesn't send it.",
        ),
        ("absent", None): (RULES["response-iss-absent"].info, "The response has no iss. Many servers don't send it."),
        ("equal", True): _EQUAL,
        # RFC 9207 §2.4: "Clients SHOULD discard authorization responses with the iss parameter from authorization
        # servers that do not indicate their support for the parameter."
        ("equal", False): (
            RULES["response-iss-not-promised"].warning,
            "iss is the issuer you expect, but the server's metadata doesn't promise it.",
        ),
        ("equal", None): _EQUAL,
        ("different", True): _DIFFERENT,
        ("different", False): _DIFFERENT,
        ("different", None): _DIFFERENT,
        ("unknown", True): _UNKNOWN,
        ("unknown", False): _UNKNOWN,
        ("unknown", None): _UNKNOWN,
    }
)
"""By what iss is and whether the metadata promises it: what makes the finding, and its message."""


def check_iss(iss: str | None, issuer: str | None, promised: bool | None) -> Findings:
    """Compare iss with the issuer character by character (RFC 9207 §2.4, RFC 3986 §6.2.1)."""
    case = "absent" if iss is None else "unknown" if issuer is None else "equal" if iss == issuer else "different"
    judge, message = ISS_DECISIONS[case, promised]
    hint = ""
    if iss is not None and issuer is not None and case == "different":
        message += f' Expected "{visible(issuer)}", found "{visible(iss)}".'
        hint = _explain(issuer, iss)
    elif case == "unknown":
        hint = "Compare it with the issuer in the server's metadata."
    return (judge(message, hint),)


def _explain(issuer: str, iss: str) -> str:
    relation = explain("issuer", issuer, iss, "the issuer that you expect")
    return relation.text if relation.ways else f"{relation.text} Don't redeem the code."
