"""The landing as a reader meets it, and texts to paste there: one login with a right pair."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pkce_core.text.base64url import encode_base64url
from tests.support.parts import BOOT

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

VERIFIER = "nKq3vT8w-4pYj7xLcR2sWb_8YvRfHgUeDaMoXiP3zE5"
CHALLENGE = encode_base64url(sha256(VERIFIER.encode()).digest())
WITH_NEWLINE = encode_base64url(sha256(f"{VERIFIER}\n".encode()).digest())
SECRET = "a-secret-of-mine-42"
CODE = "99nKSNrh9UCauSDmLhuVtc"
STATE = "zyN9zKq3vT8w4pYj7xLcR2sWbPO-7"
URL = (
    "https://op.example/auth?response_type=code&client_id=my-application&redirect_uri=http%3A%2F%2F127.0.0.1%3A8080"
    f"%2Fcallback&scope=openid&state={STATE}&nonce=n-0S6_WzA2Mj-hT8kQvY3dLrUe5X&code_challenge={CHALLENGE}"
    "&code_challenge_method=S256"
)
COMMAND = (
    "curl https://op.example/token --data-urlencode grant_type=authorization_code --data-urlencode "
    f"client_id=my-application --data-urlencode client_secret={SECRET} --data-urlencode code={CODE} "
    f"--data-urlencode redirect_uri=http://127.0.0.1:8080/callback --data-urlencode code_verifier={VERIFIER}"
)
REDIRECT = f"http://127.0.0.1:8080/callback?code={CODE}&state={STATE}"
ERROR = '{"error":"invalid_grant","error_description":"grant request is invalid"}'
_PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(paste);
}"""


class Landing:
    """The box, the answer and the values, by what they are called."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        page.goto(url)
        self.root = page.locator("pkce-answer")
        self.box = self.root.locator("textarea[name=texts]")
        self.answer = self.root.get_by_role("region", name="Answer")
        self.values = self.root.get_by_role("region", name="What was found")

    def paste(self, text: str) -> None:
        """Paste where the focus is, or on the page, once the element listens."""
        expect(self.page.locator("pkce-answer:not(:defined)")).to_have_count(0)
        self.page.evaluate(_PASTE, text)

    def says(self, word: str, sentence: str) -> None:
        """Wait for this answer, without a click."""
        expect(self.answer.locator(".pkce-verdict__word:visible")).to_have_text(word, timeout=BOOT)
        expect(self.answer.locator(".pkce-verdict__text:visible")).to_contain_text(sentence)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def field(self, name: str) -> Locator:
        return self.root.locator(f"textarea[name={name}]")
