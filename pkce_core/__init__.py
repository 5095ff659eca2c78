"""Build, check and explain every step of OAuth 2.0 Authorization Code with PKCE (RFC 7636).

Pure Python from the standard library, without sockets, files or clocks. These names serve most users, in the order of
a flow: `generate_pair`, `generate_state`, `generate_nonce`, `AuthorizationRequest`, `build_authorization_url`,
`check_authorization_response`, `TokenRequest`, `build_token_request`, `check_token_response`, `check_id_token`; and
when a login fails, `answer_texts`, `diagnose_challenge`, `explain_error` and `explain_har`.

Import every name from here. Each loads its module on first use, so that `import pkce_core` and `pkce` start fast.
"""

from __future__ import annotations

from importlib import import_module

from pkce_core._version import __version__

_NAMES = {
    "specifications": ("Spec",),
    "findings": ("Finding", "Level", "Mark", "Report", "ValidationError"),
    "rule": ("Rule",),
    "rules": ("RULES", "RULE_STEPS"),
    "errors": ("InvalidValueError", "PkceError", "SignatureKeyError", "UsageError"),
    "error_codes": ("ERROR_CODES", "ERROR_STEPS", "ErrorCode"),
    "pkce.checks": ("check_code_challenge", "check_code_verifier"),
    "pkce.derivation": ("derivation_steps", "derive_code_challenge"),
    "pkce.generation": ("generate_code_verifier",),
    "pkce.pair": ("check_pair", "generate_pair"),
    "diagnosis.diagnose": ("Diagnosis", "diagnose_challenge"),
    "diagnosis.pair_matches": ("PairMatches", "match_pairs"),
    "diagnosis.mistakes": ("MISTAKES", "Mistake"),
    "recognition.recognize": ("recognize",),
    "recognition.recognized": ("Recognized",),
    "redirect_uri.checks": ("check_redirect_uri",),
    "redirect_uri.difference": ("RedirectUriDifference", "compare_redirect_uri"),
    "redirect_uri.profiles": ("PROFILES", "RedirectUriProfile"),
    "metadata.checks": ("check_metadata",),
    "metadata.document": ("AuthorizationServerMetadata", "parse_metadata"),
    "providers.built_in": ("get_provider", "provider_names"),
    "providers.provider": ("Provider", "fill_provider", "provider_from_metadata"),
    "providers.toml_file": ("load_providers",),
    "authorization.request": ("AuthorizationRequest", "build_authorization_url", "parse_authorization_url"),
    "authorization.response": ("AuthorizationResponse", "StateExpectation"),
    "authorization.response_checks": ("check_authorization_response",),
    "authorization.response_parsing": ("parse_authorization_response",),
    "authorization.state_and_nonce": ("generate_nonce", "generate_state"),
    "authorization.url_checks": ("check_authorization_url",),
    "token.command.build": ("build_command",),
    "token.endpoint": ("check_token_endpoint",),
    "token.http_request": ("build_token_request",),
    "token.request": ("TokenRequest",),
    "token.request_checks": ("check_token_request",),
    "token.response": ("TokenErrorResponse", "TokenResponse"),
    "token.response_checks": ("check_token_response",),
    "token.response_parsing": ("parse_token_response",),
    "token.sent.parse": ("parse_token_command",),
    "jose.joserfc_verifier": ("JoseVerifier",),
    "jose.jwks": ("JwkSet", "parse_jwks"),
    "jose.signature": ("HmacVerifier", "SignatureInput", "SignatureVerifier", "build_signature_input"),
    "id_token.checks": ("check_id_token",),
    "id_token.claims": ("UNKNOWN", "Unknown"),
    "id_token.id_token": ("IdToken", "parse_id_token"),
    "client_jwt.checks": ("check_client_jwt",),
    "dpop.checks": ("check_dpop_proof",),
    "flow.checks": ("check_flow",),
    "flow.values": ("FlowValues", "parse_flow"),
    "explain.causes": ("Cause",),
    "explain.explanation": ("Explanation", "explain_error"),
    "explain.provider_messages": ("PROVIDER_MESSAGES",),
    "har.explain_har": ("explain_har",),
    "har.redact": ("redact_har",),
    "answer.answer": ("Answer",),
    "answer.answer_texts": ("answer_texts",),
    "redacted_report": ("build_report",),
}
"""The public names, by the module that defines them. `__init__.pyi` lists them for editors and mypy."""

_HOME = {name: module for module, names in _NAMES.items() for name in names}

__all__ = ["__version__", *sorted(_HOME)]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"pkce_core.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
