"""Chosen strategies: now and then an owner knows better than the figures, and says why."""

from datetime import timedelta

from renmai.demo import bundle, phrases
from renmai.demo.chance import few, stream
from renmai.demo.customer import Customer
from renmai.demo.era import day_between
from renmai.demo.scene import Scene

SHARE, GIVEN_UP = 0.22, 0.25


def write_strategy_choices(scene: Scene, customer: Customer) -> None:
    """One choice, seldom a second one that gives it up again."""
    chance = stream("strategy choice", customer.code)
    first, last = max(customer.created_on, scene.era.day(11)), customer.last_day(scene.era)
    if chance.random() >= SHARE or last - first < timedelta(days=60):
        return
    chosen_on = day_between(chance, first, last - timedelta(days=40))
    owner = customer.owner_on(chosen_on)
    if not owner:
        return
    strategy = few(chance, list(phrases.CHOICES), 1)[0]
    reason = chance.choice(phrases.CHOICES[strategy])
    scene.out.write(bundle.StrategyChoice(customer.code, strategy, chosen_on, owner, reason))
    if chance.random() < GIVEN_UP:
        day = chosen_on + timedelta(days=chance.randrange(14, 40))
        scene.out.write(bundle.StrategyChoice(customer.code, "", day, owner, chance.choice(phrases.GIVEN_UP)))
