"""What a web server answers where no OAuth endpoint did: a framework's error, a proxy's page, a login page, nothing.

Read `describe`, then `kinds`, the table of what answers say, and `makers`, that of who
writes what. Whatever reads a server's answer imports this room.
"""
