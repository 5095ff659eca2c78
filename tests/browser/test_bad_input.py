"""Bad text in every field of every part, within a flow that is right otherwise: told, never run, never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pkce_core import get_provider
from pkce_widgets import example
from pkce_widgets.parts.all_parts import PARTS
from pkce_widgets.parts.provider import OFFERED
from tests.support.jwts import jwt
from tests.support.matrix import matrix
from tests.support.parts import BOOT, field, give, part, says, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Locator, Page

    from pkce_widgets.view.part import Field

RIGHT = {
    **example.REQUEST,
    "registered_redirect_uri": example.REDIRECT_URI,
    "redirect": f"{example.REDIRECT_URI}?code={example.CODE}&state={example.STATE}",
    "lint_url": example.AUTHORIZATION_URL,
    "client_jwt": jwt({"iss": "a", "sub": "a", "aud": "https://op.example/token", "exp": 9, "jti": "1"}),
    "refresh_token": "tGzv3JOkF0XG5Qx2TlKWIA",
    "error": "invalid_grant",
    "token_response": '{"error": "invalid_grant"}',
}
STRANGE = {
    "control characters": "abc\x00\x1b[31mdef\x7f",
    "look-alikes": "сlient‐іd\u202e\u200b",
    "HTML": '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>',
}
QUOTED = '"value-of-mine"\n'
TYPED = {
    f"{name}-{each.name}": (name, each)
    for name, it in PARTS.items()
    if name not in ("tamper", "answer")
    for each in it.fields
    if each.kind not in ("select", "check")
}
TELLING = (
    "provider-institution_host", "provider-metadata", "credentials-client_secret", "redirect-uri-redirect_uri",
    "check-code_verifier", "pairs-pairs_text", "jwt-client_jwt", "authorize-state", "lint-lint_url",
    "callback-redirect", "token-client_assertion", "response-jwks", "refresh-refresh_token", "explain-error",
    "report-report_note",
)  # fmt: skip
"""A field of each part that has a verdict of its own, and of each kind."""
CLEANED = {case: pair for case, pair in TYPED.items() if not pair[1].keep}
ANY_TEXT = {"report_note", "error_description", "nonce", "pairs_text"}
"""Values in which every character is allowed."""
BESIDE = {"token_request"}
"""Fields beside the text that a verdict is about: they are marked, and the verdict stays."""
ASCII = {"client_id", "client_secret", "refresh_token", "state", "more_parameters"}
"""Values in which < and > are allowed."""
CHOICES = {name: ("provider", slug) for slug in reversed(OFFERED) for name in get_provider(slug).placeholders}
CHOICES["client_assertion"] = ("token_endpoint_auth_method", "private_key_jwt")
CHOICES["error_description"] = ("error", "access_denied")  # alone, a single word is taken for the error itself
CHOICES |= dict.fromkeys(("jwks", "clock_skew"), ("token_response", example.TOKEN_RESPONSE))
CHOICES["dpop_request"] = ("client_jwt", jwt({"htm": "POST", "htu": "https://op.example/token"}))
"""What makes a field appear, or have its meaning, that has not always."""
# Python answers one question after the other, so what was asked before this has its answer.
SETTLE = """async () => {
  const register = document.querySelector("script[src*='/register.mjs']").src;
  const { live } = await import(new URL("runtime.mjs", register).href);
  const pause = (time) => new Promise((go) => setTimeout(go, time));
  await pause(150);
  await live.call({ op: "check", values: {} });
  await pause(20);
  return document.querySelectorAll("img[src=x], .pkce-panel script").length + (window.ran ?? 0);
}"""
# One answer gives values that bring the next question, so the flow is at rest only when it stays the same for a while.
REST = """async () => {
  const register = document.querySelector("script[src*='/register.mjs']").src;
  const { flow } = await import(new URL("flow.mjs", register).href);
  const { live } = await import(new URL("runtime.mjs", register).href);
  const fields = () => [...document.querySelectorAll(".pkce-form [name]")].map((field) => field.value);
  const now = () => JSON.stringify([...flow.snapshot(), ...fields()]);
  for (let before = "", same = 0; same < 2; same = now() === before ? same + 1 : 0) {
    before = now();
    await new Promise((go) => setTimeout(go, 150));
    await live.call({ op: "check", values: {} });
  }
}"""
RESET = """async () => {
  const register = document.querySelector("script[src*='/register.mjs']").src;
  const { flow } = await import(new URL("flow.mjs", register).href);
  flow.reset();
  flow.set({ used_challenges: "", used_states: "" }); // a reset keeps them, and a test may have used them up
}"""


@pytest.fixture(scope="module")
def bench(profile: BrowserContext, site_url: str) -> Iterator[Page]:
    """The workbench, awake, for all these tests."""
    page = profile.new_page()
    page.goto(f"{site_url}workbench/")
    give(page, RIGHT)
    says(page, "authorize", "Your authorization URL is ready.")
    yield page
    page.close()


@pytest.fixture
def right(bench: Page) -> Page:
    """The workbench with a flow that is right."""
    bench.evaluate(RESET)
    bench.evaluate(REST)
    give(bench, RIGHT)
    says(bench, "response", "The provider refused: invalid_grant")
    bench.evaluate(REST)
    return bench


def shown(page: Page, name: str, wire: str) -> Locator:
    """A field, after the choice that brings it."""
    if wire in CHOICES:
        give(page, dict([CHOICES[wire]]))
    control = field(page, name, wire)
    expect(control).to_be_visible(timeout=BOOT)
    return control


def settle(page: Page) -> None:
    """Wait for the answer; nothing of what was typed has become a part of the page."""
    assert page.evaluate(SETTLE) == 0


@pytest.mark.parametrize(("name", "it"), matrix(TYPED, TELLING))
def test_every_field(right: Page, name: str, it: Field) -> None:
    """Whatever stands in it is kept, with the focus; what no server takes is said, in a part that is not right."""
    control = shown(right, name, it.name)
    settle(right)
    result = part(right, name).locator(".pkce-result")
    for kind, text in STRANGE.items():
        control.fill(text)
        settle(right)
        expect(control).to_have_value(text)
        expect(control).to_be_focused()
        expect(verdict(right, name)).not_to_contain_text("Not checked")
        if it.name not in ANY_TEXT and not (kind == "HTML" and it.name in ASCII):
            expect(result).to_have_attribute("data-state", "unknown" if it.name in BESIDE else "wrong")
            assert control.get_attribute("aria-invalid") == "true" or it.name == "state", (kind, "is not marked")
    control.evaluate(
        "(it) => { it.value = 'x'.repeat(1_000_000); it.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    expect(verdict(right, name)).to_contain_text("1,000,000 characters")
    expect(control).to_have_attribute("aria-invalid", "true")
    control.fill("")
    settle(right)
    expect(control).to_be_focused()
    expect(control).to_have_attribute("aria-invalid", "false")


@pytest.mark.parametrize(("name", "it"), matrix(CLEANED, [case for case in TELLING if case in CLEANED]))
def test_a_cleaned_value_is_offered(right: Page, name: str, it: Field) -> None:
    """Quotes and the line end that copying added are left out, which is said; a button puts the rest into the field."""
    control = shown(right, name, it.name)
    control.fill(QUOTED)
    note = part(right, name).locator(f"[data-note={it.name}]")
    removed = "quotes" if it.kind == "secret" else "a line break and quotes"  # one line takes no line break
    expect(note).to_contain_text(f"Checked without {removed} around it.")
    note.get_by_role("button", name="Clean it").click()
    expect(control).to_have_value("value-of-mine")
    expect(control).to_be_focused()
    expect(note).not_to_contain_text("Checked without")
