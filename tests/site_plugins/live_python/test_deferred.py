"""A deferred module is the real one to whoever uses it, and costs nothing until then."""

from __future__ import annotations

import email
import subprocess
import sys
from pathlib import Path

import pytest

import live_python

SOURCE = Path(live_python.__file__).parent / "_runtime" / "deferred.py"
DEFERRED = (
    "colorsys wave email/ email.charset importlib.resources/ importlib.resources.abc pyodide._package_loader broken"
)


def run(program: str, folder: Path) -> str:
    """Run a program in a Python that defers these modules, and return what it prints."""
    source = SOURCE.read_text("utf-8").replace("the names of the deferred modules", DEFERRED)
    (folder / "sitecustomize.py").write_text(source, "utf-8")
    # In the runtime, the modules are in the archive that this one is in.
    (folder / "email").symlink_to(Path(email.__file__).parent)
    (folder / "broken.py").write_text("x = 1\nraise ImportError('not today')\n")
    start = f"""
import sys
sys.path.insert(0, {str(folder)!r})
import sitecustomize
kind = lambda name: type(sys.modules[name]).__name__
"""
    done = subprocess.run([sys.executable, "-S", "-c", start + program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("use", "says"),
    [
        ("import colorsys; print(kind('colorsys'))", "Deferred"),
        ("import colorsys; print(colorsys.__name__, kind('colorsys'))", "colorsys Deferred"),
        ("import colorsys; colorsys.ONE_THIRD; print(kind('colorsys'))", "module"),
        ("from colorsys import ONE_THIRD; print(kind('colorsys'))", "module"),
        ("import colorsys; print('ONE_THIRD' in dir(colorsys), kind('colorsys'))", "True module"),
        ("import colorsys; print('ONE_THIRD' in vars(colorsys))", "True"),
        ("import colorsys; print(colorsys.__spec__.loader is sitecustomize.FINDER)", "True"),
        ("import colorsys; colorsys.ONE_THIRD; print(colorsys.__spec__.loader is sitecustomize.FINDER)", "False"),
        ("import colorsys; colorsys.ONE_THIRD = 2; print(colorsys.ONE_THIRD)", "2"),
        ("import colorsys; del colorsys.ONE_THIRD; print(hasattr(colorsys, 'ONE_THIRD'))", "False"),
        ("import colorsys; print(hasattr(colorsys, 'nothing'), kind('colorsys'))", "False module"),
        ("import colorsys, importlib; print(importlib.reload(colorsys).ONE_THIRD)", "0.3333333333333333"),
        ("import email.charset; print(kind('email'), kind('email.charset'))", "Deferred Deferred"),
        ("from email import charset; print(kind('email'), kind('email.charset'))", "Deferred Deferred"),
        ("import email; email.charset.QP; print(kind('email.charset'))", "module"),
        ("import email; email.message_from_string; print(kind('email'), email.charset.QP)", "module 1"),
        ("import email.message; print(email.message.Message.__name__)", "Message"),
        ("import wave; print(wave.__file__.endswith('.pyc'))", "True"),
        ("import wave; wave.Error; print(wave.__file__.endswith('wave.py'))", "True"),
        ("import pickle, colorsys as c; print(pickle.loads(pickle.dumps(c.rgb_to_hsv)) is c.rgb_to_hsv)", "True"),
        ("print(type(sys)('colorsys').__name__, 'colorsys' in sys.modules)", "colorsys False"),
    ],
)  # fmt: skip
def test_uses(use: str, says: str, tmp_path: Path) -> None:
    """Whatever is asked of it, the real module answers."""
    assert run(use, tmp_path) == says


def test_a_module_that_fails(tmp_path: Path) -> None:
    """Each use says so again, as an import would."""
    program = """
import broken
for _ in range(2):
    try: broken.x
    except ImportError as error: print(error, kind('broken'))
"""
    assert run(program, tmp_path) == "not today Deferred\nnot today Deferred"


def test_what_pyodide_asks_while_it_starts(tmp_path: Path) -> None:
    """Its package loader is not executed for where packages are, nor for the packages that aren't there yet."""
    (tmp_path / "pyodide").mkdir()
    (tmp_path / "pyodide" / "__init__.py").write_text("")
    (tmp_path / "pyodide" / "_package_loader.py").write_text("SITE_PACKAGES = 'real'\ndef unpack_buffer(): return 1\n")
    program = """
from pyodide import _package_loader as loader
print(str(loader.SITE_PACKAGES).endswith('/site-packages'), str(loader.DSO_DIR), loader.init_loaded_packages())
print(kind('pyodide._package_loader'), loader.unpack_buffer(), loader.SITE_PACKAGES)
"""
    assert run(program, tmp_path) == "True /usr/lib None\nDeferred 1 real"
