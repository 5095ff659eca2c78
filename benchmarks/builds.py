"""What each plugin adds to the build of a site, against the same build without it.

    python benchmarks/builds.py [--sizes 10 100 1000] [--pairs 3] [--plugins strict-csp]

Each build is a process of its own, from start to end. The pages have the shape of this site's (sample_site.py). The
runtime of live-python is built before the clock starts, because builds of a site keep it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.results import Group, Row, add_options, finish, say
from benchmarks.sample_site import write_site

PLUGINS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "strict-csp": (("search",), ("search", "strict-csp")),
    "live-python": (("search",), ("search", "live-python")),
    "pkce-widgets": (("search", "live-python"), ("search", "live-python", "pkce-widgets")),
}
"""The plugins of the build without and with each of ours. pkce-widgets needs live-python."""
GOALS = {("strict-csp", 1000): 1.1}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", help="how many pages; 10 100 1000 if not given")
    parser.add_argument("--pairs", type=int, help="how often each build runs; more often for small sites if not given")
    parser.add_argument("--plugins", nargs="+", choices=PLUGINS, default=list(PLUGINS))
    add_options(parser)
    options = parser.parse_args()
    sizes = options.sizes or ([10, 100] if options.quick else [10, 100, 1000])
    finish(options, lambda: measure(sizes, options.pairs or (1 if options.quick else None), options.plugins))


def measure(sizes: list[int], pairs: int | None, plugins: list[str]) -> Group:
    """Build each site, the kinds in turn."""
    group = Group(name="builds", title="Building a site")
    for size in sizes:
        wall, processor = measure_size(size, pairs or (7 if size < 100 else 5 if size < 1000 else 3), plugins)
        for plugin in plugins:
            without, with_it = PLUGINS[plugin]
            group.rows.append(
                Row(
                    what=f"{size:,} pages with {plugin}",
                    peer=f"without {plugin}",
                    unit="s",
                    ours=wall[with_it],
                    theirs=wall[without],
                    processor=(processor[with_it], processor[without]),
                    goal=GOALS.get((plugin, size)),
                )
            )
    return group


Times = dict[tuple[str, ...], list[float]]


def measure_size(size: int, pairs: int, plugins: list[str]) -> tuple[Times, Times]:
    """Seconds of each kind of build, and seconds of processor time."""
    kinds = list(dict.fromkeys(kind for plugin in plugins for kind in PLUGINS[plugin]))
    wall: Times = {kind: [] for kind in kinds}
    processor: Times = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory() as folder:
        if any("live-python" in kind for kind in kinds):
            say("Building the runtime once, for all")
            build(Path(folder) / "warm", 1, ("search", "live-python", "pkce-widgets"))
        for pair in range(pairs):
            for kind in kinds if pair % 2 == 0 else kinds[::-1]:
                say(f"Building {size:,} pages with {', '.join(kind)}, run {pair + 1} of {pairs}")
                taken = build(Path(folder) / "site", size, kind)
                wall[kind].append(taken[0])
                processor[kind].append(taken[1])
    return wall, processor


def build(folder: Path, pages: int, plugins: tuple[str, ...]) -> tuple[float, float]:
    """Write the pages, build them in a new process, and return its seconds and its seconds of processor time."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_site(folder, pages, plugins)
    arguments = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    start = time.perf_counter()
    child = os.posix_spawn(sys.executable, arguments, {**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    _, status, usage = os.wait4(child, 0)
    taken = time.perf_counter() - start
    assert status == 0, "the build failed: the lines above say why"
    return taken, usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
