"""The site as a zip file: all of it, and always the same bytes."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

from make.archive import archive_site

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whenever its files were written, in whatever order."""
    for name, order in (("one", ["b/c.html", "a.br"]), ("two", ["a.br", "b/c.html"])):
        for file in order:
            (path := tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            path.write_text("a text that gets smaller " * 20)
        archive_site(tmp_path / name, tmp_path / f"{name}.zip")
        os.utime(tmp_path / "one" / "b" / "c.html", (1, 1))
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_everything_is_in_it(tmp_path: Path) -> None:
    """Without a folder around it, and readable for everybody once unzipped; what is packed isn't packed again."""
    (tmp_path / "site" / "b").mkdir(parents=True)
    (tmp_path / "site" / "b" / "c.html").write_text("a text that gets smaller " * 20)
    (tmp_path / "site" / "c.br").write_text("packed " * 20)
    archive_site(tmp_path / "site", tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        members = {member.filename: member for member in archive.infolist()}
        assert list(members) == ["b/c.html", "c.br"]
        assert archive.read("b/c.html").decode().startswith("a text")
    assert members["b/c.html"].compress_size < members["b/c.html"].file_size
    assert members["c.br"].compress_size == members["c.br"].file_size
    assert members["b/c.html"].external_attr >> 16 == 0o100644
