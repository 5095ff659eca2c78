"""The order of causes, and how sure each is."""

from __future__ import annotations

import pytest

from pkce_core import Finding, Level, explain_error, parse_flow
from pkce_core.explain.ranking import UNCHANGED, is_named_right, rank
from pkce_core.explain.usual.disproved import Effect


def found(rule: str, level: Level) -> dict[str, Finding]:
    return {rule: Finding(rule=rule, level=level, message=f"{rule} seen")}


@pytest.mark.parametrize(
    ("level", "from_command", "status"),
    [
        (Level.ERROR, False, "proved"),
        (Level.ERROR, True, "possible"),
        (Level.WARNING, False, "possible"),
        (Level.INFO, False, "possible"),
    ],
)
def test_what_proves_a_cause(level: Level, from_command: bool, status: str) -> None:
    """Only an error in values that weren't typed into a command proves a cause."""
    findings = found("code-differs", level)
    ranking = rank({}, ["code-old", "code-differs"], findings, has_assertion=False, from_command=from_command)
    assert [(each.slug, each.status) for each in ranking.causes] == [("code-differs", status), ("code-old", "possible")]


def test_what_rules_a_cause_out() -> None:
    """A pass rules a cause out, for a command only if it was run unchanged; what the command can't show stays sure."""
    findings = {**found("code-differs", Level.PASS), **found("iss-mismatch", Level.PASS)}
    ranking = rank({}, ["code-differs", "iss-mismatch"], findings, has_assertion=False, from_command=True)
    assert [each.status for each in ranking.ruled_out] == [UNCHANGED, "ruled out"]
    assert not ranking.causes


def test_the_message_and_the_values() -> None:
    """What the message suggests comes after mistakes that can cause the error, and before other ones."""
    findings = {**found("state-mismatch", Level.ERROR), **found("redirect-uri-differs", Level.ERROR)}
    ranking = rank({"code-old": "Said."}, ["redirect-uri-differs"], findings, has_assertion=False, from_command=False)
    assert [each.slug for each in ranking.causes] == ["redirect-uri-differs", "code-old", "state-mismatch"]
    against = rank({"code-old": "Said."}, [], found("code-old", Level.PASS), has_assertion=False, from_command=False)
    assert [each.slug for each in against.causes] == ["code-reused", "wrong-environment", "other-values"]
    assert [(each.slug, each.named, each.evidence) for each in against.ruled_out] == [
        ("code-old", True, "code-old seen")
    ]
    for_it = rank({"code-old": "Said."}, [], found("code-old", Level.INFO), has_assertion=False, from_command=False)
    assert [each.evidence for each in for_it.causes] == ["Said. code-old seen"]


def test_a_client_that_sent_an_assertion() -> None:
    """No cause about a client_secret is left; the assertion is one, where secrets were."""
    ranking = rank({}, ["secret-wrong", "auth-method"], {}, has_assertion=True, from_command=False)
    assert [each.slug for each in ranking.causes] == ["assertion-refused", "auth-method"]
    assert not rank({}, [], {}, has_assertion=True, from_command=False).causes


def test_the_statuses_of_an_explanation() -> None:
    """`explain_error` hands the statuses on, and JSON has them."""
    values = {
        "authorization_request": {"redirect_uri": "https://a.example/cb"},
        "authorization_response": {"code": "x"},
        "token_request": "curl https://a.example/token -d grant_type=authorization_code -d code=x",
    }
    explanation = explain_error("invalid_grant", flow=parse_flow(values))
    assert (explanation.causes[0].slug, explanation.causes[0].status) == ("redirect-uri-missing", "possible")
    assert {each.status for each in explanation.ruled_out} == {UNCHANGED}
    assert explanation.causes[0].to_dict()["status"] == "possible"


def test_a_server_that_knows_the_code_has_read_the_body() -> None:
    """A JSON body doesn't come before an expired code; before a message that misses something it does."""
    findings = found("body-not-form", Level.WARNING)
    for said, first in (("code-old", "code-old"), ("parameter-missing", "body-not-form")):
        ranking = rank({said: "Said."}, [], findings, has_assertion=False, from_command=False)
        assert ranking.causes[0].slug == first
        assert {each.slug for each in ranking.causes} == {said, "body-not-form"}


def test_a_suggestion_that_the_values_contradict_is_no_cause() -> None:
    """It's among those that are ruled out, with what shows that."""
    suggested = {"client-id-missing": "Said.", "auth-method": "Said."}
    ranking = rank(suggested, [], found("client-id-missing", Level.PASS), has_assertion=False, from_command=False)
    assert [each.slug for each in ranking.causes] == ["auth-method", "body-not-form", "other-values"]
    assert [each.slug for each in ranking.ruled_out] == ["client-id-missing"]


def test_only_what_fits_a_contradicted_message_is_left() -> None:
    """A server that compares a verifier has found the code: no usual cause about a lost code, and no mere warning."""
    findings = {
        **found("verifier-mismatch", Level.PASS), **found("secret-missing", Level.WARNING),
        **found("code-differs", Level.ERROR), **found("redirect-uri-differs", Level.PASS),
    }  # fmt: skip
    usual = ["code-reused", "secret-missing", "redirect-uri-differs"]
    ranking = rank({"verifier-mismatch": "Said."}, usual, findings, has_assertion=False, from_command=False)
    assert [each.slug for each in ranking.causes] == ["code-differs", "other-values", "server-compares"]
    assert [each.slug for each in ranking.ruled_out] == ["verifier-mismatch", "redirect-uri-differs"]
    more = {"verifier-mismatch": "Said.", "code-old": "Said."}
    named = rank(more, ["code-reused"], found("verifier-mismatch", Level.PASS), has_assertion=False, from_command=False)
    assert [each.slug for each in named.causes] == ["code-old", "code-reused"]


