"""The geometry of what the server draws."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from renmai.web.charts import AXIS_WIDTH, Heap, axis, degree_axis, degree_bars, path, spark, spread

values = some.lists(some.none() | some.floats(-2, 2), min_size=1, max_size=37)
counts = some.integers(0, 10**6)


def test_path_breaks_where_nothing_is_known() -> None:
    assert path([(0, 1), (2, 3), None, (4, 5), None, (6, 7), (8, 9)]) == "M0 1L2 3M4 5h0M6 7L8 9"


def test_spark_of_nothing_is_none() -> None:
    assert spark([None, None]) is None


def test_spark_rises_with_the_values() -> None:
    drawn = spark([0, 1, 2])
    assert drawn is not None
    assert drawn.path == "M4 32L66 18L128 4"
    assert (drawn.x, drawn.y) == (128, 4)


def test_flat_spark_runs_through_the_middle() -> None:
    drawn = spark([5, 5])
    assert drawn is not None
    assert drawn.y == 18


@given(values, some.booleans())
def test_axis_holds_every_value_between_round_ticks(known: list[float | None], whole: bool) -> None:
    scale = axis(known, 4 if whole else 0.4, whole=whole)
    assert 2 <= len(scale.ticks) <= 13
    for value in known:
        if value is not None:
            assert -1e-6 <= scale.share(value) <= 1 + 1e-6


@given(some.floats(0, 1e18))
def test_axis_of_one_amount_has_room_around_it(amount: float) -> None:
    scale = axis([amount, amount], 1, whole=False)
    assert scale.low < scale.high
    assert 0 <= scale.share(amount) <= 1


def test_axis_of_counts_has_whole_ticks_and_starts_at_nothing() -> None:
    assert axis([3, 3], 4, whole=True).ticks == (1, 2, 3, 4, 5)
    assert axis([0, 0], 4, whole=True).ticks[0] == 0


@given(some.lists(some.floats(0, 220), min_size=1, max_size=3))
def test_labels_keep_their_distance_and_stay_inside(wanted: list[float]) -> None:
    placed = sorted(spread(wanted, 16, 220))
    assert all(lower + 16 <= upper + 1e-6 for lower, upper in itertools.pairwise(placed))
    assert placed[0] >= -1e-6
    assert placed[-1] <= 220 + 1e-6


@given(some.lists(some.tuples(counts, counts, counts, counts), min_size=1, max_size=3))
def test_bars_stand_inside_with_borders_in_line(some_counts: list[tuple[int, int, int, int]]) -> None:
    heaps = [Heap({"oppose": o}, {"support": s}, {"unknown": u}, {"neutral": n}) for o, s, u, n in some_counts]
    bars = degree_bars(heaps)
    assert len({bar.border for bar in bars}) == 1
    for bar in bars:
        edges = [(part.x, part.x + part.width) for part in bar.parts]
        assert all(-0.05 <= start <= end <= 100.05 for start, end in edges)
        assert all(end <= start + 0.05 for (_, end), (start, _) in itertools.pairwise(edges))


@pytest.mark.parametrize("heap", [Heap({"poor": 3}, {"good": 1}, {"ungraded": 2}, {})])
def test_unknown_stands_apart_from_what_is_known(heap: Heap) -> None:
    (bar,) = degree_bars([heap])
    known, unknown = bar.parts[:-1], bar.parts[-1]
    assert unknown.name == "ungraded"
    assert unknown.x - (known[-1].x + known[-1].width) > 1
    assert [part.name for part in known] == ["poor", "good"]


@pytest.mark.parametrize(
    ("first", "second", "x", "tone"),
    [(-2.0, 0.0, 6, "n"), (0.0, None, AXIS_WIDTH / 2, "z"), (2.0, 2.0, AXIS_WIDTH - 6, "p"), (None, 1.0, None, "")],
)
def test_degree_axis_goes_from_one_end_to_the_other(
    first: float | None, second: float | None, x: float | None, tone: str
) -> None:
    drawn = degree_axis(first, second)
    assert (drawn.first, drawn.tone) == (x, tone)
    assert (drawn.second is None) is (second is None)
    assert drawn.middle == AXIS_WIDTH / 2
