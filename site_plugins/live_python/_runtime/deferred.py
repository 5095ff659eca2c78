"""Defers modules that Pyodide imports while it starts, and that most pages never use.

Python imports this as `sitecustomize`, before Pyodide's own modules. A deferred module has its name, its place and its
submodules. Whatever else is asked of it executes it first, so code can't tell the difference, except by the time.
"""

import gc
import sys
from _frozen_importlib import ModuleSpec

# While modules are imported there is nothing to collect, and looking takes a twelfth of the start. call.py enables it.
gc.disable()

DEFERRED = "the names of the deferred modules"  # the builder writes them here, with a / after a package
NAMES = {name.removesuffix("/"): name.endswith("/") for name in DEFERRED.split()}
ARCHIVE = __file__.rpartition("/")[0]
ModuleType = type(sys)
KNOWN = frozenset(
    {"__name__", "__spec__", "__loader__", "__package__", "__path__", "__file__", "__cached__", "__class__"}
)


class Place:
    """A path for `str`; pathlib is one of the modules that are deferred."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __str__(self) -> str:
        return self._path


# What Pyodide asks of its package loader while it starts, when no package is installed.
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
ANSWERS = {
    "pyodide._package_loader": {
        "SITE_PACKAGES": Place(f"{sys.prefix}/lib/python{VERSION}/site-packages".replace("//", "/")),
        "DSO_DIR": Place("/usr/lib"),
        "init_loaded_packages": lambda: None,
    }
}


class Deferred(ModuleType):  # type: ignore[misc, valid-type]
    """A module that is executed when it is used."""

    def __getattribute__(self, name: str) -> object:
        values = object.__getattribute__(self, "__dict__")
        if name in KNOWN or isinstance(values.get(name), ModuleType):
            return object.__getattribute__(self, name)
        answers = ANSWERS.get(values["__name__"], {})
        if name in answers:
            return answers[name]
        execute(self)
        return getattr(self, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name not in KNOWN and not isinstance(value, ModuleType):
            execute(self)
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        execute(self)
        object.__delattr__(self, name)


def execute(module: Deferred) -> None:
    """Turn a deferred module into the real one."""
    name, path = str(module.__name__), list(getattr(module, "__path__", []))
    object.__setattr__(module, "__class__", ModuleType)
    try:
        spec = find(name)
        module.__spec__, module.__loader__, module.__file__ = spec, spec.loader, spec.origin  # type: ignore[attr-defined]
        if spec.submodule_search_locations is not None:  # type: ignore[attr-defined]
            module.__path__ = [*spec.submodule_search_locations, *path]  # type: ignore[attr-defined]
        spec.loader.exec_module(module)  # type: ignore[attr-defined]
    except BaseException:
        object.__setattr__(module, "__class__", Deferred)
        raise


def find(name: str) -> object:
    """Find the real module, in whichever archive it is."""
    parent = name.rpartition(".")[0]
    path = sys.modules[parent].__path__ if parent else None
    for finder in sys.meta_path:
        spec = None if finder is FINDER else finder.find_spec(name, path)
        if spec is not None:
            return spec
    raise ModuleNotFoundError(f"No module named {name!r}", name=name)


class DeferredFinder:
    """The finder and the loader of deferred modules."""

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        """Find a module that is deferred, once; None for any other name."""
        is_package = NAMES.pop(name, None)
        if is_package is None:
            return None
        place = f"{ARCHIVE}/{name.replace('.', '/')}"
        origin = f"{place}{'/__init__' if is_package else ''}.pyc"
        spec = ModuleSpec(name, self, origin=origin, is_package=is_package)  # type: ignore[arg-type]
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [place]
        return spec

    def create_module(self, spec: ModuleSpec) -> Deferred:
        """Make the empty module."""
        return Deferred(spec.name)

    def exec_module(self, module: Deferred) -> None:
        """Leave it empty."""


FINDER = DeferredFinder()
sys.meta_path.insert(0, FINDER)
for each in list(NAMES):
    # `from package import submodule` finds a bound submodule without executing the package.
    if each.rpartition(".")[0] in DEFERRED.replace("/", "").split():
        __import__(each)
