"""A challenge read backward, without the verifier: everything that the search compares digests with.

Some challenges say what they are whatever the verifier is: the line of a tool, or the name of an object. That is
`find_certain`. `decode_to_text` gives the text that a challenge is an encoding of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.diagnosis.stages.deviations import Deviations, Reconstruction, deviation
from pkce_core.diagnosis.stages.digest_encodings import digest_prefixes
from pkce_core.diagnosis.stages.digest_renderings import (
    Payload,
    Rendering,
    find_object_text,
    read_payloads,
    read_renderings,
)
from pkce_core.diagnosis.stages.lossy_renderings import is_lossy
from pkce_core.diagnosis.stages.unwrapping import Unwrapped, unwrap
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Mapping


_NAME = re.compile(r"(?:code|pkce)[_-]?(?:challenge|verifier)|challenge|verifier", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"\$\{?[A-Za-z_]\w{0,40}\}?|\$env:\w{1,40}|\$?\{{1,2} ?[A-Za-z_][\w.\-]{0,40} ?\}{1,2}|\.{3}|\u2026"
    r"|<[A-Za-z][\w .\-]{1,40}>|%[A-Za-z_]\w{1,40}%|#\{\w{1,40}\}|\$\(\w{1,40}\)|\[[A-Za-z][\w .\-]{1,40}\]"
    r"|(?:your|my|the)[_\- ][A-Za-z_\- ]{1,40}",
    re.IGNORECASE,
)
_READABLE = re.compile(rb"[ -~\r\n\t]{6,}")
"""Octets that are text; fewer may be text by chance."""


class Challenge(NamedTuple):
    """What a challenge can be.

    Attributes:
        text: as the reader has it.
        texts: what it may have been before something was put around it, cheapest first.
        payloads: what may have been encoded as each of them.
        renderings: the digests that each of them may be a rendering of.
        lossy: the payloads that may be a rendering which lost part of the digest, by their octets.
        prefixes: the first three octets of every digest that may have been encoded.
        rendered_prefixes: the same of the renderings.
    """

    text: str
    texts: list[Unwrapped]
    payloads: list[tuple[Payload, Unwrapped]]
    renderings: list[tuple[Rendering, Unwrapped]]
    lossy: Mapping[bytes, tuple[Payload, Unwrapped]]
    prefixes: set[bytes]
    rendered_prefixes: set[bytes]


class Certain(NamedTuple):
    """What a challenge is, whatever the verifier is.

    Attributes:
        reconstruction: the stages from the rendering on.
        digest: the octets that it shows; b"" if it shows none.
        shown: the text in it that its description repeats; "" if it repeats none.
    """

    reconstruction: Reconstruction
    digest: bytes
    shown: str


def read_challenge(challenge: str) -> Challenge:
    """Read a challenge backward.

    Args:
        challenge: any text; the caller bounds its length.
    """
    texts = unwrap(challenge)
    payloads = [(payload, outer) for outer in texts for payload in read_payloads(outer.text)]
    renderings = [(rendering, outer) for payload, outer in payloads for rendering in read_renderings(payload)]
    return Challenge(
        text=challenge,
        texts=texts,
        payloads=payloads,
        renderings=renderings,
        # Cheapest last, because of several payloads with the same octets the last one stays.
        lossy={payload.octets: (payload, outer) for payload, outer in reversed(payloads) if is_lossy(payload)},
        prefixes={prefix for each in texts for prefix in digest_prefixes(each.text)},
        rendered_prefixes={rendering.digest[:3] for rendering, _ in renderings},
    )


def find_certain(challenge: Challenge) -> Certain | None:
    """What the challenge says about itself; None if it says nothing."""
    found = [
        _certain(rendering.deviations, rendering.encoding, outer, digest=rendering.digest)
        for rendering, outer in challenge.renderings
        if rendering.is_certain
    ]
    for payload, outer in challenge.payloads:
        if text := find_object_text(payload):
            named = deviation("object-text", 0, f"{payload.start}the text {visible(text)} instead of a hash")
            found.append(_certain(named, payload.encoding, outer, shown=text))
    for outer in challenge.texts:
        if what := _find_placeholder(outer.text):
            found.append(_certain(deviation("placeholder", 0, what), (), outer, shown=outer.text))
    return min(found, key=lambda certain: certain.reconstruction.cost, default=None)


def _find_placeholder(text: str) -> str:
    """What a text stands for that a program should have replaced, in words that continue "it"; "" for any other."""
    bare = text.strip()
    if bare in ("S256", "s256", "plain"):
        return f"is the code_challenge_method {bare} instead of a hash"
    if _NAME.fullmatch(bare):
        return f"is the name {bare} instead of its value"
    if _PLACEHOLDER.fullmatch(bare):
        return f"is the placeholder {visible(bare)} instead of its value"
    return ""


def _certain(
    rendering: Deviations, encoding: Deviations, outer: Unwrapped, *, digest: bytes = b"", shown: str = ""
) -> Certain:
    found = Reconstruction(rendering=rendering, encoding=encoding, around_challenge=outer.deviations)
    return Certain(found, digest, shown)


def decode_to_text(challenge: Challenge) -> str:
    """The readable text that the challenge is an encoding of; "" if it is none."""
    for payload, _ in challenge.payloads:
        if payload.is_encoded and _READABLE.fullmatch(payload.octets):
            return payload.octets.decode("ascii")
    return ""
