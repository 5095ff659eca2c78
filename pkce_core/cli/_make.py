"""`pkce verifier`, `pkce pair`, `pkce challenge`: what makes something new."""

from __future__ import annotations

import argparse
import sys

from pkce_core.cli._arguments import value
from pkce_core.cli._exit import ExitCode
from pkce_core.cli._streams import narrate, read_value, wants_colour, write_result
from pkce_core.generation import OCTETS_MAX, OCTETS_MIN, generate_code_verifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.findings import Report

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_commands(commands: Commands) -> None:
    """Describe the three subcommands to argparse."""
    verifier = _add(commands, "verifier", "draw a new code_verifier", "pkce verifier --octets 64")
    _add_octets(verifier)
    verifier.set_defaults(run=_run_verifier)
    pair = _add(commands, "pair", "draw a new code_verifier and derive its code_challenge", "pkce pair --json")
    _add_octets(pair)
    pair.set_defaults(run=_run_pair)
    challenge = _add(
        commands, "challenge", "derive the S256 code_challenge of a verifier",
        'printf %s "$code_verifier" | pkce challenge -',
    )  # fmt: skip
    challenge.add_argument(
        "verifier", nargs="?", type=value, metavar="VERIFIER",
        help="43 to 128 characters; - reads stdin; without it, you are asked for one",
    )  # fmt: skip
    challenge.set_defaults(run=_run_challenge)


def _add(commands: Commands, name: str, summary: str, example: str) -> argparse.ArgumentParser:
    description = f"{summary[0].upper()}{summary[1:]} (RFC 7636)."
    parser = commands.add_parser(
        name, help=summary, description=description, epilog=f"Example: {example}", allow_abbrev=False
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    return parser


def _add_octets(parser: argparse.ArgumentParser) -> None:
    summary = f"how many random octets to draw, {OCTETS_MIN} to {OCTETS_MAX} (default: {OCTETS_MIN})"
    parser.add_argument("--octets", type=_octets, default=OCTETS_MIN, metavar="N", help=summary)


def _octets(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and OCTETS_MIN <= int(text) <= OCTETS_MAX):
        raise argparse.ArgumentTypeError(f"takes a whole number from {OCTETS_MIN} to {OCTETS_MAX}")
    return int(text)


def _run_verifier(arguments: argparse.Namespace) -> ExitCode:
    verifier = generate_code_verifier(arguments.octets)
    if arguments.json:
        from pkce_core.cli._render import to_json
        from pkce_core.pkce import check_code_verifier

        write_result(to_json(check_code_verifier(verifier), code_verifier=verifier))
    else:
        write_result(verifier)
    return ExitCode.OK


def _run_pair(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.pkce import check_pair, generate_pair

    pair = generate_pair(arguments.octets)
    names = {
        "code_verifier": pair.code_verifier,
        "code_challenge": pair.code_challenge,
        "code_challenge_method": pair.code_challenge_method,
    }
    if arguments.json:
        from pkce_core.cli._render import to_json

        write_result(to_json(check_pair(pair.code_verifier, pair.code_challenge), **names))
    else:
        write_result("\n".join(f"{name}={text}" for name, text in names.items()))
    return ExitCode.OK


def _run_challenge(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core._abnf import is_code_verifier
    from pkce_core._weakness import find_weakness
    from pkce_core.derivation import derive_code_challenge

    verifier = read_value(arguments.verifier, "verifier")
    right = derive_code_challenge(verifier) if isinstance(verifier, str) and is_code_verifier(verifier) else None
    if right and isinstance(verifier, str) and not arguments.json and find_weakness(verifier) is None:
        write_result(right)  # the common case, which needs no report
        return ExitCode.OK
    from pkce_core.pkce import check_code_verifier

    report = check_code_verifier(verifier)
    if arguments.json:
        from pkce_core.cli._render import to_json

        write_result(to_json(report, code_challenge=right, code_challenge_method="S256"))
    else:
        _tell(report, verifier)
        if right:
            write_result(right)
    return ExitCode.OK if report.ok else ExitCode.FOUND_ERROR


def _tell(report: Report, verifier: str | bytes) -> None:
    from pkce_core.cli._render import render_report

    narrate("\n".join(render_report(report, {"verifier": verifier}, colour=wants_colour(sys.stderr))))
