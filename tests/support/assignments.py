"""What a function's names stand for, read off its syntax tree: assignments, loops, parameters, arguments of calls."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    Function = ast.FunctionDef


def pairs_of(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """What an assignment sets: each name with its own expression."""
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, part in zip(target.elts, value.elts, strict=True):
            yield from pairs_of(one, part)


def choices_of(node: ast.expr) -> Iterator[ast.expr]:
    """The expressions of which one is the value: both sides of a conditional, each side of an "or"."""
    if isinstance(node, ast.IfExp):
        yield from (*choices_of(node.body), *choices_of(node.orelse))
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from choices_of(value)
    else:
        yield node


def places_in(target: ast.expr, path: tuple[int | None, ...] = ()) -> Iterator[tuple[str, tuple[int | None, ...]]]:
    """The names in a target, each with the way to its value inside what is assigned."""
    if isinstance(target, ast.Name):
        yield target.id, path
    elif isinstance(target, ast.Tuple):
        for at, one in enumerate(target.elts):
            yield from places_in(one, (*path, at))


def assigned_to(name: str, function: Function | None) -> Iterator[tuple[tuple[int | None, ...], ast.expr]]:
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
            for own, path in places_in(target, start):
                if own == name and name not in names_in(value):
                    yield path, value


def names_in(*nodes: ast.expr) -> Iterator[str]:
    """Every name that the expressions read."""
    for node in nodes:
        yield from (one.id for one in ast.walk(node) if isinstance(one, ast.Name))


def closure_of(names: frozenset[str], function: Function) -> frozenset[str]:
    """The names, and those that the values of local ones are made of."""
    known, new = set(names), set(names)
    while new:
        new = {other for name in new for _, value in assigned_to(name, function) for other in names_in(value)} - known
        known |= new
    return frozenset(known)


def parameters_of(function: Function) -> frozenset[str]:
    """The names of its parameters."""
    return frozenset(one.arg for one in (*function.args.args, *function.args.kwonlyargs))


def arguments_of(function: Function, call: ast.Call) -> dict[str, ast.expr]:
    """What a call gives each parameter."""
    given = dict(zip((one.arg for one in function.args.args), call.args, strict=False))
    return given | {word.arg: word.value for word in call.keywords if word.arg is not None}
