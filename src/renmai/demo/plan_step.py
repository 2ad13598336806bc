"""Planned steps: what the owners mean to reach with the people who decide their open deals."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from random import Random

from renmai.demo import bundle, phrases
from renmai.demo.assessment import Degrees
from renmai.demo.chance import few, stream
from renmai.demo.customer import Customer
from renmai.demo.opportunity import Deal
from renmai.demo.scene import Scene
from renmai.domain.stance import DEGREES

PLANNED, SETTLED = 0.5, 0.25
OVERDUE_DAYS, AHEAD_DAYS = 12, 45


def write_plan_steps(scene: Scene, customer: Customer, deals: Sequence[Deal], last: Mapping[str, Degrees]) -> None:
    """`last` are the degrees towards us that hold, by key person."""
    owner = customer.owner_on(scene.era.until)
    chance = stream("plan steps", customer.code)
    opened = [deal for deal in deals if deal.open_on(scene.era.until) and chance.random() < PLANNED]
    if owner:
        for number, step in enumerate(_steps(chance, scene, opened, last), start=1):
            scene.out.write(step._replace(code=f"PS{customer.code[1:]}-{number}", customer=customer.code, owner=owner))


def _steps(
    chance: Random, scene: Scene, deals: Sequence[Deal], last: Mapping[str, Degrees]
) -> Iterator[bundle.PlanStep]:
    """Without code, customer and owner."""
    for deal in deals:
        there = [one.code for one in deal.members if one.code in last and one.present(scene.era.until)]
        for person in few(chance, there, 2):
            value, degree = min(
                (-3 if one is None else one, name) for one, name in zip(last[person], DEGREES, strict=True)
            )
            if value < 1:
                yield _step(chance, scene, deal, (person, degree, None if value == -3 else value))


def _step(chance: Random, scene: Scene, deal: Deal, move: tuple[str, str, int | None]) -> bundle.PlanStep:
    person, degree, value = move
    settled = chance.random() < SETTLED
    days = -chance.randrange(1, OVERDUE_DAYS) if settled else chance.randrange(-OVERDUE_DAYS // 3, AHEAD_DAYS)
    return bundle.PlanStep(
        code="",
        customer="",
        opportunity=deal.row.code,
        key_person=person,
        feature=degree,
        from_value=value,
        goal=0 if value is None else value + 1,
        owner="",
        due_on=scene.era.until + timedelta(days=days),
        status="done" if settled else "open",
        note=chance.choice(phrases.STEPS),
        result=chance.choice(phrases.RESULTS) if settled else "",
    )
