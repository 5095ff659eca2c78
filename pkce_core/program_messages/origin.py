"""`shown_origin`: the package, namespace, class or logger that a text names, as stack traces and logs do.

What is named wrote the text, or handed on what something else said: a frame of a stack trace says where an error was
made, and not whose words are in it. So the name is said, and nothing is concluded from it.
"""

from __future__ import annotations

import re

from pkce_core.recognition.given_value import is_random

LONGEST_TEXT = 20_000
"""Characters that are read."""
_LONGEST_NAME = 120
_PLAIN_CLASSES = re.compile(
    r"(?:Type|Reference|Syntax|Range|Value|Key|Name|Attribute|Index|Runtime|Assertion|Import|Standard|Argument|OS)?Error"
    r"|(?:Illegal\w{1,20}|Runtime|NullPointer|IO|InvalidOperation|Argument)?Exception|Warning"
)
"""Classes that come with a language: they say nothing of who wrote a text."""
_STANDARD = re.compile(r"(?:java|javax|kotlin|builtins|System)\.|Illuminate\\Foundation")
_WORDS = r"(?:[a-z_][a-z0-9_]{0,60}\.){1,8}"
_DOTTED = (
    rf"(?:(?:com|org|net|io|de|fr|eu|ch|uk|nl|se|jakarta)\.(?:[a-z_][a-z0-9_]{{0,60}}\.){{0,7}}[\w$]{{1,80}}"
    rf"|{_WORDS}[A-Z][\w$]{{1,80}})"
)
"""A namespace or a class in it; a host begins with another word."""
_LEVEL = r"(?:DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL|SEVERE)"
_FRAMES: tuple[tuple[str, str], ...] = (
    (rf"\bat ({_WORDS})[A-Z][\w$]{{0,80}}(?:\.[\w$<>]{{1,80}}){{1,3}}\([^()\n]{{0,120}}\)", "the package "),
    (r"\bat (?:[^\n(]{1,200} \()?[^\n()]{0,300}[/\\]node_modules[/\\]((?:@[\w.-]{1,60}[/\\])?[\w.-]{1,80})[/\\]",
     "the package "),
    (r"\bat ((?:[A-Z]\w{0,60}\.){1,6})[A-Z]\w{0,80}\.[\w<>`]{1,80}\(", "the namespace "),
    (r"\bat (?:[^\n()]{1,200} \()?(?:[^\n()]{0,300}[^\n()\w.-])?(\w[\w.-]{0,80}\.[cm]?[jt]sx?):\d{1,6}:\d{1,6}",
     "the file "),
)  # fmt: skip
"""The first frame of a trace whose first line is the innermost one: Java, Node.js, .NET, and a file of its own."""
_ELSEWHERE: tuple[tuple[str, str], ...] = (
    (r"[/\\]gems[/\\]([\w.-]{1,80}-\d[\w.]{0,20})[/\\]", "the gem "),
    (r"(?m)^\s{1,8}([\w-]{1,80}) \(\d[\w.]{0,20}\) lib/", "the gem "),
    (r"\(([a-z][a-z0-9_]{1,60}) \d[\w.-]{0,20}\) (?:lib|src|test)/", "the package "),
    (r"(?<![\w.-])vendor/([a-z0-9][\w-]{0,60}/[\w.-]{1,80})/[\w./-]{0,200}\.php\b", "the package "),
    (r"\bpackage:(\w{1,80})/", "the package "),
    (r"(?m)^\s{0,8}((?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,10}/[\w.-]{1,60}/[\w.-]{1,60})(?:/[\w./-]{0,120})?"
     r"\.(?:\(\*?\w{1,80}\)\.)?\w{1,80}(?:\.func\d{1,4})?\(", "the package "),
    (rf"\[({_DOTTED})\]", "the logger "),
    (rf"(?<![\w./\\])({_WORDS}\w{{1,80}}) - (?:DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL)\b", "the logger "),
    (rf"(?m)^(?:DEBUG|INFO|WARNING|ERROR|CRITICAL):({_WORDS}\w{{1,80}}):", "the logger "),
    (rf"\b{_LEVEL} {{1,5}}(?:\[[^\]\n]{{0,80}}\] {{1,5}})?({_DOTTED})(?: {{1,60}}[:-]|:) ", "the logger "),
    (rf"\b{_LEVEL} [^\n\]]{{0,30}}\[[^\]\n]{{0,80}}\] ({_DOTTED}) {{1,60}}: ", "the logger "),
    (r"(?m)^(?:fail|warn|info|dbug|crit|trce): ((?:\w{1,60}\.){0,8}\w{1,80})\[\d{1,6}\]", "the logger "),
    (rf"\b{_LEVEL} in (\w{{1,80}}): ", "the module "),
    (r"(?<![\w/])([\w-]{1,80}\.go):\d{1,6}\]", "the file "),
    (r"\bError Domain=((?:\w{1,60}\.){0,8}\w{1,80}) Code=", "the domain "),
    (r"(?m)^(?:\S{1,30} \S{1,30} )?[VDIWEF]/([\w.]{2,80})(?:\( {0,8}\d{1,8}\))?: ", "the tag "),
    (rf"(?<![\w./\\@-])({_WORDS}[A-Z]\w{{1,80}}(?:Error|Exception|Failure|Fault))\b", "the class "),
    (r"(?<![\w.\\])((?:[A-Z]\w{0,60}\.){1,6}[A-Z]\w{0,80}(?:Error|Exception))\b", "the class "),
    (r"(?<![\w\\])((?:[A-Z]\w{0,60}\\{1,2}){2,6}[A-Z]\w{1,80}|[A-Z]\w{0,60}\\{1,2}[A-Z]\w{1,80}(?:Error|Exception))\b",
     "the class "),
    (r"(?<![\w:])((?:[A-Z]\w{0,60}::){1,6}[A-Z]\w{0,80}[a-z]\w{0,80})", "the class "),
    (r"(?m)^\W{0,8}(?:Uncaught (?:\(in promise\) )?)?([A-Z][a-zA-Z0-9]{2,60}(?:Error|Exception))(?=:|$)", "the class "),
)  # fmt: skip
"""Signs that may stand anywhere, the most exact first."""
_PYTHON = r"File \"([^\"\n]{1,300})\", line \d"
_CAMEL_WORD = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+"
_SEVERAL = 4
"""Words, numbers or digits of one part: more than names in programs have of short words and of numbers."""
_USUAL_LENGTH = 3.2
"""Letters that the words of a name have on average, or more; those of random texts have about two."""


