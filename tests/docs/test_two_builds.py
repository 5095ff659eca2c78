"""Two builds of one commit are equal, byte for byte: in two folders, with two caches, on two days."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.site import ROOT, build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.site import BuiltSite

ANOTHER_DAY = "2031-03-09 21:30:15"
# Node stands still when its clock is faked. This environment's `node` is a script in Python, which starts the real one.
WITHOUT_NODE = """
import os
import sys

if os.path.basename(sys.orig_argv[1]) == "node":
    os.environ.pop("LD_PRELOAD", None)
"""


def check_out(folder: Path) -> Path:
    """What is checked out here, changes too, in a clone that has no cache and has been built by nobody."""
    git = ["git", "-c", "core.autocrlf=false"]
    subprocess.run([*git, "clone", "--quiet", "--shared", "--no-checkout", ROOT, folder], check=True)
    listed = [*git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in filter(
        None, subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    ):
        if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def build_again(folder: Path, url: str) -> Path:
    """Build the site for the same address in a clone, years from now."""
    root = check_out(folder / "some where" / "else")
    (folder / "fake").mkdir()
    (folder / "fake" / "sitecustomize.py").write_text(WITHOUT_NODE)
    ours = [folder / "fake", root / "site_plugins", root, root / "tools"]  # before those of the environment
    path = os.pathsep.join([*map(str, ours), *filter(None, [os.environ.get("PYTHONPATH")])])
    starter = ["faketime", ANOTHER_DAY]
    build(folder / "again", url, root=root, starter=starter, variables={"PYTHONPATH": path})
    assert list((root / ".cache" / "live-python" / "builds").iterdir()), "it was built with another cache than its own"
    return folder / "again"


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and the members of an archive."""
    yield name, data
    if data.startswith(b"PK\3\4"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield from ((f"{name}: {member}", archive.read(member)) for member in archive.namelist())


@pytest.fixture(scope="module")
def again(built_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_again(tmp_path_factory.mktemp("another"), built_site.url)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="the date of a build is that of its commit")
def test_two_builds_are_equal(built_site: BuiltSite, again: Path) -> None:
    """Every file, the compressed ones and the archives too."""
    one, two = contents(built_site.folder), contents(again)
    assert sorted(one) == sorted(two)
    assert [name for name in sorted(one) if one[name] != two[name]] == []
    assert len(one) > 400


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="the date of a build is that of its commit")
def test_the_sitemap_has_the_date_of_the_commit(again: Path) -> None:
    """Not that of the day, which is another one."""
    asked = ["git", "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%d"]
    environment = {**os.environ, "TZ": "UTC"}
    date = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout.strip()
    text = (again / "sitemap.xml").read_text(encoding="utf-8")
    assert text.count("<lastmod>") == text.count(f"<lastmod>{date}</lastmod>") > 20


def test_no_file_names_the_machine(built_site: BuiltSite) -> None:
    """Neither the folder of the project or its environment, nor the home of who built it, also in byte code."""
    places = {str(ROOT), sys.prefix, str(built_site.folder), str(Path.home() / ".")}
    secret = [place.encode() for place in places if len(place) > len("/root")]
    for file, data in contents(built_site.folder).items():
        for name, part in unpacked(file, data):
            assert not [place for place in secret if place in part], name
