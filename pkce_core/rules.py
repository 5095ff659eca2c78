"""Every rule that a check of this package can report, as data: what it requires, at which step, and who says so.

A finding carries the slug of its rule, and so a page or a program can look up here what stands behind it. The sentence
says what is right; the finding says what is wrong with the value at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from pkce_core._catalogue_authorization_request import ROWS as AUTHORIZATION_REQUEST
from pkce_core._catalogue_authorization_response import ROWS as AUTHORIZATION_RESPONSE
from pkce_core._catalogue_flow import ROWS as FLOW
from pkce_core._catalogue_id_token import ROWS as ID_TOKEN
from pkce_core._catalogue_metadata import ROWS as METADATA
from pkce_core._catalogue_pkce import ROWS as PKCE
from pkce_core._catalogue_redirect_uri import ROWS as REDIRECT_URI
from pkce_core._catalogue_token_request import ROWS as TOKEN_REQUEST
from pkce_core._catalogue_token_response import ROWS as TOKEN_RESPONSE
from pkce_core.findings import Level, Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RULES", "RULE_STEPS", "Rule"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One thing that a check looks at.

    Attributes:
        slug: the `rule` of its findings.
        text: what it requires, in a sentence.
        step: the step it belongs to, a key of `RULE_STEPS`.
        levels: how much its findings matter, the gravest first.
        specs: the sections that state it; none where the rule comes from practice.
    """

    slug: str
    text: str
    step: str
    levels: tuple[Level, ...]
    specs: tuple[Spec, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The rule as JSON carries it."""
        return {
            "rule": self.slug,
            "text": self.text,
            "step": self.step,
            "levels": [level.value for level in self.levels],
            "specs": [str(spec) for spec in self.specs],
        }


RULE_STEPS: Mapping[str, str] = MappingProxyType(
    {
        "metadata": "Server metadata",
        "redirect-uri": "Redirect URI",
        "pair": "Verifier and challenge",
        "authorization-request": "Authorization request",
        "authorization-response": "Authorization response",
        "token-request": "Token request",
        "token-response": "Token response",
        "id-token": "ID token",
        "flow": "From step to step",
    }
)
"""The steps in the order of a flow, with their titles."""

_ROWS = {
    "metadata": METADATA,
    "redirect-uri": REDIRECT_URI,
    "pair": PKCE,
    "authorization-request": AUTHORIZATION_REQUEST,
    "authorization-response": AUTHORIZATION_RESPONSE,
    "token-request": TOKEN_REQUEST,
    "token-response": TOKEN_RESPONSE,
    "id-token": ID_TOKEN,
    "flow": FLOW,
}


def _read_spec(text: str) -> Spec:
    """The section that `str(Spec)` writes as this text."""
    if " §" in text:
        document, _, section = text.partition(" §")
        return Spec(document=document, section=section)
    document, appendix, letter = text.partition(" Appendix ")
    return Spec(document=document, section=f"Appendix {letter}" if appendix else "")


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        slug: Rule(
            slug=slug,
            text=text,
            step=step,
            levels=tuple(map(Level, levels.split())),
            specs=tuple(map(_read_spec, specs.split(", "))) if specs else (),
        )
        for step, rows in _ROWS.items()
        for slug, levels, specs, text in rows
    }
)
"""Every rule by its slug, in the order in which a reader meets them."""
