"""Fences that become live PKCE parts: a worked example in the HTML, a checker once the page is awake.

`extension` is the Markdown extension and works without MkDocs; `plugin` adds the browser's files to an MkDocs
site; `bridge`, `view` and `tree` also run in the page, on the Python that live_python brings there.
"""
