"""The command line written down for shells and for man(1).

Read `description` first: what argparse knows, as data. `shell_setup` among the commands imports this room.
"""
