"""Each wheel in an empty environment, with the oldest Python that it names and that is on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from make.pythons import installed_pythons, oldest_minor
from tests.support.wheels import ROOT, Environment, Wheel, make_environment, wheels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["wheels"]
PAIR = ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
RUNTIME = int((ROOT / ".python-version").read_text(encoding="utf-8").strip().removeprefix("3."))
"""The minor version of the Python in our Pyodide. live-python builds with this one alone."""
POLICY = "  - strict-csp:\n      wasm: true\n"
WIDGETS = "  - pkce-widgets\n"
LIVE = """\
  - live-python:
      packages: ['{core}']
      modules: [pkce_widgets.bridge]
      entry: pkce_widgets.bridge:dispatch
"""
ASKS = "Content-Security-Policy"


def environments(name: str, wheels: dict[str, Wheel], folder: Path, every: bool) -> Iterator[tuple[int, Environment]]:
    """A wheel installed with the oldest Python that is here, or with each when the matrix is run whole."""
    found = installed_pythons(oldest_minor(wheels[name].project))
    assert found, "no Python on this machine is new enough"
    for python in found if every else found[:1]:
        yield int(python.name.removeprefix("python3.")), install(name, wheels, folder, python)


def install(name: str, wheels: dict[str, Wheel], folder: Path, python: Path) -> Environment:
    environment = make_environment(folder / python.name, python)
    environment.install(wheels[name], wheels)
    return environment


def write_site(folder: Path, plugins: str, page: str = "# Hi\n") -> Path:
    """The sources of a small site."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "docs" / "index.md").write_text(page, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        f"site_name: A site\ntheme: {{name: mkdocs, highlightjs: false}}\nplugins:\n{plugins}", encoding="utf-8"
    )
    if not (folder / "node_modules").exists():
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def read(site: Path, name: str) -> str:
    return (site / "site" / name).read_text(encoding="utf-8")


def test_pkce_core(wheels: dict[str, Wheel], tmp_path: Path, all_matrices: bool) -> None:
    """The command checks a pair, and Python imports every public name, with nothing else installed."""
    for _, environment in environments("pkce-core", wheels, tmp_path, all_matrices):
        environment.run("pkce", "check", *PAIR)
        assert environment.run("pkce", "check", PAIR[0], f"{PAIR[1]}=", check=False).returncode == 1
        script = f"""if True:
            import pkce_core
            for name in pkce_core.__all__:  # each loads its module
                getattr(pkce_core, name)
            assert pkce_core.check_pair{PAIR}.ok
            print(pkce_core.__file__)"""
        assert str(environment.folder) in environment.run("python", "-c", script).stdout


def test_mkdocs_live_python(wheels: dict[str, Wheel], tmp_path: Path, all_matrices: bool) -> None:
    """strict-csp builds a site, and nothing of ours but this wheel is installed."""
    for _, environment in environments("mkdocs-live-python", wheels, tmp_path, all_matrices):
        site = write_site(environment.folder / "mine", POLICY)
        environment.run("mkdocs", "build", "--quiet", cwd=site)
        assert ASKS in read(site, "index.html")
        assert environment.run("python", "-c", "import pkce_core", check=False).returncode == 1


def test_mkdocs_pkce_widgets(wheels: dict[str, Wheel], tmp_path: Path, all_matrices: bool) -> None:
    """The fences become live parts. live-python builds too where the Python is that of its Pyodide, or says what is."""
    for minor, environment in environments("mkdocs-pkce-widgets", wheels, tmp_path, all_matrices):
        check_widgets(minor, environment, wheels)


def test_all_plugins_with_the_python_of_the_runtime(wheels: dict[str, Wheel], tmp_path: Path) -> None:
    """The three plugins together make a site with the runtime in it."""
    [python] = [each for each in installed_pythons(RUNTIME) if each.name == f"python3.{RUNTIME}"]
    check_widgets(RUNTIME, install("mkdocs-pkce-widgets", wheels, tmp_path, python), wheels)


def check_widgets(minor: int, environment: Environment, wheels: dict[str, Wheel]) -> None:
    page = "# Hi\n\n```pkce-check\n```\n"
    site = write_site(environment.folder / "mine", WIDGETS + POLICY, page)
    environment.run("mkdocs", "build", "--quiet", cwd=site)
    assert "<pkce-check" in read(site, "index.html")
    assert ASKS in read(site, "index.html")
    write_site(site, LIVE.format(core=wheels["pkce-core"].file) + WIDGETS + POLICY, page)
    done = environment.run("mkdocs", "build", "--quiet", cwd=site, check=False)
    if minor == RUNTIME:
        assert done.returncode == 0, done.stderr
        assert read(site, "assets/live-python/manifest.json")
    else:
        assert done.returncode == 1
        assert f"build with Python 3.{RUNTIME}" in done.stderr
