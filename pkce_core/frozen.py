"""The base class of values that cannot be changed, for the modules that `pkce pair` and `pkce check` load.

`dataclasses` takes longer to load than these commands take to run. Other modules use frozen dataclasses.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self


set_slot = object.__setattr__
"""Sets an attribute in an `__init__`: `set_slot(self, "name", name)`, as the code that `dataclasses` writes does."""


class Frozen:
    """A value with named slots, which `__init__` sets once: hashable, and equal to another when all slots are equal."""

    __slots__: tuple[str, ...] = ()
    _hidden: tuple[str, ...] = ()  # slots that a repr leaves out, because they are secret

    def _values(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}

    def replace(self, **changes: object) -> Self:
        """The same value with some attributes changed."""
        return type(self)(**{**self._values(), **changes})

    __replace__ = replace  # for copy.replace, from Python 3.13 on

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} can't be set.")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} can't be deleted.")

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *self._values().values()))

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in self._values().items() if name not in self._hidden)
        return f"{type(self).__name__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self._values())


def _rebuild(kind: type[Frozen], values: dict[str, object]) -> Frozen:
    return kind(**values)
