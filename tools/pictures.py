"""Takes the README's pictures of the landing page, and draws the icons: `python tools/pictures.py`, after a build.

`make pictures` builds the site first. Beside the pictures is the text that the page had then: a test fails when the
page says something else, so that nobody sees a picture of what is gone.
"""

from __future__ import annotations

import functools
import sys
import threading
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
PICTURES = ROOT / "pictures"
TEXT = PICTURES / "landing.txt"
SCHEMES = ("light", "dark")
LOGO = ROOT / "docs" / "assets" / "logo.svg"
ICONS = {
    "icon-192.png": (192, 0.86, False),
    "icon-512.png": (512, 0.86, False),
    "icon-maskable-512.png": (512, 0.6, True),  # a system may cut off all but a circle in the middle
    "apple-touch-icon.png": (180, 0.72, True),  # iOS makes black what is transparent
}
"""The icons of an installed site: their pixels, the part of them that the logo takes, whether the rest is white."""
WIDTH, HEIGHT = 1280, 800
UNSEEN = ("script", "style", "noscript", "svg", "template", "details")
"""What nobody sees when the page has loaded; details are folded."""


class _Reader(HTMLParser):
    """Collects the text of the article, without what nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.article = False
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.article = self.article or tag == "article"
        if tag in UNSEEN and ("open", "") not in attrs:
            self.unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.article = self.article and tag != "article"
        if self.unseen and self.unseen[-1] == tag:
            self.unseen.pop()

    def handle_data(self, data: str) -> None:
        line = " ".join(data.split())
        if self.article and not self.unseen and line not in ("", "¶"):
            self.lines.append(line)


def landing_text(html: str) -> str:
    """What a built page says between its header and its footer, a line for each piece of text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(f"{line}\n" for line in reader.lines)


class Quiet(SimpleHTTPRequestHandler):
    """Serves the site without a line for each request."""

    def log_message(self, *_: object) -> None:
        pass


def take() -> None:
    """Take a picture in each color scheme, once the live parts are ready, and keep the page's text beside them."""
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(ROOT))
    from tests.support.chromium import find_chromium

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    executable = find_chromium()
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for scheme in SCHEMES:
            page = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="networkidle")
            for bar in page.locator(".pkce-boot").all():
                bar.wait_for(state="hidden", timeout=120_000)
            page.screenshot(path=PICTURES / f"landing-{scheme}.png")
        browser.close()
    server.shutdown()
    TEXT.write_text(landing_text((SITE / "index.html").read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def draw_icons() -> None:
    """Draw the icons beside the logo."""
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(ROOT))
    from tests.support.chromium import find_chromium

    logo = LOGO.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for name, (size, part, white) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            background = "background: #ffffff; " if white else ""
            page.set_content(
                f"<style>body {{ {background}margin: 0; height: 100vh; display: grid; place-items: center }}"
                f"svg {{ width: {part:.0%} }}</style>{logo}"
            )
            page.screenshot(path=LOGO.with_name(name), omit_background=not white)
            page.close()
        browser.close()


if __name__ == "__main__":
    take()
    draw_icons()
