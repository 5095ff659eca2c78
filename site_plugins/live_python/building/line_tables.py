"""Makes the line tables of byte code short: every line becomes the first line of its function.

Line numbers are for tracebacks, which no reader sees, and take a tenth of the download. A number stays a number: code
may calculate with it (`logging` formats it).

    python -m live_python.building.line_tables DIRECTORY

This is a program, because marshal writes the same bytes only in processes that imported the same modules.
"""

from __future__ import annotations

import marshal
import sys
from pathlib import Path
from types import CodeType

from live_python.archive import read_zip, write_zip

_HEADER = 16  # bytes of a .pyc before the code
_UNITS = 8  # the most code units that one entry of a table covers
_NO_COLUMNS = 0x80 | 13 << 3  # an entry's first byte: a line without columns; the next byte is the distance in lines


def shorten(code: CodeType) -> CodeType:
    """Return the code, and that of its functions, with the shortest line table.

    Args:
        code: the code of a module, class or function.
    """
    units = len(code.co_code) // 2
    table = b"".join(bytes((_NO_COLUMNS | min(_UNITS, units - at) - 1, 0)) for at in range(0, units, _UNITS))
    inner = tuple(shorten(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=table, co_consts=inner)


def shorten_archive(path: Path) -> None:
    """Shorten the tables of every module in a zip archive, in place.

    Args:
        path: an archive of `.pyc` files and others.
    """
    members = read_zip(path)
    for name, data in members.items():
        if name.endswith(".pyc"):
            members[name] = data[:_HEADER] + marshal.dumps(shorten(marshal.loads(data[_HEADER:])))  # noqa: S302 - our own
    write_zip(path, members, compress=False)


if __name__ == "__main__":
    for each in sorted(Path(sys.argv[1]).iterdir()):
        shorten_archive(each)
