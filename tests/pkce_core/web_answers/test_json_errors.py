"""JSON of frameworks: the fields that FastAPI misses, the metadata of an API, and the words of any error."""

from __future__ import annotations

import json

import pytest

from pkce_core.web_answers.describe import describe_web_answer
from pkce_core.web_answers.json_errors import (
    read_github_error,
    read_missing_fields,
    read_resource_metadata,
    words_of,
)


def missing(*place: object) -> dict[str, object]:
    return {"type": "missing", "loc": list(place), "msg": "Field required", "input": {"code": "MARK"}}


@pytest.mark.parametrize(
    ("places", "says", "hint"),
    [
        ([("body", "grant_type"), ("body", "code")], "body grant_type (Field required) and body code", "Send a form"),
        ([("body", "username"), ("body", "password")], "body username", "isn't for a code"),
        ([("query", "code"), ("body", "x")], "query code", "where each value belongs"),
    ],
)
def test_the_fields_of_fastapi(places: list[tuple[str, ...]], says: str, hint: str) -> None:
    """The fields are named, and no value that it repeats is shown."""
    web = describe_web_answer(json.dumps({"detail": [missing(*each) for each in places]}))
    assert web is not None
    assert says in web.what
    assert hint in web.hint
    assert "MARK" not in str(web)


@pytest.mark.parametrize(
    "detail",
    ["text", [], ["text"], [{"loc": "body", "msg": "x"}], [{"loc": [], "msg": "x"}], [{"loc": ["<"], "msg": "x"}],
     [{"loc": [None], "msg": "x"}], [{"loc": ["body"]}]],
)  # fmt: skip
def test_other_details(detail: object) -> None:
    """Anything else isn't FastAPI's list."""
    assert read_missing_fields({"detail": detail}) is None


def test_the_metadata_of_an_api() -> None:
    """RFC 9728 §2: it names who issues its tokens."""
    found = read_resource_metadata({"resource": "https://api.example", "authorization_servers": ["https://op.example"]})
    assert found is not None
    assert "https://op.example" in found[2]
    without = read_resource_metadata({"resource": "https://api.example", "bearer_methods_supported": ["header"]})
    assert without is not None
    assert "names no authorization server" in without[2]
    assert read_resource_metadata({"resource": "https://api.example"}) is None
    assert read_resource_metadata({"authorization_servers": ["https://op.example"]}) is None
    assert read_resource_metadata({"resource": "x", "authorization_servers": ["y"], "error": "z"}) is None


def test_words() -> None:
    """The first sentence for people counts, in any letter case of its name."""
    assert words_of({"code": 1, "Message": " A "}) == "A"
    assert words_of({"message": " ", "detail": "B"}) == "B"
    assert words_of({"code": "C"}) == ""


def test_a_token_of_github() -> None:
    """Only its own words for a token, with the page that they name."""
    page = {"documentation_url": "https://docs.github.com/rest"}
    found = read_github_error({"message": "Bad credentials", **page})
    assert found is not None
    assert found[0] == "token-refused"
    assert read_github_error({"message": "Not Found", **page}) is None
    assert read_github_error({"message": "Bad credentials"}) is None
