"""What runs while the site is built and never travels to the reader.

Read `extension` first: it hands each fence to `fences`, which draws a part (`part_html`), the progress list or the
diagram. MkDocs loads this room by its entry point.
"""
