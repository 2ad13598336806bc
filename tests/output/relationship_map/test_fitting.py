"""Texts fit their room, and nothing of a name is lost without a way to read it."""

from hypothesis import given
from hypothesis import strategies as st

from renmai.output.relationship_map.fitting import Step, cleaned, fit, isolated, width_of, wrapped
from tests.output.relationship_map.pictures import HOSTILE

STEPS = (Step(13, (60,)), Step(10, (60, 120)), Step(8, (60, 120)))


@given(st.text(max_size=60))
def test_fitted_text_is_no_wider_than_its_room(text: str) -> None:
    found = fit(text, STEPS)
    step = next(one for one in STEPS if one.size == found.size and len(one.rooms) >= len(found.lines))
    for line, room in zip(found.lines, step.rooms, strict=False):
        assert width_of(line, found.size) <= room or line.endswith("…")
    said = "".join(found.lines).replace(" ", "")
    whole = cleaned(text).replace(" ", "")
    assert whole.startswith(said.removesuffix("…")) if found.is_cut else said == whole


def test_text_is_first_made_smaller_then_wrapped_then_cut() -> None:
    assert fit("韩定海", STEPS) == fit("韩定海", STEPS[:1])
    assert fit("Oliver Montgomery", STEPS).lines == ("Oliver", "Montgomery")
    assert fit("名" * 40, STEPS).is_cut


def test_words_are_broken_only_where_nothing_else_helps() -> None:
    assert fit("Mohammed Brown", (Step(13, (60, 60)), Step(9, (60, 60)))).lines == ("Mohammed", "Brown")
    assert len(fit("Featherstonehaugh", (Step(9, (60, 60)),)).lines) == 2


def test_wrapped_text_is_all_there() -> None:
    for text in HOSTILE:
        lines = wrapped(text, 11, 20)
        assert "".join(lines).replace(" ", "") == cleaned(text).replace(" ", "")


def test_cleaned_text_has_nothing_that_xml_cannot_say() -> None:
    assert cleaned("con\x01trol\x0bled\n\tname\ufffe") == "con trol led name"
    assert cleaned("\u202eabc\u2066") == "abc"


def test_right_to_left_leaves_the_rest_of_a_line_where_it_is() -> None:
    assert isolated("محمد") == "\u2068محمد\u2069"
    assert isolated("韩定海") == "韩定海"
