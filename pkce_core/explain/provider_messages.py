"""What providers write into error_description, as data, and the causes that each message suggests.

A part of a message, in lower case, is enough to recognize it; the longest matching part wins. Entra ID numbers its
messages. Providers change their wording. If a message is not here, the causes come from the error code alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.explain.message_table import GENERAL_PARTS, MESSAGE_PARTS
from pkce_core.explain.word_tables import OTHER_CODES
from pkce_core.web_answers.api_messages import API_MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class ProviderMessage:
    """A text that a server writes into error_description.

    Attributes:
        provider: which server writes it.
        text: the part or number by which it is recognized; a part is in lower case.
        causes: the slugs of the causes that it suggests, the likeliest first; empty when it hides the reason.
        source: the page, file or report that shows it.
        is_general: whether it stands for several causes, so that what else the message says is more exact.
        is_of_api: whether an API writes it, whose words are about other things than those of a request for tokens.
    """

    provider: str
    text: str
    causes: tuple[str, ...]
    source: str
    is_general: bool = False
    is_of_api: bool = False

    @property
    def title(self) -> str:
        """The server's name, as a sentence has it."""
        return TITLES.get(self.provider, self.provider.title())

    @property
    def is_numbered(self) -> bool:
        """Whether it has a number by which only this server calls it."""
        return self.text.startswith("AAD")


TITLES: Mapping[str, str] = MappingProxyType(
    {
        "cognito": "Amazon Cognito", "dex": "Dex", "entra": "Microsoft Entra ID", "forgerock": "ForgeRock",
        "fusionauth": "FusionAuth", "github": "GitHub", "gitlab": "GitLab", "hydra": "Ory Hydra",
        "authentik": "authentik", "identityserver": "IdentityServer", "league": "league/oauth2-server",
        "linkedin": "LinkedIn",
        "node-oidc-provider": "node-oidc-provider", "openiddict": "OpenIddict", "spring": "Spring Authorization Server",
        "wso2": "WSO2", "zitadel": "ZITADEL", "microsoft": "Microsoft",
    }
)  # fmt: skip
"""By provider: its name, where that isn't the slug with a capital letter."""
ENTRA = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes"
"""The page that lists the numbers."""

_GONE = ("refresh-token-invalid", "session-ended")
ENTRA_NUMBERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "16000": ("interaction-needed",),
        "28002": ("scope-unknown",),
        "28003": ("scope-unknown",),
        "50001": ("resource-unknown",),
        "50011": ("redirect-uri-unregistered",),
        "50012": ("secret-wrong", "assertion-refused"),
        "50013": ("assertion-refused",),
        "50020": ("user-unknown", "wrong-environment"),
        "50027": ("assertion-refused",),
        "50034": ("user-unknown", "wrong-environment"),
        "50053": ("policy-denied",),
        "50055": ("user-credentials",),
        "50056": ("user-credentials",),
        "50057": ("policy-denied",),
        "50058": ("no-session",),
        "50064": ("user-credentials",),
        "50072": ("mfa-required",),
        "50074": ("mfa-required",),
        "50076": ("mfa-required",),
        "50078": ("mfa-required",),
        "50079": ("mfa-required",),
        "50089": ("login-session-lost",),
        "50105": ("policy-denied",),
        "50126": ("user-credentials",),
        "50132": ("session-ended",),
        "50133": ("session-ended",),
        "50147": ("challenge-malformed", "challenge-required"),
        "50148": ("verifier-mismatch",),
        "50149": ("method-plain",),
        "50173": ("session-ended", "refresh-token-invalid"),
        "50194": ("tenant-endpoint",),
        "53000": ("conditional-access",),
        "53001": ("conditional-access",),
        "53002": ("conditional-access",),
        "53003": ("conditional-access",),
        "54005": ("code-reused",),
        "65001": ("interaction-needed", "admin-consent"),
        "65004": ("user-denied",),
        "65005": ("scope-not-allowed", "resource-not-allowed"),
        "70000": ("code-reused", "code-old", "redirect-uri-differs", "refresh-token-invalid"),
        "70001": ("client-disabled", "client-unknown"),
        "70002": ("secret-wrong",),
        "70003": ("grant-type",),
        "70005": ("response-type",),
        "70008": ("code-old", "refresh-token-invalid"),
        "70011": ("scope-unknown",),
        "70016": ("still-waiting",),
        "70018": ("device-code-invalid",),
        "70019": ("device-code-invalid",),
        "70020": ("device-code-invalid",),
        "70043": _GONE,
        "90002": ("wrong-environment",),
        "90014": ("parameter-missing",),
        "90023": (),
        "90027": ("endpoint-version",),
        "90072": ("user-unknown",),
        "90094": ("admin-consent",),
        "500011": ("resource-unknown", "wrong-environment"),
        "500201": ("endpoint-version",),
        "500112": ("redirect-uri-differs",),
        "500113": ("redirect-uri-unregistered",),
        "501481": ("verifier-mismatch",),
        "501491": ("challenge-malformed",),
        "530032": ("policy-denied",),
        "650056": ("scope-not-allowed", "admin-consent", "client-unknown"),
        "650057": ("resource-not-allowed", "scope-not-allowed"),
        "700005": ("wrong-environment",),
        "700011": ("client-unknown", "wrong-environment"),
        "700016": ("client-unknown", "wrong-environment"),
        "700020": ("interaction-needed",),
        "700025": ("secret-unwanted",),
        "700027": ("assertion-refused",),
        "5002741": ("assertion-refused",),
        "700054": ("response-type",),
        "700082": ("refresh-token-invalid",),
        "700084": ("refresh-token-of-page",),
        "900144": ("parameter-missing", "body-not-form"),
        "900561": ("token-method", "wrong-endpoint"),
        "900971": ("redirect-uri-unregistered",),
        "7000112": ("client-disabled",),
        "7000215": ("secret-wrong",),
        "7000218": ("secret-missing", "auth-method"),
        "7000222": ("secret-expired",),
        "9002313": ("parameter-missing", "body-not-form"),
        "9002325": ("challenge-required", "verifier-missing"),
        "9002326": ("browser-origin",),
        "9002327": ("spa-outside-page",),
    }
)
"""By number: the slugs of causes, the likeliest first."""

