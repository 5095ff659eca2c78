"""The modules of `pkce_core` as syntax trees: what they define, import and call, and what their tables hold."""

from __future__ import annotations

import ast
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pkce_core
from tests.support.assignments import assigned_to, choices_of, pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    Function = ast.FunctionDef

PACKAGE = Path(pkce_core.__file__ or "").parent


class Modules:
    """The modules of the package, parsed, with who calls whom."""

    def __init__(self) -> None:
        self.constants: dict[tuple[str, str], ast.expr] = {}
        self.functions: dict[tuple[str, str], Function] = {}
        self.imports: dict[tuple[str, str], tuple[str, str]] = {}
        self.calls: dict[tuple[str, str], list[tuple[str, Function | None, ast.Call]]] = defaultdict(list)
        self.findings: list[tuple[str, Function, ast.Call]] = []
        trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
        for path, tree in trees.items():
            self._declare(_name(path), tree)
        for path, tree in trees.items():
            self._note_calls(_name(path), tree)

    def _declare(self, module: str, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    self.imports[module, alias.asname or alias.name] = (node.module or "", alias.name)
            elif isinstance(node, ast.FunctionDef):
                self.functions[module, node.name] = node
        for statement in tree.body:
            if isinstance(statement, ast.Assign):
                for target in statement.targets:
                    for name, value in pairs_of(target, statement.value):
                        self.constants[module, name] = value
            elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
                self.constants[module, statement.target.id] = statement.value

    def _note_calls(self, module: str, tree: ast.Module) -> None:
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for node in ast.walk(function):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                    continue
                if node.func.id == "Finding":
                    self.findings.append((module, function, node))
                for callee in self.callees(node.func.id, module, function):
                    self.calls[callee].append((module, function, node))
        for statement in tree.body:
            if isinstance(statement, ast.Assign | ast.AnnAssign):  # findings that are the same each time, made once
                self._note_module_calls(module, statement)

    def _note_module_calls(self, module: str, statement: ast.stmt) -> None:
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "Finding", f"{module} makes a finding outside of a function: follow it here too"
                for callee in self.callees(node.func.id, module, None):
                    self.calls[callee].append((module, None, node))

    def callees(self, name: str, module: str, function: Function | None) -> Iterator[tuple[str, str]]:
        """The functions that a name may stand for: itself, an imported one, or what a local name was set to."""
        where = self.imports.get((module, name), (module, name))
        if where in self.functions:
            yield where
        for value in assigned_to(name, function):
            for choice in self.elements(value[1], module) if value[0] else choices_of(value[1]):
                if isinstance(choice, ast.Name) and choice.id != name:
                    yield from self.callees(choice.id, module, function)

    def elements(self, node: ast.expr, module: str) -> list[ast.expr]:
        """What a loop over this expression gives, as far as it is written out."""
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            return node.elts
        if isinstance(node, ast.Dict):
            return [key for key in node.keys if key is not None]
        if isinstance(node, ast.Subscript):
            return self.elements(node.value, module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "items":
            return [ast.Tuple(elts=[key, value]) for key, value in self.items(node.func.value, module)]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "zip":
            columns = [self.elements(argument, module) or [argument] for argument in node.args]
            return [ast.Tuple(elts=list(row)) for row in product(*columns)]
        if isinstance(node, ast.Name):
            home, name = self.imports.get((module, node.id), (module, node.id))
            constant = self.constants.get((home, name))
            return [] if constant is None else self.elements(constant, home)
        return []

    def items(self, node: ast.expr, module: str) -> list[tuple[ast.expr, ast.expr]]:
        if isinstance(node, ast.Name) and (constant := self.constants.get((module, node.id))) is not None:
            return self.items(constant, module)
        if isinstance(node, ast.Call) and node.args:
            return self.items(node.args[0], module)
        if isinstance(node, ast.Dict):
            return [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key is not None]
        return []


def _name(path: Path) -> str:
    parts = ("pkce_core", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(part for part in parts if part != "__init__")
