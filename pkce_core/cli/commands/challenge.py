"""`pkce challenge`: the challenge of a verifier. Scripts run it again and again, so it loads as little as it can."""

from __future__ import annotations

import sys

from pkce_core.cli.terminal.arguments import value
from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.streams import narrate, read_value, wants_color, warn_of_history, write_result

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.findings import Report


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    parser = commands.add_parser(
        "challenge",
        help="derive the S256 code_challenge of a verifier",
        description="Derive the S256 code_challenge of a verifier (RFC 7636).",
        epilog='Example: printf %s "$code_verifier" | pkce challenge -',
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument(
        "verifier", nargs="?", type=value, metavar="VERIFIER",
        help="43 to 128 characters; - for stdin (default: you are asked for it)",
    )  # fmt: skip
    parser.set_defaults(run=lambda arguments: run_challenge(arguments.verifier, as_json=arguments.json))


def run_challenge(argument: str | None = None, *, as_json: bool = False) -> ExitCode:
    """Read the verifier, from the argument, stdin or a prompt, and write its challenge."""
    from pkce_core.pkce.derivation import derive_code_challenge
    from pkce_core.pkce.grammar import is_code_verifier
    from pkce_core.pkce.verifier_entropy import find_weakness

    if argument not in (None, "-"):
        warn_of_history("verifier")
    verifier = read_value(argument, "verifier")
    challenge = derive_code_challenge(verifier) if isinstance(verifier, str) and is_code_verifier(verifier) else None
    if challenge and isinstance(verifier, str) and not as_json and find_weakness(verifier) is None:
        write_result(challenge)  # the common case, which needs no report
        return ExitCode.OK
    from pkce_core.pkce.checks import check_code_verifier

    report = check_code_verifier(verifier)
    if as_json:
        from pkce_core.cli.terminal.rendering import to_json

        write_result(to_json(report, code_challenge=challenge, code_challenge_method="S256"))
    else:
        _narrate_report(report, verifier)
        if challenge:
            write_result(challenge)
    return ExitCode.OK if report.ok else ExitCode.FOUND_ERROR


def _narrate_report(report: Report, verifier: str | bytes) -> None:
    from pkce_core.cli.terminal.rendering import render_report

    narrate("\n".join(render_report(report, {"verifier": verifier}, color=wants_color(sys.stderr))))
