"""What every part is made of.

Read `part` first: a part is data and one function. `elements` and `components` are what its answer is made of,
`rules` what only a page checks, `pair_evidence` and `compared_values` what proves an answer. Every other room imports
this one.
"""
