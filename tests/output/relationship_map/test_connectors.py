"""Elbows begin and end where they hold on, however the cards stand."""

from math import cos, dist, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renmai.output.relationship_map.connectors import LEAST, LOOP, Elbow, Site, elbow
from renmai.output.relationship_map.picture import Point
from renmai.output.relationship_map.scene import Box, Look

places = st.integers(0, 2000)
ways = st.sampled_from([(0.0, 30.0), (0.0, -30.0), (30.0, 0.0), (-30.0, 0.0)])


def card(x: float, y: float) -> Box:
    return Box(x, y, 156, 50, 6, Look())


def drawn(one: Elbow) -> list[Point]:
    """The corners as an office program draws them: bent, mirrored, turned about the middle."""
    across = one.width * one.bend
    corners = [(0.0, 0.0), (across, 0.0), (across, one.height), (one.width, one.height)]
    middle = one.width / 2, one.height / 2
    turn = radians(one.turn / 60_000)
    found = []
    for x, y in corners:
        dx, dy = x - middle[0], y - middle[1]
        dx, dy = (-dx if one.is_mirrored else dx), (-dy if one.is_upside_down else dy)
        dx, dy = dx * cos(turn) - dy * sin(turn), dx * sin(turn) + dy * cos(turn)
        found.append((one.x + middle[0] + dx, one.y + middle[1] + dy))
    return found


@given(places, places, places, places, ways)
def test_elbow_runs_from_site_to_site(ax: int, ay: int, bx: int, by: int, way: tuple[float, float]) -> None:
    above, below = card(ax, ay), card(bx, by)
    one = elbow(above, below, [(0.0, 0.0), way])
    corners = drawn(one)
    assert dist(corners[0], one.begin.of(above)) <= LEAST + 1e-9
    assert dist(corners[-1], one.end.of(below)) <= LEAST + 1e-9


def test_line_from_above_arrives_at_the_top_and_bends_where_the_page_does() -> None:
    above, below = card(400, 0), card(100, 150)
    one = elbow(above, below, [(478, 50), (478, 130), (120, 130), (120, 150)])
    assert (one.begin, one.end) == (Site.BOTTOM, Site.TOP)
    assert [y for _, y in drawn(one)] == pytest.approx([50, 130, 130, 150])


@pytest.mark.parametrize("indent", [0, 12])
def test_indented_card_is_held_by_a_bracket_at_the_left(indent: int) -> None:
    above, below = card(100, 0), card(100 + indent, 62)
    one = elbow(above, below, [(106, 50), (106, 87), (100 + indent, 87)])
    assert (one.begin, one.end) == (Site.LEFT, Site.LEFT)
    assert min(x for x, _ in drawn(one)) == pytest.approx(100 - LOOP)


def test_card_at_the_right_is_held_from_the_right() -> None:
    one = elbow(card(0, 0), card(300, 100), [(156, 25), (200, 25), (200, 125), (300, 125)])
    assert (one.begin, one.end) == (Site.RIGHT, Site.LEFT)
