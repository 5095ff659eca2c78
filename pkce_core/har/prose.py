"""What a server says in its own words, as far as it can be shown: words that servers use, and nothing else.

A description explains an error, and it may also name a user, a phone number or a token. So a word is shown only if it
is in the messages that servers are known to write, or common in any of them, or public in the recording. Any other one
is replaced by its length.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.har.known_secrets import count
from pkce_core.recognition.oauth_words import COMMON

if TYPE_CHECKING:
    from collections.abc import Collection

_MORE = frozenset(
    """
    aborted accepted accessed accessing account action active actor administrative admin algorithm algorithms allows
    anonymous appear approve approved assertion assigned associated attribute audience audit authority bad banned base
    based basic bearer blocked body bound cache callback cannot canceled cancelled case caused certificate challenge
    character characters claim claims clock code codes compliant conditional confidential confirm conflict consent
    consented consumed cookie cookies cors credential credentials custom day days decode decoded decrypt default deleted
    denied deny device digest disabled discovery does domain doesn dpop duplicate duplicated elapsed email enable
    enabled encoded encoding enforced environment equal exceed exceeds exception exchange exist exists expired expires
    expiration expiry explicit explicitly external failure fetch flow forbidden form format found function granted group
    hash hint host hour hours https ignored inactive incomplete incorrect insufficient interaction interactive internal
    introspection issued issuer json jwks jwt key keys language last least lifetime locked login logout lookup
    maintenance malformed mandatory media method methods mfa minute minutes missing mode multiple must mutual names
    native needs nonce offline once openid operation option optional origin origins outdated outside overloaded owner
    owned password path permission permissions permitted personal pkce plain platform policy pool possible post prefix
    previous private prohibited prompt proof properties property protected protocol public pushed put realm recognized
    redeem redeemed redirect redirects redirection refresh refused reject rejected reload replay replayed request
    resource resources responses restricted retrieve reused revoked revocation role roles rotated rotation rule safe
    scheme scope scopes second seconds secret secrets security session sessions sha sign signature signed signing
    signin size small space spa stale standard state status step storage strict string subject supplied suspended
    temporarily temporary tenant terminated token tokens transaction transformed transport type types unauthenticated
    unavailable unavailable unexpected unique unrecognized unregistered unsupported untrusted update user username users
    verifier violation violates web week whitelisted wildcard yet zone assertions ath both configurations country csrf
    developer documentation eg exactly except falls history htm htu implicit includes included input jti lists neither
    nor par presented questions ran sent so specifically too trace unless vendor warning
    """.split()  # noqa: SIM905 - a list is ten times as long
)
_NUMBER = r"[0-9]{1,3}|AADSTS[0-9]{4,8}|S256|RFC [0-9]{4}|OAuth|2\.0"
_AROUND = "\"'`.,;:!?()[]{}<>=\u2018\u2019\u201c\u201d"
_MOST_WORDS = 150


@cache
def _vocabulary() -> frozenset[str]:
    from pkce_core.explain.provider_messages import PROVIDER_MESSAGES  # only where a server says something

    texts = (*(message.text for message in PROVIDER_MESSAGES), *ERROR_CODES)
    known = {word for text in texts for word in re.findall(r"[a-z]{2,}", text.lower())}
    return COMMON | _MORE | known | {"a", "i", "s", "t"}


def safe_prose(text: str, public: Collection[str]) -> str:
    """The words of a server with a length in place of every word that isn't known; only a length if most aren't.

    Args:
        text: what the server says, without the known secrets of the recording.
        public: words that the recording shows anyway, such as scopes.
    """
    words = re.split(r"(\s+)", text)
    if len(words) > 2 * _MOST_WORDS:
        return count(text)
    shown, hidden = [], 0
    for word in words:
        core = word.strip(_AROUND)
        if core and not _is_safe(core, public):
            hidden += 1
            word = word.replace(core, count(core), 1)
        shown.append(word)
    return "".join(shown) if hidden * 4 <= len(words) else count(text)


def _is_safe(word: str, public: Collection[str]) -> bool:
    if word in public or word.isspace() or re.fullmatch(_NUMBER, word):
        return True
    parts = re.split(r"[_/'\u2019-]", word)
    return len(parts) < 7 and all(part.lower() in _vocabulary() for part in parts)
