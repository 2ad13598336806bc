"""What a load believes, and what it finds: nothing is timed here."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from subprocess import PIPE, Popen
from time import monotonic

import pytest
from requests import Response

from bench.bundles import write_bundle
from bench.dataset import Dataset, generate
from bench.load import proof, watching
from bench.load.client import Phase, Schedule, Someone
from bench.load.people import take_part
from bench.load.plan import (
    READS,
    WRITES,
    Answer,
    Person,
    Plan,
    Told,
    Written,
    read_plan,
    read_told,
    write_plan,
    write_told,
)
from bench.load.results import throughput
from bench.load.watching import Sample, growth
from bench.load.writing import KINDS, UnseenError, Write, require_seen
from renmai.intake.importing import import_bundle
from renmai.refresh import forget
from renmai.store.actions.activity import Meeting
from renmai.store.actions.assessment import Statement
from renmai.store.actions.contact import record_contact
from renmai.store.models import Employee, KeyPerson
from scripts.visiting import Visitor

CUSTOMERS = 160
TODAY, NOW = date(2026, 9, 30), datetime(2026, 9, 30, tzinfo=UTC)
WRITER = Person("S00002", "salesperson", "personal:S00002", {kind: ["/"] for kind in READS}, ["K1"], ["D1"])
READER = Person("X00001", "executive", "company", {kind: ["/"] for kind in READS}, [], [])


@pytest.fixture(scope="module")
def data() -> Dataset:
    return generate(CUSTOMERS)


@pytest.fixture
def company(data: Dataset, tmp_path: Path, db: None) -> Iterator[None]:
    write_bundle(data, tmp_path)
    import_bundle(tmp_path, actor="", now=NOW)
    forget()
    yield
    forget()


def test_nobody_writes_where_another_does(company: None, data: Dataset) -> None:
    people = take_part(data, 12)
    assert {one.role for one in people} == {"executive", "leader", "salesperson"}
    assert len({one.username for one in people}) == len(people)
    for targets in ([code for one in people for code in one.people], [code for one in people for code in one.deals]):
        assert len(set(targets)) == len(targets) > 0
    assert all(set(one.addresses) == set(READS) for one in people)


def test_plan_and_what_a_client_tells_survive_their_files(tmp_path: Path) -> None:
    plan = Plan("http://127.0.0.1:1", 5.0, [[WRITER], [READER]])
    write_plan(plan, tmp_path / "plan")
    assert read_plan(tmp_path / "plan") == plan
    told = Told([Answer("warm-up", "today", 1.0, 0.2, 0.1)], [Written("note", "S00002", "K1", "S00002·1")], 0.5, 1)
    write_told(told, tmp_path / "told")
    assert read_told(tmp_path / "told") == told


def test_who_has_nothing_to_write_to_leaves_it_to_the_others() -> None:
    plan = Plan("", 1.0, [[WRITER, READER], [READER, READER]])
    assert sum(plan.weights(WRITER)[kind] for kind in WRITES) == 4 * sum(WRITES.values())
    assert set(plan.weights(READER)) == set(READS)
    assert sum((*READS.values(), *WRITES.values())) == 100


def test_requests_are_due_whether_or_not_somebody_is_free() -> None:
    """Whoever comes late is told when it was due, and nothing is left out."""
    late = monotonic() - 10
    schedule = Schedule(Phase("scheduled", late, 2.0, 4.0))
    times = [schedule.due() for _ in range(9)]
    assert times == [*(late + number / 4 for number in range(8)), None]


def test_late_request_has_waited_since_it_was_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Visitor, "get", lambda *_: Response())
    someone = Someone(Plan("", 1.0, [[READER]]), READER, seed=1)
    someone.work(Schedule(Phase("scheduled", monotonic() - 100, 1.0, 1.0)))
    assert [one.error for one in someone.answers] == [""]
    assert someone.answers[0].waited >= 100 > someone.answers[0].served


def test_throughput_counts_until_the_last_answer() -> None:
    answers = [Answer("", "", due, waited, 0.0) for due, waited in ((0.0, 1.0), (1.0, 9.0))]
    assert throughput(answers) == 0.2


class Shows:
    """Answers the report with this value."""

    def __init__(self, value: int) -> None:
        self.value = value

    def get(self, _: str) -> "Shows":
        return self

    def json(self) -> object:
        return {"people": [{"code": "K1", "price": self.value}]}


def page(text: str) -> Response:
    answer = Response()
    answer._content, answer.encoding = text.encode(), "utf-8"
    return answer


def test_write_that_the_next_page_or_report_does_not_show_is_found() -> None:
    written = Written("feature", "S00002", "K1", "S00002·1", "price", "2")
    require_seen(Shows(2), WRITER, Write(written, page("… S00002·1 …"), 0.1))  # type: ignore[arg-type]
    with pytest.raises(UnseenError, match="the next page"):
        require_seen(Shows(2), WRITER, Write(written, page("nothing"), 0.1))  # type: ignore[arg-type]
    with pytest.raises(UnseenError, match="the next report"):
        require_seen(Shows(-2), WRITER, Write(written, page("S00002·1"), 0.1))  # type: ignore[arg-type]


def test_write_that_is_not_shown_is_an_error_and_looked_for_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    written = Written("note", "S00002", "K1", "S00002·1")
    monkeypatch.setitem(KINDS, "note", lambda *_: Write(written, page("nothing"), 0.1))
    someone = Someone(Plan("", 1.0, [[WRITER]]), WRITER, seed=1)
    someone._weights = {"note": 1.0}
    someone.work(Schedule(Phase("scheduled", monotonic() - 10, 1.0, 1.0)))
    assert someone.written == [written]
    assert "the next page" in someone.answers[0].error


def test_lost_doubled_and_overwritten_writes_are_found(
    company: None, data: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = next(one for one in take_part(data, 12) if one.writes)
    target, by = writer.people[0], Employee.objects.get(code=writer.username)
    person = KeyPerson.unscoped.get(code=target)
    for key in ("key-of-one", "key-of-two"):
        meeting, said = Meeting(TODAY, "visit", None, "twice"), Statement(TODAY, {"price": "2"}, note="twice")
        record_contact(person, meeting, said, key, by=by, today=TODAY, now=NOW)
    told = {"key-person": {"people": [{"code": target, "price": 1}]}, "decision-chain": {"chains": []}}
    monkeypatch.setattr(proof, "report", told.__getitem__)
    found = proof.lost(
        [
            Written("contact", by.code, target, "twice", "price", "2"),
            Written("note", by.code, target, "never"),
            Written("stage", by.code, writer.deals[0], "signed", "stage", "signed"),
        ]
    )
    assert [line for line in found if "twice stands in 2 activities" in line]
    assert [line for line in found if "never stands in 0 activities" in line]
    assert [line for line in found if f"{writer.deals[0]} is at" in line]
    assert [line for line in found if f"tells 1 as price of {target}, not 2" in line]


def test_growth_of_memory_is_that_of_the_second_half() -> None:
    flat = [Sample(float(second), 1000 if second < 30 else 5000, 0, 1, 0) for second in range(60)]
    assert growth(flat) == pytest.approx(0, abs=1e-6)
    rising = [Sample(float(second), 100 * second, 0, 1, 0) for second in range(60)]
    assert growth(rising) == pytest.approx(6000)


def test_watching_sees_the_processes_of_a_session() -> None:
    with Popen([sys.executable, "-c", "input()"], stdin=PIPE, start_new_session=True) as leader:
        (found,) = watching._processes(leader.pid)
        assert found.name == str(leader.pid)
        assert watching._memory(found)["Pss"] > 0
        leader.communicate(b"\n")
