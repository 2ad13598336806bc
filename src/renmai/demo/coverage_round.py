"""Rounds of coverage: the owner and the account team mean to meet the key persons of a customer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from renmai.demo import bundle, phrases
from renmai.demo.chance import few, stream
from renmai.demo.customer import Customer
from renmai.demo.key_person import KeyPerson
from renmai.demo.scene import Scene

SHARE, FOCUS_SHARE = 0.2, 0.75
LASTS_DAYS: Final = 60
MOST_PEOPLE: Final = 6
BEFORE: Final = 0.4
"""How many of these customers had a round before, which is closed."""


def write_coverage_rounds(scene: Scene, customer: Customer, people: Sequence[KeyPerson], team: Sequence[str]) -> None:
    """`team` are the employees who stand in the account team at the end, by code."""
    chance, until = stream("coverage rounds", customer.code), scene.era.until
    owner = customer.owner_on(until)
    there = [person for person in people if person.present(until)]
    planned = chance.random() < (FOCUS_SHARE if customer.focus else SHARE)
    if not (owner and there and planned):
        return
    due = until + timedelta(days=chance.randrange(-8, 30))
    rounds = [(1, due, False)]
    if chance.random() < BEFORE:
        rounds = [(1, due - timedelta(days=LASTS_DAYS + 1), True), (2, due, False)]
    for number, ends, closed in rounds:
        code = f"CR{customer.code[1:]}-{number}"
        starts = ends - timedelta(days=LASTS_DAYS)
        name = phrases.ROUNDS[number - 1]
        scene.out.write(bundle.CoverageRound(code, customer.code, name, starts, ends, bundle.flag(closed)))
        for at, person in enumerate(few(chance, there, MOST_PEOPLE)):
            mates = [owner, *team]
            # The first person is met by two of us, every other one by one, in turn.
            for mate in dict.fromkeys([mates[at % len(mates)], mates[-1] if at == 0 else mates[at % len(mates)]]):
                scene.out.write(bundle.PlannedContact(code, person.code, mate))
