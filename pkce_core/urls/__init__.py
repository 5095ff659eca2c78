"""A URL and a host as a browser reads them (WHATWG URL Standard).

Read `browser_url` first, then `hosts` and `host_kinds`. `endpoint` checks what the URL of every endpoint must be, and
`uri_parts` splits any text. Rooms below row 6 of the map may import this one.
"""
