"""The suite is the same everywhere: no examples drawn by chance, no deadline on a slow runtime, no database."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "pkce_core",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("pkce_core")
