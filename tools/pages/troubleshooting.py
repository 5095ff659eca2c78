"""docs/troubleshooting.md: every mistake in a challenge, every error code, every known message from a server."""

from __future__ import annotations

import shlex
from itertools import groupby
from typing import TYPE_CHECKING

from pages.markdown import code, define, fence, page_head, section, sentence, whole
from pages.mistake_examples import CHALLENGE, EXAMPLES, VERIFIER, describe_form
from pkce_core import (
    ERROR_CODES,
    ERROR_STEPS,
    MISTAKES,
    PROVIDER_MESSAGES,
    diagnose_challenge,
    explain_error,
    get_provider,
    provider_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core import Cause, ErrorCode, Mistake

METADATA = "search:\n  boost: 8\nhide:\n  - navigation\n"
"""In the site's search, the words of an error lead here first. The page is a tab of its own."""
LANGUAGES = {
    "shell": ("Shell", "sh"), "python": ("Python", "python"), "node": ("Node.js", "js"),
    "javascript": ("Browser JavaScript", "js"), "powershell": ("PowerShell", "powershell"), "php": ("PHP", "php"),
    "java": ("Java", "java"), "csharp": ("C#", "csharp"), "go": ("Go", "go"), "ruby": ("Ruby", "ruby"),
}  # fmt: skip
"""The languages of the lines to copy: title, and name for the highlighter."""

EVERYWHERE = ("shell", "python", "node", "javascript", "powershell")
"""The languages that each mistake has a line in on the page. `pkce check --language` has all of them."""
ALSO_IN = {
    "padding": ("java", "csharp", "go", "ruby"),
    "standard-base64": ("php", "java", "csharp", "go", "ruby"),
    "wrong-characters": ("php", "java", "csharp"),
    "deleted-characters": ("php", "csharp"),
    "hex-digest": ("php", "java", "csharp", "go", "ruby"),
    "base64-of-hex": ("php", "java", "csharp", "go", "ruby"),
    "decimal-bytes": ("java", "go"),
    "printed-bytes": ("ruby",),
    "digest-as-latin-1": ("php", "java"),
    "digest-as-text": ("php", "java", "csharp"),
    "object-text": ("java", "csharp"),
    "hmac": ("php", "java", "csharp", "ruby"),
    "decoded-verifier": ("php", "java", "csharp", "go", "ruby"),
    "utf-16": ("java", "csharp"),
    "percent-encoded": ("php", "java"),
}
"""The other languages in which programs make a mistake, because that is what their functions do by default."""
AROUND_THE_VERIFIER = ("quoted", "whitespace")
"""Mistakes that can also happen to the verifier before it is hashed. The challenge then looks like any other."""

HEAD = f"""
Find out what went wrong, starting from what you have: a challenge, an error code, or a message from a server.

## Paste what you have {"{ #paste }"}

Paste an error from a server, its code or the whole response:

{fence("pkce-explain")}

- **A login that failed:** [log in once more](quickstart.md#step-4), step by step.
- **A verifier and a challenge:** the [checker](index.md) shows whether they match and, if not, which mistake was made.
  In a terminal, use `pkce check`.
- **An error, in a terminal:** `pkce explain` takes the code, and the server's message with `--description`:

{fence("sh", 'pkce explain invalid_grant --description "PKCE verification failed"', indent="    ")}

- **More of what you sent and received:** with `--flow`, `pkce explain` proves causes and rules them out. See
  [Explain an error](command-line.md#explain-an-error).
- **A recording of the browser (HAR):** paste or drop it on the [start page](index.md), or use
  [`pkce explain --har`](command-line.md#har). Its secrets aren't shown.

Still stuck? This report has what a helper needs, and none of your secrets:

{fence("pkce-report")}

What you paste here stays on the page. What you type on a command line stays in your shell's history. To avoid that,
write `-` instead of the value, and `pkce` reads it from standard input.

## What your challenge looks like {"{ #symptoms }"}

A correct S256 challenge has exactly 43 characters of `A-Z a-z 0-9 - _`. The form of a wrong one usually shows the
mistake:
"""

MISTAKES_HEAD = f"""
## Mistakes in the challenge {"{ #mistakes }"}

If a challenge doesn't have 43 characters, the server often refuses it at once, with `invalid_request`. If it does, the
error comes from the token endpoint, as `invalid_grant`, often without a reason.

The examples use the verifier of RFC 7636 Appendix B, {code(VERIFIER)}. Its challenge is
{code(CHALLENGE)}. For your own pair, `pkce check` prints the line that fixes it. `--language` chooses the
language of that line, also one of {", ".join(code(language) for language in LANGUAGES if language not in EVERYWHERE)}.
"""
CLIENT = """\
## What your client refuses { #client }

These errors come from your own program or its library, before it has tokens or just after. The server knows nothing of
them.

### State mismatch { #state-mismatch }

The `state` in the redirect isn't the one that your client sent, or your client no longer knows which one it sent. Don't
redeem the code. [RFC 6749 §10.12](https://www.rfc-editor.org/rfc/rfc6749#section-10.12)

- The login began twice, in two tabs or with two clicks, and the second `state` replaced the first.
- The session that holds the `state` was lost: another host, port or scheme (`localhost` isn't `127.0.0.1`), or a
  cookie that the browser doesn't send with a redirect from another site (`SameSite=Strict`).
- An old address was opened again: from the history, a bookmark, or with Back or Reload.
- Somebody else started that login. That is what `state` is for.

Start again from the authorization URL, with a new `state`. With `--state`, `pkce callback` compares the two.

### Nonce mismatch { #nonce-mismatch }

The `nonce` in the ID token isn't the one in your authorization URL. Most often the token answers another login, for
one of the reasons above. Don't use it. [OIDC Core §3.1.3.7](https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation)
"""


def write_troubleshooting() -> str:
    """The page, whole."""
    description = (
        "What a wrong challenge looks like, every OAuth error code with its likely causes, and the messages of servers."
    )
    lines = [
        page_head("Troubleshooting", description, "troubleshooting.py", more=METADATA),
        HEAD,
        *_symptoms(),
        MISTAKES_HEAD,
        *(line for mistake in MISTAKES.values() for line in _mistake(mistake)),
        *_errors(),
        CLIENT,
        *_messages(),
    ]
    return whole(*lines)


def _symptoms() -> Iterator[str]:
    forms: dict[str, list[str]] = {}
    for slug, example in EXAMPLES.items():
        forms.setdefault(describe_form(example), []).append(slug)
    forms[describe_form(EXAMPLES["trailing-newline"])] += AROUND_THE_VERIFIER
    yield "| Your challenge has | Likely mistake |"
    yield "| --- | --- |"
    for form, slugs in sorted(forms.items(), key=lambda entry: (not entry[0][0].isdigit(), entry[0])):
        yield f"| {form} | {', '.join(f'[{MISTAKES[slug].title}](#{slug})' for slug in slugs)} |"
    yield ""


def _mistake(mistake: Mistake) -> Iterator[str]:
    example = EXAMPLES[mistake.slug]
    found = diagnose_challenge(example.verifier, example.challenge)
    if found is None or found.mistakes != (mistake.slug,):
        raise ValueError(f"the example of {mistake.slug} is not that mistake")
    title, highlight = LANGUAGES[example.language]
    title = "a shell" if example.language == "shell" else title
    yield f"### {mistake.title} {{ #{mistake.slug} }}\n"
    yield f"{sentence(mistake.explanation)} {section(mistake.spec)}\n"
    yield f"This line makes the mistake, in {title}:\n"
    yield fence(highlight, example.line) + "\n"
    if example.verifier != VERIFIER:
        yield f"The verifier is then {code(example.verifier)}, and the challenge {code(example.challenge)}.\n"
    else:
        after = " and a space" if example.challenge.endswith(" ") else ""
        yield f"The challenge is then {code(example.challenge.strip())}{after}.\n"
    yield f"`pkce check` says: {sentence(found.explanation)}\n"
    yield fence("sh", f"pkce check {shlex.quote(example.verifier)} {shlex.quote(example.challenge)}") + "\n"
    yield "This line fixes it:\n"
    for language in (*EVERYWHERE, *ALSO_IN.get(mistake.slug, ())):
        title, highlight = LANGUAGES[language]
        yield f'=== "{title}"\n\n{fence(highlight, mistake.fixes[language], indent="    ")}\n'


def _errors() -> Iterator[str]:
    yield "## Error codes { #errors }\n"
    yield "The usual causes of each code, the likeliest first. Check them in this order.\n"
    shown: set[str] = set()
    for step, title in ERROR_STEPS.items():
        yield f"### {title} {{ #{step} }}\n"
        again = [code for code in ERROR_CODES if step in ERROR_CODES[code].steps and code in shown]
        if again:
            yield f"Also sent here: {', '.join(f'[`{each}`](#{each})' for each in again)}.\n"
        for error in ERROR_CODES.values():
            if step in error.steps and error.error not in shown:
                shown.add(error.error)
                yield from _error(error)


def _error(error: ErrorCode) -> Iterator[str]:
    yield f"#### `{error.error}` {{ #{error.error} }}\n"
    yield f"{sentence(error.meaning)} {section(error.spec)}\n"
    causes = explain_error(error.error).causes
    yield from (_cause(number, cause) for number, cause in enumerate(causes, 1))
    if not causes:
        yield "Read the server's message: it says more than the code.\n"
    yield fence("sh", f"pkce explain {error.error}") + "\n"


def _cause(number: int, cause: Cause) -> str:
    return f"{number}. {sentence(cause.text)}<br>{sentence(cause.fix)} {section(cause.spec)}\n"


def _messages() -> Iterator[str]:
    yield "## What servers write { #messages }\n"
    yield "A server may write more into `error_description`. If it contains one of the texts below,"
    yield "`pkce explain --description` puts the causes of that text first. Servers change their wording, but not their"
    yield "error codes.\n"
    titles = {name: get_provider(name).title for name in provider_names()}
    for provider, messages in groupby(PROVIDER_MESSAGES, key=lambda message: message.provider):
        yield f"### {titles.get(provider, provider)} {{ #messages-{provider} }}\n"
        for message in messages:
            causes = explain_error("", error_description=message.text).causes
            text = "<br>".join(sentence(cause.text) for cause in causes)
            yield define(code(message.text), text or "The message doesn't show the reason. Look in the server's log.")
