"""The single rules behind `check_authorization_response`, and RFC 9207's decision as a table.

Rules of the table. The response either carries iss or does not; iss either equals the expected issuer, or differs, or
cannot be compared because nobody knows the issuer; the server's metadata either promises iss, or denies it, or nobody
knows. Every combination has its row.
"""

from __future__ import annotations

from types import MappingProxyType

from pkce_core.authorization.response_rules import RULES
from pkce_core.findings import Finding
from pkce_core.text.differences import describe_difference
from pkce_core.text.quoting import visible

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkce_core.findings import Finding, Findings


_EQUAL = (RULES["response-iss-match"].passed, "iss is the issuer you expect.")
# RFC 9207 §2.4: "If the value does not match the expected issuer identifier, clients MUST reject the authorization
# response and MUST NOT proceed with the authorization grant."
_DIFFERENT = (
    RULES["response-iss-mismatch"].error,
    "iss is another issuer than you expect: the response may come from another server.",
)  # fmt: skip
_UNKNOWN = (
    RULES["response-iss-unchecked"].warning,
    "The response says who sent it (iss), but nothing to compare it with was given.",
)  # fmt: skip

ISS_DECISIONS: Mapping[tuple[str, bool | None], tuple[Callable[..., Finding], str]] = MappingProxyType(
    {
        # RFC 9207 §2.4: "Clients MUST reject authorization responses without the iss parameter from authorization
        # servers that do support the parameter according to the client's configuration."
        ("absent", True): (
            RULES["response-iss-missing"].error,
            "The response has no iss, though the server's metadata promises one in every response.",
        ),
        ("absent", False): (
            RULES["response-iss-absent"].passed, "The response has no iss, and this server sends none.",
        ),
        ("absent", None): (RULES["response-iss-absent"].info, "The response has no iss. Many servers send none."),
        ("equal", True): _EQUAL,
        # RFC 9207 §2.4: "Clients SHOULD discard authorization responses with the iss parameter from authorization
        # servers that do not indicate their support for the parameter."
        ("equal", False): (
            RULES["response-iss-not-promised"].warning,
            "iss is the issuer you expect, but the server's metadata does not promise it.",
        ),
        ("equal", None): _EQUAL,
        ("different", True): _DIFFERENT,
        ("different", False): _DIFFERENT,
        ("different", None): _DIFFERENT,
        ("unknown", True): _UNKNOWN,
        ("unknown", False): _UNKNOWN,
        ("unknown", None): _UNKNOWN,
    }
)  # fmt: skip
"""(iss, promised by the metadata) -> what makes the finding, and its message."""


def check_iss(iss: str | None, issuer: str | None, promised: bool | None) -> Findings:
    """RFC 9207 §2.4; simple string comparison, as RFC 3986 §6.2.1 has it."""
    case = "absent" if iss is None else "unknown" if issuer is None else "equal" if iss == issuer else "different"
    judge, message = ISS_DECISIONS[case, promised]
    hint = ""
    if iss is not None and issuer is not None and case == "different":
        message += f' Expected "{visible(issuer)}", found "{visible(iss)}".'
        hint = describe_difference(issuer, iss) or "Do not redeem the code."
    elif case == "unknown":
        hint = "Compare it with the issuer in the server's metadata."
    return (judge(message, hint),)
