"""The software bill of materials: what the site ships, as CycloneDX 1.6, which scanners read.

Written by hand: it is a page of JSON, and cyclonedx-python-lib would bring seven packages into each build. A test
validates it against the schema that the library has.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accountable.facts import Facts

_SITE = "site"
_FORMAT = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}


def bill_of_materials(site_name: str, found: Sequence[Facts], built: str | None) -> str:
    """The JSON text of the bill.

    Args:
        site_name: the name of the site.
        found: what it ships.
        built: the seconds since 1970 that the build counts as its date; None if it has none.
    """
    metadata: dict[str, Any] = {"component": {"bom-ref": _SITE, "type": "application", "name": site_name}}
    if built is not None:
        metadata["timestamp"] = datetime.fromtimestamp(int(built), UTC).isoformat()
    content = {
        "metadata": metadata,
        "components": [_component(each) for each in found],
        "dependencies": _dependencies(found),
    }
    # A bill has a number of its own. This one is made from the content, so that two builds are equal.
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return json.dumps({**_FORMAT, "serialNumber": f"urn:uuid:{number}", **content}, indent=1) + "\n"


def _component(facts: Facts) -> dict[str, Any]:
    component = facts.component
    references = [{"type": "license", "url": f"licenses/{facts.text_name}"}]
    if component.source:
        references.append({"type": "website", "url": component.source})
    entry: dict[str, Any] = {
        "bom-ref": component.slug,
        "type": "library",
        "name": component.name,
        "version": facts.version,
        "description": component.what,
        "licenses": [_license(component.license)],
        "purl": facts.purl,
        "externalReferences": references,
        "properties": [{"name": "accountable:files", "value": pattern} for pattern in component.files],
    }
    return {name: value for name, value in entry.items() if value}


def _license(given: str) -> dict[str, Any]:
    return {"expression": given} if " " in given else {"license": {"id": given}}


def _dependencies(found: Sequence[Facts]) -> list[dict[str, Any]]:
    slugs = {each.component.name: each.component.slug for each in found}
    parts = defaultdict[str, list[str]](list)
    for each in found:
        parts[slugs.get(each.component.part_of, _SITE)].append(each.component.slug)
    return [{"ref": whole, "dependsOn": inside} for whole, inside in parts.items()]
