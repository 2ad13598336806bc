"""The decision tables of docs/metrics/guided-questions.md are the guides, and its worked runs are what they give."""

from itertools import product

import pytest

from renmai.domain.guided_questions import GUIDES
from renmai.domain.guided_questions.base import Answer, Guide
from renmai.domain.guided_questions.evidence import read, written
from tests.docs.pages import METRICS, fenced, tables

TEXT = (METRICS / "guided-questions.md").read_text(encoding="utf-8")
COLUMNS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "don't know"}
WRITTEN = {"y": Answer.YES, "n": Answer.NO, "?": Answer.UNKNOWN}


def steps(feature: str) -> dict[str, dict[str, str]]:
    """The decision table of a guide: its rows by the number of the step."""
    found = [rows for rows in tables(TEXT) if feature in rows[0] and "question" in rows[0]]
    assert len(found) == 1, feature
    return {row[feature]: row for row in found[0]}


def by_table(rows: dict[str, dict[str, str]], answers: dict[str, Answer]) -> tuple[tuple[str, ...], str]:
    """What a reader of the table asks, and the value that it gives; blank for unknown."""
    at, asked, unknown = "1", [], 0
    while at in rows:
        question = rows[at]["question"].strip("`")
        asked.append(question)
        unknown += answers[question] is Answer.UNKNOWN
        at = "?" if unknown == 2 else to(rows, rows[at][COLUMNS[answers[question]]])
    return tuple(asked), "" if at == "?" else at.removeprefix("=")


def to(rows: dict[str, dict[str, str]], cell: str) -> str:
    """A step, or a value: +1 is a value, 1 is a step, and 0 is a value because no step is called so."""
    if cell in rows or cell in ("yes", "no", "?"):
        return cell
    assert cell == "0" or cell[0] in "+−", cell
    return "=" + cell.removeprefix("+").replace("−", "-")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.feature)
def test_decision_table_is_the_guide(guide: Guide) -> None:
    rows = steps(guide.feature)
    assert {row["question"].strip("`") for row in rows.values()} == {*guide.questions}
    for chosen in product(Answer, repeat=len(guide.questions)):
        answers = dict(zip(guide.questions, chosen, strict=True))
        run = guide.run(answers)
        assert run.verdict is not None
        assert by_table(rows, answers) == (tuple(question for question, _ in run.answers), run.verdict.value)


WORKED = next(rows for rows in tables(TEXT) if "guide" in rows[0])


@pytest.mark.parametrize("row", WORKED, ids=lambda row: f"{row['guide']} {row['answers']}")
def test_worked_run_leads_to_its_value(row: dict[str, str]) -> None:
    guide = next(one for one in GUIDES if one.feature == row["guide"])
    given: dict[str, Answer] = {}
    for letter in row["answers"].split():
        question = guide.run(given).question
        assert question is not None, "the run was over before"
        given[question] = WRITTEN[letter]
    verdict = guide.run(given).verdict
    assert verdict is not None
    assert (verdict.value or "null") == row["value"]


def test_every_guide_has_a_worked_run() -> None:
    assert {row["guide"] for row in WORKED} == {guide.feature for guide in GUIDES}


def test_written_evidence_of_the_page_is_read() -> None:
    (cell,) = [body.strip() for _, body in fenced(TEXT) if body.startswith("closeness=")]
    assert written(read(cell)) == cell
