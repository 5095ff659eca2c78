"""The order of causes, and how sure each is: proved, possible, ruled out, or ruled out under a condition.

What a reader typed into a command may have been edited, so it proves nothing: what it shows is possible, and what it
excludes is ruled out if it was run unchanged.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.explain.causes import CAUSES
from pkce_core.explain.compared.contradicted import left_by, subject_of, where_the_secret_is
from pkce_core.explain.impossible import impossible
from pkce_core.explain.usual.by_authorization import OF_A_TOKEN_REQUEST
from pkce_core.findings import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pkce_core.explain.usual.disproved import Effect
    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues

UNCHANGED = "ruled out if you sent this unchanged"
_HOW_IT_WAS_SENT = frozenset(
    {
        "token-method", "parameters-in-url", "body-not-form", "wrong-endpoint", "parameter-name", "parameter-twice",
        "parameter-missing", "grant-type", "grant-mismatch", "variable-not-filled", "value-quoted", "value-white-space",
        "value-encoded-twice", "auth-method", "auth-twice", "basic-encoding", "parameters-joined",
    }
)  # fmt: skip
"""Mistakes of the token request that can cause any error of a token endpoint."""
READ_FROM_TOKEN_REQUEST = _HOW_IT_WAS_SENT | {
    "redirect-uri-differs", "redirect-uri-missing", "verifier-missing", "verifier-malformed", "verifier-mismatch",
    "challenge-missing", "client-differs", "secret-missing", "secret-empty", "secret-is-client-id", "secret-wrong",
    "code-differs", "code-reused", "method-missing", "secret-jwt", "dpop-proof", "assertion-refused",
    "assertion-missing", "secret-is-key", "client-id-missing",
}  # fmt: skip
"""Causes that a value of the token request shows or excludes."""
COMPARED_BY_CLIENT = ("state-mismatch", "iss-mismatch")
"""What the client compares, and no server: that they differ shows that the redirect belongs to another attempt."""
_OTHER_ATTEMPT = "So the code may belong to another attempt, with another verifier."
_HIDES_THE_BODY = frozenset({"token-method", "parameters-in-url", "body-not-form"})
_PROVED_BY_VALUES = ("secret-is-key", "refresh-token-differs", "redirect-refused", "code-is-token")
"""Mistakes of a value that can cause any error which is about that value."""
_EXPLAIN_ALL = ("redirect-refused", "parameters-joined")
"""Mistakes that explain any error by themselves: one without a code, or without a parameter that has to be there."""
_NONE: Mapping[str, str] = MappingProxyType({})
_NO_EFFECTS: Mapping[str, Effect] = MappingProxyType({})
_THERE = (("the code_verifier", "verifier-missing"), ("the client's credentials", "secret-missing"),
          ("the code_challenge", "challenge-required"))  # fmt: skip
"""What a message says to be there, and the cause that this excludes."""
_ABOUT_SECRETS = ("secret-", "basic-encoding")


class Ranked(NamedTuple):
    """A cause at its place."""

    slug: str
    status: str = "possible"
    evidence: str = ""
    fix: str = ""
    named: bool = False


class Ranking(NamedTuple):
    """The causes that may be, the likeliest first, and those that the values exclude."""

    causes: tuple[Ranked, ...]
    ruled_out: tuple[Ranked, ...]


def by_rule(findings: Iterable[Finding]) -> dict[str, Finding]:
    """One finding for each rule: the first that is not a pass, or else a pass.

    Args:
        findings: of a whole flow.
    """
    chosen: dict[str, Finding] = {}
    for finding in findings:
        if finding.rule not in chosen or chosen[finding.rule].level is Level.PASS:
            chosen[finding.rule] = finding
    return chosen


def rank(
    suggested: Mapping[str, str],
    usual: Collection[str],
    findings: Mapping[str, Finding],
    disproved: Mapping[str, str] = _NONE,
    effects: Mapping[str, Effect] = _NO_EFFECTS,
    *,
    has_assertion: bool,
    from_command: bool,
    flow: FlowValues | None = None,
) -> Ranking:
    """Sort causes by how sure they are.

    Args:
        suggested: what the server's message suggests, in order, each with its evidence.
        usual: the usual causes of the code.
        findings: what the values show, by rule.
        disproved: the causes that the known request can't have, each with what shows that.
        effects: the causes that follow from another one.
        has_assertion: whether the client authenticated with client_assertion, so that no secret has a part in it.
        from_command: whether the token request was read from a command that may have been edited.
        flow: what was sent and received.
    """
    right = {slug for slug, found in findings.items() if found.level is Level.PASS}
    against = {
        slug: findings[slug].message if slug in findings else disproved[slug]
        for slug in suggested
        if (slug in right if slug in findings else slug in disproved)
    }
    named = frozenset(against)
    suggested = {slug: evidence for slug, evidence in suggested.items() if slug not in against}
    left: Mapping[str, str] | None = left_by(said, flow) if (said := _contradicted(against, flow)) else None
    if left is None or not suggested.keys() <= left.keys():
        left = None  # the message names more
    if "auth-method" in suggested:
        suggested["auth-method"] = f"{suggested['auth-method']} {where_the_secret_is(named, flow)}".strip()
    others = _without_impossible(suggested, usual, has_assertion=has_assertion)
    others = [slug for slug in others if slug not in disproved or slug in findings]
    candidates = {*suggested, *others, *_HOW_IT_WAS_SENT, *_PROVED_BY_VALUES}
    if "verifier-mismatch" in candidates | against.keys():
        candidates.add("method-unknown")  # without a known method, nobody knows what the server compared
    candidates |= {"assertion-missing"} if has_assertion and "auth-method" in usual else set()
    if any(slug.startswith("dpop-") for slug in suggested):
        candidates.add("dpop-proof")
    if suggested.keys() & {"code-old", "code-reused"} and "code-damaged" not in suggested:
        candidates -= _HIDES_THE_BODY - suggested.keys()  # a server that knows the code's past has read the code
    wrong = [slug for slug in findings if slug not in right and slug in CAUSES]
    if left is not None:  # only what is surely wrong can be so in spite of the message
        wrong = [slug for slug in wrong if findings[slug].level is Level.ERROR or slug in left]
    shown = [slug for slug in wrong if findings[slug].level is not Level.INFO]
    if explains_all := [slug for slug in _EXPLAIN_ALL if slug in shown]:
        suggested, others = {}, []  # nothing else has to explain the error
    first = sorted(
        (slug for slug in shown if slug in candidates),
        key=lambda slug: (
            slug not in explains_all,
            findings[slug].level is not Level.ERROR,
            slug not in suggested,
            slug not in ("parameter-name", "variable-not-filled", "grant-type", "grant-mismatch"),
            slug not in others,
        ),
    )
    by_values = [slug for slug in shown if slug not in first] + [
        slug for slug in wrong if findings[slug].level is Level.INFO and slug not in suggested
    ]
    rest = [slug for slug in others if slug not in wrong and slug not in suggested and slug not in against]
    against |= {slug: findings[slug].message for slug in rest if slug in right}
    if left is not None:
        wrong_subjects = {subject_of(slug) for slug in first if findings[slug].level is Level.ERROR}
        is_explained = any(subject_of(slug) in wrong_subjects for slug in named)  # so nothing else has to explain it
        rest = [slug for slug in left if slug not in {*wrong, *suggested, *against, *disproved} | right]
        rest = [] if is_explained else rest
    return Ranking(
        causes=_before_effects(
            effects,
            suggested,
            (
                *(_shown(findings[slug], from_command=from_command) for slug in first),
                *(
                    Ranked(slug, evidence=_both(evidence, findings.get(slug)), named=True)
                    for slug, evidence in suggested.items()
                    if slug not in first
                ),
                *(_shown(findings[slug], from_command=from_command) for slug in by_values if slug not in suggested),
                *(
                    Ranked(slug, evidence=why, named=bool(why))  # what the message and the values leave
                    for slug in rest
                    if slug not in against
                    for why in ((left or _NONE).get(slug, ""),)
                ),
            ),
        ),
        ruled_out=tuple(
            _excluded(slug, why, from_command=from_command)._replace(named=slug in named)
            for slug, why in against.items()
        ),
    )


def _contradicted(named: Mapping[str, str], flow: FlowValues | None) -> list[str]:
    """Of what a message names and the values exclude, what doesn't only come after the error, as a token request does
    after a redirect, and isn't a text such as undefined, which is the mistake itself."""
    is_before = flow is not None and flow.value("authorization_response", "error") and not flow.token_request
    sent = (slug for slug, why in named.items() if " is the text " not in why)
    return [slug for slug in sent if not (is_before and slug in OF_A_TOKEN_REQUEST)]


