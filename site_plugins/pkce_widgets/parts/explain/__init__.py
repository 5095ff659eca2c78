"""pkce-explain: the causes of an error.

Read `part` first; `pasted_error` finds the error in what was pasted, `view.compared_values` shows the values that prove
a cause. Only `all_parts` imports this room.
"""
