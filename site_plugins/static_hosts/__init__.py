"""Makes a built site ready for a static host: headers, compressed files, robots.txt.

Read `headers` first, which says what every response carries. Then `host_files` writes that for hosts that read it from
the site, `compression` writes the compressed files, and `serving` does the same in `mkdocs serve`. `plugin` serves
MkDocs. The folder `hosts` has the configuration of nginx and Caddy, with the same headers.
"""

from static_hosts.headers import HEADERS, HTTPS_HEADERS, cache_control

__all__ = ["HEADERS", "HTTPS_HEADERS", "cache_control"]
