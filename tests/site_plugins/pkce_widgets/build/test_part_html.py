"""What a part is before the reader uses it: no verdict, no example in the fields, an example to open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pkce_widgets.build.part_html import ONE_ATTEMPT, render_part
from pkce_widgets.parts.all_parts import PARTS

ASSETS = Path(__file__).parents[4] / "site_plugins" / "pkce_widgets" / "assets"
NAMES = [name for name, part in PARTS.items() if not part.seeds]


def html_of(name: str) -> str:
    return render_part(PARTS[name], PARTS[name].example, "pkce-1")


def split(html: str) -> tuple[str, str]:
    """What is in sight, and the example."""
    found = re.search(r'<details class="pkce-example">.*</details>(?=\n<details class="pkce-wrong")', html, re.DOTALL)
    assert found
    return html.replace(found[0], ""), found[0]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_poses_as_a_verdict(name: str) -> None:
    """On load a part is neutral: no state of a verdict, no finding, no value of the example, no button that copies."""
    seen, _ = split(html_of(name))
    assert re.findall(r'class="pkce-result" data-state="(\w+)"', seen)[0] in ("empty", "waiting")
    for said in ("pkce-finding", "pkce-evidence", "data-copy", "Passed", "</textarea>x"):
        assert said not in seen
    assert set(re.findall(r">([^<]*)</textarea>", seen)) <= {""}
    assert not [text for text in PARTS[name].example.values() if len(text) > 30 and f">{text}<" in seen]


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_marked_and_has_nothing_to_copy(name: str) -> None:
    """The example opens on demand and says what it is; nothing of it can be copied or opened."""
    _, example = split(html_of(name))
    assert example.startswith('<details class="pkce-example"><summary>Show an example</summary>')
    assert PARTS[name].caption.replace("'", "&#x27;")[:20] in example or PARTS[name].caption[:20] in example
    for act in ("<button", "data-copy", "data-requested", "pkce-go"):
        assert act not in example


@pytest.mark.parametrize("name", PARTS)
def test_a_verdict_can_be_doubted(name: str) -> None:
    """Each part has the way to say that its answer is wrong; it appears with an answer."""
    html = html_of(name)
    assert html.count('<details class="pkce-wrong" hidden>') == 1


def test_a_secret_field_is_forgotten() -> None:
    """What is typed into a secret field, and what a page forgets, is also what a browser doesn't fill in again."""
    listed = re.search(r"const SECRETS = \[(.*?)\];", (ASSETS / "attempts.mjs").read_text("utf-8"), re.DOTALL)
    assert listed
    forgotten = set(re.findall(r"'(\w+)'", listed[1]))
    fields = {field.name: field.kind for part in PARTS.values() for field in part.fields}
    assert {name for name, kind in fields.items() if kind == "secret"} <= forgotten
    assert {"client_jwt", "refresh_token", "client_assertion"} <= forgotten & fields.keys()
    assert forgotten & fields.keys() <= ONE_ATTEMPT


def test_the_provider_that_is_chosen_is_no_example() -> None:
    """What the chosen provider gives to the flow is in sight, but without a verdict until the reader chooses."""
    html = html_of("provider")
    assert 'class="pkce-result" data-state="empty"' in html
    assert "pkce-example" not in html


def test_choices_begin_with_the_first() -> None:
    """The example's choices aren't the reader's: a command starts with what the provider supports."""
    chosen = re.findall(r'name="(\w+)"[^>]*>(?:(?!</select>).)*selected>', html_of("token"))
    assert chosen == ["token_endpoint_auth_method"]  # its first choice is empty: what the provider supports
    assert '<option value="" selected>what your provider supports</option>' in html_of("token")


def test_an_author_chooses_the_shell() -> None:
    """A page for readers of one system begins with their shell."""
    html = render_part(PARTS["token"], {**PARTS["token"].example, "shell": "powershell"}, "pkce-1")
    assert '<option value="powershell" selected>' in html


def test_only_choices_are_remembered() -> None:
    """What may be stored is a choice of a select, never a value of the flow."""
    remembered = [field for part in PARTS.values() for field in part.fields if field.remember]
    assert {field.name for field in remembered} == {"shell"}
    assert all(field.kind == "select" and not field.wire for field in remembered)
