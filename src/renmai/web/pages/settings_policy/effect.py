"""What a proposed policy would change, in words and links."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext

from renmai.analytics.policy_effect import Effect, Moved, Shift, Target
from renmai.domain.policy import Policy
from renmai.web.marks import Tone, delta
from renmai.web.numbers import COUNT, PERCENT, SHARE
from renmai.wording import terms
from renmai.wording.terms import Text

TITLES: Final[dict[str, Text]] = {
    "strategy": gettext_lazy("Recommended strategies"),
    "reading": gettext_lazy("Readings of decision chains"),
    "contribution": gettext_lazy("Contribution"),
    "stale": gettext_lazy("Stale values"),
    "untouched": gettext_lazy("Contact"),
    "large_enough": gettext_lazy("Largest changes"),
}
SO: Final[dict[str, Text]] = {
    "contribution": gettext_lazy("Customers of high contribution"),
    "stale": gettext_lazy("Key persons with stale values"),
    "untouched": gettext_lazy("Key persons not met in time, or never"),
    "large_enough": gettext_lazy("Customers that can be named"),
}
ANSWERS: Final[dict[str, Text]] = {"so": terms.VOTE_ANSWERS["yes"], "not_so": terms.VOTE_ANSWERS["no"]}
PAGES: Final = {"reading": "opportunity", "stale": "key-person", "untouched": "key-person"}
"""Whose page a figure's rows have; all others are customers."""


@dataclass(frozen=True, slots=True)
class Line:
    """One number now and with the proposal."""

    label: Text
    before: str
    after: str
    change: SafeString


@dataclass(frozen=True, slots=True)
class Step:
    url: str
    name: str
    code: str
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Figure:
    """`moved` in words, empty where nothing moves; `more` how many are not named."""

    title: Text
    lines: tuple[Line, ...]
    moved: str
    steps: tuple[Step, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Goal:
    label: Text
    value: str
    before: str
    after: str
    missed: bool


def figures(effect: Effect) -> list[Figure]:
    return [_figure(shift) for shift in effect.shifts]


def _figure(shift: Shift) -> Figure:
    more = shift.moved - len(shift.first)
    return Figure(
        TITLES[shift.figure],
        tuple(_lines(shift)),
        _moved(shift) if shift.moved else "",
        tuple(_step(shift.figure, moved) for moved in shift.first),
        ngettext("and %(n)s more", "and %(n)s more", more) % {"n": COUNT.value(more)} if more else "",
    )


def _lines(shift: Shift) -> Iterator[Line]:
    for group in shift.groups:
        if group.name != "not_so":
            change = delta(group.after - group.before, COUNT, Tone.NEITHER)
            label = SO[shift.figure] if group.name == "so" else _word(shift.figure, group.name)
            yield Line(label, COUNT.value(group.before), COUNT.value(group.after), change)


def _word(figure: str, group: str) -> Text:
    families = {"strategy": terms.STRATEGIES, "reading": terms.READINGS}
    return families[figure][group].label if figure in families else ANSWERS[group]


def _moved(shift: Shift) -> str:
    number = {"n": COUNT.value(shift.moved)}
    match PAGES.get(shift.figure):
        case "opportunity":
            return ngettext("%(n)s opportunity changes", "%(n)s opportunities change", shift.moved) % number
        case "key-person":
            return ngettext("%(n)s key person changes", "%(n)s key persons change", shift.moved) % number
        case _:
            return ngettext("%(n)s customer changes", "%(n)s customers change", shift.moved) % number


def _step(figure: str, moved: Moved) -> Step:
    url = reverse(PAGES.get(figure, "customer"), args=[moved.code])
    return Step(url, moved.name, moved.code, _word(figure, moved.before), _word(figure, moved.after))


def goals(effect: Effect, present: Policy, proposed: Policy) -> list[Goal]:
    """The company's influence figures beside their targets; none where no target is or would be set."""
    return [goal for target in effect.targets if (goal := _goal(target, present, proposed))]


def _goal(target: Target, present: Policy, proposed: Policy) -> Goal | None:
    name = "potential_target" if target.figure == "potential" else "contribution_target"
    before, after = (float(policy.values()[name]) for policy in (present, proposed))
    if not before and not after:
        return None
    label = terms.FIGURES[target.figure].label
    return Goal(label, SHARE.value(target.value), PERCENT.value(before), PERCENT.value(after), target.missed_after)
