"""What the page calls."""

from __future__ import annotations

import asyncio
import importlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable


def call(text: str) -> str | Awaitable[str]:
    """Answer a request, some later; some requests misbehave on purpose."""
    request = json.loads(text)
    match request.get("wish"):
        case "hang":
            while True:
                pass
        case "raise":
            raise ValueError("wish for something else")
        case "print":
            print(request["secret"])
        case "exit":
            raise SystemExit(3)
        case "digest":
            import hmac  # imported late on purpose: the builder has to see it

            return json.dumps({"digest": hmac.new(b"key", b"text", "sha256").hexdigest()})
        case "left out":  # a module that the builder can't see, in code that goes on without it
            try:
                return json.dumps({"found": importlib.import_module(request["module"]).__name__})
            except ImportError:
                return json.dumps({"found": None})
        case "codec":
            return json.dumps({"text": bytes([0x93, 0x61]).decode(request["codec"])})
        case "later" | "never" | "raise later":
            return answer_later(request)
        case "text":
            return "hello"
    return json.dumps({"hello": request.get("name", "world")})


async def answer_later(request: dict[str, Any]) -> str:
    """Wait for something that only the browser can do."""
    from js import crypto  # type: ignore[import-not-found]  # there in the page
    from pyodide.ffi import to_js  # type: ignore[import-not-found]

    if request["wish"] == "never":
        await asyncio.get_running_loop().create_future()
    digest = await crypto.subtle.digest("SHA-256", to_js(b"abc"))
    if request["wish"] == "raise later":
        raise ValueError("not even later")
    return json.dumps({"later": digest.to_bytes().hex()})
