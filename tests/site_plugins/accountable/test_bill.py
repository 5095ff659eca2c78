"""The bill of materials: valid CycloneDX 1.6, and what it says of each part."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from accountable.bill import bill_of_materials
from accountable.components import KNOWN, Component, known
from accountable.facts import Facts, facts

if TYPE_CHECKING:
    from tests.support.site import BuiltSite

RUNTIME = {"pyodide": "0.29.5", "python": "3.13.2"}


def found() -> list[Facts]:
    """All that the lists in `known` have, and an entry with a license of its own kind."""
    lists = [known(path.stem)[0] for path in sorted(KNOWN.glob("*.toml"))]
    return [facts(each, RUNTIME) for entries in lists for each in entries]


def read(text: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(text)
    return content


def assert_valid(text: str) -> None:
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    assert problem is None, problem


@pytest.mark.parametrize("built", ["1700000000", None])
def test_it_is_valid(built: str | None) -> None:
    """The schema of the CycloneDX library accepts it, each license's identifier and the package URLs too."""
    assert_valid(bill_of_materials("Demo", found(), built))


def test_a_wrong_license_is_found() -> None:
    """The test above can fail."""
    one = facts(Component(name="a", license="no-such-license", text="zlib"), {})
    with pytest.raises(AssertionError, match="no-such-license"):
        assert_valid(bill_of_materials("Demo", [one], None))


def test_a_part() -> None:
    """Name, version, license and its text, package URL, source and files; what isn't known is left out."""
    content = read(bill_of_materials("Demo", found(), "1700000000"))
    assert content["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"
    parts = {each["name"]: each for each in content["components"]}
    pyodide = parts["Pyodide"]
    assert pyodide["version"] == "0.29.5"
    assert pyodide["licenses"] == [{"license": {"id": "MPL-2.0"}}]
    assert pyodide["purl"] == "pkg:npm/pyodide@0.29.5"
    assert [each["url"] for each in pyodide["externalReferences"]] == [
        "licenses/MPL-2.0.txt",
        "https://github.com/pyodide/pyodide",
    ]
    assert {"name": "accountable:files", "value": "**/pyodide.asm.*"} in pyodide["properties"]
    assert parts["Emscripten"]["licenses"] == [{"expression": "MIT OR NCSA"}]
    assert "version" not in parts["hiwire"]
    assert "timestamp" not in read(bill_of_materials("Demo", found(), None))["metadata"]


def test_what_contains_what() -> None:
    """The site has the wholes, and each whole its parts."""
    content = read(bill_of_materials("Demo", found(), None))
    inside = {each["ref"]: each["dependsOn"] for each in content["dependencies"]}
    assert "pyodide" in inside["site"]
    assert {"cpython", "zlib", "bzip2"} <= set(inside["pyodide"])
    assert "zlib" not in inside["site"]
    assert sum(map(len, inside.values())) == len(content["components"])


def test_its_number_is_that_of_its_content() -> None:
    """The same content has the same number, and other content another."""
    one, same, other = (read(bill_of_materials(name, found(), None))["serialNumber"] for name in ("a", "a", "b"))
    assert one == same
    assert one != other


def test_the_bill_of_this_site(built_site: BuiltSite) -> None:
    """The one that readers get is valid, and each text that it names is there."""
    text = (built_site.folder / "sbom.cdx.json").read_text(encoding="utf-8")
    assert_valid(text)
    for each in read(text)["components"]:
        [license_text] = [ref["url"] for ref in each["externalReferences"] if ref["type"] == "license"]
        assert (built_site.folder / license_text).stat().st_size > 200