def _before_effects(
    effects: Mapping[str, Effect], suggested: Mapping[str, str], causes: tuple[Ranked, ...]
) -> tuple[Ranked, ...]:
    """A cause before what follows from it, which has nothing of its own to correct."""
    ordered = list(causes)
    for slug, effect in effects.items():
        places = {each.slug: place for place, each in enumerate(ordered)}
        if slug not in places or effect.cause not in places or re.search(effect.unless, suggested.get(slug, "")):
            continue
        ordered[places[slug]] = ordered[places[slug]]._replace(fix=effect.fix)
        if places[effect.cause] > places[slug]:
            ordered.insert(places[slug], ordered.pop(places[effect.cause]))
    return tuple(ordered)


def is_named_right(ranking: Ranking, suggested: Collection[str], findings: Mapping[str, Finding]) -> bool:
    """Whether a message speaks of a value that is there and right, and the values show no mistake that explains it.

    Args:
        ranking: the causes, and those that are ruled out.
        suggested: what the message suggests.
        findings: what the values show, by rule.
    """
    right = [each for each in ranking.ruled_out if each.named and " has no " not in each.evidence]
    wrong = {slug for slug, found in findings.items() if found.level is Level.ERROR}
    return bool(right) and not any(each.slug in wrong or each.slug in suggested for each in ranking.causes)


