"""Calls the entry the way the page does."""

import contextlib
import json

from greet.web import call  # type: ignore[import-not-found]  # installed in the page, not here

call(json.dumps({"name": "Ada"}))
with contextlib.suppress(ValueError):
    call("not JSON")


async def main() -> None:
    """Await what answers later."""
    await call(json.dumps({"wish": "later"}))