B2C = "https://learn.microsoft.com/azure/active-directory-b2c/error-codes"
"""The page that lists the numbers of Azure AD B2C."""
B2C_NUMBERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "90006": ("redirect-uri-unregistered",),
        "90068": ("client-unknown",),
        "90077": ("no-session",),
        "90079": ("secret-missing",),
        "90080": ("code-old", "refresh-token-invalid"),
        "90081": ("secret-wrong",),
        "90088": ("wrong-environment",),
        "90091": ("user-denied",),
        "90118": ("user-credentials",),
        "90129": ("code-reused", "refresh-token-invalid"),
        "90183": ("verifier-malformed", "verifier-mismatch"),
    }
)
"""By number, none of which Entra ID has: the slugs of causes, the likeliest first."""

GENERAL = frozenset({"50012", "70000", "70002", "70008", "90014", "90023", "900144", "9002313"})
"""Numbers that several causes share, or that stand before another number: what else the message says is more exact."""

LONGEST_DESCRIPTION = 20_000
"""Characters of a description that are searched; providers write a few hundred."""

_NUMBER = r"\bAAD(?:STS|B2C)(\d{4,8})\b"
_MOST_NUMBERS = 20
_AROUND = 30
_WITHIN = rf"\w\Z|\b(?:{OTHER_CODES}|device|user) \Z"


def recognize_message(error_description: str) -> ProviderMessage | None:
    """The known message in an error_description; None when there is none.

    An Entra ID number that is not in the table is recognized, but suggests no causes.
    """
    text = error_description[:LONGEST_DESCRIPTION]
    if numbers := re.findall(_NUMBER, text)[:_MOST_NUMBERS]:
        # "AADSTS70002: Error validating credentials. AADSTS54005: … was already redeemed": the other one says why.
        return _entra(next((number for number in numbers if number not in GENERAL), numbers[-1]))
    lowered = text.casefold()
    return max((each for each in _TEXTS if _is_in(each.text, lowered)), key=lambda each: len(each.text), default=None)


def _is_in(part: str, text: str) -> bool:
    """Whether a text has a part as words of their own: a "country code not valid" has no "code not valid"."""
    at = text.find(part)
    return at >= 0 and not re.search(_WITHIN, text[max(0, at - _AROUND) : at])


def _entra(number: str) -> ProviderMessage:
    return ProviderMessage(
        provider="entra",
        text=f"{'AADB2C' if number in B2C_NUMBERS else 'AADSTS'}{number}",
        causes=ENTRA_NUMBERS.get(number, B2C_NUMBERS.get(number, ())),
        source=B2C if number in B2C_NUMBERS else ENTRA,
        is_general=number in GENERAL,
    )


def _texts() -> Iterator[ProviderMessage]:
    for provider in dict.fromkeys((*MESSAGE_PARTS, *API_MESSAGES)):
        source, rows = MESSAGE_PARTS.get(provider, ("", ()))
        for text, causes, *own in rows:
            yield ProviderMessage(
                provider=provider,
                text=text,
                causes=causes,
                source=own[0] if own else source,
                is_general=text in GENERAL_PARTS,
            )
        source, of_api = API_MESSAGES.get(provider, ("", ()))
        for text, causes in of_api:
            is_general = text in GENERAL_PARTS
            yield ProviderMessage(
                provider=provider, text=text, causes=causes, source=source, is_general=is_general, is_of_api=True
            )


_TEXTS = tuple(_texts())
PROVIDER_MESSAGES: tuple[ProviderMessage, ...] = (*_TEXTS, *map(_entra, (*ENTRA_NUMBERS, *B2C_NUMBERS)))
"""Every known message, by server."""