def test_a_mistake_that_explains_the_message_leaves_nothing() -> None:
    """The message speaks of redirect_uri, which one rule finds right and another proves wrong: that is the cause."""
    findings = {**found("redirect-uri-unregistered", Level.PASS), **found("redirect-uri-missing", Level.ERROR)}
    ranking = rank(
        {"redirect-uri-unregistered": "Said."},
        ["redirect-uri-missing"],
        findings,
        has_assertion=False,
        from_command=False,
    )
    assert [each.slug for each in ranking.causes] == ["redirect-uri-missing"]


def test_an_error_in_the_redirect() -> None:
    """It contradicts nothing of the token request, which comes later; what it says of its own request it does."""
    flow = parse_flow({"authorization_response": {"error": "invalid_request"}})
    said = {"verifier-mismatch": "Said."}
    later = {"verifier-mismatch": "It came before.", "challenge-malformed": "It is right."}
    one = rank(said, ["response-type"], {}, has_assertion=False, from_command=False, disproved=later, flow=flow)
    assert [each.slug for each in one.causes] == ["response-type"]
    more = {**said, "challenge-malformed": "Said."}
    two = rank(more, ["response-type"], {}, has_assertion=False, from_command=False, disproved=later, flow=flow)
    assert [each.slug for each in two.causes] == ["other-values", "server-compares"]


def test_an_unknown_method_can_be_behind_a_mismatch() -> None:
    """A method that no specification defines comes before what the message says, and isn't asked of other errors."""
    findings = found("method-unknown", Level.ERROR)
    ranking = rank({"verifier-mismatch": "Said."}, [], findings, has_assertion=False, from_command=False)
    assert [each.slug for each in ranking.causes] == ["method-unknown", "verifier-mismatch"]
    other = rank({"scope-unknown": "Said."}, [], findings, has_assertion=False, from_command=False)
    assert [each.slug for each in other.causes] == ["scope-unknown", "method-unknown"]


@pytest.mark.parametrize("level", [Level.ERROR, Level.INFO])
def test_a_cause_before_what_follows_from_it(level: Level) -> None:
    """It comes first however sure it is, and what follows from it has nothing of its own to correct."""
    effects = {"verifier-mismatch": Effect("variable-not-filled", "Fill it in."), "code-old": Effect("x", "No.")}
    said = {"code-old": "Said.", "verifier-mismatch": "By its words: refused."}
    findings = found("variable-not-filled", level)
    ranking = rank(said, [], findings, effects=effects, has_assertion=False, from_command=True)
    assert [each.slug for each in ranking.causes if each.slug != "code-old"] == [
        "variable-not-filled", "verifier-mismatch",
    ]  # fmt: skip
    assert [each.fix for each in ranking.causes if each.slug == "verifier-mismatch"] == ["Fill it in."]
    known = {"verifier-mismatch": "By its words: expired."}
    ranking = rank(known, [], findings, effects=effects, has_assertion=False, from_command=True)
    assert [each.fix for each in ranking.causes if each.slug == "verifier-mismatch"] == [""]


def test_what_is_right_in_a_message() -> None:
    """A message speaks of a right value only where that value is there, and nothing else explains the message."""
    right = found("verifier-mismatch", Level.PASS)
    absent = {"verifier-mismatch": "The token request has no code_verifier."}
    said = {"verifier-mismatch": "Said."}
    for findings, disproved, named in (
        (right, {}, True),
        ({**right, **found("verifier-missing", Level.ERROR)}, {}, False),
        ({**right, **found("verifier-missing", Level.INFO)}, {}, True),
        ({}, absent, False),
    ):
        ranking = rank(said, ["verifier-missing"], findings, disproved, has_assertion=False, from_command=True)
        assert is_named_right(ranking, {}, findings) is named


@pytest.mark.parametrize(
    ("message", "named", "excluded"),
    [
        ("code_verifier was sent", "verifier-mismatch", "verifier-missing"),
        ("client_secret was provided", "secret-wrong", "secret-missing"),
        ("code_challenge was given", "challenge-malformed", "challenge-required"),
        ("code_challenge is present but PKCE is not supported", "pkce-unsupported", "challenge-missing"),
    ],
)
def test_what_a_message_says_to_be_there(message: str, named: str, excluded: str) -> None:
    """A value that was sent isn't missing."""
    code = {"code_v": "invalid_grant", "client": "invalid_client", "code_c": "invalid_request"}[message[:6]]
    causes = [cause.slug for cause in explain_error(code, error_description=message).causes]
    assert causes[0] == named
    assert excluded not in causes


@pytest.mark.parametrize("slug", ["redirect-refused", "parameters-joined"])
def test_a_mistake_that_explains_any_error(slug: str) -> None:
    """It comes first, and what the message or the code suggests isn't needed."""
    findings = {**found("parameter-missing", Level.ERROR), **found(slug, Level.ERROR)}
    suggested = {"parameter-missing": "its words", "secret-wrong": "its words"}
    ranking = rank(suggested, ["code-old"], findings, has_assertion=False, from_command=False)
    assert [each.slug for each in ranking.causes] == [slug, "parameter-missing"]


def test_what_is_proved_about_the_thing_that_a_message_names() -> None:
    """It comes before what the words alone suggest, and what is proved about something else comes after them."""
    findings = {**found("redirect-uri-missing", Level.ERROR), **found("code-differs", Level.ERROR)}
    ranking = rank({"code-old": "its words"}, [], findings, has_assertion=False, from_command=False)
    assert [each.slug for each in ranking.causes] == ["code-differs", "code-old", "redirect-uri-missing"]
