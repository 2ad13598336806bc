"""The small marks: arrows point where the number goes, colours say whether that is good for us."""

import pytest
from django.utils import translation

from renmai.web.marks import (
    TERMS,
    Tone,
    delta,
    grade_chip,
    known_share,
    stance_chip,
    term,
    tone_of,
    vote_badge,
)
from renmai.web.numbers import AVERAGE, COUNT
from renmai.wording import terms

UP, DOWN = "M4 1", "M4 7"


@pytest.fixture(autouse=True)
def english() -> None:
    translation.activate("en")


def test_rise_of_something_good_is_good() -> None:
    mark = delta(3, COUNT, Tone.MORE_IS_BETTER)
    assert 'class="delta good"' in mark
    assert UP in mark
    assert "+3" in mark


def test_fall_of_something_bad_is_good_and_points_down() -> None:
    mark = delta(-3, COUNT, Tone.LESS_IS_BETTER)
    assert 'class="delta good"' in mark
    assert DOWN in mark
    assert "−3" in mark


def test_change_of_something_neutral_has_no_verdict() -> None:
    assert 'class="delta"' in delta(3, COUNT, Tone.NEITHER)


def test_no_change_and_nothing_to_compare_are_words() -> None:
    assert "flat" in delta(0.0, AVERAGE, Tone.MORE_IS_BETTER)
    assert "—" in delta(None, AVERAGE, Tone.MORE_IS_BETTER)


def test_what_a_competitor_gains_is_bad_for_us() -> None:
    assert tone_of("closeness", ours=True) is Tone.MORE_IS_BETTER
    assert tone_of("closeness", ours=False) is Tone.LESS_IS_BETTER
    assert tone_of("oppose", ours=False) is Tone.MORE_IS_BETTER
    assert tone_of("customers", ours=False) is Tone.MORE_IS_BETTER
    assert tone_of("unknown", ours=False) is Tone.LESS_IS_BETTER


def test_unknown_is_never_shown_as_zero() -> None:
    assert "?" in stance_chip(None)
    assert ">0<" in stance_chip(0)
    assert ">+2<" in stance_chip(2)
    assert ">−1<" in stance_chip(-1)


def test_chips_say_their_word_to_screen_readers() -> None:
    assert "Strong support" in stance_chip(2)
    assert '<span class="sr">Excellent</span>' in grade_chip("excellent", letter=True)
    assert "Veto holder: Yes" in vote_badge("veto", "yes")
    assert "4 of 7 known" in known_share(4, 7)


def test_terms_carry_their_meaning() -> None:
    assert all(str(one.meaning) for one in TERMS.values())
    assert f'title="{terms.DEGREES["closeness"].meaning}"' in term("closeness")
    assert ">Solution<" in term("solution", short=True)


def test_known_share_of_nobody_is_empty() -> None:
    assert 'class="part" width="0"' in known_share(0, 0)
