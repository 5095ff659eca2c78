"""`describe_json_document`: documents that are no message of the flow."""

from __future__ import annotations

import pytest

from pkce_core.recognition.json_documents import describe_json_document


@pytest.mark.parametrize(
    ("members", "what"),
    [
        ({"openapi": "3.1.0", "info": {}, "paths": {}}, "an OpenAPI document"),
        ({"name": "shop", "version": "1.0.0", "scripts": {}}, "a package.json"),
        ({"client_id": "a", "redirect_uris": []}, "the registration of a client"),
        ({"iss": "https://op.example", "exp": 1}, "the claims of a token"),
        ({"sub": "u1", "email": "a@b.example"}, "claims about a user"),
        ({"web": {"client_id": "a"}}, "the settings of a client that Google"),
        ({"log": {"entries": []}}, "a recording of a browser"),
        ({"subject": "acct:a@b.example", "links": []}, "an answer of WebFinger"),
    ],
)
def test_what_a_document_is(members: dict[str, object], what: str) -> None:
    """By the members that such a document has."""
    found = describe_json_document(members)
    assert found is not None
    assert found.what.startswith(what)


@pytest.mark.parametrize("members", [{}, {"a": 1}, {"web": "https://a.example"}, {"log": {}}, {"iss": "x"}])
def test_any_other_object(members: dict[str, object]) -> None:
    """A name that says little counts only with what is in it."""
    assert describe_json_document(members) is None
