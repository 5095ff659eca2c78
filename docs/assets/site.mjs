// What the theme's script adds to a page, made usable by keyboard and screen reader. Instant navigation changes the
// page without loading this again, so it watches.

/** @param {ParentNode} page */
function mend(page) {
  // One landmark for each copy button hides the landmarks that lead somewhere.
  for (const nav of page.querySelectorAll('.md-code__nav:not([role])')) nav.setAttribute('role', 'none');
  // A table that scrolls sideways is reached with Tab in every browser, and then scrolled with the arrow keys.
  for (const table of page.querySelectorAll('.md-typeset__scrollwrap:not([tabindex])')) {
    table.setAttribute('tabindex', '0');
    table.setAttribute('role', 'group');
    table.setAttribute('aria-label', 'Table');
  }
}

// The theme's own says it of the colors that the reader chose.
for (const meta of document.querySelectorAll('meta[name=theme-color][media]')) meta.remove();

new MutationObserver(() => mend(document)).observe(document.body, { childList: true, subtree: true });
mend(document);
