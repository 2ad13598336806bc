"""Repeatable chance: one stream per noun and code, so that a larger company keeps the smaller one's customers."""

import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def stream(*names: object) -> random.Random:
    """The stream of this name; a text seed is hashed by SHA-512 and thus the same on every machine."""
    return random.Random(":".join(("renmai demo", *map(str, names))))  # noqa: S311 (must repeat, hides nothing)


def pick(chance: random.Random, choices: Sequence[tuple[T, float]]) -> T:
    """One of the choices by its weight."""
    left = chance.random() * sum(weight for _, weight in choices)
    for choice, weight in choices:
        left -= weight
        if left < 0:
            return choice
    return choices[-1][0]


def few(chance: random.Random, items: Sequence[T], most: int) -> list[T]:
    """Between one and `most` different items, in their order; none of none."""
    count = min(len(items), 1 + int(chance.random() * most))
    return [items[index] for index in sorted(chance.sample(range(len(items)), count))]


def log_normal(chance: random.Random, median: float, spread: float) -> float:
    return median * math.exp(chance.gauss(0, spread))
