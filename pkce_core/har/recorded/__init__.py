"""The requests of a recording, as steps of the flow that belong together.

    entries -> exchanges -> steps -> attempts

Read `exchange` first, then `kinds`, `steps` and `attempts`. `servers` is what servers say of themselves, `sent` a
request as the checks of a flow read it. Only `har/` imports this room.
"""
