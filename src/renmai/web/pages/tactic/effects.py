"""Effects of tactics 战术成效: which tactic moved which degree, and what happened where none was used meanwhile.

Figures are of the whole company, rows only of customers that the viewer may see. A figure of rows that are hidden
from the viewer is shown only where it tells nothing of a single person (`analytics.tactic_effect.may_be_shown`);
where it would, the viewer's own rows are counted alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from renmai.analytics.facts import Flags
from renmai.analytics.tactic_effect import (
    CODES,
    COMPARED,
    FEWEST,
    Effects,
    Measured,
    Outcome,
    Tally,
    by_tactic,
    may_be_shown,
    of_customers,
    tally,
)
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.stance import DEGREES
from renmai.domain.tactics import STANDARDS
from renmai.refresh.plan_step import effects_on
from renmai.store.models import Customer, PlanStep
from renmai.web import marks
from renmai.web.access import Viewer, viewer_required
from renmai.web.layout.sections import has_customers
from renmai.web.numbers import AVERAGE, COUNT, PERCENT
from renmai.web.pages.plan_step.rows import chip
from renmai.web.pages.tactic.words import names_of
from renmai.wording.terms import DEGREES as DEGREE_TERMS
from renmai.wording.terms import Text

PAGE_SIZE: Final = 50
OUTCOMES: Final[dict[Outcome, Text]] = {
    Outcome.ROSE: pgettext_lazy("effect of a tactic", "rose"),
    Outcome.STAYED: pgettext_lazy("effect of a tactic", "stayed"),
    Outcome.FELL: pgettext_lazy("effect of a tactic", "fell"),
    Outcome.BECAME_KNOWN: pgettext_lazy("effect of a tactic", "became known"),
    Outcome.UNKNOWN: pgettext_lazy("effect of a tactic", "not known later"),
    Outcome.RUNNING: pgettext_lazy("effect of a tactic", "still running"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number and the list behind it; no address for none."""

    text: str
    url: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Persons without a step: how many were compared, the share that rose, and the mean change."""

    compared: str
    rose: str
    mean: SafeString


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One tactic and degree. `is_whole`: of the company, else of the viewer's own customers alone.

    `few` stands in place of all figures where even their number would say too much. `mean` is None where there are
    too few to say.
    """

    tactic: Text
    degree: Text
    is_whole: bool
    few: str
    steps: Count
    counts: list[Count]
    mean: SafeString | None
    rose: str
    beside: Beside | None


@dataclass(frozen=True, slots=True)
class StepRow:
    person: str
    person_url: str
    customer: str
    customer_url: str
    planned: str
    settled: str
    before: SafeString
    goal: SafeString
    outcome: Text
    change: SafeString
    owner: str
    result: str


