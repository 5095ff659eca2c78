"""A token request as its sender has it, read back: a command, a trace, raw HTTP, a call of fetch.

    text -> shell words -> curl's or HTTPie's arguments -> SentRequest

Read `sent_request` first, then `parse`. Nothing is executed or evaluated: a variable stays a variable, and its value
is unknown. `flow/` imports this room.
"""
