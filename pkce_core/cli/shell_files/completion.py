"""Completion scripts for bash, zsh and fish: the described commands in, a script out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pkce_core.cli.shell_files.description import Argument, Command

    Commands = tuple[Command, ...]

_BASH = """\
_pkce() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} words= files=
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        words="{commands}"
    else
        case "${{COMP_WORDS[1]}} $previous" in
{values}
        *)
            case "${{COMP_WORDS[1]}} $current" in
{arguments}
            esac ;;
        esac
    fi
    [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$current"))
    if [ -n "$files" ]; then
        local IFS=$'\\n'
        compopt -o filenames 2> /dev/null
        COMPREPLY+=($(compgen -f -- "$current"))
    fi
}}
complete -F _pkce pkce"""

_ZSH = """\
#compdef pkce
_pkce() {{
    local -a commands=(
{commands}
    )
    if (( CURRENT == 2 )); then
        _describe command commands
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
{cases}
    esac
}}
if [ "$funcstack[1]" = _pkce ]; then _pkce "$@"; else compdef _pkce pkce; fi"""


def write_bash(described: Commands) -> str:
    """A script for bash to source."""
    commands = described[1:]
    return _BASH.format(
        commands=" ".join(command.name for command in commands),
        values="\n".join(_bash_values(commands)),
        arguments="\n".join(_bash_arguments(commands)),
    )


def _bash_values(commands: Commands) -> Iterator[str]:
    for command in commands:
        for option in command.options:
            if option.value:
                pattern = "|".join(f'"{command.name} {flag}"' for flag in option.flags)
                yield f"        {pattern}) {_bash_offer(option)} ;;"


def _bash_arguments(commands: Commands) -> Iterator[str]:
    for command in commands:
        flags = " ".join(flag for option in command.options for flag in option.flags)
        yield f'            "{command.name} -"*) words="{flags}" ;;'
        alone = [_bash_offer(argument) for argument in command.arguments if not argument.flags]
        yield f'            "{command.name} "*) {"; ".join(alone) or ":"} ;;'


def _bash_offer(argument: Argument) -> str:
    if argument.choices:
        return f'words="{" ".join(argument.choices)}"'
    return "files=yes" if argument.takes_file else ":"


def write_zsh(described: Commands) -> str:
    """A script for zsh to source, or to find in its fpath as _pkce."""
    commands = described[1:]
    named = (f"        {_quote(f'{command.name}:{command.summary}')}" for command in commands)
    return _ZSH.format(commands="\n".join(named), cases="\n".join(map(_zsh_case, commands)))


def _zsh_case(command: Command) -> str:
    specs = [_quote(spec) for argument in command.arguments for spec in _zsh_specs(argument)]
    return f"    {command.name}) _arguments {' '.join(specs)} ;;"


def _zsh_specs(argument: Argument) -> Iterator[str]:
    words = "".join(f"\\{letter}" if letter in "[]:\\" else letter for letter in argument.help)
    name = argument.value.replace(":", "")
    action = f"({' '.join(argument.choices)})" if argument.choices else "_files" if argument.takes_file else " "
    value = f":{name}:{action}" if argument.value else ""
    yield from (f"*{flag}[{words}]{value}" for flag in argument.flags)
    if not argument.flags:
        yield f":{value}"


def write_fish(described: Commands) -> str:
    """A script for fish to source."""
    return "\n".join(("complete -c pkce -f", *_fish_lines(described[1:])))


def _fish_lines(commands: Commands) -> Iterator[str]:
    for command in commands:
        yield f"complete -c pkce -n __fish_use_subcommand -a {command.name} -d {_quote(command.summary, fish=True)}"
        for argument in command.arguments:
            start = f"complete -c pkce -n '__fish_seen_subcommand_from {command.name}'"
            flags = "".join(f" -{'l' if flag[:2] == '--' else 's'} {flag.lstrip('-')}" for flag in argument.flags)
            takes = " -r -F" if argument.takes_file else f" -x -a {_quote(' '.join(argument.choices))}"
            value = takes if argument.choices or argument.takes_file else " -x" if argument.value else ""
            if flags:
                yield f"{start}{flags}{value} -d {_quote(argument.help, fish=True)}"
            elif value not in ("", " -x"):
                yield f"{start}{takes.replace(' -r', '')}"


def _quote(text: str, *, fish: bool = False) -> str:
    """The text as one word of a shell. fish escapes a quote inside quotes; bash and zsh must end the quotes for it."""
    if fish:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return "'" + text.replace("'", "'\\''") + "'"


WRITERS: dict[str, Callable[[Commands], str]] = {"bash": write_bash, "zsh": write_zsh, "fish": write_fish}
