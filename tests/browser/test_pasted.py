"""What is pasted on the landing: what is hidden, taken back, kept, and given to the quickstart."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pkce_core import derive_code_challenge
from tests.support.landing import CHALLENGE, COMMAND, ERROR, REDIRECT, SECRET, URL, VERIFIER, WITH_NEWLINE, Landing
from tests.support.parts import field, part

FLOW = """async () => {
  const register = document.querySelector("script[src*='/register.mjs']").src;
  const { flow } = await import(new URL("flow.mjs", register).href);
  return Object.fromEntries([...flow.snapshot()].filter(([name]) => flow.source(name) === "Paste what you have"));
}"""
HIDDEN = "•" * 8


def test_undo_takes_back_one_act(landing: Landing) -> None:
    """A verifier entered after an error stays when the error goes, whether it was typed or pasted."""
    landing.paste(ERROR)
    landing.says("Not enough to tell", "The server refused your code")
    verifier = landing.field("code_verifier")
    landing.box.evaluate("(box) => { box.closest('form').querySelector('[data-part=pair]').hidden = false; }")
    verifier.press_sequentially(VERIFIER)
    landing.button("Undo last paste").click()
    landing.says("Right", "The verifier is well formed.")
    expect(verifier).to_have_value(VERIFIER)
    expect(landing.values).not_to_contain_text("invalid_grant")
    expect(landing.button("Undo last paste")).to_be_hidden()


def test_undo_of_what_is_pasted_into_a_field(landing: Landing) -> None:
    """A paste into a field of the pair is an act: Undo takes it back, and not the error before it."""
    verifier = landing.field("code_verifier")
    landing.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    landing.page.evaluate("(text) => navigator.clipboard.writeText(text)", VERIFIER)
    verifier.press("Control+V")
    landing.says("Right", "The verifier is well formed.")
    landing.button("Undo last paste").click()
    expect(verifier).to_have_value("")
    landing.box.focus()
    landing.paste(ERROR)
    landing.says("Not enough to tell", "The server refused your code")
    landing.box.press_sequentially("x")
    landing.button("Undo last paste").click()
    expect(landing.box).to_have_value("x")
    expect(landing.values).not_to_contain_text("invalid_grant")


def test_undo_of_two_texts_that_were_read_as_one(landing: Landing) -> None:
    """While Python loads, pastes add up in the box; each is taken back alone, and what is typed beside it stays."""
    landing.page.route("**/*.wasm", lambda route: None)
    landing.page.reload()
    landing.paste("first")
    landing.paste("second")
    landing.box.press_sequentially(" typed")
    expect(landing.box).to_have_value("first\n\nsecond typed")
    landing.button("Undo last paste").click()
    expect(landing.box).to_have_value("first typed")
    landing.button("Undo last paste").click()
    expect(landing.box).to_have_value(" typed")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("client_secret=%2Fabc-1", f"client_secret={HIDDEN}"),
        ("client_secret=$3cret!", f"client_secret={HIDDEN}"),
        ("curl -d 'client_secret=two words'", f"curl -d 'client_secret={HIDDEN}'"),
        ('{"client_secret": "two words"}', f'{{"client_secret": "{HIDDEN}"}}'),
        ("curl -uid:s3cret https://op.example", f"curl -uid:{HIDDEN} https://op.example"),
        ("curl -su 'id:two words' x", f"curl -su 'id:{HIDDEN}' x"),
        ("https://id:s3cret@op.example/token", f"https://id:{HIDDEN}@op.example/token"),
        ("Authorization: Basic aWQ6czNjcmV0", f"Authorization: Basic {HIDDEN}"),
        *((text, text) for text in (
            "client_secret=$CLIENT_SECRET&code=x",
            'client_secret="${CLIENT_SECRET}"',
            "client_secret=${CLIENT_SECRET} -d x",
            "client_secret=%CLIENT_SECRET%",
            "client_secret=<your secret>",
            "curl -u $ID:$SECRET https://op.example:8080/token",
        )),
    ],
)  # fmt: skip
def test_a_secret_turns_into_dots(landing: Landing, text: str, hidden: str) -> None:
    """Wherever it is in a text, and only then: variables and placeholders stay as they are."""
    landing.page.route("**/*.wasm", lambda route: None)
    landing.page.reload()
    landing.paste(text)
    expect(landing.box).to_have_value(hidden)
    landing.box.fill("")
    landing.page.keyboard.insert_text(text)  # as a phone's keyboard pastes
    expect(landing.box).to_have_value(hidden)


def test_a_secret_that_is_typed_is_dots_once_it_is_read(landing: Landing) -> None:
    """Key by key nothing jumps; what has been read never comes back with the secret."""
    landing.box.press_sequentially(f"client_id=app&client_secret={SECRET}")
    landing.box.blur()
    expect(landing.values).to_contain_text("client_secret")
    expect(landing.box).to_have_value("")
    landing.button("Clear all").click()
    expect(landing.root.get_by_text("Undo doesn’t bring back a text with a secret.")).to_be_visible()
    expect(landing.root.locator("[data-part=note]")).not_to_contain_text(SECRET)
    landing.button("Undo").click()
    expect(landing.root).to_have_attribute("data-mode", "start")
    assert SECRET not in landing.box.input_value()


def test_the_page_forgets_only_secrets_when_it_is_left(landing: Landing) -> None:
    """A code, a verifier and a secret go from memory and page; the rest is there again, and a note says what went."""
    for text in (URL, ERROR, REDIRECT, COMMAND):
        landing.paste(text)
        expect(landing.box).to_have_value("")
    landing.values.get_by_text("more value").click()
    landing.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    content = landing.page.content()
    assert not [each for each in (VERIFIER, SECRET, REDIRECT) if each in content]
    landing.says("Not enough to tell", "The server refused your code")
    expect(landing.values).to_contain_text("from the authorization URL")
    note = landing.root.locator("[data-part=note]")
    expect(note).to_have_text(
        "When you left, this page forgot 2 texts that may hold a secret, code, verifier or token. "
        "Paste again what you need."
    )
    landing.paste(ERROR)
    expect(note).to_have_text("")


@pytest.mark.parametrize("text", [VERIFIER, f"code={VERIFIER[:22]}", "id_token: eyJhbGciOi.e.x", "Bearer 2YotnFZFE"])
def test_in_doubt_a_text_is_forgotten(landing: Landing, text: str) -> None:
    """Also on another page of the site, where there is no box."""
    landing.paste(text)
    landing.page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Reference").click()
    expect(landing.page.get_by_role("heading", level=1, name="The pkce command")).to_be_visible()
    landing.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    landing.page.go_back()
    expect(landing.root.locator("[data-part=note]")).to_contain_text("this page forgot a text that may hold a secret")
    expect(landing.root).to_have_attribute("data-mode", "start")


def test_the_quickstart_gets_what_is_here_and_no_more(landing: Landing) -> None:
    """Undo and Clear all take back what went into the flow; a pair goes there only if it was created here."""
    page = landing.page
    landing.paste(URL)
    landing.says("Right", "")
    given = {"client_id": "my-application", "redirect_uri": "http://127.0.0.1:8080/callback", "scope": "openid"}
    assert page.evaluate(FLOW) == given
    landing.paste(URL.replace("client_id=my-application&", "").replace("scope=openid", "scope=openid+email"))
    expect(landing.values).to_contain_text("email")
    landing.button("Undo last paste").click()
    expect(landing.values).not_to_contain_text("email")
    assert page.evaluate(FLOW) == given
    landing.button("Clear all").click()
    expect(landing.root).to_have_attribute("data-mode", "start")
    assert page.evaluate(FLOW) == {}
    landing.field("code_verifier").fill(VERIFIER)
    landing.field("code_challenge").fill(CHALLENGE)
    landing.says("Right", "The challenge matches the verifier.")
    assert page.evaluate(FLOW) == {}
    landing.button("Create a pair").click()
    expect(landing.field("code_verifier")).not_to_have_value(VERIFIER)
    landing.says("Right", "The challenge matches the verifier.")
    verifier = landing.field("code_verifier").input_value()
    assert page.evaluate(FLOW) == {"code_verifier": verifier, "code_challenge": derive_code_challenge(verifier)}
    landing.button("Undo last paste").click()
    expect(landing.field("code_verifier")).to_have_value(VERIFIER)
    landing.says("Right", "The challenge matches the verifier.")
    assert page.evaluate(FLOW) == {}


def test_the_language_of_the_fix_stays_chosen(landing: Landing) -> None:
    """Here after a reload, and on the workbench; nothing else is stored."""
    page = landing.page
    landing.paste(f"{COMMAND}\n\n{URL.replace(CHALLENGE, WITH_NEWLINE)}")
    landing.answer.get_by_label("Language of the fix").select_option("python")
    expect(landing.answer.locator(".pkce-answer__fix")).to_contain_text("hashlib")
    page.reload()
    landing.paste(f"{COMMAND}\n\n{URL.replace(CHALLENGE, WITH_NEWLINE)}")
    expect(landing.answer.get_by_label("Language of the fix")).to_have_value("python")
    stored = page.evaluate("Object.entries(localStorage).filter(([name]) => !name.startsWith('/.__'))")
    assert stored == [["pkce.fix_language", "python"]]
    page.goto(f"{landing.url}workbench/")
    field(page, "check", "code_verifier").fill(VERIFIER)
    field(page, "check", "code_challenge").fill(WITH_NEWLINE)
    expect(part(page, "check").locator(".pkce-fix")).to_contain_text("Fix (Python)")
    page.evaluate("localStorage.clear()")
