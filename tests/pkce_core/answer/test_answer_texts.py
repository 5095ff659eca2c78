"""One answer for any texts of a login: its status, what it rests on, and what would settle the rest."""

from __future__ import annotations

import itertools
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import UsageError, answer_texts
from tests.support.growth import FAR_TOO_MUCH, cost_per_character
from tests.support.id_tokens import NOW, token
from tests.support.login_texts import CHALLENGE, COMMAND, METADATA, REDIRECT, STATE, URL, VERIFIER

REFUSED = '{"error":"invalid_grant","error_description":"grant request is invalid"}'
UNRELATED = "Zt0XyP3v9LmN2bRkUeWcSdFgHjTaYi_o5p1Q7w-E0qA"
NEWLINE = "e2fiWzwGsP2zvfO2qY2fVjKkKCZ6MiPEcmzNrPPP5sU"
BODY = "&".join(part.split("'")[1] for part in COMMAND.split("--data-urlencode ")[1:])
"""The same token request as the body that was sent, which nobody edited afterwards."""


def test_everything_fits() -> None:
    """Texts without a mistake are right, and the answer says which texts it looked at."""
    answer = answer_texts([URL, REDIRECT, COMMAND, METADATA])
    assert answer.status == "right"
    assert answer.title == (
        "The challenge matches the verifier. No mistake shows in the authorization URL, the redirect, your token"
        " request and the discovery document."
    )
    assert (answer.next_text, answer.question, answer.explanation) == (None, None, None)


def test_a_mistake_in_the_challenge() -> None:
    """A wrong challenge is named by the mistake that made it, without or with the server's error."""
    pair = answer_texts([VERIFIER, NEWLINE])
    assert pair.status == "proved"
    assert "newline" in pair.title
    assert pair.diagnosis is not None
    with_error = answer_texts([URL.replace(CHALLENGE, NEWLINE), BODY, REFUSED])
    assert (with_error.status, with_error.title) == ("proved", pair.title)
    assert with_error.detail == "The server answered invalid_grant."


def test_a_pair_that_no_mistake_explains() -> None:
    """The challenge is described; that it doesn't match is proved, why is not."""
    pair = {"code_verifier": VERIFIER, "code_challenge": UNRELATED}
    answer = answer_texts([], values=pair)
    assert (answer.status, answer.title) == ("proved", "The challenge doesn't match the verifier.")
    assert answer.detail.startswith("No known mistake leads from this verifier to this challenge. It has 43 characters")


def test_two_values_that_nothing_connects() -> None:
    """Without names, nobody knows that they are a pair, so nothing is proved; a state may look the same."""
    answer = answer_texts([VERIFIER, UNRELATED])
    assert answer.status == "unknown"
    assert answer.title.startswith("If these two are a verifier and its challenge")
    beside = answer_texts([URL, UNRELATED])
    assert beside.status == "unknown"
    assert beside.title == "If this value is a verifier, it doesn't match the challenge."
    other = answer_texts([f"code_verifier={VERIFIER}", UNRELATED])
    assert other.title == "If this value is a challenge, it doesn't match the verifier."
    assert answer_texts([URL, STATE]).title == answer_texts([URL]).title


def test_values_prove_a_cause() -> None:
    """What was sent proves the cause; a command may have been edited, so that what it shows is likely."""
    slash = [URL, BODY.replace("com/cb", "com/cb/"), REFUSED]
    assert answer_texts(slash).status == "proved"
    likely = answer_texts([URL, COMMAND.replace("com/cb", "com/cb/"), REFUSED])
    assert likely.status == "likely"
    assert "slash at the end" in likely.title
    assert likely.detail == "This is so if you sent the request unchanged."


def test_an_error_alone() -> None:
    """An error without values is not enough to tell: the causes come in order, and the next text settles the most."""
    answer = answer_texts([REFUSED])
    assert answer.status == "unknown"
    assert answer.explanation is not None
    assert answer.detail == f"invalid_grant has {len(answer.explanation.causes)} possible causes, the likeliest first."
    assert answer.next_text is not None
    assert answer.next_text.message == "token_request"
    then = answer_texts([REFUSED, BODY])
    assert then.next_text is not None
    assert then.next_text.message == "authorization_request"
    everything = answer_texts([URL, REDIRECT, BODY, REFUSED])
    assert everything.status == "unknown"
    assert everything.next_text is None
    assert everything.question is not None


def test_a_reply() -> None:
    """What the reader says comes first or is left out; it proves nothing."""
    yes = answer_texts(["invalid_grant"], replies={"code-reused": True})
    assert (yes.status, yes.detail) == ("likely", "Your reply speaks for this.")
    assert yes.title.startswith("The code was redeemed before.")
    no = answer_texts(["invalid_grant"], replies={"code-reused": False})
    assert no.status == "unknown"
    assert no.explanation is not None
    assert "code-reused" not in {cause.slug for cause in no.explanation.causes}
    (excluded,) = [cause for cause in no.explanation.ruled_out if cause.slug == "code-reused"]
    assert excluded.status == "ruled out if your reply is right"
    assert no.question is not None
    assert no.question.cause == "code-old"


def test_a_reply_never_outranks_a_proof() -> None:
    """A cause that the values prove stays first."""
    answer = answer_texts(
        [URL, BODY.replace("com/cb", "com/cb/"), REFUSED],
        replies={"code-reused": True, "redirect-uri-differs": False},
    )
    assert answer.status == "proved"
    assert "slash" in answer.title


