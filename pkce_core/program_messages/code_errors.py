"""What languages, databases and systems say of a program with a mistake in it, by patterns.

A language is named where no other one writes the same: an undefined variable alone may be PHP's or a template's.
"""

from __future__ import annotations

_CODE = ("client-code",)
CODE_ERRORS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"\breferenceerror: |cannot read propert(?:y|ies) of (?:undefined|null)|\bis not a function\b"
     r"|(?<![\"'`]) is not defined(?: at\b|$)|\berror ts\d|\bts\d{4,5}: ", "JavaScript", _CODE),
    (r"\b(?:attribute|unboundlocal|modulenotfound|import)error: |\bkeyerror: [\"'\d(]|\bnameerror: name "
     r"|\bindexerror: (?:list|tuple|string|pop)\b|traceback \(most recent call last\)", "Python", _CODE),
    (r"\bjava\.(?:lang|util)\.(?:nullpointer|classnotfound|nosuchmethod|classcast|indexoutofbounds|numberformat"
     r"|illegalargument|nosuchelement)\w{0,40}|\bcannot find symbol\b|\bunresolved reference\b", "Java or Kotlin",
     _CODE),
    (r"\bsystem\.(?:nullreference|argument\w{0,20}|invalidcast|format|keynotfound|io\.\w{1,30})exception\b"
     r"|\berror cs\d{4}\b", ".NET", _CODE),
    (r"^panic: (?!could not )|\bgoroutine \d|\.go:\d{1,6}(?::\d{1,4})?: undefined: \w"
     r"|invalid memory address or nil pointer", "Go", _CODE),
    (r"\berror\[e\d{4}\]|\bpanicked at\b", "Rust", _CODE),
    (r"\bphp (?:fatal error|warning|notice|parse error)|\bundefined (?:array key|index:|offset:)"
     r"|\b(?:notice|warning|errorexception|in \S{1,200}\.php)\b:? {0,2}undefined (?:variable|property|index|offset)\b"
     r"|\bundefined (?:variable|property)\b.{1,100}\.php\b"
     r"|\bcall to (?:undefined (?:function|method)|a member function)", "PHP", _CODE),
    (r"\bundefined (?:method|local variable)\b|\(no(?:method|name)error\)|\buninitialized constant\b"
     r"|\bkeyerror: key not found\b", "Ruby", _CODE),
    (r"\buse of undeclared identifier\b|\bcannot find '[^']{1,60}' in scope\b|\bundefined reference to\b", "a compiler",
     _CODE),
    (r"\bassertionerror\b|\bassertion failed: |\bundefined (?:variable|index|offset|property)\b"
     r"|\b(?:key|name|index)error: |^undefined: \w", "", _CODE),
    (r"\b(?:unknown|unrecogni[sz]ed|no such) (?:flag|option)s?\b|\bunrecognized arguments: "
     r"|\bflag provided but not defined\b|\bthe following arguments are required\b"
     r"|\bmissing (?:required )?environment variable\b"
     r"|\benvironment variable \S{1,60} (?:is |was )?(?:not set|not defined|missing|undefined|required|empty)\b", "",
     ("client-settings",)),
    (r"\bsqlstate\b|\bsyntax error at or near\b|\bno such (?:column|table)\b|\bunknown column\b"
     r"|\b(?:column|relation) \"?[\w.]{1,60}\"? does not exist|\bduplicate (?:key value|entry)\b", "a database", ()),
    (r"\bsegmentation fault\b|\bcore dumped\b|\bbus error\b|\bno space left on device\b|\bout of memory\b"
     r"|\baddress already in use\b|\beaddrinuse\b|\bcannot find module\b", "", ()),
)  # fmt: skip
"""Patterns in lower case for what a language, a database or a system says of a program: who says it, and the causes."""
