"""Our fences: each becomes a custom element that already holds its worked example.

The body of the fence is TOML, because superfences drops a header with an unquoted option without a word:

    ```pkce-check
    title = "Check your pair"
    code_verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    ```
"""

from __future__ import annotations

import re
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass, fields
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar

from pymdownx.superfences import SuperFencesException

from pkce_core import check_code_verifier, derive_code_challenge
from pkce_widgets.diagram import render_diagram
from pkce_widgets.markup import to_html
from pkce_widgets.view import check_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown import Markdown

COUNT = "pkce_part_count"  # attribute of the converter: ids are unique in a page
EXAMPLE = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636 Appendix B


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckOptions:
    """What an author may write in a `pkce-check` fence.

    Attributes:
        title: the panel's title.
        code_verifier: the worked example's verifier; RFC 7636 Appendix B's when absent.
        code_challenge: the worked example's challenge; the right one when absent. A wrong one shows a mistake.
        caption: the line above the worked example.
    """

    title: str = "Check your pair"
    code_verifier: str = EXAMPLE
    code_challenge: str = ""
    caption: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DiagramOptions:
    """What an author may write in a `pkce-diagram` fence.

    Attributes:
        code_verifier: the verifier on the arrows until the reader has her own; RFC 7636 Appendix B's when absent.
    """

    code_verifier: str = EXAMPLE


Options = TypeVar("Options", CheckOptions, DiagramOptions)


def parse_options(source: str, kind: type[Options]) -> Options:
    """Read the body of a fence.

    Args:
        source: the body, TOML.
        kind: the options that this fence knows.

    Raises:
        ValueError: it is not TOML, a key is not known, a value is not a string, or the verifier can't be used.
    """
    try:
        given = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"the body is not TOML: {error}") from None
    known = [field.name for field in fields(kind)]
    for key, value in given.items():
        if key not in known:
            raise ValueError(f"there is no option {key!r}: the options are {', '.join(known)}")
        if not isinstance(value, str):
            raise ValueError(f"{key} is to be a string in quotes, not {value!r}")
        if key == "title" and not value.strip():
            raise ValueError("title names the panel, so it can't be empty")
    options = kind(**given)
    if not check_code_verifier(options.code_verifier).ok:
        raise ValueError("the code_verifier breaks RFC 7636 section 4.1, so no challenge can be derived from it")
    return options


def render_check(options: CheckOptions, name: str) -> str:
    """Write the element as HTML: the worked example open, the form hidden until JavaScript wakes it.

    Args:
        options: what the author wrote.
        name: the element's id, unlike any other on the page.
    """
    challenge = options.code_challenge or derive_code_challenge(options.code_verifier)
    view = check_view(options.code_verifier, challenge)
    default = "A worked example: the pair of RFC 7636 Appendix B." if options.code_verifier == EXAMPLE else ""
    caption = options.caption or default or "A worked example."
    return CHECK.format(
        name=escape(name),
        title=escape(options.title),
        caption=escape(caption),
        verifier=escape(options.code_verifier),
        challenge=escape(challenge),
        state=view.state,
        verdict=escape(view.verdict),
        body=to_html(view.body),
        static=f"<dl>{row('code_verifier', options.code_verifier)}{row('code_challenge', challenge)}</dl>",
    )


def row(name: str, value: str) -> str:
    return (
        f'<div class="pkce-value" data-value="{name}"><dt class="pkce-value__label">{name}</dt>'
        f'<dd><code class="pkce-value__text" dir="ltr">{escape(value)}</code></dd></div>'
    )


