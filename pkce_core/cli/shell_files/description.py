"""What argparse knows of the command line, as data: from it come the completions, the man page and the reference."""

from __future__ import annotations

import argparse
from typing import NamedTuple


class Argument(NamedTuple):
    """One argument of a command.

    Attributes:
        flags: "-h", "--help"; none for what stands alone.
        value: how its value is called, such as "FILE|-"; "" when it takes none.
        help: a sentence without a full stop.
        choices: the values that it takes, as far as they are known.
        required: whether the command needs it.
    """

    flags: tuple[str, ...]
    value: str
    help: str
    choices: tuple[str, ...]
    required: bool

    @property
    def takes_file(self) -> bool:
        """True when its value may name a file."""
        return self.value.startswith("FILE")


class Command(NamedTuple):
    """One command, or pkce itself."""

    name: str
    usage: str
    summary: str
    description: str
    epilog: str
    arguments: tuple[Argument, ...]

    @property
    def options(self) -> tuple[Argument, ...]:
        """The arguments with a flag."""
        return tuple(argument for argument in self.arguments if argument.flags)


def describe(parser: argparse.ArgumentParser) -> tuple[Command, ...]:
    """pkce itself, then its commands in their order."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    summaries = {choice.dest: choice.help or "" for group in groups for choice in group._choices_actions}
    commands = [(name, command) for group in groups for name, command in group.choices.items()]
    return (_describe("", parser, ""), *(_describe(name, each, summaries[name]) for name, each in commands))


def _describe(name: str, parser: argparse.ArgumentParser, summary: str) -> Command:
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    arguments = tuple(
        _argument(action) for action in parser._actions if not isinstance(action, argparse._SubParsersAction)
    )
    return Command(name, usage, summary, parser.description or "", parser.epilog or "", arguments)


def _argument(action: argparse.Action) -> Argument:
    flags = tuple(action.option_strings)
    value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
    choices = tuple(action.choices or _known_values(action))
    return Argument(flags, value, action.help or "", choices, action.required and bool(flags))


def _known_values(action: argparse.Action) -> tuple[str, ...]:
    """Names that argparse does not know, because their modules load only when the command runs."""
    from pkce_core.providers.built_in import provider_names
    from pkce_core.redirect_uri.profiles import PROFILES

    known = {"--provider": provider_names(), "--profile": tuple(PROFILES), "NAME": provider_names()}
    return known.get(action.option_strings[0] if action.option_strings else str(action.metavar), ())
