"""What a text is: which values of the flow are in it, where, and how sure that is.

Read `recognized` first, then `recognize`; `addresses`, `documents`, `tokens` and `labels` each find one kind of thing.
Nothing here judges whether a value is right. Checks import this room to say what they got instead of what they asked for.
"""
