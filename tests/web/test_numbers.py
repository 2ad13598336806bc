"""How figures are written."""

import pytest
from django.utils import translation

from renmai.web.numbers import AVERAGE, COUNT, DASH, SHARE, Kind, amounts, writer


def test_counts_have_thousands_separators_and_a_real_minus() -> None:
    assert COUNT.value(1234567) == "1,234,567"
    assert COUNT.value(-3) == "−3"
    assert COUNT.change(1200) == "+1,200"
    assert COUNT.change(-1) == "−1"
    assert COUNT.change(0) == "0"


def test_averages_carry_sign_and_two_decimals() -> None:
    assert [AVERAGE.value(value) for value in (0.4285, -1.005, 0.0, 2)] == ["+0.43", "−1.01", "0.00", "+2.00"]


def test_nothing_known_is_a_dash_and_never_zero() -> None:
    assert AVERAGE.value(None) == COUNT.change(None) == DASH


def test_rounded_away_is_flat_and_has_no_sign() -> None:
    assert AVERAGE.change(-0.001) == "0.00"
    assert AVERAGE.is_flat(-0.001)
    assert not AVERAGE.is_flat(0.005)


@pytest.mark.parametrize(
    ("language", "change"), [("zh-hans", "−6.7 个百分点"), ("zh-hant", "−6.7 個百分點"), ("en", "−6.7 pp")]
)
def test_shares_differ_by_percentage_points(language: str, change: str) -> None:
    with translation.override(language):
        assert SHARE.value(1 / 3) == "33.3%"
        assert SHARE.change(-0.0667) == change


@pytest.mark.parametrize(
    ("language", "values", "written"),
    [
        ("zh-hans", [250000.5, None], ["25.0", DASH]),
        ("zh-hant", [27_900_000, 123_456], ["2,790", "12"]),
        ("zh-hans", [4100, 900], ["0.41", "0.09"]),
        ("en", [27_900_000, 123_456], ["27,900", "123"]),
        ("zh-hans", [999_999_999_999_999_999], ["100,000,000,000,000"]),
        ("zh-hans", [0, None], ["0", DASH]),
    ],
)
def test_amounts_that_stand_together_have_the_same_decimals(
    language: str, values: list[float | None], written: list[str]
) -> None:
    with translation.override(language):
        write = amounts(values)
        assert [write.value(value) for value in values] == written


def test_every_kind_has_a_writer() -> None:
    assert {kind: writer(kind, 1).kind for kind in Kind} == {kind: kind for kind in Kind}
