"""From an error to its causes.

Read `explanation` first. `causes` has every cause in words, `provider_messages` the messages of servers and the causes
they suggest. `redacted_report`, the rule catalog and `cli/` import this room.
"""