def _without_impossible(suggested: Mapping[str, str], usual: Collection[str], *, has_assertion: bool) -> list[str]:
    """The usual causes without those that the message or the way of authentication excludes."""
    said = " ".join(suggested.values())
    out = {*impossible(suggested, tuple(usual)), *(slug for words, slug in _THERE if f"{words}: there." in said)}
    others = [slug for slug in usual if slug not in out]
    if has_assertion and (about := [slug for slug in others if slug.startswith(_ABOUT_SECRETS)]):
        others = ["assertion-refused", *(slug for slug in others if slug not in about)]
    return others


def _shown(finding: Finding, *, from_command: bool) -> Ranked:
    """A mistake that the values show."""
    if finding.rule in COMPARED_BY_CLIENT:
        why = _OTHER_ATTEMPT if finding.rule == "state-mismatch" else ""
        return Ranked(finding.rule, "possible", f"{finding.message} {why}".strip(), finding.hint)
    edited = from_command and finding.rule in READ_FROM_TOKEN_REQUEST
    status = "proved" if finding.level is Level.ERROR and not edited else "possible"
    return Ranked(finding.rule, status, finding.message, finding.hint)


def _excluded(slug: str, why: str, *, from_command: bool) -> Ranked:
    edited = from_command and slug in READ_FROM_TOKEN_REQUEST
    return Ranked(slug, UNCHANGED if edited else "ruled out", why)


def _both(evidence: str, finding: Finding | None) -> str:
    """What the message says, and what the values say of it that decides nothing."""
    return f"{evidence} {finding.message}" if finding else evidence
