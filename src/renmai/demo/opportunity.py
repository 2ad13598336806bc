"""Opportunities, the chains that decide them and the influence that was used."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from renmai.demo import bundle, phrases
from renmai.demo.bundle import flag
from renmai.demo.chance import few, log_normal, pick, stream
from renmai.demo.customer import Customer
from renmai.demo.era import Era, day_between
from renmai.demo.key_person import KeyPerson
from renmai.demo.scene import Scene
from renmai.demo.story import Story

PER_CUSTOMER, PER_FOCUS_CUSTOMER = 2.0, 3.6
BUSY_MONTHS = {1: 0.5, 2: 0.4, 3: 1.3, 4: 1.2, 5: 1.0, 6: 1.0, 7: 0.8, 8: 0.8, 9: 1.3, 10: 1.2, 11: 1.0, 12: 0.6}
"""How likely an opportunity begins in a month: budgets after the New Year's holidays, plans in autumn."""
STAGES = ("初步接触", "需求确认", "方案论证", "招标投标", "商务谈判")
WON_STAGE, LOST_STAGE = "合同签订", "项目丢单"
MEDIAN_AMOUNT, SPREAD = 850_000, 0.95
"""In yuan."""
NO_CHAIN, USED_IF_WON, USED_OTHERWISE, NOT_SAID = 0.1, 0.8, 0.25, 0.1
BROUGHT_WITHIN = timedelta(days=30)
"""Help so soon after the beginning brought the deal."""
ROLES_BY_RANK = (
    (("decider", 2), ("approver", 3)),
    (("approver", 2), ("decider", 2), ("gatekeeper", 1)),
    (("evaluator", 3), ("gatekeeper", 2), ("decider", 1)),
    (("user", 3), ("coach", 1), ("evaluator", 1)),
)


@dataclass(frozen=True, slots=True)
class Deal:
    """An opportunity and the members of its chain."""

    row: bundle.Opportunity
    topic: str
    members: tuple[KeyPerson, ...]

    def open_on(self, day: date) -> bool:
        closed = self.row.closed_on
        return self.row.opened_on <= day and (closed is None or day < closed)


def write_opportunities(
    scene: Scene, customer: Customer, people: list[KeyPerson], ours: Sequence[bundle.Influence]
) -> list[Deal]:
    chance = stream("opportunities", customer.code)
    pipeline = _Pipeline(scene.era, customer, people, chance)
    deals = []
    for number, opened in enumerate(_openings(chance, customer, scene.era), start=1):
        deal = pipeline.deal(number, opened)
        scene.out.write(deal.row)
        for position, member in enumerate(deal.members, start=1):
            role = pick(chance, ROLES_BY_RANK[member.rank])
            scene.out.write(bundle.ChainMember(deal.row.code, member.code, role, position))
        for use in _uses(chance, deal, ours, scene.era):
            scene.out.write(use)
        deals.append(deal)
    return deals


def _openings(chance: Random, customer: Customer, era: Era) -> list[date]:
    first, last = max(customer.created_on, era.start), customer.last_day(era)
    mean = (PER_FOCUS_CUSTOMER if customer.focus else PER_CUSTOMER) * (last - first).days / (era.until - era.start).days
    days = []
    for _ in range(_count(chance, mean)):
        tries = (day_between(chance, first, last) for _ in range(12))
        days.append(next((day for day in tries if chance.random() < BUSY_MONTHS[day.month] / 1.3), last))
    return sorted(days)


def _count(chance: Random, mean: float) -> int:
    """A Poisson number: arrivals within one unit of time."""
    count, passed = 0, chance.expovariate(mean) if mean else 1.0
    while passed < 1:
        count, passed = count + 1, passed + chance.expovariate(mean)
    return count


