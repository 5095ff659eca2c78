"""A URL and a host as a browser reads them (WHATWG URL Standard).

Read `browser_url` first, then `hosts` and `host_kinds`; `endpoint` says what any endpoint's URL must be. Rooms below
row 5 of the map may import it.
"""
