"""What a reader's own program, browser or curl says, where no server has spoken: tables by program, and their reader.

Read `recognize`, then the tables: `python_and_php`, `javascript`, `native_and_java`, `browsers`, `curl`, and `runtimes`
for shells, languages and networks. `general` has what libraries that are in no table say, by words, `code_errors` what
languages say of a mistake in a program, and `origin` what a stack trace or a log names. The tables are data and are
loaded when an error is explained.
"""
