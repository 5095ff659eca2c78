"""Known providers: their endpoints, scopes and redirect rules, as data, and what is uncertain about them.

`providers.toml` has the built-in providers. Read `provider` first, then `toml_file` and `built_in`. The rule catalog
and `cli/` import this room.
"""
