"""The glossary."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.anchors import anchors

DOCS = Path(__file__).parents[2] / "docs"


def test_each_term_has_an_address() -> None:
    """docs/glossary.md is a list of terms in the order of the alphabet, each with a section and an anchor."""
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    entries = re.findall(r"^\[(.+)\]\(#(\S+)\)\{ #(\S+) \}\n:   (.+(?:\n    .+)*)", text, re.MULTILINE)
    terms = [term for term, *_ in entries]
    assert 30 <= len(entries) == len(anchors(text)) == len(set(anchors(text)))
    assert terms == sorted(terms, key=lambda term: re.sub(r"[_-]", " ", term).casefold())
    for _, link, anchor, meaning in entries:
        assert link == anchor
        assert re.search(r"\[(RFC \d+|OIDC Core) (§[\d.]+|Appendix [A-Z])\]\(https://\S+\)$", meaning)