def shown_origin(text: str) -> str:
    """What a text names as its place in a program, such as "the package com.mongodb.assertions"; "" for none.

    Args:
        text: what a reader pasted; the first 20,000 characters are read.
    """
    text = text[:LONGEST_TEXT]
    name = _python_frame(text) or _first_frame(text) or _first_sign(text)
    is_shown = len(name) <= _LONGEST_NAME and name.isprintable() and not _may_hold_secret(name)
    return name if is_shown else ""


def _may_hold_secret(name: str) -> bool:
    """Whether a part of a name looks random, as parts of tokens do: a name in a program is made of words."""
    return any(map(_looks_random, re.split(r"[^A-Za-z0-9-]+", name)))


def _looks_random(part: str) -> bool:
    numbers = re.findall(r"\d+", part)
    words = re.findall(_CAMEL_WORD, part)
    has_odd_words = len(words) >= _SEVERAL and sum(map(len, words)) < len(words) * _USUAL_LENGTH
    return (
        is_random(part)
        or len(numbers) >= _SEVERAL - 1
        or any(len(number) >= _SEVERAL for number in numbers)
        or has_odd_words
    )


def say_origin(text: str) -> str:
    """What a text names as its place in a program, as a sentence; "" for nothing.

    Args:
        text: what a reader pasted.
    """
    origin = shown_origin(text)
    return f"It names {origin}. The program that uses it wrote this message or passed it on." if origin else ""


def _python_frame(text: str) -> str:
    """The innermost frame, which is the last one in Python."""
    files = re.findall(_PYTHON, text)
    if not files or files[-1].startswith("<"):
        return ""
    package = re.search(r"[/\\](?:site|dist)-packages[/\\](\w{1,80})", files[-1])
    return f"the package {package[1]}" if package else "the file " + files[-1].replace("\\", "/").rpartition("/")[2]


def _first_frame(text: str) -> str:
    found = [(match.start(), place, what, match[1]) for place, (pattern, what) in enumerate(_FRAMES)
             if (match := re.search(pattern, text))]  # fmt: skip
    if not found:
        return ""
    _, _, what, name = min(found)
    return what + name.rstrip(".").replace("\\", "/")


def _first_sign(text: str) -> str:
    for pattern, what in _ELSEWHERE:
        for match in re.finditer(pattern, text):
            name = match[1]
            if not (_PLAIN_CLASSES.fullmatch(name) or _STANDARD.match(name)):
                return what + name.replace("\\\\", "\\")
    return ""
