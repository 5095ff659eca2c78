"""The catalog of rules against the source of the package: complete both ways."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pkce_core import RULES
from tests.support.rule_sites import ANY, Source

NEVER = {"nbf-missing"}
"""A slug that the source could put together and never does: nbf is judged only where there is one."""
SITES = Source().sites()


@pytest.mark.parametrize(
    ("slug", "levels", "specs"),
    [
        ("verifier-length", {"error"}, {"RFC 7636 §4.1"}),  # through two parameters and a condition on one
        ("token-response-kind", {"error", "warning"}, {"RFC 6749 §3.3", "RFC 6749 §5.1"}),  # a default, and one given
        ("redirect-uri-scheme-dot", {"error", "warning"}, {"RFC 8252 §8.4"}),  # a function chosen on the way
        ("nbf-future", {"error"}, {"RFC 7519 §4.1.5"}),  # an imported constant
        ("verifier-uuid", {"info", "warning"}, {"RFC 7636 §7.1"}),  # a value returned by one of several functions
        ("metadata-issuer-query", {"error"}, {"RFC 8414 §2"}),  # a loop over a table
    ],
)
def test_the_source_is_read(slug: str, levels: set[str], specs: set[str]) -> None:
    """What a finding carries is followed from where it is made to where it was decided."""
    assert (set(SITES[slug].levels), set(SITES[slug].specs)) == (levels, specs)


def test_the_catalogue_is_complete() -> None:
    """Every slug that the source can give a finding stands in the catalog, and nothing else does."""
    assert len(SITES) > 250
    assert set(SITES) - NEVER == set(RULES)


@pytest.mark.parametrize("slug", RULES)
def test_the_catalogue_claims_no_more_than_the_source(slug: str) -> None:
    """A level or a section in the catalog is one that findings of that rule can have."""
    rule, site = RULES[slug], SITES[slug]
    assert ANY in site.levels or site.levels >= {level.value for level in rule.levels}
    assert ANY in site.specs or site.specs >= {str(spec) for spec in rule.specs}


def test_no_check_loads_the_catalogue() -> None:
    """No check needs the catalog, so none waits for it."""
    code = (
        "import sys, pkce_core; pkce_core.check_pair('v' * 43, 'c'); pkce_core.check_flow({'code': 'x'});"
        "pkce_core.explain_error('x');"
        "sys.exit('pkce_core.rules' in sys.modules or 'pkce_core.error_codes' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
