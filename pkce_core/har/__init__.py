"""What a browser recorded: a HAR file (HTTP Archive 1.2), read with bounded memory and judged as a flow.

    octets -> entries -> attempts (in `recorded/`) -> what the checks say of each

Read `explain_har` first. `masking` decides what may be shown, and `redact` writes a file to hand on. The rule catalog,
`answer/` and `cli/` import this room; `recognition/` imports `entries` alone.
"""
