"""Circles to scale: their areas, and what they share, are as the counts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renmai.web.circles import HEIGHT, WIDTH, Circle, lens, nested, overlapping

COUNT = st.integers(0, 300_000)


def fits(circle: Circle) -> bool:
    across, down = (circle.x - circle.r, circle.x + circle.r), (circle.y - circle.r, circle.y + circle.r)
    return across[0] >= 0 and across[1] <= WIDTH and down[0] >= 0 and down[1] <= HEIGHT


@given(COUNT, COUNT)
def test_part_lies_inside_and_is_to_scale(part: int, rest: int) -> None:
    outer, inner = nested(part + rest, part)
    assert math.hypot(inner.x - outer.x, inner.y - outer.y) + inner.r <= outer.r + 0.25
    if part + rest:
        assert fits(outer)
        assert inner.r**2 / outer.r**2 == pytest.approx(part / (part + rest), abs=0.002)


@given(COUNT, COUNT, COUNT)
def test_two_sets_share_what_they_share(only_one: int, both: int, only_other: int) -> None:
    one, other = overlapping(only_one, both, only_other)
    assert fits(one)
    assert fits(other)
    total = only_one + both + only_other
    if not total:
        return
    scale = math.pi * max(one.r, other.r) ** 2 / (max(only_one, only_other) + both)
    shared = lens(one.r, other.r, abs(other.x - one.x)) if one.r and other.r else 0.0
    assert shared / scale == pytest.approx(both, abs=0.02 * total + 1)
    assert math.pi * one.r**2 / scale == pytest.approx(only_one + both, abs=0.02 * total + 1)
    assert math.pi * other.r**2 / scale == pytest.approx(only_other + both, abs=0.02 * total + 1)


def test_sets_that_share_nothing_do_not_touch() -> None:
    one, other = overlapping(40, 0, 20)
    assert other.x - one.x > one.r + other.r


def test_nobody_is_no_circle() -> None:
    assert [circle.r for circle in (*nested(0, 0), *overlapping(0, 0, 0))] == [0, 0, 0, 0]
