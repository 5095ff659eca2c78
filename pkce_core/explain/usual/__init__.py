"""The usual causes of an error, as the known request makes them: those of a code, a refresh, or another grant.

`usual_causes` chooses them; `disproved` takes away those that the values exclude, with `by_authorization`,
`by_token_request`, `by_earlier` and `by_words`; `later_causes` has the causes of requests besides that of a code, as
rows of the table in `causes`. Only `explain/` and `answer/` import this room.
"""
