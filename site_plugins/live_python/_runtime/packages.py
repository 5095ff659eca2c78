"""Unpacks the shipped wheels. Pyodide's own loader would import ten more modules of the standard library for it."""

import os
import sys

SITE_PACKAGES = f"{sys.prefix}/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages".replace("//", "/")
END, MEMBER = 22, 46  # octets of the fixed parts: of the end of a zip archive, and of a member's entry in its directory


def unpack(wheel) -> None:  # type: ignore[no-untyped-def]  # a JavaScript buffer
    """Write the files of a wheel where Python looks for packages.

    Args:
        wheel: the octets of a zip archive whose members are stored, not deflated.
    """
    data = wheel.to_bytes()

    def number(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], "little")

    at = number(len(data) - END + 16, 4)
    made = set()
    for _ in range(number(len(data) - END + 10, 2)):
        size, name_size, local = number(at + 24, 4), number(at + 28, 2), number(at + 42, 4)
        name = data[at + MEMBER : at + MEMBER + name_size].decode()
        start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
        path = place(name)
        folder = path.rpartition("/")[0]
        if folder not in made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - pathlib is one of the modules that are left out
            made.add(folder)
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(data[start : start + size])
        at += MEMBER + name_size + number(at + 30, 2) + number(at + 32, 2)
    # The folder is read again. `importlib.invalidate_caches` would import a tenth of the library.
    sys.path_importer_cache.pop(SITE_PACKAGES, None)


def place(name: str) -> str:
    """Where a wheel's file goes: what is in `NAME.data/` has a place of its own (binary distribution format)."""
    first, _, rest = name.partition("/")
    if not first.endswith(".data"):
        return f"{SITE_PACKAGES}/{name}"
    kind, _, file = rest.partition("/")
    return f"{SITE_PACKAGES}/{file}" if kind in ("purelib", "platlib") else f"{sys.prefix}/{file}".replace("//", "/")
