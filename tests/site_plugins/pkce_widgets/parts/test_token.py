"""The token command: what the page shows is what pkce_core writes, explained; mistakes are said before it is sent."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkce_core import TokenRequest, build_command, derive_code_challenge
from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.token.command_pieces import command_pieces
from pkce_widgets.parts.token.part import PART, SECRET_SOURCES, SHELLS, USED_UP, view
from pkce_widgets.view.elements import Element
from pkce_widgets.view.part import Inputs, PartView

METHODS = ("client_secret_post", "client_secret_basic", "none", "private_key_jwt")
EVERY_WAY = list(itertools.product(METHODS, dict(SHELLS), dict(SECRET_SOURCES)))
SECRET = "s3cret with 'quotes' & more"
STORY = {**PART.example, "client_secret": SECRET, "client_assertion": "eyJh.eyJp.c2ln"}
VERIFIER = "Zu8rmIwpdEO6jmgkQo1mlZ1RYTEe6GMWxhLcw_4XxYs"


def ask(now: float | None = example.NOW, /, **values: str) -> PartView:
    answer = view(Inputs(values={**STORY, **values}, now=now))
    assert isinstance(answer, PartView)
    return answer


def words(answer: PartView) -> str:
    return re.sub(r"<[^>]+>", " ", to_html(answer.body))


def copied(answer: PartView) -> str:
    """What the first Copy button of the command copies."""
    found = [each for each in elements(answer.body) if each.attributes.get("aria-label") == "Copy: the command"]
    return found[0].attributes["data-copy"] if found else ""


def elements(element: Element) -> list[Element]:
    found = [element]
    for child in element.children:
        if isinstance(child, Element):
            found += elements(child)
    return found


def own_pair(**values: str) -> dict[str, str]:
    """A flow without any warning: a verifier that nobody has published."""
    url = example.AUTHORIZATION_URL.replace(example.CODE_CHALLENGE, derive_code_challenge(VERIFIER))
    return {"code_verifier": VERIFIER, "authorization_url": url, **values}


@pytest.mark.parametrize(("method", "shell", "source"), EVERY_WAY)
def test_the_command_is_the_cores(method: str, shell: str, source: str) -> None:
    """Whatever is chosen, the command to copy is the one that pkce_core writes for these values."""
    answer = ask(token_endpoint_auth_method=method, shell=shell, client_secret_from=source)
    uses_secret = method.startswith("client_secret")
    request = TokenRequest(
        client_id=example.CLIENT_ID,
        code=example.CODE,
        redirect_uri=example.REDIRECT_URI,
        code_verifier=example.CODE_VERIFIER,
        client_secret=SECRET if uses_secret else None,
        client_assertion="eyJh.eyJp.c2ln" if method == "private_key_jwt" else None,
        token_endpoint_auth_method=method,
    )
    assert copied(answer) == build_command(request, example.TOKEN_ENDPOINT, shell=shell, client_secret_from=source)
    assert answer.state == "right"
    assert (SECRET in to_html(answer.body)) <= (uses_secret and source == "value")


@pytest.mark.parametrize(("method", "shell", "source"), EVERY_WAY)
def test_every_piece_is_explained(method: str, shell: str, source: str) -> None:
    """A command taken apart loses no line but brackets; every piece has an explanation, every value its identity."""
    answer = ask(token_endpoint_auth_method=method, shell=shell, client_secret_from=source)
    command = copied(answer)
    pieces = command_pieces(command, shell)
    assert all(piece.meaning for piece in pieces)
    shown = re.sub(r"\s", "", "".join(piece.text for piece in pieces))
    lines = [re.sub(r" [\\`^]$", "", line).strip() for line in command.replace("\r\n", "\n").split("\n")]
    for line in lines:
        for part in line.split("&") if shell == "http" else [line]:
            assert line in (")", "}") or re.sub(r"\s", "", part) in shown
    names = [piece.name for piece in pieces]
    assert {"grant_type", "code", "redirect_uri", "code_verifier", "token_endpoint"} <= set(names)
    assert ("client_secret" in names) == method.startswith("client_secret")


def test_a_value_with_line_breaks_stays_in_its_piece() -> None:
    """A value that looks like an option is not taken for one."""
    request = TokenRequest(client_id="a\n)\nb", code="c", code_verifier=VERIFIER, token_endpoint_auth_method="none")
    pieces = command_pieces(build_command(request, "https://op.example/token"), "posix")
    assert [piece.name for piece in pieces].count("client_id") == 1
    assert "b" in next(piece.text for piece in pieces if piece.name == "client_id")


def test_a_secret_in_the_command_is_warned_of() -> None:
    """The client_secret enters the page only when it is asked for, and then with a warning, in the verdict too."""
    answer = ask(client_secret_from="value")
    assert "don’t share it" in answer.verdict
    assert "ends up in the shell history" in words(answer)
    assert "Afterward, remove" not in words(answer)


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("posix", "IFS= read -rs CLIENT_SECRET"),
        ("powershell", "Read-Host 'client_secret' -AsSecureString"),
        ("cmd", "set /p"),
        ("http", "private"),
    ],
)
def test_each_shell_reads_the_variable_in_its_way(shell: str, line: str) -> None:
    """For a variable, the reader learns how to fill it without leaving it in the history of her shell."""
    assert line in words(ask(shell=shell))
    assert line not in words(ask(shell=shell, token_endpoint_auth_method="none"))


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_line_for_posix_reads_a_secret(shell: str) -> None:
    """The line to run first puts the typed text into the variable, unchanged, and the line after takes it away."""
    line = "IFS= read -rs CLIENT_SECRET"
    program = f'{line}\nprintf "[%s]" "$CLIENT_SECRET"; unset CLIENT_SECRET; printf "%s" "${{CLIENT_SECRET-gone}}"'
    done = subprocess.run([shell, "-c", program], input=" a\\b \n", capture_output=True, text=True, check=True)
    assert done.stdout == "[ a\\b ]gone"


@pytest.mark.parametrize(
    ("name", "field"), [("client_id", "client_id"), ("code", "redirect"), ("code_verifier", "code_verifier")]
)
def test_what_is_missing_is_named_with_a_way_there(name: str, field: str) -> None:
    """A missing value is an answer: its name, where it comes from, and a button to its field."""
    answer = ask(**{name: ""})
    assert answer.state == "empty"
    assert answer.verdict == f"Still missing for the command: {name}."
    assert [each.attributes["data-find"] for each in elements(answer.body) if "data-find" in each.attributes] == [field]


def test_methods_ask_for_what_they_need() -> None:
    """A secret in the command and a signed JWT have to be there; fields without a use are hidden."""
    assert "client_secret" in ask(client_secret_from="value", client_secret="").verdict
    answer = ask(token_endpoint_auth_method="private_key_jwt", client_assertion="")
    assert "client_assertion" in answer.verdict
    assert answer.hidden == ("client_secret_from",)
    assert ask().hidden == ("client_assertion",)
    assert ask(token_endpoint_auth_method="none").hidden == ("client_assertion", "client_secret_from")


def test_the_provider_gives_endpoint_and_method() -> None:
    """Without a choice of her own, the reader gets what the discovery document or the provider's profile says."""
    chosen = {"token_endpoint": "", "token_endpoint_auth_method": ""}
    assert "which Banno Admin API lists" in words(ask(**chosen))
    assert example.TOKEN_ENDPOINT in copied(ask(**chosen))
    document = {"issuer": "https://op.example", "token_endpoint": "https://op.example/t"}
    described = ask(**chosen, metadata=json.dumps(document))
    assert "https://op.example/t" in copied(described)
    assert "client_secret_basic, which the discovery document lists" in words(described)
    other = ask(**{**chosen, "token_endpoint_auth_method": "none"}, metadata=json.dumps(document))
    assert "none. But the discovery document lists only client_secret_basic." in words(other)
    assert "until you choose a provider" in words(ask(token_endpoint_auth_method="", provider=""))
    assert ask(token_endpoint="", provider="banno-consumer").verdict == "Still missing for the command: token_endpoint."


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param({"redirect_uri": example.REDIRECT_URI + "/"}, "ends in /", id="redirect_uri"),
        pytest.param({"code_verifier": VERIFIER}, "does not belong to the code_verifier", id="verifier"),
        pytest.param({"returned_state": "another"}, "state that came back is not the one sent", id="state"),
        pytest.param({"client_id": "another"}, "different client_ids", id="client_id"),
        pytest.param({"code_received_at": "1772360000", "token_requested_at": ""}, "old by now", id="age"),
        pytest.param({"used_challenges": example.CODE_CHALLENGE}, "This verifier has already been used", id="reuse"),
        pytest.param(
            {"authorization_url": "", "code_challenge": "A" * 43, "returned_state": ""},
            "challenge",
            id="challenge alone",
        ),
    ],
)
def test_what_would_fail_is_said_before_it_is_sent(values: dict[str, str], said: str) -> None:
    """A command that the server would refuse is shown with the reason first."""
    answer = ask(**values)
    assert answer.state == "wrong"
    assert answer.verdict.startswith("Don’t run this yet. ")
    assert said in answer.verdict
    assert copied(answer)