def test_the_words_of_a_server() -> None:
    """A cause that the message names is likely, and the message is the evidence."""
    answer = answer_texts(["The requested redirect URL is not permitted."])
    assert answer.status == "likely"
    assert answer.title.startswith("The redirect_uri isn't registered")
    assert answer.detail.startswith("By its words")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (URL.replace("&code_challenge_method=S256", ""), "without a method"),
        (f"{REDIRECT}&code=again", "code"),
        ('{"access_token":"at-1","token_type":""}', "token_type"),
    ],
)
def test_a_message_with_a_mistake(text: str, title: str) -> None:
    """The first error of a message is the answer, with its fix."""
    answer = answer_texts([text])
    assert answer.status in ("proved", "warning")
    assert title in answer.title + answer.detail


def test_a_warning() -> None:
    """What is right but unwise is right, with a warning."""
    answer = answer_texts(
        ["dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"]
    )
    assert (answer.status, answer.title) == ("warning", "The challenge matches the verifier.")
    assert "example of RFC 7636" in answer.detail


@pytest.mark.parametrize(
    ("texts", "status", "title"),
    [
        ([], "empty", "Nothing was pasted yet."),
        (["", " \n"], "empty", "Nothing was pasted yet."),
        (["hello"], "empty", "Nothing in this text is a value of a login that pkce-core recognizes."),
        ([CHALLENGE], "unknown", "This is a code_verifier or a code_challenge: both may look like this."),
        (["client_secret=s3cr3t-s3cr3t"], "unknown", "There is nothing to check in this on its own."),
    ],
)
def test_too_little(texts: list[str], status: str, title: str) -> None:
    """What can't be answered is said."""
    answer = answer_texts(texts)
    assert (answer.status, answer.title) == (status, title)


def test_an_id_token_alone() -> None:
    """It gets an answer of its own, which says what nobody compared."""
    answer = answer_texts([token(nonce="n1")], now=NOW)
    assert (answer.status, answer.title) == ("warning", "No mistake shows in the ID token.")
    assert "unverified" in answer.detail


def test_any_order_gives_the_same_answer() -> None:
    """The texts are one login, in whatever order they were pasted."""
    for texts in itertools.permutations([URL, REDIRECT, BODY, REFUSED]):
        answer = answer_texts(texts)
        assert answer.status == "unknown"
        assert answer.next_text is None


def test_values_by_name() -> None:
    """Each is text under its name; an empty one is none."""
    assert (
        answer_texts([], values={"code_verifier": VERIFIER, "code_challenge": ""}).title
        == "The verifier is well formed."
    )
    with pytest.raises(UsageError, match="value"):
        answer_texts([], values={"code_verifier": 5})  # type: ignore[dict-item]


def test_the_last_texts_count() -> None:
    """Of more than 50 texts, the last ones are read."""
    answer = answer_texts([*(f"junk {number}" for number in range(60)), REFUSED])
    assert answer.explanation is not None


@pytest.mark.parametrize("texts", ["invalid_grant", b"invalid_grant", [b"invalid_grant"], [None]])
def test_other_types(texts: object) -> None:
    """A single text, or something else than text, is a mistake of the caller."""
    with pytest.raises(UsageError):
        answer_texts(texts)  # type: ignore[arg-type]


@given(
    st.lists(
        st.text(max_size=80) | st.sampled_from([URL, REDIRECT, COMMAND, BODY, REFUSED, METADATA, VERIFIER]), max_size=4
    )
)
def test_any_texts(texts: list[str]) -> None:
    """Every text has an answer in a sentence, and no secret is in it."""
    answer = answer_texts(texts, now=1_767_225_600)
    assert answer.title.endswith(".")
    assert VERIFIER not in repr(answer)
    assert VERIFIER not in answer.title + answer.detail + answer.fix


def test_long_texts() -> None:
    """A long hostile text takes no longer than its length."""
    for unit in ("code=", "{", "https://a?code=b ", "curl -d a=b\n"):
        text = (unit * 100_000)[:100_000]
        assert cost_per_character(partial(answer_texts, [text]), len(text)) < 4 * FAR_TOO_MUCH


def test_an_error_without_a_known_cause() -> None:
    """Words that name no cause are said to name none."""
    answer = answer_texts(['{"errors": ["x"]}'])
    assert (answer.status, answer.detail) == ("unknown", "No cause of this error is known here.")


FIRST_TOKENS = '{"access_token":"at-1","token_type":"Bearer","refresh_token":"rt-1","scope":"openid","expires_in":60}'
REFRESH = "curl https://op.example/token -d grant_type=refresh_token -d refresh_token=rt-1 -d client_id=a"


def test_a_refresh_after_the_first_tokens() -> None:
    """Tokens before a refresh are what it refreshes, and neither a code nor another text is asked for."""
    answer = answer_texts([FIRST_TOKENS, REFRESH])
    assert answer.status == "right"
    assert answer.next_text is None
    widened = answer_texts([FIRST_TOKENS, f"{REFRESH} -d scope=files", '{"error":"invalid_scope"}'])
    assert (widened.status, "the scope files" in widened.title) == ("proved", True)
    refused = answer_texts([REFRESH, REFUSED])
    assert refused.title == "The server doesn't accept the refresh token, and doesn't say why."
    assert refused.question is not None
    assert "refresh token" in refused.question.text
    tokens = FIRST_TOKENS.replace("rt-1", "rt-2")
    assert answer_texts([REFRESH, tokens]).status == "right"
    assert answer_texts([FIRST_TOKENS, "curl https://op.example/token -d code=a -d code=b -d grant_type=x"]).title
