"""What if: suppositions read as if they had been assessed, and nothing else moves."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renmai.analytics.key_person import PeopleOnDay
from renmai.analytics.panel import Panel
from renmai.analytics.what_if import Outcome, Supposition, outcome, supposed
from renmai.domain.question import Question
from renmai.domain.reading import Fact, FactCode, Reading
from tests.analytics.deal import COLUMNS, LONG_AGO, assessed, changed, deal, only
from tests.bundles import Bundle, Row, row_of
from tests.random_bundles import case_of

AS_OF = date(2026, 9, 30)
NOW = Question(AS_OF)
CELLS = {**dict.fromkeys(COLUMNS[:3], ("-2", "-1", "0", "1", "2", "")), **dict.fromkeys(COLUMNS[3:], ("yes", "no", ""))}


def tried(bundle: Bundle, *suppositions: Supposition, question: Question = NOW) -> Outcome:
    found = outcome(only(bundle), question, "O", suppositions)
    assert found is not None
    return found


BLOCKED = deal(boss=(1, 1, 1, False, True), buyer=(-1, -1, 0, True, False))


def test_answering_every_fact_opens_the_chain() -> None:
    found = tried(BLOCKED, Supposition("buyer", "closeness", "0"), Supposition("buyer", "solution", "0"))
    assert (found.before.verdict.reading, found.after.verdict.reading) == (Reading.BLOCKED, Reading.OPEN)
    assert found.gone == (Fact(FactCode.VETO_OPPOSED, "buyer"),)
    assert found.new == ()


def test_averages_grades_and_leads_move_with_the_values() -> None:
    bundle = BLOCKED | {
        "assessments": [*BLOCKED["assessments"], assessed("boss", LONG_AGO, (2, 0, None, None, None), "R")]
    }
    found = tried(bundle, Supposition("buyer", "solution", "2"))
    assert (found.before.average["solution"], found.after.average["solution"]) == (0.0, 1.5)
    assert (found.before.grade["solution"], found.after.grade["solution"]) == ("medium", "excellent")
    assert (found.before.lead["solution"], found.after.lead["solution"]) == (0.0, 1.5)
    assert found.before.average["price"] == found.after.average["price"]


def test_learning_what_is_unknown_moves_completeness_and_forgetting_makes_a_new_fact() -> None:
    known = tried(deal(boss=(1, 1, 1, None, True)), Supposition("boss", "veto", "no"))
    assert (known.before.features, known.after.features) == ((4, 7), (5, 7))
    assert (known.before.verdict.reading, known.after.verdict.reading) == (Reading.UNSAFE, Reading.OPEN)
    forgotten = tried(deal(boss=(1, 1, 1, False, True)), Supposition("boss", "price", ""))
    assert forgotten.new == (Fact(FactCode.DEGREE_UNKNOWN, "boss"),)
    assert forgotten.after.ours.known == (1, 1, 0)


def test_nothing_supposed_changes_nothing() -> None:
    found = tried(BLOCKED)
    assert found.before is found.after
    assert (found.gone, found.new) == ((), ())


def test_past_day_is_tried_on_what_held_then() -> None:
    later = BLOCKED | {"assessments": [*BLOCKED["assessments"], assessed("buyer", AS_OF, (2, 2, 2, True, False))]}
    then = Question(AS_OF - timedelta(days=1))
    found = tried(later, Supposition("buyer", "price", "1"), question=then)
    assert found.before.verdict.reading is Reading.BLOCKED
    assert found.after.average["price"] == 1.0
    assert tried(later).before.verdict.reading is Reading.OPEN


@pytest.mark.parametrize("change", [{"opened_on": date(2026, 10, 1)}, {"status": "won", "closed_on": AS_OF}])
def test_chain_that_is_not_open_has_no_outcome(change: Row) -> None:
    assert (
        outcome(only(changed(BLOCKED, "opportunities", **change)), NOW, "O", [Supposition("boss", "price", "2")])
        is None
    )


def test_whoever_is_not_there_stays_out() -> None:
    panel = only(changed(BLOCKED, "key_people", left_on=AS_OF))
    left = supposed(panel, AS_OF, [Supposition("boss", "price", "2"), Supposition("nobody", "price", "2")])
    assert left.slabs[0].attitudes[0].says_the_same_as(panel.slabs[0].attitudes[0])


def test_panel_it_came_from_stays_as_it_was() -> None:
    panel = only(BLOCKED)
    before = panel.slabs[0].attitudes[0]
    supposed(panel, AS_OF, [Supposition("boss", "price", "-2")])
    assert panel.slabs[0].attitudes[0] is before
    assert before.says_the_same_as(only(BLOCKED).slabs[0].attitudes[0])


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**16))
def test_supposing_is_assessing_on_the_day(seed: int) -> None:
    """The spliced columns are those of the bundle with the assessments written into it."""
    chance = Random(seed)  # noqa: S311 no secret
    bundle, question = case_of(seed % 40)
    day = chance.choice([question.as_of, question.comparison.previous])
    for customer in [str(row["code"]) for row in bundle["customers"]]:
        panel = only(bundle, customer)
        people = panel.slabs[0].people
        there = [str(code) for code in people.code[(people.start <= day.toordinal()) & (day.toordinal() < people.stop)]]
        picked = [Supposition(code, column, chance.choice(CELLS[column])) for code in there for column in COLUMNS]
        chosen = [one for one in picked if chance.random() < 0.3]
        written = only(bundle | {"assessments": [*bundle["assessments"], *rows_of(panel, day, chosen)]}, customer)
        expected, found = written.slabs[0], supposed(panel, day, chosen).slabs[0]
        assert found.towards(0).says_the_same_as(expected.towards(0))
        assert {party: table for party, table in found.attitudes.items() if party} == {
            party: table for party, table in panel.slabs[0].attitudes.items() if party
        }


def rows_of(panel: Panel, day: date, chosen: list[Supposition]) -> list[Row]:
    """The snapshots that say what is supposed, and of the rest what held on the day."""
    rows: dict[str, Row] = {}
    for one in chosen:
        rows.setdefault(one.person, held_on(panel, day, one.person))[one.column] = typed(one.column, one.cell)
    return list(rows.values())


def typed(column: str, cell: str) -> int | bool | None:
    if not cell:
        return None
    return int(cell) if column in COLUMNS[:3] else cell == "yes"


def held_on(panel: Panel, day: date, person: str) -> Row:
    at = panel.slabs[0].people.code.tolist().index(person)
    row = PeopleOnDay(panel, day, 0).attitude(0, at)
    votes = {"yes": True, "no": False, "unknown": None}
    known = {name: votes[row[name]] if name in COLUMNS[3:] else row[name] for name in COLUMNS}
    return row_of("assessments", {"key_person": person, "effective_on": day, **known})