@dataclass(frozen=True, slots=True)
class StepList:
    """The steps behind a number that the viewer may see; `others`: there are more, which the viewer may not see."""

    tactic: Text
    degree: Text
    outcome: Text
    rows: list[StepRow]
    total: str
    others: bool
    older_url: str
    newer_url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which number was opened; `tactic` blank: none."""

    tactic: str
    degree: str
    outcome: str
    page: int

    def query(self, page: int) -> str:
        given = {"tactic": self.tactic, "degree": self.degree, "outcome": self.outcome, "page": str(page)}
        kept = {name: value for name, value in given.items() if value and (name, value) != ("page", "1")}
        return f"{reverse('tactic-effects')}?{urlencode(kept)}#steps"


@require_safe
@viewer_required
def effects(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if not has_customers(viewer):
        raise Http404
    asked = _asked(request)
    found = effects_on(viewer.panel, viewer.today.toordinal())
    if asked.tactic and asked.tactic not in found.steps.tactic:
        raise Http404
    sight = _sight(viewer, found)
    names = names_of({*found.steps.tactic.tolist(), asked.tactic})
    context = {
        "rows": _rows(sight, names),
        "heads": list(OUTCOMES.values()),
        "days": viewer.panel.policy.effect_days,
        "few": FEWEST,
        "sees_all": viewer.scope.everything,
        "list": _list(viewer, sight, asked, names) if asked.tactic else None,
    }
    return render(request, "pages/tactic/effects.html", context)


def _asked(request: HttpRequest) -> Asked:
    given = {name: request.GET.get(name, "") for name in ("tactic", "degree", "outcome", "page")}
    page = given["page"] or "1"
    if not (page.isascii() and page.isdecimal() and int(page[:9]) > 0):
        raise RenmaiError(ErrorCode.BAD_VALUE, name="page", value=page)
    for name, choices in (("degree", DEGREES), ("outcome", ("", *OUTCOMES))):
        if given["tactic"] and given[name] not in choices:
            raise RenmaiError(ErrorCode.BAD_VALUE, name=name, value=given[name])
    return Asked(given["tactic"], given["degree"], given["outcome"], int(page[:9]))


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """All effects, and which of them are about customers that the viewer may see."""

    effects: Effects
    steps_seen: Flags
    others_seen: Flags


def _sight(viewer: Viewer, found: Effects) -> Sight:
    """One statement, none for who sees everything."""
    if viewer.scope.everything:
        return Sight(found, *(np.ones(len(rows), dtype=np.bool_) for rows in (found.steps, found.others)))
    seen = list(Customer.objects.visible_to(viewer.scope, viewer.today).values_list("pk", flat=True))
    return Sight(found, of_customers(found.steps, seen), of_customers(found.others, seen))


def _rows(sight: Sight, names: Mapping[str, Text]) -> list[EffectRow]:
    order = {tactic.code: at for at, tactic in enumerate(STANDARDS)}
    found = sorted(by_tactic(sight.effects.steps), key=lambda one: (order.get(one[0], len(order)), one[0], one[1]))
    return [_row(sight, names, tactic, degree, here) for tactic, degree, here in found]


def _row(sight: Sight, names: Mapping[str, Text], tactic: str, degree: int, here: Flags) -> EffectRow:
    steps, seen = sight.effects.steps.rows(here), sight.steps_seen[here]
    is_whole = may_be_shown(steps, seen)
    counted = tally(steps if is_whole else steps.rows(seen))
    asked = Asked(tactic, DEGREES[degree], "", 1)
    return EffectRow(
        tactic=names[tactic],
        degree=DEGREE_TERMS[DEGREES[degree]].short,
        is_whole=is_whole,
        few="" if is_whole or counted.steps else _few(steps),
        steps=_count(counted.steps, asked),
        counts=[_count(counted.counts[one], Asked(tactic, DEGREES[degree], one.value, 1)) for one in OUTCOMES],
        mean=None if counted.mean is None else marks.delta(counted.mean, AVERAGE, marks.Tone.MORE_IS_BETTER),
        rose=_share(counted),
        beside=_beside(sight, tactic, degree, is_whole=is_whole),
    )


def _few(steps: Measured) -> str:
    """What may be said of steps that all are about strangers: that they are few, or nothing."""
    return f"<{FEWEST}" if len(steps) < FEWEST else "…"


def _count(number: int, asked: Asked) -> Count:
    return Count(COUNT.value(number), asked.query(1) if number else "", asked.outcome)


def _share(counted: Tally) -> str:
    return "" if counted.rose_share is None else PERCENT.value(counted.rose_share)


def _beside(sight: Sight, tactic: str, degree: int, *, is_whole: bool) -> Beside | None:
    """Of the same customers as the steps; None where that would say too much, or too few were compared."""
    others = sight.effects.others
    here = (others.tactic == tactic) & (others.degree == degree)
    rows, seen = others.rows(here), sight.others_seen[here]
    if is_whole and not may_be_shown(rows, seen):
        return None
    counted = tally(rows if is_whole else rows.rows(seen))
    if counted.mean is None:
        return None
    return Beside(
        COUNT.value(counted.compared),
        _share(counted),
        marks.delta(counted.mean, AVERAGE, marks.Tone.MORE_IS_BETTER),
    )


def _list(viewer: Viewer, sight: Sight, asked: Asked, names: Mapping[str, Text]) -> StepList:
    """The rows that the viewer may see, the latest first. One statement."""
    steps = sight.effects.steps
    here = (steps.tactic == asked.tactic) & (steps.degree == DEGREES.index(asked.degree))
    whole = may_be_shown(steps.rows(here), sight.steps_seen[here])
    if asked.outcome:
        here = here & (steps.outcome == CODES[Outcome(asked.outcome)])
    mine = steps.rows(here & sight.steps_seen)
    order = np.argsort(-mine.step, kind="stable")
    first = (asked.page - 1) * PAGE_SIZE
    shown = mine.rows(order[first : first + PAGE_SIZE])
    return StepList(
        tactic=names[asked.tactic],
        degree=DEGREE_TERMS[asked.degree].label,
        outcome=OUTCOMES[Outcome(asked.outcome)] if asked.outcome else "",
        rows=_step_rows(viewer, shown),
        total=COUNT.value(len(mine)),
        others=bool((here & ~sight.steps_seen).any()) if whole else bool((~sight.steps_seen).any()),
        older_url=asked.query(asked.page + 1) if first + PAGE_SIZE < len(mine) else "",
        newer_url=asked.query(asked.page - 1) if asked.page > 1 else "",
    )


def _step_rows(viewer: Viewer, shown: Measured) -> list[StepRow]:
    rows = PlanStep.objects.visible_to(viewer.scope, viewer.today).filter(pk__in=shown.step.tolist())
    found = {row.pk: row for row in rows.select_related("customer", "key_person", "owner")}
    columns = zip(shown.step.tolist(), shown.outcome.tolist(), shown.change.tolist(), strict=True)
    return [_step_row(found[pk], [*Outcome][outcome], change) for pk, outcome, change in columns if pk in found]


def _step_row(step: PlanStep, outcome: Outcome, change: int) -> StepRow:
    return StepRow(
        person=step.key_person.name if step.key_person else "",
        person_url=reverse("key-person", args=[step.key_person.code]) if step.key_person else "",
        customer=step.customer.name,
        customer_url=reverse("customer", args=[step.customer.code], query={"tab": "strategy"}),
        planned=step.planned_on.isoformat() if step.planned_on else "",
        settled=step.settled_on.isoformat() if step.settled_on else "",
        before=chip(step.feature, step.from_value),
        goal=chip(step.feature, step.goal),
        outcome=OUTCOMES[outcome],
        change=marks.delta(change, COUNT, marks.Tone.MORE_IS_BETTER) if outcome in COMPARED else SafeString(""),
        owner=step.owner.name,
        result=step.result,
    )
