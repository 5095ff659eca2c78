"""`Rule`: what a check requires, and the one maker of findings. Each room states its rules in a `*rules.py`."""

from __future__ import annotations

from pkce_core.findings import Finding, Level
from pkce_core.frozen import Frozen, set_slot
from pkce_core.specifications import Spec, parse_spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkce_core.findings import Mark

_PASS, _INFO, _WARNING, _ERROR = Level  # a look-up in an enum costs as much as the rest of a finding

OWN_SECTION = Spec(document="", section="the first of the rule")
"""The default of a rule's methods: the first of its sections, or none where the rule comes from practice."""


class Rule(Frozen):
    """One thing that a check looks at, and the one maker of its findings.

    Attributes:
        slug: the `rule` of its findings.
        text: what it requires, in a sentence.
        step: the step it belongs to, a key of `RULE_STEPS`.
        levels: how much its findings matter, the gravest first.
        specs: the sections that state it; none where the rule comes from practice.
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
        self, message: str, hint: str = "", *, spec: Spec | None = OWN_SECTION, marks: tuple[Mark, ...] = ()
    ) -> Finding:
        """The finding that the rule is kept."""
        return self._finding(_PASS, message, hint, spec, marks)

    def info(
        self, message: str, hint: str = "", *, spec: Spec | None = OWN_SECTION, marks: tuple[Mark, ...] = ()
    ) -> Finding:
        """A finding that is worth knowing and needs no action."""
        return self._finding(_INFO, message, hint, spec, marks)

    def warning(
        self, message: str, hint: str = "", *, spec: Spec | None = OWN_SECTION, marks: tuple[Mark, ...] = ()
    ) -> Finding:
        """A finding that a careful reader acts on."""
        return self._finding(_WARNING, message, hint, spec, marks)

    def error(
        self, message: str, hint: str = "", *, spec: Spec | None = OWN_SECTION, marks: tuple[Mark, ...] = ()
    ) -> Finding:
        """A finding that makes the report fail.

        Args:
            message: what is wrong with the value at hand, in a sentence or two.
            hint: what to do about it.
            spec: the section, when it is another than the rule's first; None to name none.
            marks: the places in the text.
        """
        return self._finding(_ERROR, message, hint, spec, marks)

    def _finding(self, level: Level, message: str, hint: str, spec: Spec | None, marks: tuple[Mark, ...]) -> Finding:
        if spec is OWN_SECTION:
            spec = self.specs[0] if self.specs else None
        return Finding(rule=self.slug, level=level, message=message, hint=hint, spec=spec, marks=marks)

    def to_dict(self) -> dict[str, object]:
        """The rule as JSON carries it."""
        return {
            "rule": self.slug,
            "text": self.text,
            "step": self.step,
            "levels": [level.value for level in self.levels],
            "specs": [str(spec) for spec in self.specs],
        }


def define_rules(step: str, rows: Iterable[tuple[str, str, str, str]]) -> dict[str, Rule]:
    """The rules of a step by slug, from rows of slug, levels, sections and what the rule requires."""
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
