"""PKCE (RFC 7636) made, checked and explained, without dependencies, sockets or clocks.

The public names load on first use, so that `import pkce_core` and the `pkce` command start fast.
"""

from __future__ import annotations

from importlib import import_module

from pkce_core._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core._claim_findings import UNKNOWN, Unknown
    from pkce_core._mistakes import MISTAKES, Mistake
    from pkce_core.derivation import derivation_steps, derive_code_challenge
    from pkce_core.diagnosis import Diagnosis, diagnose_challenge
    from pkce_core.errors import (
        CodeChallengeError,
        CodeVerifierError,
        EncodingError,
        FlowError,
        IdTokenError,
        InvalidValueError,
        JsonError,
        JwksError,
        MetadataError,
        PairMismatchError,
        PkceError,
        ProviderError,
        RedirectUriError,
        SignatureKeyError,
        UsageError,
        ValidationError,
    )
    from pkce_core.explain import Cause, Explanation, explain_error
    from pkce_core.findings import Finding, Level, Mark, Report, Spec
    from pkce_core.flow import TRANSITIONS, FlowEvent, FlowStep, build_report, check_flow, flow_step, validate_flow
    from pkce_core.flow_values import FlowValues, parse_flow
    from pkce_core.generation import generate_code_verifier
    from pkce_core.id_token import IdToken, check_id_token, parse_id_token, validate_id_token
    from pkce_core.jwks import JwkSet, parse_jwks
    from pkce_core.metadata import AuthorizationServerMetadata, check_metadata, parse_metadata, validate_metadata
    from pkce_core.pkce import (
        PkcePair,
        check_code_challenge,
        check_code_verifier,
        check_pair,
        generate_pair,
        validate_code_challenge,
        validate_code_verifier,
        validate_pair,
    )
    from pkce_core.providers import (
        Provider,
        fill_provider,
        get_provider,
        load_providers,
        provider_from_metadata,
        provider_names,
    )
    from pkce_core.redirect_uri import (
        PROFILES,
        RedirectUriDifference,
        RedirectUriProfile,
        check_redirect_uri,
        compare_redirect_uri,
        validate_redirect_uri,
    )
    from pkce_core.signature import (
        HmacVerifier,
        SignatureInput,
        SignatureVerifier,
        build_signature_input,
        check_signature,
    )
    from pkce_core.steps import DerivationSteps

_HOME = {
    "MISTAKES": "_mistakes",
    "PROFILES": "redirect_uri",
    "TRANSITIONS": "flow",
    "UNKNOWN": "_claim_findings",
    "AuthorizationServerMetadata": "metadata",
    "Cause": "explain",
    "CodeChallengeError": "errors",
    "CodeVerifierError": "errors",
    "DerivationSteps": "steps",
    "Diagnosis": "diagnosis",
    "EncodingError": "errors",
    "Explanation": "explain",
    "Finding": "findings",
    "FlowError": "errors",
    "FlowEvent": "flow",
    "FlowStep": "flow",
    "FlowValues": "flow_values",
    "HmacVerifier": "signature",
    "IdToken": "id_token",
    "IdTokenError": "errors",
    "InvalidValueError": "errors",
    "JsonError": "errors",
    "JwkSet": "jwks",
    "JwksError": "errors",
    "Level": "findings",
    "Mark": "findings",
    "MetadataError": "errors",
    "Mistake": "_mistakes",
    "PairMismatchError": "errors",
    "PkceError": "errors",
    "PkcePair": "pkce",
    "Provider": "providers",
    "ProviderError": "errors",
    "RedirectUriDifference": "redirect_uri",
    "RedirectUriError": "errors",
    "RedirectUriProfile": "redirect_uri",
    "Report": "findings",
    "SignatureInput": "signature",
    "SignatureKeyError": "errors",
    "SignatureVerifier": "signature",
    "Spec": "findings",
    "Unknown": "_claim_findings",
    "UsageError": "errors",
    "ValidationError": "errors",
    "build_report": "flow",
    "build_signature_input": "signature",
    "check_code_challenge": "pkce",
    "check_code_verifier": "pkce",
    "check_flow": "flow",
    "check_id_token": "id_token",
    "check_metadata": "metadata",
    "check_pair": "pkce",
    "check_redirect_uri": "redirect_uri",
    "check_signature": "signature",
    "compare_redirect_uri": "redirect_uri",
    "derivation_steps": "derivation",
    "derive_code_challenge": "derivation",
    "diagnose_challenge": "diagnosis",
    "explain_error": "explain",
    "fill_provider": "providers",
    "flow_step": "flow",
    "generate_code_verifier": "generation",
    "generate_pair": "pkce",
    "get_provider": "providers",
    "load_providers": "providers",
    "parse_flow": "flow_values",
    "parse_id_token": "id_token",
    "parse_jwks": "jwks",
    "parse_metadata": "metadata",
    "provider_from_metadata": "providers",
    "provider_names": "providers",
    "validate_code_challenge": "pkce",
    "validate_code_verifier": "pkce",
    "validate_flow": "flow",
    "validate_id_token": "id_token",
    "validate_metadata": "metadata",
    "validate_pair": "pkce",
    "validate_redirect_uri": "redirect_uri",
}

__all__ = [
    "MISTAKES",
    "PROFILES",
    "TRANSITIONS",
    "UNKNOWN",
    "AuthorizationServerMetadata",
    "Cause",
    "CodeChallengeError",
    "CodeVerifierError",
    "DerivationSteps",
    "Diagnosis",
    "EncodingError",
    "Explanation",
    "Finding",
    "FlowError",
    "FlowEvent",
    "FlowStep",
    "FlowValues",
    "HmacVerifier",
    "IdToken",
    "IdTokenError",
    "InvalidValueError",
    "JsonError",
    "JwkSet",
    "JwksError",
    "Level",
    "Mark",
    "MetadataError",
    "Mistake",
    "PairMismatchError",
    "PkceError",
    "PkcePair",
    "Provider",
    "ProviderError",
    "RedirectUriDifference",
    "RedirectUriError",
    "RedirectUriProfile",
    "Report",
    "SignatureInput",
    "SignatureKeyError",
    "SignatureVerifier",
    "Spec",
    "Unknown",
    "UsageError",
    "ValidationError",
    "__version__",
    "build_report",
    "build_signature_input",
    "check_code_challenge",
    "check_code_verifier",
    "check_flow",
    "check_id_token",
    "check_metadata",
    "check_pair",
    "check_redirect_uri",
    "check_signature",
    "compare_redirect_uri",
    "derivation_steps",
    "derive_code_challenge",
    "diagnose_challenge",
    "explain_error",
    "fill_provider",
    "flow_step",
    "generate_code_verifier",
    "generate_pair",
    "get_provider",
    "load_providers",
    "parse_flow",
    "parse_id_token",
    "parse_jwks",
    "parse_metadata",
    "provider_from_metadata",
    "provider_names",
    "validate_code_challenge",
    "validate_code_verifier",
    "validate_flow",
    "validate_id_token",
    "validate_metadata",
    "validate_pair",
    "validate_redirect_uri",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"pkce_core.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