@dataclass(frozen=True, slots=True)
class _Pipeline:
    """Makes the deals of one customer."""

    era: Era
    customer: Customer
    people: list[KeyPerson]
    chance: Random

    def deal(self, number: int, opened: date) -> Deal:
        chance, customer = self.chance, self.customer
        planned = _plan(chance, opened)
        closed = _close(planned, opened, customer, self.era)
        status = self._status(closed)
        name = phrases.opportunity(chance)
        amount = log_normal(chance, MEDIAN_AMOUNT * (1.7 if customer.focus else 1), SPREAD)
        large = customer.focus or amount > 4 * MEDIAN_AMOUNT
        code = f"O{customer.code[1:]}-{number}"
        row = bundle.Opportunity(
            code=code,
            customer=customer.code,
            name=name,
            owner=customer.owner_on(opened) or customer.owners[-1].employee,
            amount=_round_amount(amount),
            stage=_stage(chance, status, opened, self.era),
            status=status,
            origin=pick(chance, [("captured", 6), ("incubated", 4), ("", 1)]),
            focus=flag(chance.random() < (0.35 if large else 0.06)),
            opened_on=opened,
            closed_on=closed,
            expected_on=_expected(stream("expected", code), opened, planned),
        )
        return Deal(row, name, tuple(_chain(chance, opened, self.people)))

    def _status(self, closed: date | None) -> str:
        if closed is None:
            return "open"
        return "won" if self.chance.random() < _odds(self.customer, closed, self.era) else "lost"


def _plan(chance: Random, opened: date) -> date:
    """Half of the deals are to close in the last week of a quarter."""
    day = opened + timedelta(days=int(log_normal(chance, 120, 0.55)))
    if chance.random() < 0.5:
        quarter_end = date(day.year, (day.month - 1) // 3 * 3 + 3, 24)
        day = max(opened, quarter_end + timedelta(days=chance.randrange(7)))
    return day


def _expected(chance: Random, opened: date, planned: date) -> date | None:
    """Some weeks off, and with some deals nobody has said."""
    if chance.random() < NOT_SAID:
        return None
    return max(opened, planned + timedelta(days=round(chance.gauss(0, 15))))


def _close(planned: date, opened: date, customer: Customer, era: Era) -> date | None:
    """When it really closed, None while it is open."""
    last = customer.last_day(era)
    if planned <= last:
        return planned
    return None if customer.closed_on is None else max(opened, last)


def _odds(customer: Customer, closed: date, era: Era) -> float:
    """The chance to win grows with how the customer stands to us on that day."""
    ago = era.months_ago(closed)
    standing = customer.climate.towards_us("closeness", ago) + customer.climate.towards_us("solution", ago)
    if customer.story is Story.LOST:
        standing -= 0.8
    return 1 / (1 + math.exp(-0.9 * standing))


def _round_amount(amount: float) -> int:
    """As people quote: small deals to five thousand, large ones to a hundred thousand."""
    step = 5_000 if amount < 500_000 else 50_000 if amount < 5_000_000 else 100_000
    return max(step, round(amount / step) * step)


def _stage(chance: Random, status: str, opened: date, era: Era) -> str:
    if status != "open":
        return WON_STAGE if status == "won" else LOST_STAGE
    progress = era.months_ago(opened) / 6 * len(STAGES) + chance.gauss(0, 0.7)
    return STAGES[max(0, min(len(STAGES) - 1, int(progress)))]


def _chain(chance: Random, opened: date, people: list[KeyPerson]) -> list[KeyPerson]:
    """Up to six persons who were there when it began, mostly with one of the top two ranks."""
    present = [person for person in people if person.present(opened)]
    if not present or chance.random() < NO_CHAIN:
        return []
    members = few(chance, present, 5)
    seniors = [person for person in present if person.rank < 2]
    if seniors and not any(member.rank < 2 for member in members):
        members.insert(0, chance.choice(seniors))
    return members


def _uses(chance: Random, deal: Deal, ours: Sequence[bundle.Influence], era: Era) -> Iterator[bundle.InfluenceUse]:
    last = deal.row.closed_on or era.until
    members = {member.code for member in deal.members}
    links = [link for link in ours if link.key_person in members and link.valid_from <= last]
    share = USED_IF_WON if deal.row.status == "won" else USED_OTHERWISE
    if not links or chance.random() >= share:
        return
    for link in few(chance, links, 2):
        first = max(deal.row.opened_on, link.valid_from)
        used = min(last, day_between(chance, first, last))
        note = chance.choice(phrases.USES)
        grade = "sourced" if used - deal.row.opened_on <= BROUGHT_WITHIN else "assisted"
        yield bundle.InfluenceUse(deal.row.code, link.influencer, link.key_person, used, note, grade, used, used)