# Textareas, not inputs: an input drops the very line break that a reader hashed by mistake.
CHECK = """\
<pkce-check id="{name}" class="pkce-panel" data-search-exclude>
<section aria-labelledby="{name}-title">
<p class="pkce-panel__title" id="{name}-title">{title}</p>
<form class="pkce-form" hidden autocomplete="off">
<div class="pkce-field" data-value="code_verifier">
<label for="{name}-verifier">Verifier <code>code_verifier</code></label>
<textarea id="{name}-verifier" name="code_verifier" rows="2" dir="ltr" spellcheck="false" autocapitalize="none" \
autocomplete="off" aria-describedby="{name}-verifier-note">{verifier}</textarea>
<p class="pkce-field__note" id="{name}-verifier-note" data-note="code_verifier"></p>
</div>
<div class="pkce-field" data-value="code_challenge">
<label for="{name}-challenge">Challenge <code>code_challenge</code> <span class="pkce-field__optional">(optional)\
</span></label>
<textarea id="{name}-challenge" name="code_challenge" rows="2" dir="ltr" spellcheck="false" autocapitalize="none" \
autocomplete="off" aria-describedby="{name}-challenge-note">{challenge}</textarea>
<p class="pkce-field__note" id="{name}-challenge-note" data-note="code_challenge"></p>
</div>
<div class="pkce-actions">
<button type="button" class="pkce-button pkce-button--primary" data-action="create">Create a new pair</button>
<button type="button" class="pkce-button" data-action="clear">Clear</button>
</div>
</form>
<div class="pkce-static">{static}</div>
<div class="pkce-boot" hidden><p class="pkce-boot__text"></p><progress class="pkce-boot__bar" max="1" value="0" \
aria-label="Loading Python"></progress><button type="button" class="pkce-button" data-action="retry" hidden>Retry\
</button></div>
<div class="pkce-result" data-state="{state}">
<p class="pkce-caption">{caption}</p>
<p class="pkce-verdict"><span class="pkce-verdict__text">{verdict}</span></p>
{body}
</div>
<p class="pkce-status" role="status"></p>
<p class="pkce-privacy">Checked in this page, by the same Python as the <code>pkce</code> command. Nothing you type \
leaves it, and a reload forgets it.</p>
</section>
</pkce-check>"""


def format_check(src: str, md: Markdown, **context: Any) -> str:
    """Format a `pkce-check` fence for superfences; a mistake in it raises `SuperFencesException`."""
    with told("pkce-check"):
        return render_check(parse_options(src, CheckOptions), next_name(md))


def format_diagram(src: str, md: Markdown, **context: Any) -> str:
    """Format a `pkce-diagram` fence for superfences; a mistake in it raises `SuperFencesException`."""
    with told("pkce-diagram"):
        return render_diagram(parse_options(src, DiagramOptions).code_verifier, next_name(md))


FENCES: dict[str, Callable[..., str]] = {"pkce-check": format_check, "pkce-diagram": format_diagram}


@contextmanager
def told(fence: str) -> Iterator[None]:
    """Turn every error into the one that superfences lets through; it shows the fence as code after any other."""
    try:
        yield
    except ValueError as error:
        raise SuperFencesException(f"{fence}: {error}") from error
    except Exception as error:
        raise SuperFencesException(f"{fence}: this part has a defect: {type(error).__name__}: {error}") from error


def next_name(md: Markdown) -> str:
    """An id that no other part of this page has."""
    count = getattr(md, COUNT, 0) + 1
    setattr(md, COUNT, count)
    return f"pkce-{count}"


def validate_header(language: str, inputs: dict[str, str], options: Any, attrs: Any, md: Markdown) -> bool:
    """Accept a fence whose header is its name alone.

    Raises:
        SuperFencesException: the header has options, which belong in the body.
    """
    if inputs:
        raise SuperFencesException(
            f'{language}: write {", ".join(inputs)} in the body of the fence, one line each: name = "value"'
        )
    return True


def refuse_unknown(language: str, inputs: dict[str, str], options: Any, attrs: Any, md: Markdown) -> bool:
    """Stop at a fence that looks like ours and isn't: superfences would show it as code.

    Raises:
        SuperFencesException: always.
    """
    raise SuperFencesException(f"there is no fence {language!r}: the fences are {', '.join(FENCES)}")


def check_leftovers(lines: list[str]) -> None:
    """Stop at the start of a fence of ours that superfences left in the text.

    Args:
        lines: the page after superfences has taken out every fence that it could read.

    Raises:
        SuperFencesException: a fence has an option without quotes in its header, or no end.
    """
    for line in lines:
        if re.match(r"\s*(`{3,}|~{3,})\s*pkce-", line, re.IGNORECASE):
            raise SuperFencesException(
                f"{line.strip()!r} starts a fence that can't be read: write its options in its body, one line each "
                'as name = "value", and end it with the same characters'
            )


def reset_count(md: Markdown) -> None:
    """Start a page anew, for programs that convert many pages with one converter."""
    setattr(md, COUNT, 0)
