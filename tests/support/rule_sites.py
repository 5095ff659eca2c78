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
from typing import TYPE_CHECKING, NamedTuple

import pkce_core
from tests.support.assignments import arguments_of, assigned_to, choices_of, closure_of, names_in, parameters_of
from tests.support.source import Modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    Function = ast.FunctionDef
    Values = frozenset[str | None]

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


class Source(Modules):
    """The modules, with what the findings in them may carry."""

    def scopes(self, module: str, function: Function, wanted: frozenset[str], depth: int = 0) -> Iterator[Scope]:
        """The function once for each call of it, with the values of the parameters that matter."""
        names = parameters_of(function) & closure_of(wanted, function)
        calls = self.calls[module, function.name]
        if not names or not calls or depth > 6:
            yield Scope(module, function, {name: self._default(name, module, function) for name in names})
            return
        seen: set[tuple[tuple[str, Values], ...]] = set()
        for place, caller, call in calls:
            arguments = arguments_of(function, call)
            needs = frozenset(names_in(*(arguments[name] for name in names if name in arguments)))
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
                found = [self.values(one, scope) for one in self.elements(table, scope.module)]
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
        for path, value in assigned_to(name, scope.function):
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
        for choice in choices_of(value):
            if first is None:
                for one in self.elements(choice, scope.module):
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
            for _, entry in self.items(self.constants.get((home, name), node), home):
                found |= self._at(path, entry, Scope(home, None, {}))
        elif isinstance(node, ast.Name):
            home, name = self.imports.get((scope.module, node.id), (scope.module, node.id))
            if (home, name) in self.constants:
                found |= self._at(path, self.constants[home, name], Scope(home, None, {}))
            for before, value in assigned_to(node.id, scope.function):
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
            for scope in self.scopes(module, function, frozenset(names_in(*given.values()))):
                slugs = self.values(given["rule"], scope)
                assert slugs, f"{module}.{function.name} makes a finding without a slug"
                for slug in map(str, slugs):
                    assert ANY not in slug, f"{module}.{function.name}: no slug could be told"
                    levels[slug] |= self.values(given["level"], scope)
                    specs[slug] |= self.values(given["spec"], scope) if "spec" in given else {None}
        return {slug: Sites(frozenset(levels[slug]), frozenset(specs[slug])) for slug in sorted(levels)}


def _section(document: str, section: str) -> str:
    return ANY if ANY in (document, section) else str(pkce_core.Spec(document=document, section=section))
