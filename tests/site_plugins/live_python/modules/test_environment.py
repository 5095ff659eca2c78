"""Modules of the build's environment: found without an import, and shipped with the modules that they import."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from live_python.building.builder import build
from live_python.errors import LivePythonError
from live_python.modules.environment import module_files
from tests.site_plugins.live_python.conftest import fixture_config

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

LOUD = "raise SystemExit('imported')"


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the import path."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def put(folder: Path, files: dict[str, str]) -> None:
    """Write files by their paths."""
    for place, text in files.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text)


def test_modules_are_found_without_importing_their_package(write: Path) -> None:
    """A package may do anything when it is imported, so finding a module imports nothing."""
    put(write, {"loud/__init__.py": LOUD, "loud/part.py": ""})
    assert module_files("loud.part") == {"loud/part.py": write / "loud" / "part.py"}
    with pytest.raises(LivePythonError, match=r"^The module loud\.absent has no Python source here: "):
        module_files("loud.absent")


def test_a_module_without_source_is_named(write: Path) -> None:
    """A folder of modules without `__init__.py` is not a package: the sentence says so."""
    put(write, {"bare/part.py": ""})
    with pytest.raises(
        LivePythonError, match=r"^The module bare has no Python source here: .* A package needs an __init__\.py\."
    ):
        module_files("bare")


def test_a_package_ships_whole(write: Path) -> None:
    """A package ships with every file, including data, but without hidden files, byte code and its parent package."""
    inside = {"shop/parts/__init__.py", "shop/parts/one.py", "shop/parts/deep/two.py", "shop/parts/data.toml"}
    put(write, dict.fromkeys({*inside, "shop/__init__.py", "shop/other.py", "shop/parts/.hidden"}, ""))
    put(write, {"shop/parts/__pycache__/one.pyc": ""})
    assert set(module_files("shop.parts")) == inside


@pytest.mark.parametrize(
    "line",
    ["from shop.till import pay", "from shop import till", "import shop.till", "from . import till",
     "from .till import pay", "def later():\n    import shop.till"],
)  # fmt: skip
def test_what_a_module_imports_from_its_package_is_shipped(write: Path, line: str) -> None:
    """Every form of import is followed, through all modules and into functions, but the `__init__` is left out."""
    put(write, {"shop/__init__.py": LOUD, "shop/door.py": line, "shop/till.py": "import json, shop.coins.small"})
    put(write, {"shop/coins/__init__.py": LOUD, "shop/coins/small.py": "", "shop/unused.py": ""})
    assert set(module_files("shop.door")) == {"shop/door.py", "shop/till.py", "shop/coins/small.py"}


def test_an_init_is_shipped_when_a_name_is_imported_from_it(write: Path) -> None:
    """If the imported name is not a module, it comes from the package's `__init__`."""
    put(write, {"shop/__init__.py": LOUD, "shop/door.py": "from shop.coins import COUNT"})
    put(write, {"shop/coins/__init__.py": "from .big import COUNT", "shop/coins/big.py": "", "shop/coins/x.py": ""})
    assert set(module_files("shop.door")) == {"shop/door.py", "shop/coins/__init__.py", "shop/coins/big.py"}


@pytest.mark.parametrize(
    "line",
    ["from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import shop.till",
     "try:\n    import shop.till\nexcept ImportError:\n    pass",
     "import shopping.till", "import shop.absent", "a = = 1"],
    ids=["for type checkers", "allowed to fail", "another package", "absent", "not Python"],
)  # fmt: skip
def test_what_is_not_followed(write: Path, line: str) -> None:
    """Imports that never run, may fail, or are from another package add nothing."""
    put(write, {"shop/__init__.py": "", "shop/door.py": line, "shop/till.py": "", "shopping/till.py": ""})
    assert set(module_files("shop.door")) == {"shop/door.py"}


def test_modules_ship_at_their_dotted_names(write: Path) -> None:
    """The site's own modules, which are in no wheel, ship under their dotted names."""
    put(write, {"glue/__init__.py": LOUD, "glue/bridge.py": "from glue.parts import hello\ncall = hello.call\n"})
    put(write, {"glue/parts/hello.py": "from greet.web import call\n"})
    built = build(fixture_config(modules=("glue.bridge",), entry="glue.bridge:call"))
    wheel = next(built.directory.glob("*/live_python_glue-*.whl.txt"))
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.endswith(".pyc")}
    assert names == {"_live_python.pyc", "glue/bridge.pyc", "glue/parts/hello.pyc"}
