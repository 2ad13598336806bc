"""Names are found as they are written, read in pinyin, or abbreviated: by any reading."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from renmai.analytics.characters import folded
from renmai.analytics.facts import texts
from renmai.analytics.search import LONGEST_SEARCH, MOST_WORDS, words_of
from renmai.analytics.written import LONGEST, written
from tests.analytics.chinese import holds, readings

CHARACTERS = "华曜重庆曾单翟解长行乐石岩丁一王张吕绿恩安西岸昂aAbＺ3 -é中国工程大学"
WORDS = (
    "hyzg",
    "h",
    "zhong",
    "chong",
    "ceng",
    "zeng",
    "shan",
    "z",
    "zh",
    "ang",
    "an",
    "xian",
    "lv",
    "lü",
    "3",
    "a",
    "é",
)


def found(names: list[str], word: str) -> list[str]:
    flags = written(texts(names)).rows_with(folded(word), names=True)
    return [name for name, is_found in zip(names, flags.tolist(), strict=True) if is_found]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("华曜重工", "hyzg"),
        ("华曜重工", "huayaozhonggong"),
        ("华曜重工", "huayzg"),
        ("华曜重工", "华yzhongg"),
        ("华曜重工", "zhongg"),
        ("华曜重工", "zg"),
        ("华曜重工", "曜重"),
        ("重庆啤酒", "chongqing"),
        ("重庆啤酒", "zhongqing"),
        ("重庆啤酒", "cqpj"),
        ("曾国藩", "zeng"),
        ("曾国藩", "ceng"),
        ("单田芳", "shan"),
        ("单田芳", "dtf"),
        ("吕布", "lvbu"),
        ("吕布", "lü"),
        ("朱砂", "zhsh"),
        ("ABB 中国", "abb"),
        ("ＡＢＢ中国", "abbzg"),
    ],
)
def test_name_is_found_as_it_may_be_typed(name: str, word: str) -> None:
    assert found(["别的公司", name], word) == [name]


@pytest.mark.parametrize("word", ["hygz", "uayao", "hyzgx", "yaoz2", "zhonghua"])
def test_name_is_not_found_by_what_it_is_not(word: str) -> None:
    assert found(["华曜重工"], word) == []


def test_word_does_not_run_from_one_name_into_the_next() -> None:
    assert found(["华曜", "重工"], "hyzg") == []
    assert found(["ab", "cd"], "bc") == []


@pytest.mark.parametrize("seed", range(30))
def test_quick_search_finds_what_the_slow_one_finds(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 chance, no secret
    names = ["".join(chance.choices(CHARACTERS, k=chance.randint(0, 5))) for _ in range(60)]
    read = [readings(one)[0] for one in chance.choices("华曜重庆曾单翟解长行", k=2)]
    for word in (*WORDS, "".join(read), read[0] + read[1][:1], chance.choice(names).strip() or "x"):
        typed = folded(word).replace(" ", "")
        assert found(names, typed) == [
            name for name in names if holds(name, typed.replace("ü", "v")) or holds(name, typed)
        ]


@given(some.lists(some.text(max_size=6), max_size=8), some.text(min_size=1, max_size=3))
def test_whatever_is_written_is_found_by_itself(names: list[str], word: str) -> None:
    for one in words_of(word):
        flags = written(texts(names)).rows_with(one, names=False).tolist()
        assert flags == [one in folded(name.replace("\0", " ")) for name in names]


def test_longest_texts_are_looked_at_from_their_start() -> None:
    assert found(["甲" * LONGEST + "乙"], "乙") == []
    assert len(found(["甲" * LONGEST + "乙"], "甲")) == 1


def test_hostile_search_is_cut_to_a_sensible_one() -> None:
    assert words_of("a" * 10_000) == ("a" * LONGEST_SEARCH,)
    assert len(words_of(" ".join(map(str, range(90))))) == MOST_WORDS
    assert words_of(" \0 \t\n ") == ()
    assert words_of("王 王  WANG wang") == ("王", "wang")


def test_rows_begin_where_the_word_begins() -> None:
    rows = written(texts(["王安", "小王", "Wang Li", ""]))
    assert rows.rows_with("wang", names=True, first=True).tolist() == [True, False, True, False]
    assert rows.rows_with("w", names=True).tolist() == [True, True, True, False]


def test_no_rows_hold_nothing() -> None:
    assert written(texts([])).rows_with("a", names=True).tolist() == []
    assert written(texts([])).words().shape == (0, 1)
    assert not np.any(written(texts([""])).words())
