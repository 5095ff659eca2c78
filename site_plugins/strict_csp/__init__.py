"""A strict Content-Security-Policy in every page of a static site: site.py does it, policy.py says what it allows."""

from strict_csp.policy import Policy, PolicyError
from strict_csp.site import Outcome, apply_policy

__all__ = ["Outcome", "Policy", "PolicyError", "apply_policy"]
