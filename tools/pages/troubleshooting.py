"""docs/troubleshooting.md: every mistake with a challenge, every error code, every known message of a server."""

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

LANGUAGES = {
    "shell": ("Shell", "sh"), "python": ("Python", "python"), "node": ("Node.js", "js"),
    "javascript": ("Browser JavaScript", "js"), "powershell": ("PowerShell", "powershell"), "php": ("PHP", "php"),
    "java": ("Java", "java"), "csharp": ("C#", "csharp"), "go": ("Go", "go"), "ruby": ("Ruby", "ruby"),
}  # fmt: skip
"""The languages of lines to copy: title, and what highlights them."""

AROUND_THE_VERIFIER = ("quoted", "whitespace")
"""What can also happen to the verifier before it is hashed; then the challenge looks like any other."""

HEAD = f"""
Find out what went wrong by what you have: a challenge, an error code, or the words of a server.

## Paste what you have {"{ #paste }"}

An error from a server goes in here, its code or all that came:

{fence("pkce-explain")}

- **A verifier and a challenge:** the [checker](index.md) says whether they belong together, and which mistake made a
  wrong challenge. In a terminal, `pkce check` does.
- **An error, in a terminal:** `pkce explain` takes the code, and with `--description` the server's own words:

{fence("sh", 'pkce explain invalid_grant --description "PKCE verification failed"', indent="    ")}

- **More of what you sent and received:** `pkce explain --flow` proves causes or rules them out. See
  [Explain an error](command-line.md#explain-an-error).

What you paste here stays in the page. What you type on a command line stays in your shell's history: with
`-` in the place of a value, `pkce` reads it from standard input.

## What your challenge looks like {"{ #symptoms }"}

A right S256 challenge has exactly 43 characters of `A-Z a-z 0-9 - _`. Most wrong ones tell by their form what happened:
"""

MISTAKES_HEAD = f"""
## Mistakes with the challenge {"{ #mistakes }"}

A challenge of another length than 43 is often refused at once, with `invalid_request`. One of 43 characters comes to
light at the token endpoint, as `invalid_grant`, often without a reason.

The examples have the verifier of RFC 7636 Appendix B, {code(VERIFIER)}. Its challenge is
{code(CHALLENGE)}. For a pair of your own, `pkce check` prints the line that fits it.
"""


def write_troubleshooting() -> str:
    """The page, whole."""
    description = (
        "A wrong challenge by its form, every OAuth error code with its likely causes, and what servers write."
    )
    lines = [
        page_head("Troubleshooting", description, "troubleshooting.py"),
        HEAD,
        *_symptoms(),
        MISTAKES_HEAD,
        *(line for mistake in MISTAKES.values() for line in _mistake(mistake)),
        *_errors(),
        *_messages(),
    ]
    return whole(*lines)


def _symptoms() -> Iterator[str]:
    forms: dict[str, list[str]] = {}
    for slug, example in EXAMPLES.items():
        forms.setdefault(describe_form(example), []).append(slug)
    forms[describe_form(EXAMPLES["trailing-newline"])] += AROUND_THE_VERIFIER
    yield "| your challenge has | it probably is |"
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
    yield "The line that puts it right:\n"
    for language, (title, highlight) in LANGUAGES.items():
        yield f'=== "{title}"\n\n{fence(highlight, mistake.fixes[language], indent="    ")}\n'


def _errors() -> Iterator[str]:
    yield "## Error codes { #errors }\n"
    yield "Each code has its usual causes, the likeliest first. Go through them in this order.\n"
    told: set[str] = set()
    for step, title in ERROR_STEPS.items():
        yield f"### {title} {{ #{step} }}\n"
        again = [code for code in ERROR_CODES if step in ERROR_CODES[code].steps and code in told]
        if again:
            yield f"Comes here as well: {', '.join(f'[`{each}`](#{each})' for each in again)}.\n"
        for error in ERROR_CODES.values():
            if step in error.steps and error.error not in told:
                told.add(error.error)
                yield from _error(error)


def _error(error: ErrorCode) -> Iterator[str]:
    yield f"#### `{error.error}` {{ #{error.error} }}\n"
    yield f"{sentence(error.meaning)} {section(error.spec)}\n"
    causes = explain_error(error.error).causes
    yield from (_cause(number, cause) for number, cause in enumerate(causes, 1))
    if not causes:
        yield "The server's own words say more than the code.\n"
    yield fence("sh", f"pkce explain {error.error}") + "\n"


def _cause(number: int, cause: Cause) -> str:
    return f"{number}. {sentence(cause.text)}<br>{sentence(cause.fix)} {section(cause.spec)}\n"


def _messages() -> Iterator[str]:
    yield "## What servers write { #messages }\n"
    yield "A server may say more in `error_description`. These words are recognized, wherever they stand in it, and"
    yield "`pkce explain --description` puts their causes first. Servers change their words; the code stays.\n"
    titles = {name: get_provider(name).title for name in provider_names()}
    for provider, messages in groupby(PROVIDER_MESSAGES, key=lambda message: message.provider):
        yield f"### {titles.get(provider, provider)} {{ #messages-{provider} }}\n"
        for message in messages:
            causes = explain_error("", error_description=message.text).causes
            told = "<br>".join(sentence(cause.text) for cause in causes)
            yield define(code(message.text), told or "The reason stands in the server's log only.")
