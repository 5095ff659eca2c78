"""`pkce verifier` and `pkce pair`: make a new verifier, or a new pair."""

from __future__ import annotations

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.streams import write_result
from pkce_core.pkce.derivation import derive_code_challenge
from pkce_core.pkce.generation import OCTETS_MAX, OCTETS_MIN, generate_code_verifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from pkce_core.cli.terminal.arguments import Commands


def add_commands(commands: Commands) -> None:
    """Describe the two commands to argparse."""
    verifier = _add(commands, "verifier", "make a new code_verifier", "pkce verifier --octets 64")
    _add_octets(verifier)
    verifier.set_defaults(run=lambda arguments: run_verifier(octets=arguments.octets, as_json=arguments.json))
    pair = _add(commands, "pair", "make a new code_verifier and its code_challenge", "pkce pair --json")
    _add_octets(pair)
    pair.set_defaults(run=lambda arguments: run_pair(octets=arguments.octets, as_json=arguments.json))


def _add(commands: Commands, name: str, summary: str, example: str) -> argparse.ArgumentParser:
    description = f"{summary[0].upper()}{summary[1:]} (RFC 7636)."
    parser = commands.add_parser(name, help=summary, description=description, epilog=f"Example: {example}")
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    return parser


def _add_octets(parser: argparse.ArgumentParser) -> None:
    summary = f"how many random octets to use, {OCTETS_MIN} to {OCTETS_MAX} (default: {OCTETS_MIN})"
    parser.add_argument("--octets", type=_octets, default=OCTETS_MIN, metavar="N", help=summary)


def _octets(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and OCTETS_MIN <= int(text) <= OCTETS_MAX):
        import argparse  # only here: it is not loaded for a command without options

        raise argparse.ArgumentTypeError(f"must be a whole number from {OCTETS_MIN} to {OCTETS_MAX}")
    return int(text)


def run_verifier(*, octets: int = OCTETS_MIN, as_json: bool = False) -> ExitCode:
    """Write a new verifier."""
    verifier = generate_code_verifier(octets)
    if as_json:
        from pkce_core.cli.terminal.rendering import to_json
        from pkce_core.pkce.checks import check_code_verifier

        write_result(to_json(check_code_verifier(verifier), code_verifier=verifier))
    else:
        write_result(verifier)
    return ExitCode.OK


def run_pair(*, octets: int = OCTETS_MIN, as_json: bool = False) -> ExitCode:
    """Write a new verifier and its challenge."""
    verifier = generate_code_verifier(octets)
    challenge = derive_code_challenge(verifier)
    names = {"code_verifier": verifier, "code_challenge": challenge, "code_challenge_method": "S256"}
    if as_json:
        from pkce_core.cli.terminal.rendering import to_json
        from pkce_core.pkce.pair import check_pair

        write_result(to_json(check_pair(verifier, challenge), **names))
    else:
        write_result("\n".join(f"{name}={text}" for name, text in names.items()))
    return ExitCode.OK
