"""Calls the entry as the tests do, so that the trimmed standard library has what the attempts need."""

import json

import escape  # type: ignore[import-not-found]

for way in escape.WAYS:
    escape.call(json.dumps({"way": way, "url": "http://127.0.0.1:9/"}))
