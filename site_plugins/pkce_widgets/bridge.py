"""The one door between the page and pkce_core: JSON in, JSON out.

A request names an operation and gives its values under their wire names; the answer holds what the element shows.
live_python ships this module into the page and calls `dispatch`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pkce_core import derive_code_challenge, generate_code_verifier
from pkce_widgets.tree import to_json
from pkce_widgets.view import check_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def check(request: Mapping[str, object]) -> dict[str, object]:
    """Check `code_verifier`, and `code_challenge` when it is not empty."""
    view = check_view(text(request, "code_verifier"), text(request, "code_challenge"))
    return {
        "state": view.state,
        "verdict": view.verdict,
        "invalid": view.invalid,
        "notes": view.notes,
        "body": to_json(view.body),
    }


def pair(request: Mapping[str, object]) -> dict[str, object]:
    """Create a pair from 32 random octets, as RFC 7636 section 4.1 recommends."""
    code_verifier = generate_code_verifier()
    return {"code_verifier": code_verifier, "code_challenge": derive_code_challenge(code_verifier)}


OPERATIONS: dict[str, Callable[[Mapping[str, object]], dict[str, object]]] = {"check": check, "pair": pair}


def text(request: Mapping[str, object], name: str) -> str:
    value = request.get(name, "")
    if not isinstance(value, str):
        raise TypeError(f"{name} is to be a string, not {type(value).__name__}")
    return value


def dispatch(message: str) -> str:
    """Answer one request.

    Args:
        message: a JSON object with `op`, a key of `OPERATIONS`, and that operation's values.

    Raises:
        ValueError: not JSON, or an operation that is not there.
        TypeError: a value of the wrong type.
    """
    request = json.loads(message)
    operation = OPERATIONS.get(str(request.get("op"))) if isinstance(request, dict) else None
    if operation is None:
        raise ValueError(f"op is to be one of {', '.join(OPERATIONS)}")
    return json.dumps(operation(request))
