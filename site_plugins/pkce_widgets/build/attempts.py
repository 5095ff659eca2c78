"""The attempts: which one it is, the earlier ones, and the button to start over."""

from __future__ import annotations

ASK = "<strong>Erase everything?</strong> Provider, client ID, redirect URI and all attempts go too."


def render_attempts(name: str) -> str:
    """Write the element, which shows itself once JavaScript runs.

    Args:
        name: the element's id, unique in the page.
    """
    return (
        f'<pkce-attempts id="{name}" class="pkce-attempts" data-search-exclude hidden>\n'
        '<p class="pkce-attempts__now"></p>\n<div class="pkce-attempts__earlier"></div>\n'
        '<div class="pkce-actions"><button type="button" class="pkce-button" data-action="reset">Start over</button>'
        '<button type="button" class="pkce-button" data-action="undo" hidden>Undo</button></div>\n'
        f'<div class="pkce-attempts__ask" role="group" aria-labelledby="{name}-ask" hidden><p id="{name}-ask">{ASK}</p>'
        '<div class="pkce-actions"><button type="button" class="pkce-button" data-action="keep">Keep them</button>'
        '<button type="button" class="pkce-button pkce-button--erase" data-action="erase">Erase</button></div></div>\n'
        '<p class="pkce-attempts__news" role="status"></p>\n</pkce-attempts>'
    )
