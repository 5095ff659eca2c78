"""What the worker calls: JSON text in, a marked line of text out. Nothing else crosses the border.

The first character of the answer says what follows: `=` the entry's JSON, `!` a JSON object with the type and
the message of the exception it raised. Tracebacks stay here: they may hold what the reader typed.
"""

from importlib import import_module
from json import dumps

ENTRY = "module:function"  # the builder writes the site's entry here

_module, _, _function = ENTRY.partition(":")
entry = getattr(import_module(_module), _function)


def call(request: str) -> str:
    """Call the entry and mark what came back."""
    try:
        response = entry(request)
        if not isinstance(response, str):
            raise TypeError("the entry returned " + type(response).__name__ + ", expected JSON text")
        return "=" + response
    except BaseException as error:  # noqa: BLE001 - SystemExit too: it would end the interpreter
        try:
            message = str(error)
        except Exception:  # noqa: BLE001 - a broken __str__ is no reason to stop
            message = ""
        return "!" + dumps({"type": type(error).__name__, "message": message})
