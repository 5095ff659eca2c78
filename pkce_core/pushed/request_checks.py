"""`check_pushed_request`: a pushed request as a command or raw HTTP shows it (RFC 9126 §2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.authorization.request import find_repeated, request_from
from pkce_core.authorization.request_checks import CHECKS
from pkce_core.findings import Level, Report
from pkce_core.pushed.rules import RULES
from pkce_core.token.sent.parse import parse_token_command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding


def check_pushed_request(text: str) -> Report:
    """Judge a pushed request. Where a variable fills a value in, only what is shown is judged.

    Args:
        text: a command, raw HTTP, or a call in a program.
    """
    return Report(findings=tuple(_check(text)))


def _check(text: str) -> Iterator[Finding]:
    sent = parse_token_command(text)
    rule = RULES["pushed-sent"]
    if sent is None or not sent.parameters:
        yield rule.info("pkce finds no parameters in this request, so nothing of it was checked.")
        return
    if sent.method and sent.method != "POST":
        yield rule.error("A pushed request is sent with POST.", "Put the parameters into the body of a POST.")
    pairs = tuple((each.name, each.value) for each in sent.all_parameters if each.value is not None)
    if "request_uri" in dict(pairs):
        message = "A pushed request must not have a request_uri: the server answers with one."
        yield RULES["pushed-parameter"].error(message, "Leave it out.")
    yield from find_repeated(tuple((each.name, each.value or "") for each in sent.parameters))
    if "request" in dict(pairs) or any(each.value is None for each in sent.parameters):
        yield rule.info("Not every value is in this text, so only what it shows was checked.")
        return
    found = [each for check in CHECKS for each in check(request_from(pairs))]
    yield from found
    if all(each.level in (Level.PASS, Level.INFO) for each in found):
        yield rule.passed("The pushed request has everything that the flow needs.")
