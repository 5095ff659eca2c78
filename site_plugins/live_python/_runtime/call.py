"""What the worker calls: JSON text in, marked text out.

The first character of the answer says what follows: after `=` the entry's JSON, after `!` a JSON object with the type
and the message of an exception. Tracebacks stay here, because they may contain what the reader typed.
"""

import gc
from importlib import import_module
from json import dumps

ENTRY = "module:function"  # the builder writes the site's entry here

_module, _, _function = ENTRY.partition(":")
entry = getattr(import_module(_module), _function)
gc.enable()  # deferred.py disabled it for the start


def call(request: str):  # type: ignore[no-untyped-def]  # its types would import typing into the page
    """Call the entry and mark its answer. For an async entry, this returns a coroutine of the same."""
    try:
        response = entry(request)
        return wait_for(response) if hasattr(response, "__await__") else marked(response)
    except BaseException as error:  # noqa: BLE001 - SystemExit too: it would end the interpreter
        return raised(error)


async def wait_for(response) -> str:  # type: ignore[no-untyped-def]
    """Wait for an answer and mark it."""
    try:
        return marked(await response)
    except BaseException as error:  # noqa: BLE001
        return raised(error)


def marked(response: object) -> str:
    """Mark the entry's answer, which must be text."""
    if not isinstance(response, str):
        raise TypeError("the entry returned " + type(response).__name__ + ", expected JSON text")
    return "=" + response


def raised(error: BaseException) -> str:
    """Mark an exception."""
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - a broken __str__ is no reason to stop
        message = ""
    return "!" + dumps({"type": type(error).__name__, "message": message})
