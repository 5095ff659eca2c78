"""`load_providers`: a TOML file of providers, checked so that an error names the table and the entry."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.errors import InvalidValueError, UsageError
from pkce_core.providers.guide import ENTRIES as _GUIDE_ENTRIES
from pkce_core.providers.guide import ProviderGuide
from pkce_core.providers.provider import ADDRESSES, PLACEHOLDER, Provider
from pkce_core.redirect_uri.profiles import PROFILES
from pkce_core.text.quoting import visible
from pkce_core.urls.browser_url import BrowserUrl, parse_as_browser
from pkce_core.urls.host_kinds import THIS_MACHINE, kinds_of_host

if TYPE_CHECKING:
    from typing import Any, NoReturn


_LONGEST = 131_072
"""Characters; the built-in file has some 20,000."""
_MOST_DOTS = 32
_NAME = r"[a-z0-9][a-z0-9\-]{0,63}"
_LISTS = ("scopes", "token_endpoint_auth_methods_supported", "notes", "ask")
_TABLES = ("placeholders", "uncertain", "who", "links", "help")
_ENTRIES = tuple(field.name for field in fields(Provider) if field.name != "name")


def load_providers(toml_text: str | bytes) -> tuple[Provider, ...]:
    """Read providers from your own file.

    Args:
        toml_text: TOML in the form of `providers.toml`: one table for each provider.

    Raises:
        InvalidValueError: it is not TOML, or a table has an entry that a provider does not have.
        UsageError: the argument is neither str nor bytes.
    """
    tables = _parse_toml(_read_text(toml_text))
    return tuple(_read_provider(name, table) for name, table in tables.items())


def _read_text(value: str | bytes) -> str:
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise InvalidValueError(f"The provider file isn't UTF-8: see octet {problem.start + 1}.") from None
    if not isinstance(value, str):
        raise UsageError("The provider file is neither str nor bytes.")
    return value.removeprefix("\ufeff")


def _parse_toml(text: str) -> dict[str, object]:
    if len(text) > _LONGEST:
        raise InvalidValueError(f"The provider file has {len(text):,} characters. At most {_LONGEST:,} are read.")
    # The parser's work grows with the square of the number of parts in a dotted key.
    if any(piece.count(".") > _MOST_DOTS for piece in re.split(r"[^\w. \t\"'\-]", text)):
        raise InvalidValueError(f"The provider file has a key with more than {_MOST_DOTS} dots.")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise InvalidValueError(f"The provider file isn't valid TOML: {visible(str(problem))}.") from None
    except (RecursionError, ValueError):  # nesting, and numbers with thousands of digits
        message = "The provider file can't be read: it is nested too deeply, or has a number with too many digits."
        raise InvalidValueError(message) from None


def _read_provider(name: str, table: object) -> Provider:
    if re.fullmatch(_NAME, name) is None:
        message = f'The name "{visible(name, 64)}" must have only lowercase letters, digits and hyphens.'
        raise InvalidValueError(message)
    if not isinstance(table, dict):
        raise InvalidValueError(f"{name} isn't a table. Start a provider with a line [{name}].")
    for entry in table:
        if entry not in _ENTRIES:
            _refuse(name, entry, f"isn't an entry of a provider. {_suggest(entry, _ENTRIES)}")
    # Any, because mypy cannot know which entry has which type: _read_value checks it.
    values: dict[str, Any] = {entry: _read_value(name, entry, value) for entry, value in table.items()}
    provider = Provider(**{"name": name, "title": name, **values})
    _check_provider(provider)
    return provider


def _suggest(entry: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # only for a wrong entry: it loads slowly

    similar = get_close_matches(entry[:64], known, n=1)
    return f"Did you mean {similar[0]}?" if similar else f"The entries are {', '.join(known)}."


def _read_guide(name: str, table: object) -> ProviderGuide:
    if not isinstance(table, dict):
        _refuse(name, "guide", "must be a table.")
    for entry in table:
        if entry not in _GUIDE_ENTRIES:
            _refuse(f"{name}.guide", entry, f"isn't an entry of a guide. {_suggest(entry, _GUIDE_ENTRIES)}")
    values: dict[str, Any] = {entry: _read_value(f"{name}.guide", entry, value) for entry, value in table.items()}
    guide = ProviderGuide(**values)
    for entry in ("links", "help"):
        for address in getattr(guide, entry).values():
            _check_address(f"{name}.guide", entry, address)
    return guide


def _read_value(name: str, entry: str, value: object) -> object:
    if entry == "guide":
        return _read_guide(name, value)
    if entry in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            _refuse(name, entry, "must be a list of texts.")
        return tuple(value)
    if entry in _TABLES:
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            _refuse(name, entry, "must be a table of texts.")
        return MappingProxyType(value)
    if not isinstance(value, str) or not value:
        _refuse(name, entry, "must be a text.")
    return value


def _check_provider(provider: Provider) -> None:
    if provider.redirect_uri_rules not in PROFILES:
        _refuse(provider.name, "redirect_uri_rules", f"must be one of {', '.join(PROFILES)}.")
    used = set()
    for entry in ADDRESSES:
        address = getattr(provider, entry)
        if address is not None:
            used |= set(re.findall(PLACEHOLDER, address))
            _check_address(provider.name, entry, re.sub(PLACEHOLDER, "1", address))
    for placeholder in sorted(used - set(provider.placeholders)):
        _refuse(provider.name, "placeholders", f"must explain {placeholder}, which an address uses.")
    for placeholder in sorted(set(provider.placeholders) - used):
        _refuse(provider.name, "placeholders", f"explains {placeholder}, which no address uses.")
    for entry in provider.uncertain:
        if entry not in _ENTRIES:
            _refuse(provider.name, "uncertain", f"names {visible(entry, 64)}, which isn't an entry of a provider.")


def _check_address(name: str, entry: str, address: str) -> None:
    url = parse_as_browser(address)
    if not isinstance(url, BrowserUrl) or url.host is None or url.userinfo is not None or address != address.strip():
        _refuse(name, entry, "must be an absolute https URL, or http on this machine.")
    if url.scheme != "https" and not (url.scheme == "http" and kinds_of_host(url.host) & THIS_MACHINE):
        _refuse(name, entry, "must use https, or http on this machine.")


def _refuse(name: str, entry: str, what: str) -> NoReturn:
    raise InvalidValueError(f"[{name}] {visible(entry, 64)} {what}")
