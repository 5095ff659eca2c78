"""A HAR file on the landing: pasted or dropped, its text is never shown, and its steps are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.support.har import SECRETS, authorization, callback, har, image, token

if TYPE_CHECKING:
    from tests.support.landing import Landing

WRONG = har(
    image(), authorization(), callback(), token(status=400, answer={"error": "invalid_grant"}, code_verifier="m" * 43)
).decode()
DROP = """async ([text, times]) => {
  await customElements.whenDefined("pkce-answer");
  const data = new DataTransfer();
  const [start, end] = text.split('"entries": [');
  const filler = '{"comment": "' + "x".repeat(5000) + '"}, ';
  data.items.add(new File([start, '"entries": [', ...Array(times).fill(filler), end], "login.har"));
  const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector("pkce-answer").dispatchEvent(event);
}"""


def shown_nowhere(landing: Landing) -> bool:
    content = landing.page.content() + landing.box.input_value()
    return not [secret for secret in (*SECRETS, "m" * 43) if secret in content]


def test_a_pasted_recording(landing: Landing) -> None:
    """A line stands for it in the box; the answer has its steps; Clear all forgets it, and Undo brings nothing back."""
    landing.paste(WRONG)
    assert shown_nowhere(landing)
    landing.says("Wrong · proved", "The code_challenge")
    expect(landing.answer).to_contain_text("Attempt 1: login, 3 steps")
    expect(landing.answer).to_contain_text("entry 4, status 400")
    assert shown_nowhere(landing)
    landing.button("Clear all").click()
    expect(landing.root.get_by_text("Undo doesn’t bring back a text with a secret.")).to_be_visible()


def test_a_dropped_recording(landing: Landing) -> None:
    """A file of 45 MB is read in the page; one that is larger is refused with its size."""
    landing.page.evaluate(DROP, [WRONG, 9_000])
    expect(landing.answer).to_contain_text("Attempt 1: login, 3 steps", timeout=120_000)
    landing.says("Wrong · proved", "The code_challenge")
    assert shown_nowhere(landing)
    landing.page.evaluate(DROP, [WRONG, 11_000])
    expect(landing.root.get_by_text("bytes, and at most 52,428,800 are read.")).to_be_visible()
