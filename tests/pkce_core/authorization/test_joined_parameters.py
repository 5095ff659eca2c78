"""Parameters that were joined to an address in a wrong way: read where they are, and the reader learns how."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, StateExpectation, check_authorization_response, parse_authorization_response
from pkce_core.authorization.joined_parameters import separate_fragment, separate_path, separate_query
from tests.support.authorization_responses import CODE, STATE, find, rules
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

VALUE = st.text(string.ascii_letters + string.digits + "-_.~", min_size=6, max_size=40)
APP = "https://client.example"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{APP}/cb?tenant=7?code={CODE}&state={STATE}", 'code is there, but after a second "?"'),
        (f"{APP}/cb?a=1&tenant=7?code={CODE}&state={STATE}", "part of the value of tenant"),
        (f"{APP}/cb?tenant=7??code={CODE}&state={STATE}", 'after a second "?"'),
        (f"{APP}/cb?tenant=7%3Fcode={CODE}&state={STATE}", "the ? before it is percent-encoded (%3F)"),
        (f"{APP}/cb?tenant=7;code={CODE}&state={STATE}", "after ; instead of &"),
        (f"{APP}/cb?code={CODE}?state={STATE}", 'state is there, but after a second "?"'),
        (f"{APP}/cb?code={CODE};state={STATE}", "state is there, but after ; instead of &"),
        (f"{APP}/cb?code={CODE}%26state%3D{STATE}", "the & before it is percent-encoded (%26)"),
        (f"{APP}/cb?data=infocode={CODE}&state={STATE}", "without an & before it"),
        (f"{APP}/cb?code={CODE}state={STATE}", "state is there, but without an & before it"),
        (f"{APP}/cb??code={CODE}&state={STATE}", 'after a "?" too many'),
        (f"{APP}/in?next={APP}/cb?code={CODE}&state={STATE}", "in the address that next contains"),
        (f"{APP}/in?next=/cb%3Fcode%3D{CODE}%26state%3D{STATE}", "in the address that next contains"),
        (f"{APP}/cb&code={CODE}&state={STATE}", 'with & before it instead of "?"'),
        (f"{APP}/cbcode={CODE}&state={STATE}", "with nothing before it"),
        (f"{APP}/cb%3Fcode={CODE}&state={STATE}", 'with %3F before it instead of "?"'),
        (f"/cb&code={CODE}&state={STATE}", 'with & before it instead of "?"'),
    ],
)
def test_values_are_read_where_they_are(text: str, says: str) -> None:
    """A second ?, a missing &, an encoded sign: code and state are read, and one error says what a client misses."""
    report = check_authorization_response(text, state=STATE)
    assert [finding.rule for finding in report.errors] == ["response-joined"]
    assert says in find(report, "joined").message
    assert {"state-match", "code"} <= set(rules(report))
    response = parse_authorization_response(text)
    assert (response.code, response.state) == (CODE, STATE)


@pytest.mark.parametrize(
    "text",
    [
        f"{APP}/cb?code={CODE}&state={STATE}&next=/in?error=1",
        f"{APP}/cb?next=%2Fin%3Ferror%3D1&code={CODE}&state={STATE}",
        f"{APP}/cb?code={CODE}&state={STATE}&promo_code=7",
        f"{APP}/cb?code={CODE}&state={STATE}#/in",
        f"{APP}/error=1/cb?code={CODE}&state={STATE}",
    ],
)
def test_a_correct_response_is_left_alone(text: str) -> None:
    """A value that merely looks like parameters is a value, when the response has its code where it belongs."""
    report = check_authorization_response(text, state=STATE)
    assert report.ok
    assert rules(report) == ["iss-absent", "state-match", "code"]


def test_a_state_with_parameters_in_it_is_kept() -> None:
    """state may contain anything, so nothing is taken out of it."""
    state = "next=/in?error=1&iss=2"
    report = check_authorization_response(f"code={CODE}&state=next%3D/in?error=1%26iss=2", state=state)
    assert rules(report) == ["iss-absent", "state-match", "code"]


def test_the_rest_of_an_encoded_value_that_is_no_encoding() -> None:
    """An escape that means nothing is an encoding error, never an exception."""
    report = check_authorization_response(f"{APP}/cb?code={CODE}%26state%3D%zz", state=STATE)
    assert "encoding" in rules(report)


@pytest.mark.parametrize(
    ("fragment", "route"),
    [
        (f"/login?code={CODE}&state={STATE}", "/login"),
        (f"/code={CODE}&state={STATE}", "/"),
        (f"!/cb?code={CODE}&state={STATE}", "!/cb"),
        (f"/cb&code={CODE}&state={STATE}", "/cb"),
        (f"/cb#code={CODE}&state={STATE}", "/cb#"),
        (f"/cb/?tenant=7&code={CODE}&state={STATE}", "/cb/"),
        (f"/cb?code={CODE};state={STATE}", "/cb"),
    ],
)
def test_a_route_before_the_parameters(fragment: str, route: str) -> None:
    """A hash router's route is named, and what follows it is read."""
    report = check_authorization_response(f"{APP}/#{fragment}", state=STATE)
    assert find(report, "route").level is Level.WARNING
    assert f'the route "{route}"' in find(report, "route").message
    assert "fragment" not in rules(report)
    assert {"state-match", "code"} <= set(rules(report))


