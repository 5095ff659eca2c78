"""Writes a strict Content-Security-Policy into every page of a static site, and the hashes of its script files.

Read `policy` first, which says what pages may load. Then `markup` finds the tags of a page, `inspection` finds what the
policy blocks, `integrity` has the hashes of files, and `site` changes the pages. `plugin` serves MkDocs;
`python -m strict_csp` serves any other site.
"""

from strict_csp.policy import Policy, PolicyError
from strict_csp.site import Outcome, apply_policy

__all__ = ["Outcome", "Policy", "PolicyError", "apply_policy"]
