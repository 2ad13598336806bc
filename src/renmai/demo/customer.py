"""Customers: industry, region, story, and who of us answers for them when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from random import Random
from typing import NamedTuple

from renmai.demo import bundle
from renmai.demo.bundle import flag
from renmai.demo.chance import pick, stream
from renmai.demo.era import Era, day_between
from renmai.demo.names import INDUSTRY_WORDS, company_name
from renmai.demo.scene import Scene
from renmai.demo.story import WEAK_REGION, Climate, Story

REGIONS = (("华东", 34), ("华南", 17), ("华北", 15), (WEAK_REGION, 12), ("西南", 9), ("东北", 8), ("西北", 5))
OFFICES_OF_REGION = {
    "华东": (("EAST-SH", 3), ("EAST-NJ", 2), ("EAST-HZ", 3)),
    "华南": (("SOUTH-GZ", 1),),
    "华北": (("NORTH-BJ", 1),),
    "华中": (("SOUTH-WH", 1),),
    "西南": (("WEST-CD", 1),),
    "东北": (("NORTH-SY", 1),),
    "西北": (("WEST-CD", 1),),
}
INDUSTRIES = tuple(zip(INDUSTRY_WORDS, (22, 16, 16, 10, 10, 10, 10, 6), strict=True))
STORIES = (
    (Story.STEADY, 38),
    (Story.WARMING, 22),
    (Story.COOLING, 12),
    (Story.WON_OVER, 10),
    (Story.LOST, 7),
    (Story.NEW, 11),
)
CARE, FOCUS_CARE = ((0.6, 3), (1.0, 4), (2.0, 3)), 3.0
FOCUS_SHARE, SUBSIDIARY_SHARE, LATE_HANDOVER_SHARE = 0.16, 0.05, 0.3


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer with what the other nouns need to know of it."""

    number: int
    code: str
    name: str
    region: str
    office: str
    story: Story
    focus: bool
    care: float
    """How eagerly its owners find out what they do not know; 1 is usual."""
    created_on: date
    closed_on: date | None
    owners: tuple[bundle.Ownership, ...]
    climate: Climate

    def owner_on(self, day: date) -> str:
        """The employee who answered for it on that day; empty between two owners."""
        for owner in self.owners:
            if owner.valid_from <= day and (owner.valid_to is None or day < owner.valid_to):
                return owner.employee
        return ""

    def last_day(self, era: Era) -> date:
        """The last day of its history."""
        return era.until if self.closed_on is None else self.closed_on - timedelta(days=1)


def code_of(number: int) -> str:
    return f"C{number:04d}"


def write_customer(scene: Scene, number: int) -> Customer:
    era = scene.era
    chance = stream("customer", number)
    region = pick(chance, REGIONS)
    industry = pick(chance, INDUSTRIES)
    office = pick(chance, OFFICES_OF_REGION[region])
    story = pick(chance, STORIES)
    created, closed = _existence(chance, story, era)
    owners = tuple(_owners(chance, scene, _Desk(code_of(number), office, created, closed)))
    focus = chance.random() < FOCUS_SHARE
    handovers = [era.months_ago(owner.valid_from) for owner in owners[1:]]
    customer = Customer(
        number=number,
        code=code_of(number),
        name=company_name(number, industry),
        region=region,
        office=office,
        story=story,
        focus=focus,
        care=FOCUS_CARE if focus else pick(chance, CARE),
        created_on=created,
        closed_on=closed,
        owners=owners,
        climate=Climate(story, region, handovers),
    )
    scene.out.write(_row(chance, customer, industry))
    for owner in owners:
        scene.out.write(owner)
    return customer


def _row(chance: Random, customer: Customer, industry: str) -> bundle.Customer:
    is_subsidiary = customer.number > 1 and chance.random() < SUBSIDIARY_SHARE
    return bundle.Customer(
        code=customer.code,
        name=customer.name,
        industry=industry,
        region=customer.region,
        parent=code_of(chance.randrange(1, customer.number)) if is_subsidiary else "",
        focus=flag(customer.focus),
        contribution=pick(chance, [("", 92), ("high", 5), ("low", 3)]),
        potential=pick(chance, [("", 55), ("high", 25), ("low", 20)]),
        created_on=customer.created_on,
        closed_on=customer.closed_on,
    )


def _existence(chance: Random, story: Story, era: Era) -> tuple[date, date | None]:
    if story is Story.NEW:
        return day_between(chance, era.day(9), era.day(0.7)), None
    recent = chance.random() < 0.12
    created = day_between(chance, era.start, era.day(13)) if recent else day_between(chance, era.day(72), era.start)
    leaves = story is Story.LOST and chance.random() < 0.4
    return created, era.day(0.3 + 2.2 * chance.random()) if leaves else None


class _Desk(NamedTuple):
    """A customer that somebody of an office answers for."""

    code: str
    office: str
    created: date
    closed: date | None


def _owners(chance: Random, scene: Scene, desk: _Desk) -> Iterator[bundle.Ownership]:
    """The owners one after another: somebody leaves, somebody new shares the work, a desk stays empty for a while."""
    staff, since, end = scene.staff, desk.created, desk.closed or scene.era.until
    owner = chance.choice(staff.sellers(desk.office, since))
    for joiner, day in _joiners(scene, desk, end):
        gone = owner.left_on is not None and owner.left_on <= day
        if not gone and chance.random() < 1 / len(staff.sellers(desk.office, day)):
            yield bundle.Ownership(desk.code, owner.code, since, day)
            owner, since = joiner, day
    while owner.left_on and since < owner.left_on < end:
        handed = min(_handover_day(chance, owner.left_on), end)
        yield bundle.Ownership(desk.code, owner.code, since, handed)
        taken = handed + timedelta(days=chance.choice((0, 0, 0, 20, 45)))
        if taken >= end:
            return
        owner, since = chance.choice(staff.sellers(desk.office, taken)), taken
    yield bundle.Ownership(desk.code, owner.code, since, desk.closed)


def _joiners(scene: Scene, desk: _Desk, end: date) -> list[tuple[bundle.Employee, date]]:
    """Who joined the office since, in order, with the day on which they take over some customers."""
    found = []
    for seller in scene.staff.offices[desk.office]:
        if seller.joined_on is not None:
            takes_over = seller.joined_on + timedelta(days=14)
            if desk.created < seller.joined_on and takes_over < end:
                found.append((seller, takes_over))
    return sorted(found, key=itemgetter(1))


def _handover_day(chance: Random, left: date) -> date:
    """Most customers change hands when somebody leaves; some stay with a person who is gone."""
    return left + timedelta(days=25) if chance.random() < LATE_HANDOVER_SHARE else left
