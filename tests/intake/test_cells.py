"""Every kind of column: what is kept, what is refused, and that nothing ever raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renmai.domain.issues import ProblemKind
from renmai.intake.bundle import (
    ACTIVITIES,
    ASSESSMENTS,
    CHAIN_MEMBERS,
    CUSTOMERS,
    EMPLOYEES,
    FILES,
    KEY_PEOPLE,
    OPPORTUNITIES,
)
from renmai.intake.cells import Cells, escape, unescape
from renmai.intake.columns import Column

AMOUNT = OPPORTUNITIES.column("amount")
CODE = CUSTOMERS.column("code")
CREATED = CUSTOMERS.column("created_on")
DEGREE = ASSESSMENTS.column("closeness")
FOCUS = CUSTOMERS.column("focus")
NAME = CUSTOMERS.column("name")
NOTE = ASSESSMENTS.column("note")
PEOPLE = ACTIVITIES.column("key_people")
PERSON_CODE = KEY_PEOPLE.column("code")
POSITION = CHAIN_MEMBERS.column("position")
ROLE = EMPLOYEES.column("role")
VETO = ASSESSMENTS.column("veto")


@pytest.mark.parametrize(
    ("column", "found", "kept"),
    [
        (AMOUNT, "0", "0"),
        (AMOUNT, "007", "7"),
        (AMOUNT, "120000.50", "120000.5"),
        (AMOUNT, "0.0001", "0.0001"),
        (AMOUNT, "999999999999999999.9999", "999999999999999999.9999"),
        (AMOUNT, "\u3000 12\t", "12"),
        (CODE, "C-001, “数”;😀", "C-001, “数”;😀"),
        (CODE, "x" * 500, "x" * 500),
        (CREATED, "0001-01-01", "0001-01-01"),
        (CREATED, "9999-12-31", "9999-12-31"),
        (CREATED, "2024-02-29", "2024-02-29"),
        (DEGREE, "-2", "-2"),
        (DEGREE, "-0", "0"),
        (DEGREE, "", ""),
        (FOCUS, "", "no"),
        (FOCUS, "yes", "yes"),
        (NAME, "名" * 600, "名" * 600),
        (NAME, "'=1+1", "=1+1"),
        (NAME, "''=1+1", "'=1+1"),
        (NAME, "'quoted", "'quoted"),
        (NOTE, " 第一行\n第二行 ", "第一行\n第二行"),
        (PEOPLE, "K1; K2 ;;K1", "K1;K2"),
        (POSITION, "-9223372036854775808", "-9223372036854775808"),
        (POSITION, "0" * 5000, "0"),
        (ROLE, "", "member"),
        (VETO, "no", "no"),
    ],
)
def test_cell_keeps(column: Column, found: str, kept: str) -> None:
    assert Cells(column)[found] == kept


@pytest.mark.parametrize(
    ("column", "found", "kind"),
    [
        *((AMOUNT, text, ProblemKind.BAD_NUMBER) for text in ("+5", "1e3", ".5", "5.", "1,200", "１２", "NaN", "--5")),
        (AMOUNT, "1.23456", ProblemKind.BAD_NUMBER),
        (AMOUNT, "1" * 19, ProblemKind.BAD_NUMBER),
        (AMOUNT, "-0.5", ProblemKind.NEGATIVE_AMOUNT),
        (AMOUNT, " ", ProblemKind.MISSING_VALUE),
        (CODE, "x" * 501, ProblemKind.BAD_CODE),
        (CREATED, "2023-02-29", ProblemKind.BAD_DATE),
        (CREATED, "0000-01-01", ProblemKind.BAD_DATE),
        (CREATED, "10000-01-01", ProblemKind.BAD_DATE),
        (CREATED, "2024-1-1", ProblemKind.BAD_DATE),
        (CREATED, "２０２４-01-01", ProblemKind.BAD_DATE),
        (DEGREE, "1.5", ProblemKind.BAD_NUMBER),
        (DEGREE, "１", ProblemKind.BAD_NUMBER),
        (DEGREE, "3", ProblemKind.OUT_OF_RANGE),
        (DEGREE, "-" + "9" * 5000, ProblemKind.OUT_OF_RANGE),
        (FOCUS, "Yes", ProblemKind.BAD_ENUM),
        (PERSON_CODE, "K1;K2", ProblemKind.BAD_CODE),
        (POSITION, "9223372036854775808", ProblemKind.BAD_NUMBER),
        (POSITION, "9" * 5000, ProblemKind.BAD_NUMBER),
        (ROLE, "boss", ProblemKind.BAD_ENUM),
        (VETO, "unknown", ProblemKind.BAD_ENUM),
    ],
)
def test_cell_refuses(column: Column, found: str, kind: ProblemKind) -> None:
    cells = Cells(column)

    assert cells[found] is None
    assert cells.wrong == {found: kind}


@pytest.mark.parametrize("found", ["=1+2", " +86 10", "-", "@SUM(A1)"])
def test_cell_notices_formulas_in_texts_only(found: str) -> None:
    texts, degrees = Cells(NAME), Cells(DEGREE)

    assert texts[found] == found.strip()
    assert degrees["-1"] == "-1"
    assert texts.formulas == {found}
    assert not degrees.formulas


@given(st.text())
def test_escaped_texts_come_back(text: str) -> None:
    escaped = escape(text)

    assert unescape(escaped) == text
    assert not escaped.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.sampled_from([column for file in FILES for column in file.columns]), st.text())
def test_any_text_is_kept_or_told(column: Column, found: str) -> None:
    cells = Cells(column)

    kept = cells[found]

    assert (kept is None) == (found in cells.wrong)
    written = escape(kept) if kept and column.kind.is_text else kept
    assert written is None or not written or Cells(column)[written] == kept
