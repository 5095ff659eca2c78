"""Every finding that the source of `pkce_core` can make, read off its syntax tree: slug -> levels and sections.

A slug is often put together: `_error("mismatch")` where `_error` prepends "token-response-". So a value is followed
through parameters to every caller, through local names to every assignment, and through tables to every entry. What is
followed is each value by itself, so the levels and sections of a slug may hold more than really occur, never fewer.
A slug that cannot be told is an error; a section that cannot is `ANY`.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pkce_core

if TYPE_CHECKING:
    from collections.abc import Iterator

    Function = ast.FunctionDef
    Values = frozenset[str | None]

PACKAGE = Path(pkce_core.__file__ or "").parent
ANY = "any"
"""Stands for a level or a section that the source does not tell."""


class Sites(NamedTuple):
    """What the findings of one slug may carry."""

    levels: frozenset[str | None]
    specs: frozenset[str | None]


class Scope(NamedTuple):
    """Where an expression stands, and what the parameters of that function are in the call that is followed."""

    module: str
    function: Function | None
    parameters: dict[str, Values]


class Source:
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
                    for name, value in _pairs(target, statement.value):
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

    def callees(self, name: str, module: str, function: Function | None) -> Iterator[tuple[str, str]]:
        """The functions that a name may stand for: itself, an imported one, or what a local name was set to."""
        where = self.imports.get((module, name), (module, name))
        if where in self.functions:
            yield where
        for value in _assigned(name, function):
            for choice in self._elements(value[1], module) if value[0] else _choices(value[1]):
                if isinstance(choice, ast.Name) and choice.id != name:
                    yield from self.callees(choice.id, module, function)

    def _elements(self, node: ast.expr, module: str) -> list[ast.expr]:
        """What a loop over this expression gives, as far as it is written out."""
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            return node.elts
        if isinstance(node, ast.Dict):
            return [key for key in node.keys if key is not None]
        if isinstance(node, ast.Subscript):
            return self._elements(node.value, module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "items":
            return [ast.Tuple(elts=[key, value]) for key, value in self._items(node.func.value, module)]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "zip":
            columns = [self._elements(argument, module) or [argument] for argument in node.args]
            return [ast.Tuple(elts=list(row)) for row in product(*columns)]
        if isinstance(node, ast.Name):
            home, name = self.imports.get((module, node.id), (module, node.id))
            constant = self.constants.get((home, name))
            return [] if constant is None else self._elements(constant, home)
        return []

    def _items(self, node: ast.expr, module: str) -> list[tuple[ast.expr, ast.expr]]:
        if isinstance(node, ast.Name) and (constant := self.constants.get((module, node.id))) is not None:
            return self._items(constant, module)
        if isinstance(node, ast.Call) and node.args:
            return self._items(node.args[0], module)
        if isinstance(node, ast.Dict):
            return [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key is not None]
        return []

    def scopes(self, module: str, function: Function, wanted: frozenset[str], depth: int = 0) -> Iterator[Scope]:
        """The function once for each call of it, with the values of the parameters that matter."""
        names = _parameters(function) & _closure(wanted, function)
        calls = self.calls[module, function.name]
        if not names or not calls or depth > 6:
            yield Scope(module, function, {name: self._default(name, module, function) for name in names})
            return
        seen: set[tuple[tuple[str, Values], ...]] = set()
        for place, caller, call in calls:
            arguments = _arguments(function, call)
            needs = frozenset(_names(*(arguments[name] for name in names if name in arguments)))
            outer = self.scopes(place, caller, needs, depth + 1) if caller else [Scope(place, None, {})]
            for scope in outer:
                values = {
                    name: self.values(arguments[name], scope)
                    if name in arguments
                    else self._default(name, module, function)
                    for name in sorted(names)
                }
                if (key := tuple(values.items())) not in seen:
                    seen.add(key)
                    yield Scope(module, function, values)

    def _default(self, name: str, module: str, function: Function) -> Values:
        plain = dict(
            zip(reversed([one.arg for one in function.args.args]), reversed(function.args.defaults), strict=False)
        )
        named = {
            one.arg: value
            for one, value in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
            if value is not None
        }
        value = {**plain, **named}.get(name)
        return frozenset({ANY}) if value is None else self.values(value, Scope(module, None, {}))

    def values(self, node: ast.expr, scope: Scope) -> Values:
        """Every value that the expression may have: texts, levels and sections as text, or None."""
        match node:
            case ast.Constant(value=str() | None as value):
                return frozenset({value})
            case ast.IfExp():
                return self._conditional(node, scope)
            case ast.JoinedStr():
                parts = [self._part(part, scope) for part in node.values]
                return frozenset("".join(map(str, row)) for row in product(*parts))
            case ast.Attribute(value=ast.Name(id="Level"), attr=name):
                return frozenset({name.lower()})
            case ast.Call(func=ast.Name(id="Spec")):
                place = {word.arg: self.values(word.value, scope) for word in node.keywords}
                rows = product(place.get("document", {ANY}), place.get("section", {""}))
                return frozenset(_section(str(document), str(section)) for document, section in rows)
            case ast.Call(func=ast.Attribute(value=text, attr="replace"), args=[ast.Constant(a), ast.Constant(b)]):
                return frozenset(str(one).replace(str(a), str(b)) for one in self.values(text, scope))
            case ast.Subscript(value=table):
                found = [self.values(one, scope) for one in self._elements(table, scope.module)]
                return frozenset().union(*found) if found else frozenset({ANY})
            case ast.Name(id=name):
                return self._named(name, scope)
        return frozenset({ANY})

    def _part(self, part: ast.expr, scope: Scope) -> Values:
        return self.values(part.value if isinstance(part, ast.FormattedValue) else part, scope)

    def _conditional(self, node: ast.IfExp, scope: Scope) -> Values:
        match node.test:
            case ast.Compare(left=left, ops=[ast.Eq()], comparators=[ast.Constant(value=str() as other)]):
                known = self.values(left, scope)
                if ANY not in known and len(known) == 1:
                    return self.values(node.body if other in known else node.orelse, scope)
            case ast.Call(func=ast.Attribute(value=text, attr="startswith"), args=[ast.Constant(value=str() as start)]):
                known = self.values(text, scope)
                if ANY not in known and len(known) == 1:
                    whole = str(next(iter(known)))
                    return self.values(node.body if whole.startswith(start) else node.orelse, scope)
        return self.values(node.body, scope) | self.values(node.orelse, scope)

    def _named(self, name: str, scope: Scope) -> Values:
        found: Values = frozenset()
        for path, value in _assigned(name, scope.function):
            found |= self._at(path, value, scope)
        if name in scope.parameters:
            found |= scope.parameters[name]
        if found:
            return found
        home, own = self.imports.get((scope.module, name), (scope.module, name))
        constant = self.constants.get((home, own))
        return frozenset({ANY}) if constant is None else self.values(constant, Scope(home, None, {}))

    def _at(self, path: tuple[int | None, ...], value: ast.expr, scope: Scope) -> Values:
        """The values at a place inside what was assigned; None in a path stands for each element."""
        if not path:
            return self.values(value, scope)
        first, rest = path[0], path[1:]
        found: Values = frozenset()
        for choice in _choices(value):
            if first is None:
                for one in self._elements(choice, scope.module):
                    found |= self._at(rest, one, scope)
            elif isinstance(choice, ast.Tuple):
                found |= self._at(rest, choice.elts[first], scope)
            else:
                found |= self._inside(choice, path, scope)
        return found

    def _inside(self, node: ast.expr, path: tuple[int | None, ...], scope: Scope) -> Values:
        found: Values = frozenset()
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            home, name = self.imports.get((scope.module, node.value.id), (scope.module, node.value.id))
            for _, entry in self._items(self.constants.get((home, name), node), home):
                found |= self._at(path, entry, Scope(home, None, {}))
        elif isinstance(node, ast.Name):
            home, name = self.imports.get((scope.module, node.id), (scope.module, node.id))
            if (home, name) in self.constants:
                found |= self._at(path, self.constants[home, name], Scope(home, None, {}))
            for before, value in _assigned(node.id, scope.function):
                found |= self._at((*before, *path), value, scope)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for place in self.callees(node.func.id, scope.module, scope.function):
                inner = Scope(place[0], self.functions[place], {})
                for back in ast.walk(self.functions[place]):
                    if isinstance(back, ast.Return) and back.value is not None:
                        found |= self._at(path, back.value, inner)
        return found

    def sites(self) -> dict[str, Sites]:
        """Every slug, with what its findings may carry."""
        levels: dict[str, set[str | None]] = defaultdict(set)
        specs: dict[str, set[str | None]] = defaultdict(set)
        for module, function, call in self.findings:
            given = {word.arg: word.value for word in call.keywords if word.arg in ("rule", "level", "spec")}
            for scope in self.scopes(module, function, frozenset(_names(*given.values()))):
                slugs = self.values(given["rule"], scope)
                assert slugs, f"{module}.{function.name} makes a finding without a slug"
                for slug in map(str, slugs):
                    assert ANY not in slug, f"{module}.{function.name}: no slug could be told"
                    levels[slug] |= self.values(given["level"], scope)
                    specs[slug] |= self.values(given["spec"], scope) if "spec" in given else {None}
        return {slug: Sites(frozenset(levels[slug]), frozenset(specs[slug])) for slug in sorted(levels)}


def _section(document: str, section: str) -> str:
    return ANY if ANY in (document, section) else str(pkce_core.Spec(document=document, section=section))


def _name(path: Path) -> str:
    parts = ("pkce_core", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(part for part in parts if part != "__init__")


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, part in zip(target.elts, value.elts, strict=True):
            yield from _pairs(one, part)


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from (*_choices(node.body), *_choices(node.orelse))
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _choices(value)
    else:
        yield node


def _places(target: ast.expr, path: tuple[int | None, ...] = ()) -> Iterator[tuple[str, tuple[int | None, ...]]]:
    if isinstance(target, ast.Name):
        yield target.id, path
    elif isinstance(target, ast.Tuple):
        for at, one in enumerate(target.elts):
            yield from _places(one, (*path, at))


def _assigned(name: str, function: Function | None) -> Iterator[tuple[tuple[int | None, ...], ast.expr]]:
    """Everything a local name is set to: the expression, and the way to the value inside it."""
    for node in ast.walk(function) if function else ():
        found: list[tuple[ast.expr, ast.expr, tuple[int | None, ...]]] = []
        if isinstance(node, ast.Assign):
            found = [(target, node.value, ()) for target in node.targets]
        elif isinstance(node, ast.NamedExpr):
            found = [(node.target, node.value, ())]
        elif isinstance(node, ast.For | ast.comprehension):
            found = [(node.target, node.iter, (None,))]
        for target, value, start in found:
            for own, path in _places(target, start):
                if own == name and name not in _names(value):
                    yield path, value


def _names(*nodes: ast.expr) -> Iterator[str]:
    for node in nodes:
        yield from (one.id for one in ast.walk(node) if isinstance(one, ast.Name))


def _closure(names: frozenset[str], function: Function) -> frozenset[str]:
    """The names, and those that the values of local ones are made of."""
    known, new = set(names), set(names)
    while new:
        new = {other for name in new for _, value in _assigned(name, function) for other in _names(value)} - known
        known |= new
    return frozenset(known)


def _parameters(function: Function) -> frozenset[str]:
    return frozenset(one.arg for one in (*function.args.args, *function.args.kwonlyargs))


def _arguments(function: Function, call: ast.Call) -> dict[str, ast.expr]:
    given = dict(zip((one.arg for one in function.args.args), call.args, strict=False))
    return given | {word.arg: word.value for word in call.keywords if word.arg is not None}
