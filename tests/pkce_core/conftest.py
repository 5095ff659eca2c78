"""The suite is the same everywhere: no examples drawn by chance, no deadline on a slow runtime, no database.

And every finding that it meets is one that the catalog of rules describes.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from pkce_core import RULES, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

settings.register_profile(
    "pkce_core",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("quick", settings.get_profile("pkce_core"), max_examples=25)  # a quarter of them
settings.register_profile("in a page", settings.get_profile("pkce_core"), max_examples=10)  # where all takes longer
settings.load_profile(os.environ.get("PKCE_HYPOTHESIS_PROFILE", "pkce_core"))  # `make` sets it

PARTLY_STATED = frozenset({"metadata-auth-methods", "redirect-uri-character", "redirect-uri-scheme"})
"""Rules of a specification that servers add to: their findings name the section only where it says so."""


def hold_against_the_catalog(finding: Finding) -> None:
    """Fail unless the finding has a rule of the catalog, a level of that rule, and a section of it."""
    rule = RULES.get(finding.rule)
    assert rule is not None, f"{finding.rule} is not in the catalog: see the *rules.py of its room"
    assert finding.level in rule.levels, f"the catalog does not know {finding.rule} as {finding.level}"
    silent = finding.spec is None and (not rule.specs or finding.rule in PARTLY_STATED)
    assert silent or finding.spec in rule.specs, f"the catalog has {finding.rule} elsewhere than {finding.spec}"


@pytest.fixture(autouse=True, scope="session")
def catalog() -> Iterator[Callable[[Finding], None]]:
    """Hold every finding that the package makes in this session against the catalog; gives what does it."""
    make = Finding.__init__

    def make_and_hold(self: Finding, *values: Any, **named: Any) -> None:
        make(self, *values, **named)
        caller = sys._getframe(1)
        while caller.f_back and caller.f_globals.get("__name__") == "pkce_core.rule":  # the page has rules of its own
            caller = caller.f_back
        if str(caller.f_globals.get("__name__")).startswith("pkce_core"):
            hold_against_the_catalog(self)

    Finding.__init__ = make_and_hold  # type: ignore[method-assign]
    yield hold_against_the_catalog
    Finding.__init__ = make  # type: ignore[method-assign]
