"""Where packages come from: uv is told what pip's settings say, and npm reads its own."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from make.stages import BIN, CACHE, EXE

if TYPE_CHECKING:
    from pathlib import Path

_OWN = ("UV_DEFAULT_INDEX", "UV_INDEX_URL")
_SETTING = re.compile(r"^(:env:|install|global)\.index-url='(.+)'$", re.MULTILINE)


def uv_environment(python: Path = CACHE / "uv" / BIN / f"python{EXE}") -> dict[str, str]:
    """The variables that make uv ask the index of `PIP_INDEX_URL` or of pip's configuration.

    uv reads neither. Whoever has set uv's own variable keeps it.

    Args:
        python: a Python that has pip, which knows where its configuration is.
    """
    if any(os.environ.get(name) for name in _OWN):
        return {}
    asked = subprocess.run([python, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    found = dict(_SETTING.findall(asked.stdout))
    for place in (":env:", "install", "global"):  # pip's own order
        if place in found:
            return {"UV_DEFAULT_INDEX": found[place]}
    return {}
