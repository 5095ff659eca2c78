"""`Rule`: what a check requires. Only a rule makes findings; each room has its rules in a `*rules.py`."""

from __future__ import annotations

from pkce_core.findings import Finding, Level
from pkce_core.frozen import Frozen, set_slot
from pkce_core.specifications import Spec, parse_spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkce_core.findings import Mark

_PASS, _INFO, _WARNING, _ERROR = Level  # looking up a member of an enum takes as long as making a finding

_FIRST = Spec(document="", section="")
"""The default of `spec`: the rule's first section, or None when the rule has no section."""


class Rule(Frozen):
    """One requirement that a check tests, and the only way to make its findings.

    Attributes:
        slug: the `rule` of its findings.
        text: what it requires, in a sentence.
        step: the step it is part of, a key of `RULE_STEPS`.
        levels: the levels that its findings can have, the most severe first.
        specs: the sections that state it; empty when the rule comes from practice.
    """

    __slots__ = ("levels", "slug", "specs", "step", "text")
    slug: str
    text: str
    step: str
    levels: tuple[Level, ...]
    specs: tuple[Spec, ...]

    def __init__(
        self, *, slug: str, text: str, step: str, levels: tuple[Level, ...], specs: tuple[Spec, ...] = ()
    ) -> None:
        set_slot(self, "slug", slug)
        set_slot(self, "text", text)
        set_slot(self, "step", step)
        set_slot(self, "levels", levels)
        set_slot(self, "specs", specs)

    def passed(
        self, message: str, hint: str = "", *, spec: Spec | None = _FIRST, marks: tuple[Mark, ...] = ()
    ) -> Finding:
        """A finding that the value follows the rule."""
        return self._finding(_PASS, message, hint, spec, marks)

    def info(
        self, message: str, hint: str = "", *, spec: Spec | None = _FIRST, marks: tuple[Mark, ...] = ()
    ) -> Finding:
        """A finding that is worth knowing but needs no action."""
        return self._finding(_INFO, message, hint, spec, marks)

    def warning(
        self, message: str, hint: str = "", *, spec: Spec | None = _FIRST, marks: tuple[Mark, ...] = ()
    ) -> Finding:
        """A finding that is worth acting on, but does not make the report fail."""
        return self._finding(_WARNING, message, hint, spec, marks)

    def error(
        self, message: str, hint: str = "", *, spec: Spec | None = _FIRST, marks: tuple[Mark, ...] = ()
    ) -> Finding:
        """A finding that makes the report fail.

        Args:
            message: what is wrong with this value, in one or two sentences.
            hint: what to do about it.
            spec: the section, when it is not the rule's first one; None for no section.
            marks: the places in the text.
        """
        return self._finding(_ERROR, message, hint, spec, marks)

    def _finding(self, level: Level, message: str, hint: str, spec: Spec | None, marks: tuple[Mark, ...]) -> Finding:
        if spec is _FIRST:
            spec = self.specs[0] if self.specs else None
        return Finding(rule=self.slug, level=level, message=message, hint=hint, spec=spec, marks=marks)

    def to_dict(self) -> dict[str, object]:
        """The rule as JSON."""
        return {
            "rule": self.slug,
            "text": self.text,
            "step": self.step,
            "levels": [level.value for level in self.levels],
            "specs": [str(spec) for spec in self.specs],
        }


def define_rules(step: str, rows: Iterable[tuple[str, str, str, str]]) -> dict[str, Rule]:
    """The rules of a step by slug. A row has the slug, the levels, the sections, and what the rule requires."""
    return {
        slug: Rule(
            slug=slug,
            text=text,
            step=step,
            levels=tuple(map(Level, levels.split())),
            specs=tuple(map(parse_spec, specs.split(", "))) if specs else (),
        )
        for slug, levels, specs, text in rows
    }
