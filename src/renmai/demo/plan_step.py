"""Planned steps: what owners mean to reach with the people who decide their open deals, and what they did before."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from renmai.demo import bundle, phrases
from renmai.demo.assessment import Degrees, Said
from renmai.demo.chance import few, stream
from renmai.demo.customer import Customer
from renmai.demo.opportunity import Deal
from renmai.demo.scene import Scene
from renmai.domain.plan_step import StepStatus
from renmai.domain.stance import DEGREES
from renmai.domain.tactics import STANDARDS

PLANNED, SETTLED = 0.5, 0.25
OVERDUE_DAYS, AHEAD_DAYS, EARLIER_DAYS = 12, 45, 40
FIRST_TACTICS_MONTHS = 20
"""How long ago somebody began to plan with tactics."""
PAST_STEPS = 9
"""At most so many a customer in that time, more where it is cared for."""
GIVEN_UP, GIVEN_UP_IF_WORSE = 0.08, 0.4
TO_BE_DONE = 0.3
"""How many of the open deals have something to be done that moves no value."""


def write_plan_steps(scene: Scene, customer: Customer, deals: Sequence[Deal], said: Said) -> None:
    """`said` are the degrees towards us by key person and day."""
    owner = customer.owner_on(scene.era.until)
    chance = stream("plan steps", customer.code)
    opened = [deal for deal in deals if deal.open_on(scene.era.until) and chance.random() < PLANNED]
    steps = [step._replace(owner=owner) for step in _steps(chance, scene, opened, said)] if owner else []
    steps += _past_steps(stream("past steps", customer.code), scene, customer, said)
    for number, step in enumerate(steps, start=1):
        scene.out.write(step._replace(code=f"PS{customer.code[1:]}-{number}", customer=customer.code))


def _steps(chance: Random, scene: Scene, deals: Sequence[Deal], said: Said) -> Iterator[bundle.PlanStep]:
    """With members of the open chains; without code, customer and owner."""
    for deal in deals:
        there = [one.code for one in deal.members if one.code in said and one.present(scene.era.until)]
        for person in few(chance, there, 2):
            value, degree = _weakest(said[person][-1][1])
            if value is None or value < 1:
                yield _step(chance, scene, deal, (person, degree, value))
        if chance.random() < TO_BE_DONE:
            yield _step(chance, scene, deal, None)


def _weakest(degrees: Degrees) -> tuple[int | None, str]:
    value, degree = min((-3 if one is None else one, name) for one, name in zip(degrees, DEGREES, strict=True))
    return None if value == -3 else value, degree


def _step(chance: Random, scene: Scene, deal: Deal, move: tuple[str, str, int | None] | None) -> bundle.PlanStep:
    settled = chance.random() < SETTLED
    days = -chance.randrange(1, OVERDUE_DAYS) if settled else chance.randrange(-OVERDUE_DAYS // 3, AHEAD_DAYS)
    due = scene.era.until + timedelta(days=days)
    planned = min(due, scene.era.until) - timedelta(days=chance.randrange(1, EARLIER_DAYS))
    person, degree, value = move or ("", "", None)
    return bundle.PlanStep(
        code="",
        customer="",
        opportunity=deal.row.code,
        key_person=person,
        feature=degree,
        from_value=value,
        goal=_better(value) if degree else None,
        owner="",
        due_on=due,
        status=StepStatus.DONE if settled else StepStatus.OPEN,
        note=chance.choice(phrases.STEPS),
        result=chance.choice(phrases.RESULTS) if settled else "",
        tactic=_tactic(chance, degree),
        planned_on=planned,
        settled_on=due if settled else None,
    )


def _better(value: int | None) -> int:
    return 0 if value is None else value + 1


def _tactic(chance: Random, degree: str) -> str:
    """A standard for the degree, or for blank one that moves none."""
    return chance.choice([one.code for one in STANDARDS if degree in (one.degrees or ("",))])


def _past_steps(chance: Random, scene: Scene, customer: Customer, said: Said) -> Iterator[bundle.PlanStep]:
    """What was done with people in earlier months, whoever owned the customer then; without code and customer."""
    people = sorted(said)
    for _ in range(int(chance.random() * PAST_STEPS * customer.care)):
        planned = scene.era.day(chance.random() * FIRST_TACTICS_MONTHS)
        settled = planned + timedelta(days=chance.randrange(5, EARLIER_DAYS))
        person = chance.choice(people) if people else ""
        if not person or settled >= scene.era.until or not (owner := customer.owner_on(settled)):
            continue
        before = _on(said, person, planned)
        value, degree = _weakest(before) if before else (2, "")
        if value is None or value < 2:
            yield _past_step(chance, said, (person, degree, value), (planned, settled))._replace(owner=owner)


def _past_step(
    chance: Random, said: Said, move: tuple[str, str, int | None], days: tuple[date, date]
) -> bundle.PlanStep:
    person, degree, value = move
    planned, settled = days
    now = _on(said, person, settled)
    after = {str(name): one for name, one in zip(DEGREES, now, strict=True)}[degree] if now else None
    is_worse = value is not None and after is not None and after < value
    given_up = chance.random() < (GIVEN_UP_IF_WORSE if is_worse else GIVEN_UP)
    return bundle.PlanStep(
        code="",
        customer="",
        opportunity="",
        key_person=person,
        feature=degree,
        from_value=value,
        goal=_better(value),
        owner="",
        due_on=settled + timedelta(days=chance.randrange(-5, 15)),
        status=StepStatus.DROPPED if given_up else StepStatus.DONE,
        note=chance.choice(phrases.STEPS),
        result="" if given_up else chance.choice(phrases.RESULTS),
        tactic=_tactic(chance, degree),
        planned_on=planned,
        settled_on=settled,
    )


def _on(said: Said, person: str, day: date) -> Degrees | None:
    """What was said last of somebody by a day."""
    at = bisect_right([said_on for said_on, _ in said[person]], day)
    return said[person][at - 1][1] if at else None
