"""What runs while the site is built, and never travels to the reader.

Read `extension` first: it passes each fence to `fences`, which makes a part (`part_html`), the progress list, the
checklist (`progress`) or the sequence diagram (`diagram`). Python-Markdown loads this room by its entry point.
"""
