"""The answers behind a value: kept with what was said that day, told in the history, taken back with it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.guided_questions.evidence import Answered, read
from renmai.domain.scope import EVERYTHING
from renmai.store.actions.assessment import Snapshot, Statement, change_assessment, record_assessment
from renmai.store.actions.influence import Influencer, add_influence, end_influence
from renmai.store.actions.undo import undo
from renmai.store.history import Asked, Event, history_of
from renmai.store.models import Assessment, AuditEntry, Competitor, Employee, Influence, KeyPerson, Revision
from tests.people import AS_OF, SEPTEMBER

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
YESTERDAY = AS_OF - timedelta(days=1)
CLOSE = "closeness=2:answers_call=yes,shares_inside=yes,acts_inside=yes"
CLOSER = "closeness=1:answers_call=yes,shares_inside=yes,acts_inside=no"
VETO = "veto=unknown:can_stop=unknown,has_stopped=unknown"
DEEP = "influence=yes:has_happened=yes,would_change=yes"

pytestmark = pytest.mark.usefixtures("world")


def employee(code: str = "owner") -> Employee:
    return Employee.objects.get(code=code)


def person(code: str = "harbour-boss") -> KeyPerson:
    return KeyPerson.unscoped.select_related("customer").get(code=code)


def answered(cell: str) -> Answered:
    (one,) = read(cell).values()
    return one


def say(
    values: dict[str, str], cell: str = "", *, day: date = AS_OF, by: str = "owner", party: Competitor | None = None
) -> Any:
    said = Statement(day, values, evidence=read(cell))
    return change_assessment(person(), party, said, by=employee(by), today=AS_OF, now=NOW)


def latest(party: Competitor | None = None) -> Assessment:
    found = Assessment.unscoped.filter(key_person=person(), party=party).order_by("-effective_on").first()
    assert found is not None
    return found


def take_back(number: int) -> None:
    undo(Revision.objects.get(number=number), actor="owner", now=NOW)


def events(file: str) -> list[Event]:
    asked = Asked(AS_OF, (file,), person=person().code, count=1000)
    return history_of("harbour", EVERYTHING, AS_OF, asked).events


def test_answers_are_kept_with_the_value() -> None:
    say({"closeness": "2"}, CLOSE)
    assert (latest().closeness, latest().evidence) == (2, CLOSE)
    assert (latest().solution, latest().price) == (2, 1)


def test_value_may_be_another_than_the_answers_propose() -> None:
    say({"closeness": "1"}, CLOSE)
    assert (latest().closeness, latest().evidence) == (1, CLOSE)


def test_later_statement_carries_values_and_no_answers_forward() -> None:
    say({"closeness": "2"}, CLOSE, day=YESTERDAY)
    say({"price": "0"})
    assert (latest().effective_on, latest().closeness, latest().evidence) == (AS_OF, 2, "")
    assert Assessment.unscoped.get(key_person=person(), effective_on=YESTERDAY).evidence == CLOSE


def test_second_value_of_the_day_keeps_the_answers_behind_the_first() -> None:
    say({"closeness": "2"}, CLOSE)
    say({"veto": ""}, VETO, by="leader")
    say({"price": "0"})
    assert latest().evidence == f"{CLOSE};{VETO}"


def test_second_run_of_the_day_replaces_the_first() -> None:
    say({"closeness": "2"}, CLOSE)
    say({"closeness": "1"}, CLOSER)
    assert latest().evidence == CLOSER


def test_same_value_said_again_without_a_guide_keeps_its_answers() -> None:
    say({"closeness": "2"}, CLOSE)
    assert say({"closeness": "2"}) is None
    assert latest().evidence == CLOSE


def test_other_value_said_without_a_guide_has_no_answers() -> None:
    say({"closeness": "2"}, CLOSE)
    say({"veto": ""}, VETO)
    say({"closeness": "0"})
    assert (latest().closeness, latest().evidence) == (0, VETO)


def test_answers_alone_are_something_new() -> None:
    say({"closeness": "2"})
    assert say({"closeness": "2"}, CLOSE) is not None
    assert latest().evidence == CLOSE


def test_answers_towards_a_competitor_are_kept_apart() -> None:
    rival = Competitor.objects.get(code="rival")
    say({"closeness": "2"}, CLOSE, party=rival)
    assert (latest(rival).evidence, latest().evidence) == (CLOSE, "")


def test_answers_behind_nothing_that_is_said_are_refused() -> None:
    before = Revision.objects.count()
    for values in ({"price": "1"}, {}):
        with pytest.raises(RenmaiError, match=ErrorCode.BAD_VALUE.value):
            say(values, CLOSE)
    assert Revision.objects.count() == before


def test_whole_snapshot_of_the_day_replaces_answers_too() -> None:
    say({"closeness": "2"}, CLOSE)
    record_assessment(person(), None, AS_OF, Snapshot(closeness=1), assessor=None, actor="owner", now=NOW)
    assert latest().evidence == ""


def test_undo_takes_the_answers_back_and_undone_brings_them_again() -> None:
    say({"closeness": "2"}, CLOSE)
    take_back(say({"closeness": "1"}, CLOSER))
    assert (latest().closeness, latest().evidence) == (2, CLOSE)
    take_back(Revision.objects.latest("number").number)
    assert (latest().closeness, latest().evidence) == (1, CLOSER)


def test_undo_leaves_the_answers_that_others_gave_since() -> None:
    say({"price": "0"})
    number = say({"closeness": "2"}, CLOSE)
    change_assessment(
        person(), None, Statement(AS_OF, {"veto": ""}, evidence=read(VETO)), by=employee(), today=AS_OF, now=NOW
    )
    take_back(number)
    assert (latest().closeness, latest().veto, latest().evidence) == (1, None, VETO)


def test_undo_of_answers_that_were_given_anew_since_is_refused() -> None:
    say({"price": "0"})
    number = say({"closeness": "2"}, CLOSE)
    say({"closeness": "2"}, CLOSE.replace("acts_inside=yes", "acts_inside=unknown"))
    with pytest.raises(ConflictError) as refused:
        take_back(number)
    assert refused.value.column == "evidence"


def test_undo_of_a_first_word_does_not_lose_answers_that_came_after() -> None:
    number = say({"closeness": "2"})
    say({"closeness": "2"}, CLOSE)
    with pytest.raises(ConflictError):
        take_back(number)
    assert latest().evidence == CLOSE


def test_influence_keeps_the_answers_that_say_it_is_deep() -> None:
    add_influence(
        person(),
        Influencer(employee("mate")),
        SEPTEMBER,
        "同乡",
        by=employee(),
        today=AS_OF,
        now=NOW,
        answered=answered(DEEP),
    )
    made = Influence.unscoped.get(employee__code="mate")
    assert made.evidence == DEEP
    end_influence(made, AS_OF, by=employee(), today=AS_OF, now=NOW)
    assert Influence.unscoped.get(employee__code="mate").evidence == DEEP


def test_history_tells_the_answers_on_the_day_they_were_given() -> None:
    say({"closeness": "2"}, CLOSE, day=YESTERDAY)
    say({"price": "0"})
    told = {one.day: one.evidence for one in events("assessments") if not one.is_correction}
    assert (told[YESTERDAY], told[AS_OF], told[SEPTEMBER]) == (CLOSE, "", "")


def test_correction_tells_the_answers_that_it_brought() -> None:
    say({"closeness": "2"}, CLOSE)
    say({"veto": ""}, VETO)
    corrections = [one for one in events("assessments") if one.is_correction]
    assert [one.evidence for one in corrections] == [VETO]
    assert {change.column for one in corrections for change in one.changes} == {"veto"}


def test_history_tells_the_answers_behind_an_influence() -> None:
    influencer, how = Influencer(employee("mate")), answered(DEEP)
    add_influence(person(), influencer, SEPTEMBER, "", by=employee(), today=AS_OF, now=NOW, answered=how)
    assert DEEP in [one.evidence for one in events("influences")]


def test_trail_keeps_answers_that_were_replaced() -> None:
    say({"closeness": "2"}, CLOSE)
    say({"closeness": "0"})
    entry = AuditEntry.objects.latest("pk")
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["evidence"], entry.after["evidence"]) == (CLOSE, "")
