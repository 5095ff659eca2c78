"""axe-core in a page: what it objects to, and what it could not see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.support.pictures import keep_picture

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"
CORNERS = [("light", 1280), ("dark", 320)]
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)]
BELOW_SOMETHING = (
    # The theme's copy button lies on each block of code. The same colors are judged in the blocks where it does not.
    "pre > code, pre > code *",
    # The theme's row of tabs scrolls: some are half out of view.
    ".tabbed-labels a",
    # axe does not see what is drawn below the text of a drawing; `test_the_diagram_can_be_read` does, and
    # `test_the_charts_can_be_read`.
    ".pkce-diagram text, .pkce-diagram tspan, .chart text",
)
"""Text whose contrast axe may leave open; for all other text it has to know the color of the ground."""
RUN = """async (below) => {
  window.scrollTo({ top: 0, behavior: "instant" }); // the sticky header lies on nothing there
  // A color that is on its way to another is no color yet.
  const moving = () => document.getAnimations().filter((each) => each.playState === "running");
  await Promise.all(moving().map((each) => each.finished.catch(() => {})));
  const { violations, incomplete } = await axe.run(document, { resultTypes: ["violations", "incomplete"] });
  const open = incomplete.filter(({ id }) => id === "color-contrast").flatMap(({ nodes }) => nodes);
  const ours = open.filter(({ target }) => !document.querySelector(target[0]).matches(below));
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.html}`)),
    ...ours.map((node) => `contrast unknown: ${node.target} ${node.any[0]?.message}`),
  ];
}"""


def load_axe(page: Page) -> None:
    """Put axe into the page; it stays there through instant navigation."""
    page.evaluate(AXE.read_text(encoding="utf-8"))


def objections(page: Page) -> list[str]:
    """What axe says against the page as it stands."""
    found: list[str] = page.evaluate(RUN, ", ".join(BELOW_SOMETHING))
    return found


def choose(page: Page, scheme: str) -> None:
    """Use the page's own button for light and dark colors."""
    button = page.locator(f'label[title="Use {scheme} colors"]')
    if button.is_visible():
        button.click()
    wanted = "slate" if scheme == "dark" else "default"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", wanted)


def inspect(page: Page, name: str, looks: list[tuple[str, int]]) -> None:
    """Run axe on the page in each look, and keep a picture."""
    for scheme, width in looks:
        page.set_viewport_size({"width": width, "height": 900})
        choose(page, scheme)
        found = objections(page)
        keep_picture(page, f"{name}-{scheme}-{width}")
        assert not found, f"{name}, {scheme}, {width}:\n" + "\n".join(found)
