"""What an error loads, seen in a process of its own."""

from __future__ import annotations

import subprocess
import sys


def test_a_code_alone_loads_no_table() -> None:
    """The tables are loaded for words, or for a code that no specification defines."""
    script = (
        "import sys, pkce_core\n"
        "pkce_core.explain_error('invalid_grant')\n"
        "print('pkce_core.program_messages.recognize' in sys.modules)\n"
        "pkce_core.explain_error('csrf_detected')\n"
        "print('pkce_core.program_messages.recognize' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "True"]
