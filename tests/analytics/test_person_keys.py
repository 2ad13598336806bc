"""Whoever is alike shares a key: looking by keys finds whom comparing everybody with everybody finds."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from renmai.analytics.person_match import _alike
from renmai.analytics.person_name import names_in
from tests.analytics.person_pairs import pairs

CHINESE = st.text("王汪李黎欧阳明磊蕾定海单", min_size=1, max_size=4)
WORDS = st.sampled_from(("wang", "lei", "li", "l", "w", "ou", "yang", "ouyang", "ming", "smith", "smyth", "dr", "shan"))
NAMES = CHINESE | st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


def shares_a_key(one: str, other: str) -> bool:
    return all(a.keys & b.keys for a, b in product(names_in(one), names_in(other)) if _alike(a, b))


def test_labelled_pairs_share_a_key_where_they_are_alike() -> None:
    assert all(shares_a_key(told.name, held.name) for told, held, _ in pairs())


@given(NAMES, NAMES)
@settings(max_examples=400)
def test_names_that_are_alike_share_a_key(one: str, other: str) -> None:
    assert shares_a_key(one, other)
    assert shares_a_key(other, one)
