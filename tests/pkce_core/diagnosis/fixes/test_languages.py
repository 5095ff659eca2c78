"""Each language has a line for everything that a fix can be; `test_fix_snippets_run` runs them."""

from __future__ import annotations

import pytest

from pkce_core.diagnosis.fixes.languages import LANGUAGES


@pytest.mark.parametrize("slug", LANGUAGES)
def test_a_language_is_whole(slug: str) -> None:
    """Every template is one line, and says where the text goes that it changes."""
    language = LANGUAGES[slug]
    assert all(field and "\n" not in field for field in language)
    changes = language[language._fields.index("drop_strays") :]
    assert len(changes) == 5
    assert all(template.count("VALUE") == 1 for template in (language.derive, language.assign, *changes))
    assert "ALLOWED" in language.drop_strays
    assert "RUN" in language.take_long_run
