"""Planned steps: which values a goal may have, and when it is met."""

import pytest

from renmai.domain.plan_step import CELLS, STEP_FEATURES, fits, is_met


@pytest.mark.parametrize(
    ("feature", "cell", "expected"),
    [
        ("closeness", "-2", True),
        ("price", "", True),
        ("solution", "3", False),
        ("solution", "yes", False),
        ("veto", "no", True),
        ("approver", "1", False),
        ("hats", "1", False),
    ],
)
def test_cell_fits_its_feature(feature: str, cell: str, expected: bool) -> None:
    assert fits(feature, cell) is expected


def test_every_feature_has_its_values() -> None:
    assert set(CELLS) == set(STEP_FEATURES)
    assert all(fits(feature, cell) for feature, cells in CELLS.items() for cell in cells)


@pytest.mark.parametrize(
    ("feature", "before", "goal", "now", "expected"),
    [
        ("closeness", "-1", "1", "0", False),
        ("closeness", "-1", "1", "1", True),
        ("closeness", "-1", "1", "2", True),
        ("price", "", "0", "-1", False),
        ("price", "", "0", "2", True),
        ("price", "2", "0", "1", False),
        ("price", "2", "0", "-1", True),
        ("solution", "0", "1", "", False),
        ("veto", "yes", "no", "no", True),
        ("veto", "yes", "no", "yes", False),
        ("approver", "", "yes", "", False),
    ],
)
def test_goal_is_met_by_reaching_it_or_going_beyond(
    feature: str, before: str, goal: str, now: str, expected: bool
) -> None:
    assert is_met(feature, before, goal, now) is expected
