"""Every rule that a check of this package can report, as data: what it requires, at which step, and where it is stated.

A finding has the slug of its rule, so that a page or a program can look the rule up here. The rule says what is right;
the finding says what is wrong with one value.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.api.rules import RULES as API
from pkce_core.authorization.request_object.rules import RULES as REQUEST_OBJECT
from pkce_core.authorization.request_rules import RULES as AUTHORIZATION_REQUEST
from pkce_core.authorization.response_rules import RULES as AUTHORIZATION_RESPONSE
from pkce_core.client_jwt.rules import RULES as CLIENT_JWT
from pkce_core.dpop.rules import RULES as DPOP
from pkce_core.explain.rules import RULES as EXPLAIN
from pkce_core.flow.rules import RULES as FLOW
from pkce_core.har.rules import RULES as HAR
from pkce_core.id_token.rules import RULES as ID_TOKEN
from pkce_core.jose.rules import RULES as JOSE
from pkce_core.metadata.rules import RULES as METADATA
from pkce_core.pkce.rules import RULES as PKCE
from pkce_core.providers.rules import RULES as PROVIDERS
from pkce_core.pushed.rules import RULES as PUSHED
from pkce_core.redirect_uri.rules import RULES as REDIRECT_URI
from pkce_core.token.granted.rules import RULES as GRANTED
from pkce_core.token.request_rules import RULES as TOKEN_REQUEST
from pkce_core.token.response_rules import RULES as TOKEN_RESPONSE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.rule import Rule

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

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        **METADATA, **PROVIDERS, **REDIRECT_URI, **PKCE, **AUTHORIZATION_REQUEST, **REQUEST_OBJECT, **PUSHED,
        **AUTHORIZATION_RESPONSE,
        **TOKEN_REQUEST, **CLIENT_JWT, **DPOP, **TOKEN_RESPONSE, **GRANTED, **API, **JOSE, **ID_TOKEN, **FLOW,
        **EXPLAIN, **HAR,
    }
)  # fmt: skip
"""Every rule by its slug, in the order of a flow."""
