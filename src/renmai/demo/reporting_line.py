"""Changes of superior: who had a predecessor above, and whom a reorganisation moved."""

from datetime import date, timedelta
from random import Random
from typing import Final

from renmai.demo import bundle
from renmai.demo.chance import few, stream
from renmai.demo.customer import Customer
from renmai.demo.era import Era, day_between
from renmai.demo.key_person import KeyPerson, Reported
from renmai.demo.scene import Scene

REORGANISED_SHARE: Final = 0.35
"""Of the customers; among their people up to `MOVED` had another superior before."""
MOVED: Final = 3
LEARNED_LATE: Final = 0.3
"""Of these: nobody knew whom they reported to."""
SETTLED: Final = timedelta(days=75)
"""Nobody is moved sooner after coming, or so shortly before the end that it would hardly show."""


def write_lines(scene: Scene, customer: Customer, people: list[KeyPerson]) -> None:
    """Whom people reported to before; the superior of today is theirs. Superiors are of a higher rank: no circles."""
    _reorganise(stream("reporting", customer.code), people, customer.last_day(scene.era), scene.era)
    for person in people:
        since = person.joined_on
        for reported in person.before:
            if since < reported.until:
                superior = reported.superior.code if reported.superior else ""
                scene.out.write(bundle.ReportingLine(person.code, superior, since, reported.until))
                since = reported.until


def _reorganise(chance: Random, people: list[KeyPerson], last: date, era: Era) -> None:
    if chance.random() >= REORGANISED_SHARE:
        return
    movable = [person for person in people if person.rank > 1 and person.boss and not person.before]
    for person in few(chance, movable, MOVED):
        first = max(person.joined_on, era.start) + SETTLED
        others = [other for other in people if _could_lead(other, person)]
        former = chance.choice(others) if others and chance.random() >= LEARNED_LATE else None
        if first < (until := day_between(chance, first, last - SETTLED)):
            person.before.append(Reported(former, until))


def _could_lead(other: KeyPerson, person: KeyPerson) -> bool:
    return other.rank < person.rank and other is not person.boss and other.present(person.joined_on)
