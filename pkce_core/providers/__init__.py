"""What is known of each provider, as data.

`providers.toml` holds the built-in ones. Read `provider` first, then `toml_file` and `built_in`. The command imports
this room.
"""
