"""What stands for a tenant in an issuer is named, in the direction in which it was put there."""

from __future__ import annotations

import pytest

from pkce_core.relation.search import explain_relation
from pkce_core.relation.tables import ISSUER

TID = "9188040d-6c67-4c5b-b112-36a304b66dad"
OTHER = "72f988bf-86f1-41af-91ab-2d7cd011db47"
ENTRA = "https://login.microsoftonline.com/{}/v2.0".format
B2C = "https://acme.b2clogin.com/{}/v2.0".format


@pytest.mark.parametrize(
    ("expected", "actual", "ways", "says"),
    [
        (ENTRA("common"), ENTRA("{tenantid}"), ("tenant-open",), "with {tenantid} in place of common"),
        (ENTRA(TID), ENTRA("{tenantid}"), ("tenant-open",), f"with {{tenantid}} in place of {TID}"),
        (ENTRA("%7Btenantid%7D"), ENTRA(TID), ("tenant-filled",), "is a template"),
        (ENTRA("{tenantid}"), ENTRA(TID), ("tenant-filled",), "put the token's tid in its place"),
        (ENTRA("organizations"), ENTRA(TID), ("tenant-of-common",), "name no issuer"),
        (ENTRA("organizations"), ENTRA("common"), ("tenant-of-common",), "name no issuer"),
        (ENTRA(TID), ENTRA("common"), ("common-for-tenant",), "the address of your tenant"),
        (ENTRA(TID), ENTRA(OTHER), ("other-tenant",), "another tenant"),
        (ENTRA("contoso.example"), ENTRA(TID), ("other-tenant",), "can't be seen here"),
        (B2C("acme.onmicrosoft.com/b2c_1_susi"), B2C(TID) + "/", ("external-tenant",), "with the tenant's ID"),
        ("https://op.example/realms/{realm}", "https://op.example/realms/x", ("tenant-filled",), "put your own value"),
        ("https://op.example/realms/x", "https://op.example/realms/{realm}", ("tenant-open",), "put your own value"),
        (B2C("acme.onmicrosoft.com"), B2C(TID), ("external-tenant",), "with the tenant by its ID"),
        (
            "https://idcs-1a2b.identity.oraclecloud.com",
            "https://identity.oraclecloud.com/",
            ("oracle-shared",),
            "check that you asked your own domain",
        ),
        (ENTRA(TID), f"https://sts.windows.net/{TID}/", ("first-version",), "tokens of version 1.0"),
        (f"https://sts.windows.net/{TID}/", ENTRA(TID), ("second-version",), "tokens of version 2.0"),
        (ENTRA("common"), f"https://sts.windows.net/{TID}/", ("first-version", "tenant-of-common"), "name no issuer"),
        ("https://op.example/{tenant}", "https://op.example/acme", ("tenant-filled",), "template"),
    ],
)
def test_tenants(expected: str, actual: str, ways: tuple[str, ...], says: str) -> None:
    """The first explanation, and what to do."""
    relation = explain_relation(expected, actual, ISSUER, "the issuer")
    assert relation.ways[0] == ways
    assert says in relation.text


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("https://a.example/x/y", "https://a.example/z/w"),
        ("https://a.example/x", "https://b.example/y"),
        ("https://{tenantid}/x", "https://b.example/x"),
        (ENTRA("{a}"), ENTRA("{b}")),
    ],
)
def test_what_is_no_tenant(expected: str, actual: str) -> None:
    """Two segments that differ, or a host, are explained by nothing."""
    assert explain_relation(expected, actual, ISSUER, "the issuer").ways == ()
