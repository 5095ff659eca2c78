"""What a browser recorded: a HAR file (HTTP Archive 1.2), read with bounded memory and judged as a flow.

    octets -> entries -> exchanges -> steps of the flow -> attempts -> what the checks say of each

Read `exchange` first, then `explain_har`. `masking` decides what may be shown, and `redact` writes a file to hand on.
`cli/` imports this room.
"""
