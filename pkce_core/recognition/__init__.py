"""What a text is: which values of the flow are in it, where, and how sure that is.

Read `recognized` first, then `recognize`; `addresses`, `documents`, `tokens` and `labels` each find one kind of thing.
Nothing here judges whether a value is right. A check that found an error asks `other_value` whether it got another
value than it asked for.
"""