def test_the_url_that_was_opened_counts() -> None:
    """What the reader sent is what the snapshot of the opened URL says, not the URL that stands ready now."""
    assert ask(
        authorization_requested_url=example.AUTHORIZATION_URL, authorization_url="https://op.example/"
    ).state == ("right")


def test_a_young_code_and_an_ageing_one() -> None:
    """With the clock known, the age of the code is told; after a minute it is a warning."""
    fresh = ask(**own_pair(token_requested_at=""))
    assert "The code was 30 seconds old." in words(fresh)
    assert "warning" not in fresh.verdict
    old = ask(example.NOW + 200, **own_pair(token_requested_at=""))
    assert "many servers allow one minute only" in words(old)
    assert "read the warning" in old.verdict


@pytest.mark.parametrize(
    ("values", "field"),
    [({"token_endpoint": "http://op.example/token"}, "token_endpoint"), ({"token_endpoint": "x y"}, "token_endpoint")],
)
def test_a_wrong_field_is_marked(values: dict[str, str], field: str) -> None:
    """A token endpoint that nothing may be sent to gives no command, and its field is marked."""
    answer = ask(**values)
    assert answer.state == "wrong"
    assert answer.invalid == (field,)
    assert not copied(answer)


def test_a_value_that_a_shell_cannot_carry() -> None:
    """What HTTPie cannot take is said, with no command."""
    answer = ask(shell="httpie", client_id="back\\slash")
    assert "Choose another shell" in words(answer)
    assert not copied(answer)


