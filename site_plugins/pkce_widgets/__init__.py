"""Fences that become live PKCE parts: a worked example in the HTML, and a checker once the page has loaded Python.

Read `view/part` first: what a part is. Then `parts/check` for an example of one, `bridge` for the way between the page
and a part, and `build/extension` for the way from a fence to HTML, which works without MkDocs. `plugin` adds the
browser's files to an MkDocs site. All but `build`, `plugin` and `exercise` also runs in the page.
"""
