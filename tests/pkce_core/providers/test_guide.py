"""What a person needs to know about a provider is data of its profile, and goes with it everywhere."""

from __future__ import annotations

import json

from pkce_core import get_provider, provider_names
from pkce_core.providers.guide import ENTRIES, ProviderGuide


def test_a_guide_is_optional() -> None:
    """Nothing is claimed of a provider that says nothing."""
    empty = ProviderGuide().to_dict()
    assert tuple(sorted(empty)) == tuple(sorted(ENTRIES))
    assert not any(empty.values())


def test_every_guide_can_be_written_as_json() -> None:
    """The guide of each built-in provider is part of what `pkce providers --json` prints."""
    for name in provider_names():
        provider = get_provider(name)
        written = json.loads(json.dumps(provider.to_dict()))
        assert written["guide"]["register"] == provider.guide.register
        assert written["guide"]["ask"] == list(provider.guide.ask)
        assert written["guide"]["help"] == dict(provider.guide.help)