def test_after_the_tokens() -> None:
    """Once the values are cleared, the part says that they were used and what to do."""
    answer = ask(finished="true", code="", code_verifier="")
    assert (answer.state, answer.verdict) == ("empty", USED_UP)


@pytest.mark.parametrize("method", ["none", "client_secret_basic", "client_secret_post"])
def test_the_command_line_agrees(method: str) -> None:
    """`pkce token` writes the same command for the same values."""
    arguments = [
        *("--client-id", example.CLIENT_ID, "--redirect-uri", example.REDIRECT_URI, "--code", example.CODE),
        *("--code-verifier", example.CODE_VERIFIER, "--provider", "banno-admin"),
        *("--token-endpoint-auth-method", method),
        *(() if method == "none" else ("--client-secret-env", "CLIENT_SECRET")),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pkce_core", "token", *arguments], capture_output=True, text=True, check=True
    )
    assert done.stdout == copied(ask(token_endpoint_auth_method=method)) + "\n"


NAMES = sorted({field.name for field in PART.fields} | set(PART.uses))


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(NAMES), st.text(max_size=80)),
    st.sampled_from(["", "posix", "cmd", "powershell", "httpie", "http"]),
)
def test_any_text_gets_an_answer(values: dict[str, str], shell: str) -> None:
    """No text in any value makes the part fail, and no verdict repeats a secret."""
    secrets = {"code": "c0de-c0de", "client_secret": "s3cr3t-s3cr3t"}
    message = {"op": "token", "values": {**STORY, **secrets, **values, "shell": shell}, "now": 1_700_000_000}
    answer = json.loads(dispatch(json.dumps(message)))
    assert answer["state"] in {"empty", "right", "wrong"}
    assert "c0de-c0de" not in answer["verdict"]
    assert "s3cr3t-s3cr3t" not in answer["verdict"]
