"""What a module imports, read from its source."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CATCHING = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


def imports_of(source: bytes, module: str, *, is_package: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the module and the name of every import that may run, inside functions too.

    `import a.b` has no name, so it gives `("a.b", "")`. Imports for type checkers are left out, because they never run,
    and so are imports under `except ImportError`, because they may fail.

    Raises:
        SyntaxError: The source is not Python.
    """
    yield from _walk(ast.parse(source), module if is_package else module.rpartition(".")[0])


def module_of(file: str) -> str:
    """Return the dotted name of the module in a wheel's file."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _walk(node: ast.AST, package: str) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Import():
            yield from ((alias.name, "") for alias in node.names)
        case ast.ImportFrom():
            base = ".".join([*_parent(package, node.level), *([node.module] if node.module else [])])
            yield from ((base, alias.name) for alias in node.names)
        case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING")):
            yield from _all(node.orelse, package)
        case ast.Try() if any(map(_catches_import_errors, node.handlers)):
            yield from _all([*node.handlers, *node.orelse, *node.finalbody], package)
        case _:
            yield from _all(ast.iter_child_nodes(node), package)


def _all(nodes: Iterable[ast.AST], package: str) -> Iterator[tuple[str, str]]:
    for node in nodes:
        yield from _walk(node, package)


def _parent(package: str, level: int) -> list[str]:
    """Return the package that a relative import starts from; nothing for an absolute import."""
    parts = package.split(".")
    return parts[: len(parts) - level + 1] if level else []


def _catches_import_errors(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return any(isinstance(node, ast.Name) and node.id in _CATCHING for node in ast.walk(handler.type))
