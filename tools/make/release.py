"""What has to be true before a release: the settings are filled in, and tag, version and changelog agree."""

from __future__ import annotations

import re

from make.stages import ROOT
from settings import read_settings

VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)


def release_problems(tag: str = "") -> list[str]:
    """What is missing or contradictory, one sentence each.

    Args:
        tag: the tag to release, such as v0.2.0; empty when there is none yet.
    """
    problems = [f"project.toml: {name} is empty." for name in read_settings().missing()]
    text = (ROOT / "pkce_core" / "_version.py").read_text(encoding="utf-8")
    version = VERSION.findall(text)[0]
    if tag and tag != f"v{version}":
        problems.append(f"The tag is {tag}, and pkce_core/_version.py says {version}.")
    if f"\n## [{version}] - " not in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"):
        problems.append(f"CHANGELOG.md has no section with a date: ## [{version}] - YYYY-MM-DD.")
    return problems
