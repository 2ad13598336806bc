"""GLOSSARY.md names every word that code and reports use, once and in three languages."""

from enum import StrEnum

import pytest

from renmai.domain.contest import Claim, Standing
from renmai.domain.grade import Grade
from renmai.domain.periods import Period
from renmai.domain.question import OURS, ViewKind
from renmai.domain.reading import FactCode, Reading
from renmai.domain.stance import DEGREES, VOTES, Stance, StanceGroup, VoteAnswer
from renmai.domain.strategies.base import Strategy
from renmai.wording.report_keys import OTHERS, TERMS
from tests.docs.pages import ROOT, tables

ROWS = [row for table in tables((ROOT / "GLOSSARY.md").read_text(encoding="utf-8")) for row in table]
WORDS = {row["in code"].strip("`") for row in ROWS}
SIMPLIFIED_ONLY = set("户关键决链员竞负责归属对阵营铁脉贡献优评态强认两汇报响识环")
TRADITIONAL_ONLY = set("戶關鍵決鏈員競負責歸屬對陣營鐵脈貢獻優評態認兩匯報響識環") - SIMPLIFIED_ONLY


@pytest.mark.parametrize(
    "words", [Grade, Period, ViewKind, Reading, FactCode, StanceGroup, VoteAnswer, Strategy, Standing, Claim]
)
def test_glossary_names_every_word_of_the_domain(words: type[StrEnum]) -> None:
    assert {word.value for word in words} - WORDS == set()


def test_glossary_names_degrees_votes_and_stances() -> None:
    assert {*DEGREES, *VOTES, OURS, *(str(int(stance)) for stance in Stance)} - WORDS == set()


def test_glossary_names_every_labelled_key_of_reports() -> None:
    labelled = {*OTHERS, *(str(key) for family in TERMS for key in family)}
    table_columns = {key for key in labelled if key.startswith("key_")} | {"figure"}
    assert labelled - table_columns - WORDS == set()


def test_glossary_has_three_languages() -> None:
    empty = [row["in code"] for row in ROWS if not all(row.values())]
    mixed = [row["in code"] for row in ROWS if TRADITIONAL_ONLY & set(row["简体中文"])]
    mixed += [row["in code"] for row in ROWS if (SIMPLIFIED_ONLY - TRADITIONAL_ONLY) & set(row["繁體中文"])]
    assert empty + mixed == []
