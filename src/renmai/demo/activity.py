"""Activities: what we did with a customer, whom we met and what we wrote down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from renmai.demo import bundle, phrases
from renmai.demo.chance import few, pick, stream
from renmai.demo.customer import Customer
from renmai.demo.employee import employed
from renmai.demo.key_person import KeyPerson
from renmai.demo.opportunity import Deal
from renmai.demo.scene import Scene

KINDS = (("visit", 30), ("call", 28), ("message", 18), ("meeting", 14), ("demo", 6), ("event", 4))
USUAL_GAP_DAYS, FOCUS_GAP_DAYS = 38, 14
FOR_A_DEAL, NOTED, WITH_PRESALES = 0.6, 0.6, 0.12


def write_activities(scene: Scene, customer: Customer, people: list[KeyPerson], deals: Sequence[Deal]) -> None:
    diary = _Diary(scene, customer, people, deals, stream("activities", customer.code))
    last = customer.last_day(scene.era)
    gap = FOCUS_GAP_DAYS if customer.focus else USUAL_GAP_DAYS
    day, number = max(customer.created_on, scene.era.start), 0
    while (day := day + timedelta(days=1 + int(diary.chance.expovariate(1 / gap)))) <= last:
        owner = customer.owner_on(day)
        if owner:
            number += 1
            scene.out.write(diary.activity(number, day, owner))


@dataclass(frozen=True, slots=True)
class _Diary:
    """Makes the activities with one customer."""

    scene: Scene
    customer: Customer
    people: list[KeyPerson]
    deals: Sequence[Deal]
    chance: Random

    def activity(self, number: int, day: date, owner: str) -> bundle.Activity:
        kind = pick(self.chance, KINDS)
        running = [deal for deal in self.deals if deal.open_on(day)]
        deal = self.chance.choice(running) if running and self.chance.random() < FOR_A_DEAL else None
        about = deal.topic if deal else phrases.topic(self.chance)
        return bundle.Activity(
            code=f"A{self.customer.code[1:]}-{number:03d}",
            customer=self.customer.code,
            opportunity=deal.row.code if deal else "",
            employee=self._presales(kind, day) or owner,
            kind=kind,
            occurred_on=day,
            key_people=";".join(person.code for person in self._met(deal, day, 1 if kind == "call" else 3)),
            note=phrases.activity(self.chance, kind, about) if self.chance.random() < NOTED else "",
        )

    def _met(self, deal: Deal | None, day: date, most: int) -> list[KeyPerson]:
        """Members of the deal's chain if there is one, else anybody who is there."""
        members = [person for person in (deal.members if deal else ()) if person.present(day)]
        return few(self.chance, members or [person for person in self.people if person.present(day)], most)

    def _presales(self, kind: str, day: date) -> str:
        if kind not in ("demo", "meeting") or self.chance.random() >= WITH_PRESALES:
            return ""
        expert = self.chance.choice(self.scene.staff.departments["PRESALES"])
        return expert.code if employed(expert, day) else ""