@pytest.mark.parametrize("fragment", ["", "/login", "_=_", "?x=1"])
def test_a_fragment_without_a_response(fragment: str) -> None:
    """A route alone is no response."""
    assert separate_fragment(fragment) == ("", ())


@pytest.mark.parametrize("fragment", [f"code={CODE}", f"scope=a&code={CODE}"])
def test_a_fragment_without_a_route(fragment: str) -> None:
    """Other parameters may come first, and are no route."""
    assert separate_fragment(fragment) == (fragment, ())
    assert separate_fragment(f"?{fragment}") == (fragment, ())


@given(code=VALUE, state=VALUE, tenant=VALUE, sign=st.sampled_from(["?", "%3F", "%3f", ";", "%26", "%3B", "??"]))
def test_any_code_and_state_after_a_wrong_sign(code: str, state: str, tenant: str, sign: str) -> None:
    """Whatever the values are, they are read where they are."""
    code = f"C0de~{code}"
    text = f"{APP}/cb?tenant={tenant}{sign}code={code}&state={state}"
    report = check_authorization_response(text, state=state, redirect_uri=f"{APP}/cb?tenant={tenant}")
    response = parse_authorization_response(text)
    assert (response.code, response.state, response.extra) == (code, state, (("tenant", tenant),))
    assert [finding.rule for finding in report.errors] == ["response-joined"]
    shown = " ".join(finding.message + finding.hint for finding in report) + repr(report)
    assert code not in shown
    assert code not in repr(response)


@given(
    code=VALUE, state=VALUE, route=st.sampled_from(["/", "/login", "auth/login", "!/a/b"]), sign=st.sampled_from("?&#")
)
def test_any_code_and_state_after_a_route(code: str, state: str, route: str, sign: str) -> None:
    """Whatever the values are, they are read after the route."""
    text = f"{APP}/#{route}{sign}code={code}&state={state}"
    response = parse_authorization_response(text)
    assert (response.code, response.state) == (code, state)
    assert "route" in rules(check_authorization_response(text, state=state))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Any text is split, and what is split off is made of it."""
    separate_query(text)
    separate_fragment(text)
    separate_path(text)


@pytest.mark.parametrize(
    "unit", ["?code=", "code=", "&code=1", "%26state%3D", "#", "/", "state=a;", "=", "?", "/code=a&"]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Every place where a parameter might start is looked at once."""
    text = (f"{APP}/cb?tenant=" + unit * 20_000)[:19_999]
    call = lambda: check_authorization_response(text, state=StateExpectation.UNCHECKED)  # noqa: E731
    assert cost_per_character(call, len(text)) < FAR_TOO_MUCH
    fragment = (f"{APP}/#/" + unit * 20_000)[:19_999]
    call = lambda: check_authorization_response(fragment, state=StateExpectation.UNCHECKED)  # noqa: E731
    assert cost_per_character(call, len(fragment)) < FAR_TOO_MUCH


def test_a_name_in_a_path_that_is_no_result() -> None:
    """What ends with the name of no parameter of a response is passed over."""
    base, query, findings = separate_path("https://a.example/cbstate=q/code=2")
    assert query.endswith("code=2")
    assert base.startswith("https://a.example/cb")
    assert findings[0].rule == "response-joined"
