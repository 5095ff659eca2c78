"""A file of providers: TOML, checked entry by entry, so that a mistake is named with its table."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from types import MappingProxyType

from pkce_core.errors import InvalidValueError, UsageError
from pkce_core.providers.provider import ADDRESSES, PLACEHOLDER, Provider
from pkce_core.redirect_uri.profiles import PROFILES
from pkce_core.text.quoting import visible
from pkce_core.urls.browser_url import BrowserUrl, parse_as_browser
from pkce_core.urls.host_kinds import THIS_MACHINE, kinds_of_host

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any, NoReturn


_LONGEST = 131_072
"""Characters; the built-in file has some 10,000."""
_DOTS = 32
_NAME = r"[a-z0-9][a-z0-9\-]{0,63}"
_LISTS = ("scopes", "token_endpoint_auth_methods_supported", "notes")
_TABLES = ("placeholders", "uncertain")
_ENTRIES = tuple(field.name for field in fields(Provider) if field.name != "name")


def read_providers(toml_text: str | bytes) -> tuple[Provider, ...]:
    """Read every table of the text; see `pkce_core.providers.load_providers`."""
    tables = _parse(_text(toml_text))
    return tuple(_provider(name, table) for name, table in tables.items())


def _text(value: str | bytes) -> str:
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise InvalidValueError(f"The file of providers is not UTF-8: see octet {problem.start + 1}.") from None
    if not isinstance(value, str):
        raise UsageError("The file of providers is neither str nor bytes.")
    return value.removeprefix("\ufeff")


def _parse(text: str) -> dict[str, object]:
    if len(text) > _LONGEST:
        raise InvalidValueError(
            f"The file of providers has {len(text):,} characters, and {_LONGEST:,} are read at most."
        )
    # The parser's work grows with the square of the number of parts in a dotted key.
    if any(piece.count(".") > _DOTS for piece in re.split(r"[^\w. \t\"'\-]", text)):
        raise InvalidValueError(f"The file of providers holds a key with more than {_DOTS} dots.")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise InvalidValueError(f"The file of providers is no TOML: {visible(str(problem))}.") from None
    except (RecursionError, ValueError):  # nesting, and numbers with thousands of digits
        raise InvalidValueError("The file of providers is no TOML that can be read: it is nested too deeply.") from None


def _provider(name: str, table: object) -> Provider:
    if re.fullmatch(_NAME, name) is None:
        raise InvalidValueError(f'The name "{visible(name, 64)}" is not made of small letters, digits and hyphens.')
    if not isinstance(table, dict):
        raise InvalidValueError(f"{name} is no table. A provider starts with a line [{name}].")
    for entry in table:
        if entry not in _ENTRIES:
            _refuse(name, entry, f"is no entry of a provider{_near(entry)}")
    values: dict[str, Any] = {entry: _value(name, entry, value) for entry, value in table.items()}
    provider = Provider(**{"name": name, "title": name, **values})
    _check(provider)
    return provider


def _near(entry: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(entry[:64], _ENTRIES, n=1)
    return f"; did you mean {near[0]}?" if near else f": there are {', '.join(_ENTRIES)}"


def _value(name: str, entry: str, value: object) -> object:
    if entry in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            _refuse(name, entry, "is a list of texts")
        return tuple(value)
    if entry in _TABLES:
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            _refuse(name, entry, "is a table of texts")
        return MappingProxyType(value)
    if not isinstance(value, str) or not value:
        _refuse(name, entry, "is a text")
    return value


def _check(provider: Provider) -> None:
    if provider.redirect_uri_rules not in PROFILES:
        _refuse(provider.name, "redirect_uri_rules", f"is one of {', '.join(PROFILES)}")
    used = set()
    for entry in ADDRESSES:
        address = getattr(provider, entry)
        if address is not None:
            used |= set(re.findall(PLACEHOLDER, address))
            _check_address(provider.name, entry, re.sub(PLACEHOLDER, "1", address))
    for placeholder in sorted(used ^ set(provider.placeholders)):
        where = "is used in an address and explained nowhere" if placeholder in used else "is used in no address"
        _refuse(provider.name, "placeholders", f"does not fit: {placeholder} {where}")
    for entry in provider.uncertain:
        if entry not in _ENTRIES:
            _refuse(provider.name, "uncertain", f"names {visible(entry, 64)}, which is no entry of a provider")


def _check_address(name: str, entry: str, address: str) -> None:
    url = parse_as_browser(address)
    if not isinstance(url, BrowserUrl) or url.host is None or url.userinfo is not None or address != address.strip():
        _refuse(name, entry, "is an absolute https URL, or http on this machine")
    if url.scheme != "https" and not (url.scheme == "http" and kinds_of_host(url.host) & THIS_MACHINE):
        _refuse(name, entry, "has to be https, or http on this machine")


def _refuse(name: str, entry: str, what: str) -> NoReturn:
    raise InvalidValueError(f"[{name}] {visible(entry, 64)} {what}{'' if what.endswith('?') else '.'}")


def load_providers(toml_text: str | bytes) -> tuple[Provider, ...]:
    """Read providers from a reader's own file.

    Args:
        toml_text: TOML in the form of `providers.toml`: one table for each provider.

    Raises:
        InvalidValueError: it is no TOML, or a table holds what a provider has not.
        UsageError: the argument is neither str nor bytes.
    """

    return read_providers(toml_text)
