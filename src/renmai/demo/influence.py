"""Influences: who can deeply sway whom, inside the customer, among ourselves, at the competitors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from renmai.demo import bundle, phrases
from renmai.demo.chance import stream
from renmai.demo.customer import Customer
from renmai.demo.employee import EXECUTIVE
from renmai.demo.era import day_between
from renmai.demo.evidence import answers_behind
from renmai.demo.key_person import KeyPerson
from renmai.demo.names import person_name
from renmai.demo.scene import Scene
from renmai.demo.story import Story

BY_SUPERIOR, BY_PEER, BY_SELLER, BY_COLLEAGUE, BY_EXECUTIVE = 0.32, 0.08, 0.18, 0.19, 0.12
BY_RIVAL, ENDED, NOBODY_FOUND = 0.16, 0.12, 0.4


def write_influences(
    scene: Scene, customer: Customer, people: list[KeyPerson], rivals: Sequence[str]
) -> list[bundle.Influence]:
    """Also marks those for whom nobody was found; returns the influences of our own employees."""
    finder = _Finder(scene, customer, stream("influences", customer.code))
    ours: list[bundle.Influence] = []
    for person in people:
        own = list(finder.own(person))
        links = [*finder.inner(person, people), *own, *finder.rivals(person, rivals)]
        for link in links:
            scene.out.write(link)
        ours.extend(own)
        person.nobody_found = not links and finder.chance.random() < NOBODY_FOUND * customer.care
    return ours


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds who sways a person of the customer, each influencer once."""

    scene: Scene
    customer: Customer
    chance: Random

    def inner(self, person: KeyPerson, people: list[KeyPerson]) -> Iterator[bundle.Influence]:
        found = [person.boss] if person.boss and self.chance.random() < BY_SUPERIOR else []
        if self.chance.random() < BY_PEER:
            peer = self.chance.choice(people)
            if peer is not person and peer not in found:
                found.append(peer)
        for other in found:
            yield self._link(person, "internal", other.code, reasons=phrases.INNER_REASONS)

    def own(self, person: KeyPerson) -> Iterator[bundle.Influence]:
        for code in dict.fromkeys(self._employees(person)):
            yield self._link(person, "ours", code)

    def _employees(self, person: KeyPerson) -> Iterator[str]:
        staff, story = self.scene.staff, self.customer.story
        likes_us = story not in (Story.LOST, Story.NEW)
        if self.chance.random() < (BY_SELLER if likes_us else BY_SELLER / 3):
            yield self.customer.owners[-1].employee
        if self.chance.random() < BY_COLLEAGUE:
            known = staff.colleague(self.chance, self.scene.era.day(18 * self.chance.random()))
            if known:
                yield known.code
        if person.rank == 0 and self.chance.random() < BY_EXECUTIVE:
            division = self.customer.office.partition("-")[0]
            yield self.chance.choice([EXECUTIVE, staff.divisions[division]])

    def rivals(self, person: KeyPerson, rivals: Sequence[str]) -> Iterator[bundle.Influence]:
        for rival in rivals:
            if self.chance.random() < BY_RIVAL:
                yield self._link(person, "competitor", rival, contact=person_name(self.chance))

    def _link(
        self,
        person: KeyPerson,
        kind: str,
        influencer: str,
        *,
        contact: str = "",
        reasons: Sequence[str] = phrases.REASONS,
    ) -> bundle.Influence:
        since, over = self._span(person)
        note = self.chance.choice(reasons)
        evidence = answers_behind({"influence": "yes"}, person.code, kind, influencer, contact)
        return bundle.Influence(person.code, kind, influencer, contact, since, over, note, evidence)

    def _span(self, person: KeyPerson) -> tuple[date, date | None]:
        """Since when, and until when if it is over. Some are older than the customer, most are found later."""
        last = self.customer.last_day(self.scene.era)
        is_old = self.chance.random() < 0.1
        first = self.scene.era.day(60) if is_old else max(person.joined_on, self.scene.era.start)
        since = day_between(self.chance, first, last)
        if self.chance.random() >= ENDED:
            return since, None
        return since, day_between(self.chance, since + timedelta(days=1), last + timedelta(days=1))
