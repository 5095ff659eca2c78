"""An attempt as the values of a flow."""

from __future__ import annotations

from pkce_core.flow.values import FlowValues
from pkce_core.har.explain_har import explain_har
from pkce_core.har.flows import before, flow_of
from pkce_core.har.recorded.exchange import Exchange
from pkce_core.har.recorded.kinds import Kind
from pkce_core.har.recorded.steps import Attempt, Step
from pkce_core.token.sent.sent_request import SentRequest
from tests.support.har import CODE, STATE, VERIFIER, login

URL = "https://op.example/token"


def token(kind: Kind, number: int = 1, response: str = "{}") -> Step:
    exchange = Exchange(number=number, url=URL, response=response)
    return Step(kind=kind, exchange=exchange, address=URL, parameters={"client_id": "c", "code": "a"}, at=None)


def test_a_login() -> None:
    """Each message with its values and times."""
    flow = explain_har(login()).attempts[0].flow
    assert flow.value("authorization_request", "state") == STATE
    assert flow.value("authorization_response", "code") == CODE
    assert flow.verifier == VERIFIER
    assert flow.value("token_response", "token_type") == "Bearer"
    assert flow.authorization_requested_at is not None
    assert flow.token_received_at is not None


def test_no_more_than_the_checks_read() -> None:
    """A response with very many members, and metadata of wrong types, count as none."""
    step = token(Kind.TOKEN, response="{" + ",".join(f'"a{at}":1' for at in range(100)) + "}")
    flow = flow_of(Attempt(steps=[step]), step, {"issuer": 5}, is_sanitized=False, earlier=())
    assert (dict(flow.token_response), flow.issuer) == ({}, None)


def test_what_was_sent_before() -> None:
    """A refresh has only what its own client got from its own server."""
    sent = SentRequest(written_as="HTTP", url=URL)
    ours = FlowValues(token_request={"client_id": "c"}, sent_token_request=sent)
    flows = [
        ours,
        FlowValues(token_request={"client_id": "d"}, sent_token_request=sent),
        FlowValues(token_request={"client_id": "c"}, sent_token_request=SentRequest(written_as="HTTP", url="x")),
        FlowValues(),
    ]
    step = token(Kind.REFRESH)
    assert before(Attempt(steps=[step]), step, flows) == (ours,)
    theirs = FlowValues(token_request={"client_id": "d"}, token_response={"refresh_token": "r"})
    sent_it = Step(kind=Kind.REFRESH, exchange=step.exchange, address=URL, parameters={"refresh_token": "r"}, at=None)
    assert before(Attempt(steps=[sent_it]), sent_it, [theirs]) == (theirs,)
    assert before(Attempt(), None, flows) == tuple(flows)
    first, second = token(Kind.TOKEN), token(Kind.TOKEN, 2)
    both = Attempt(steps=[first, second])
    assert len(before(both, second, [])) == 1
    assert before(both, first, []) == ()


def test_another_code_of_the_same_attempt() -> None:
    """Its verifier isn't used again by it: both are of one authorization request."""
    parameters = {"code": "b", "code_verifier": "v"}
    other = Step(kind=Kind.TOKEN, exchange=Exchange(number=1, url=URL), address=URL, parameters=parameters, at=None)
    step = token(Kind.TOKEN, 2)
    assert before(Attempt(steps=[other, step]), step, [])[0].token_request == {"code": "b"}
