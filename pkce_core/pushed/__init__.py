"""The pushed authorization request (RFC 9126): its parameters are posted to the server before the browser opens a URL.

`request` writes it as a command, `request_checks` judges one that was sent, `response_parsing` reads the answer,
`response_checks` judges it, and `rules` states what it requires. The rule catalog, `answer/` and `cli/` import it.
"""
