"""Assessments: what we believed about whom, and when; unknowns get known, some fall back."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from renmai.demo import bundle, phrases
from renmai.demo.chance import stream
from renmai.demo.customer import Customer
from renmai.demo.evidence import answers_behind
from renmai.demo.key_person import KeyPerson
from renmai.demo.names import COMPETITORS
from renmai.demo.scene import Scene
from renmai.demo.story import WEAK_REGION, Story
from renmai.domain.stance import DEGREES, VOTES, Degree, Vote

BASE: dict[Degree, float] = {"closeness": 0.35, "solution": 0.4, "price": -0.15}
KNOWN_AT_FIRST = (0.55, 0.6, 0.72, 0.8)
"""By rank: the chance that a degree is known at the first assessment."""
LEARNED, FORGOTTEN, NEVER_ASSESSED, NOTED = 0.22, 0.02, 0.05, 0.22
USUAL_GAP_DAYS, FOCUS_GAP_DAYS, RIVAL_GAP_DAYS, SHORTEST_GAP_DAYS = 78, 52, 210, 14
FIRST_WEEKS_DAYS = 45
RIVAL_ASSESSED, RIVAL_KNOWN = 0.55, 0.75

Degrees = tuple[int | None, int | None, int | None]
Said = dict[str, list[tuple[date, Degrees]]]
"""By key person the degrees towards us as of each day on which they were assessed, the last one last."""


@dataclass(slots=True)
class Belief:
    """What we know of one person: a value wanders around its mean, features become known."""

    mean: dict[Degree, float]
    known: set[Degree | Vote] = field(default_factory=set)
    total: int = 0
    """The sum of the degrees at the last assessment."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """The competitors at a customer, and what was said of its key persons."""

    rivals: list[str]
    said: Said


def write_assessments(scene: Scene, customer: Customer, people: list[KeyPerson]) -> Assessed:
    """Ours and the competitors'."""
    chance = stream("assessments", customer.code)
    observer = _Observer(scene, customer, chance)
    warmth: dict[Degree, float] = {degree: BASE[degree] + chance.gauss(0, 0.5) for degree in DEGREES}
    rivals = _rivals(chance, customer)
    for person in people:
        if chance.random() < NEVER_ASSESSED:
            continue
        observer.write_ours(person, Belief({degree: warmth[degree] + chance.gauss(0, 0.75) for degree in DEGREES}))
        for rival in rivals:
            if chance.random() < RIVAL_ASSESSED:
                observer.write_rival(person, rival)
    return Assessed(rivals, observer.said)


def _rivals(chance: Random, customer: Customer) -> list[str]:
    at_all = 0.95 if customer.story is Story.LOST or customer.region == WEAK_REGION else 0.5
    shares = (0.55, 0.6 if customer.region == WEAK_REGION else 0.35, 0.2)
    if chance.random() >= at_all:
        return []
    return [code for (code, _), share in zip(COMPETITORS, shares, strict=True) if chance.random() < share]


@dataclass(frozen=True, slots=True)
class _Observer:
    """Whoever answers for the customer, writing down what they see."""

    scene: Scene
    customer: Customer
    chance: Random
    said: Said = field(default_factory=dict)

    def write_ours(self, person: KeyPerson, belief: Belief) -> None:
        gap = FOCUS_GAP_DAYS if self.customer.focus or person.focus else USUAL_GAP_DAYS
        for turn, day in enumerate(self._days(person, gap)):
            self._learn(person, belief, KNOWN_AT_FIRST[person.rank] if turn == 0 else LEARNED * self.customer.care)
            degrees = self._degrees(belief, day)
            self._write(person, "", day, degrees, belief=belief, note=self._note(belief, degrees, turn))
            self.said.setdefault(person.code, []).append((day, degrees))

    def write_rival(self, person: KeyPerson, rival: str) -> None:
        mean = {degree: 0.1 + self.chance.gauss(0, 0.9) for degree in DEGREES}
        for day in self._days(person, RIVAL_GAP_DAYS):
            ago = self.scene.era.months_ago(day)
            degrees = (
                _step(mean[degree] + self.customer.climate.towards_competitor(degree, ago))
                if self.chance.random() < RIVAL_KNOWN
                else None
                for degree in DEGREES
            )
            note = phrases.rival(self.chance) if self.chance.random() < NOTED / 2 else ""
            self._write(person, rival, day, _three(*degrees), note=note)

    def _days(self, person: KeyPerson, gap: float) -> list[date]:
        """Assessment days while the person is there, irregular, the first soon after the start."""
        first_weeks = timedelta(days=int(self.chance.random() * FIRST_WEEKS_DAYS))
        day = max(person.joined_on, self.scene.era.start) + first_weeks
        last = self.customer.last_day(self.scene.era)
        if person.left_on and person.left_on <= last:
            last = person.left_on - timedelta(days=1)
        days = []
        while day <= last:
            days.append(day)
            longer = int(self.chance.expovariate(1 / (gap - SHORTEST_GAP_DAYS)))
            day += timedelta(days=SHORTEST_GAP_DAYS + min(200, longer))
        return days

    def _degrees(self, belief: Belief, day: date) -> Degrees:
        ago, climate = self.scene.era.months_ago(day), self.customer.climate
        return _three(
            *(
                _step(belief.mean[degree] + climate.towards_us(degree, ago) + self.chance.gauss(0, 0.25))
                if degree in belief.known
                else None
                for degree in DEGREES
            )
        )

    def _learn(self, person: KeyPerson, belief: Belief, share: float) -> None:
        votes = share * (0.7 + 0.1 * person.rank)
        for feature in (*DEGREES, *VOTES):
            if feature in belief.known:
                if self.chance.random() < FORGOTTEN:
                    belief.known.discard(feature)
            elif self.chance.random() < (votes if feature in VOTES else share):
                belief.known.add(feature)

    def _note(self, belief: Belief, degrees: Degrees, turn: int) -> str:
        before, belief.total = belief.total, sum(value or 0 for value in degrees)
        noted = self.chance.random() < NOTED
        return phrases.assessment(self.chance, belief.total - before, turn) if noted else ""

    def _write(
        self, person: KeyPerson, party: str, day: date, degrees: Degrees, *, note: str, belief: Belief | None = None
    ) -> None:
        closeness, solution, price = degrees
        self.scene.out.write(
            bundle.Assessment(
                key_person=person.code,
                party=party,
                effective_on=day,
                closeness=closeness,
                solution=solution,
                price=price,
                veto=_vote(person, belief, "veto"),
                approver=_vote(person, belief, "approver"),
                assessor=self.customer.owner_on(day),
                note=note,
                evidence=answers_behind(_cells(degrees), person.code, party, day) if note else "",
            )
        )


def _cells(degrees: Degrees) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in zip(DEGREES, degrees, strict=True)}


def _three(closeness: int | None, solution: int | None, price: int | None) -> Degrees:
    return closeness, solution, price


def _vote(person: KeyPerson, belief: Belief | None, vote: Vote) -> str:
    if belief is None or vote not in belief.known:
        return ""
    return "yes" if person.holds(vote) else "no"


def _step(value: float) -> int:
    return max(-2, min(2, round(value)))
