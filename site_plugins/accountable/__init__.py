"""Says what a site is made of and under which licenses, and makes two builds of one commit equal.

Read `components` first: an entry is a part of the site, with its license and the files that contain it. The folder
`known` has the entries of Pyodide, Material and mkdocstrings. `facts` adds each entry's version and the text of its
license; from that, `bill` makes the SBOM and `page` the table of licenses. `coverage` finds files without an entry.
`commit` is the date of the build. `plugin` serves MkDocs.
"""

from accountable.components import Component
from accountable.errors import AccountableError

__all__ = ["AccountableError", "Component"]
