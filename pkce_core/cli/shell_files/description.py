"""The command line as data, read from argparse: for the completion scripts, the man page and the reference page."""

from __future__ import annotations

import argparse
from typing import NamedTuple


class Argument(NamedTuple):
    """One argument of a command.

    Attributes:
        flags: such as "-h" and "--help"; empty for a positional argument.
        value: the name of its value, such as "FILE|-"; "" when it takes none.
        help: a sentence without a full stop.
        choices: the values that it takes; empty when it takes any, or when they are unknown.
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
    choices = tuple(action.choices or _provider_names(action))
    return Argument(flags, value, action.help or "", choices, action.required and bool(flags))


def _provider_names(action: argparse.Action) -> tuple[str, ...]:
    """The names of providers: argparse does not have them, because they are slow to load."""
    from pkce_core.providers.built_in import provider_names

    takes_provider = "--provider" in action.option_strings or action.dest == "name"
    return provider_names() if takes_provider else ()
