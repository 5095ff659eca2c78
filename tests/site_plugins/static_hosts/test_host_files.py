"""`_headers` and `robots.txt`."""

from __future__ import annotations

from static_hosts.headers import FOREVER, HEADERS, HTTPS_HEADERS
from static_hosts.host_files import headers_file, robots_file

PATHS = [
    "index.html",
    "assets/app.0123456789ab/a.mjs",
    "assets/app.0123456789ab/deep/b.mjs",
    "assets/my file.89abcdef.css",
    "assets/plain.css",
]


def rules(text: str) -> dict[str, dict[str, str]]:
    """The headers of each rule."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            found[line] = {}
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            list(found.values())[-1][name] = value
    return found


def test_every_response_has_the_headers() -> None:
    """The first rule has them all, and nothing that another rule gives, because hosts join the values."""
    first, *others = rules(headers_file(PATHS, "")).items()
    assert first == ("/*", {**HEADERS, **HTTPS_HEADERS})
    assert [path for path, _ in others] == ["/assets/app.0123456789ab/*", "/assets/my%20file.89abcdef.css"]
    assert all(headers == {"Cache-Control": FOREVER} for _, headers in others)


def test_under_a_sub_path() -> None:
    """The rules begin with the path at which the site is."""
    assert all(path.startswith("/team/docs/") for path in rules(headers_file(PATHS, "https://x.example/team/docs/")))


def test_robots() -> None:
    """Everything may be read; the sitemap is named where there is one."""
    assert robots_file("") == "User-agent: *\nAllow: /\n"
    assert robots_file("https://x.example/docs/").endswith("Sitemap: https://x.example/docs/sitemap.xml\n")
