"""An error, and what caused it.

Read `explanation` first. `causes` has every cause in words, `provider_messages` what servers write and what that points
at. `redacted_report` and the command import this room.
"""
