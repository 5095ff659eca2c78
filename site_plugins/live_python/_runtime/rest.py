"""Finds the modules of the standard library that the first archive leaves out, and loads their archive then.

So what the first archive has decides how fast a page is, never what it answers: an import of another module, a codec
by its name included, waits for the second archive and goes on.
"""

# `importlib.machinery` would be one more module to load.
import sys
from _frozen_importlib_external import PathFinder

LEFT_OUT = "the names of the modules"  # the builder writes them here
NAMES = frozenset(LEFT_OUT.split())
SHA256 = "the archive's"
ARCHIVE = "/lib/python_rest.zip"


class RestFinder:
    """A finder for `sys.meta_path`."""

    def __init__(self, load, refuse) -> None:  # type: ignore[no-untyped-def]
        self._load = load
        self._refuse = refuse
        self._there = False

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> object:
        """Find a module that was left out; None for any other name."""
        if name not in NAMES:
            return None
        if not self._there:
            self._write()
        folder = name.rpartition(".")[0].replace(".", "/")
        return PathFinder.find_spec(name, [ARCHIVE + "/" + folder if folder else ARCHIVE])

    def _write(self) -> None:
        from _sha2 import sha256  # type: ignore[import-not-found]  # compiled into the runtime

        data = self._load()
        content = data.to_bytes() if data is not None else b""
        if sha256(content).hexdigest() != SHA256:
            # An ImportError may be caught and a wrong answer follow, so the worker drops this call's answer.
            self._refuse("damaged" if content else "missing")
            raise ImportError("the rest of the standard library could not be loaded")
        with open(ARCHIVE, "wb") as file:  # noqa: PTH123 - pathlib is one of the modules that are left out
            file.write(content)
        self._there = True


def install(load: object, refuse: object) -> None:
    """Look into the second archive after the first, and before what Pyodide says of modules that it doesn't have.

    Args:
        load: called for the archive's octets; returns nothing when they don't come.
        refuse: called with the reason when they don't come or are not the right ones.
    """
    after = [finder for finder in sys.meta_path if finder is PathFinder]
    place = sys.meta_path.index(after[0]) + 1 if after else len(sys.meta_path)
    sys.meta_path.insert(place, RestFinder(load, refuse))  # type: ignore[arg-type]
