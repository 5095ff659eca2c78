"""The line at the end of a page with live parts: nothing leaves the tab, and how to check that."""

from __future__ import annotations

PRIVACY = (
    '<details class="pkce-privacy"><summary>Nothing you paste leaves this tab. <span class="pkce-privacy__how">How to '
    'check</span></summary><div data-part="requests" role="status"></div><p id="privacy">To see for yourself: open '
    "your browser’s developer tools, choose Network, and use the page. Nothing that you enter appears in a request. Or "
    "turn off your network once the checker has loaded: everything still works.</p></details>"
)
"""A page with an element of this class somewhere else keeps it there. assets/page/requests.mjs counts when it opens.
"""
