"""`explain`: how a value of the flow was made from the one that it should equal.

It loads the changes only when two values differ, because most are equal.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.relation.search import Relation


def explain(name: str, expected: str, actual: str, noun: str) -> Relation:
    """Say how a value was made from the one that it should equal.

    Args:
        name: "state", "code", "nonce", "client_id", "client_secret", "issuer" or "redirect_uri"; any other value is
            treated like a code.
        expected: the text that it should equal.
        actual: another text.
        noun: what the expected text is, such as "the state that you sent".
    """
    from pkce_core.relation.search import explain_relation
    from pkce_core.relation.tables import CODE, TABLES

    return explain_relation(expected, actual, TABLES.get(name, CODE), noun)
