"""Key persons: believable hierarchies with gaps, departures and successors."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from renmai.demo import bundle
from renmai.demo.bundle import flag
from renmai.demo.chance import stream
from renmai.demo.customer import Customer
from renmai.demo.era import Era, day_between
from renmai.demo.names import person_name, phone
from renmai.demo.scene import Scene
from renmai.domain.stance import Vote

USUAL_PEOPLE = (0, 23, 7, 9, 3, 13, 8, 11, 2, 18, 6, 10, 4, 12, 5, 9)
MANY_PEOPLE = (0, 27, 8, 10, 3, 15, 9, 13, 2, 21, 7, 11, 5, 14, 6, 9)
MANY_CUSTOMERS = 1000
"""From here on there are 10 key persons per customer instead of 8.75."""

TOPS = (("总经办", "总经理"), ("董事会", "董事长"))
DEPUTIES = (
    ("总经办", "生产副总经理"),
    ("财务中心", "财务总监"),
    ("总经办", "技术副总经理"),
    ("总经办", "营销副总经理"),
    ("总经办", "总工程师"),
)
DEPARTMENTS = (
    ("信息中心", "信息中心主任", "信息化经理", "系统工程师"),
    ("采购部", "采购总监", "采购经理", "采购专员"),
    ("生产部", "生产总监", "车间主任", "工艺工程师"),
    ("设备部", "设备部部长", "设备主管", "设备工程师"),
    ("质量部", "质量总监", "质量经理", "质量工程师"),
    ("仓储物流部", "物流总监", "仓库主管", "计划员"),
    ("研发中心", "研发总监", "研发经理", "研发工程师"),
    ("财务中心", "财务部部长", "成本经理", "主办会计"),
    ("基建工程部", "工程总监", "项目经理", "电气工程师"),
)
VOTE_CHANCES: tuple[tuple[float, float], ...] = ((0.5, 0.85), (0.2, 0.25), (0.1, 0.06), (0.03, 0.0))
"""By rank: the chances to hold a veto, an approval."""
UNKNOWN_SUPERIOR, DEPARTED_SHARE, SUCCESSOR_SHARE = (0.0, 0.06, 0.09, 0.14), 0.06, 0.6


class Reported(NamedTuple):
    """A superior of before, None for nobody known, and the first day of another one."""

    superior: "KeyPerson | None"
    until: date


@dataclass(slots=True)
class KeyPerson:
    """One key person; `rank` 0 is the top, 3 a specialist. `before` are earlier superiors, in their order."""

    code: str
    name: str
    department: str
    title: str
    rank: int
    joined_on: date
    boss: "KeyPerson | None" = None
    top: bool = False
    focus: bool = False
    nobody_found: bool = False
    left_on: date | None = None
    veto: bool = False
    approver: bool = False
    before: list[Reported] = field(default_factory=list)

    def present(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or day < self.left_on)

    def holds(self, vote: Vote) -> bool:
        return self.veto if vote == "veto" else self.approver


def people_of(scene: Scene, customer: Customer) -> list[KeyPerson]:
    """Everybody who is or was a key person of the customer, the highest first."""
    chance = stream("people", customer.code)
    sizes = MANY_PEOPLE if scene.size >= MANY_CUSTOMERS else USUAL_PEOPLE
    count = sizes[customer.number * 7 % len(sizes)]
    people: list[KeyPerson] = []
    for number, (department, title, rank) in enumerate(_posts(chance, count), start=1):
        person = KeyPerson(
            code=f"K{customer.code[1:]}-{number:02d}",
            name=person_name(chance),
            department=department,
            title=title,
            rank=rank,
            joined_on=_joined(chance, customer, scene.era),
        )
        _place(chance, person, people)
        people.append(person)
    _let_some_leave(chance, people, customer, scene.era)
    return people


def _posts(chance: Random, count: int) -> Iterator[tuple[str, str, int]]:
    """`count` posts, rank by rank; of a very small circle we know only the working level."""
    departments = chance.sample(DEPARTMENTS, len(DEPARTMENTS))
    tops = 0 if count < 3 else 2 if count >= 10 and chance.random() < 0.5 else 1
    deputies = min(len(DEPUTIES), round(count * 0.17)) if tops else 0
    heads = min(len(departments), round((count - tops - deputies) * 0.5))
    for department, title in TOPS[:tops]:
        yield department, title, 0
    for department, title in DEPUTIES[:deputies]:
        yield department, title, 1
    for department, title, _, _ in departments[:heads]:
        yield department, title, 2
    for number in range(count - tops - deputies - heads):
        department, _, manager, specialist = departments[number % max(1, heads)]
        is_manager = number < max(1, heads)
        yield department, manager if is_manager else specialist, 3


def _joined(chance: Random, customer: Customer, era: Era) -> date:
    """Most are known since the customer is; some are met later."""
    if chance.random() < 0.82:
        return customer.created_on
    return day_between(chance, max(customer.created_on, era.start), customer.last_day(era) - timedelta(days=20))


def _place(chance: Random, person: KeyPerson, above: list[KeyPerson]) -> None:
    """Give the person a superior among those already there, votes and the focus flag."""
    person.top = person.rank == 0
    if chance.random() >= UNKNOWN_SUPERIOR[person.rank]:
        person.boss = _superior(chance, person, above)
    veto, approver = VOTE_CHANCES[person.rank]
    if person.title in ("财务总监", "采购总监"):
        veto += 0.3
    person.veto = chance.random() < veto
    person.approver = chance.random() < approver
    person.focus = chance.random() < (0.16 if person.rank < 2 else 0.04)


def _superior(chance: Random, person: KeyPerson, above: list[KeyPerson]) -> KeyPerson | None:
    if person.top:
        return None
    own_head = [boss for boss in above if boss.rank < person.rank and boss.department == person.department]
    if own_head and person.rank > 1:
        return own_head[-1]
    for rank in range(person.rank - 1, -1, -1):
        bosses = [boss for boss in above if boss.rank == rank]
        if bosses and rank < 2:
            return bosses[0] if rank == 0 else chance.choice(bosses)
    return None


def _let_some_leave(chance: Random, people: list[KeyPerson], customer: Customer, era: Era) -> None:
    """Somebody leaves; a later entry of the same rank may follow, else the post stays vacant."""
    last = customer.last_day(era)
    for place, person in enumerate(people):
        first = max(person.joined_on, era.start) + timedelta(days=45)
        if chance.random() >= DEPARTED_SHARE or first >= last:
            continue
        person.left_on = left = day_between(chance, first, last)
        successors = [other for other in people[place + 1 :] if other.rank == person.rank and not other.left_on]
        if successors and chance.random() < SUCCESSOR_SHARE:
            _succeed(person, successors[0], people, min(left + timedelta(days=15), last))


def _succeed(person: KeyPerson, successor: KeyPerson, people: list[KeyPerson], joined: date) -> None:
    successor.title, successor.department = person.title, person.department
    successor.boss, successor.top = person.boss, person.top
    successor.joined_on = joined
    for other in people:
        if other.boss is person and other is not successor:
            other.before.append(Reported(person, joined))
            other.boss = successor


def write_people(scene: Scene, customer: Customer, people: list[KeyPerson]) -> None:
    chance = stream("contact", customer.code)
    for person in people:
        has_mail, has_phone = chance.random() < 0.6, chance.random() < 0.7
        mail = f"{person.code.lower()}@{customer.code.lower()}.example"
        scene.out.write(
            bundle.KeyPerson(
                code=person.code,
                customer=customer.code,
                name=person.name,
                department=person.department,
                title=person.title,
                reports_to=person.boss.code if person.boss else "",
                top=flag(person.top),
                nobody_found=flag(person.nobody_found),
                focus=flag(person.focus),
                email=mail if has_mail else "",
                phone=phone(chance) if has_phone else "",
                joined_on=person.joined_on,
                left_on=person.left_on,
            )
        )
