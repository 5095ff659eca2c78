"""The built site as one zip file, to hand on or to put on a host. The same site gives the same bytes."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip file can have: that of a build would differ each time."""
_FILE = 0o100644 << 16
_UNIX = 3
_PACKED = {".br", ".gz", ".png"}


def archive_site(site: Path, target: Path) -> None:
    """Write all files of a site into a zip file, in the order of their paths and without a folder around them.

    Args:
        site: the folder with the built site.
        target: the file to write.
    """
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            member = zipfile.ZipInfo(path.relative_to(site).as_posix(), _EARLIEST)
            member.create_system, member.external_attr = _UNIX, _FILE
            packed = path.suffix in _PACKED
            member.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(member, path.read_bytes())
