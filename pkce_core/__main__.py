"""`python -m pkce_core` is the `pkce` command."""

from __future__ import annotations

from pkce_core.cli import main

raise SystemExit(main())
