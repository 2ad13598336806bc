"""The policy is kept, told, and read by the next panel."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from renmai.analytics.reports import report
from renmai.domain.errors import ConflictError, ErrorCode, RenmaiError
from renmai.domain.policy import POLICY, Policy
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.refresh import current_panel, forget
from renmai.store.actions.assessment import Snapshot, record_assessment
from renmai.store.actions.policy import Proposal, change_policy, default
from renmai.store.models import AuditEntry, KeyPerson, PolicyOverride, Revision

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("world")


def change(wanted: Mapping[str, str], reason: str = "review", actor: str = "admin", **seen: str) -> None:
    values = {name: Decimal(text) for name, text in wanted.items()}
    shown = {name: Decimal(seen.get(name, str(default(name)))) for name in wanted}
    change_policy(Proposal(values, shown, reason), actor=actor, now=NOW)


def test_change_is_read_by_the_next_panel_and_by_a_new_process() -> None:
    assert current_panel().policy == POLICY
    change({"blocked_mean": "-1.5", "map_people": "4"})
    expected = Policy(blocked_mean=-1.5, map_people=4)
    assert current_panel().policy == expected
    forget()
    assert current_panel().policy == expected


def test_policy_survives_a_write_that_splices() -> None:
    change({"blocked_mean": "-1.5"})
    current_panel()
    person = KeyPerson.unscoped.get(code="harbour-buyer")
    record_assessment(
        person, None, date(2026, 9, 30), Snapshot(closeness=1, veto=True), assessor=None, actor="owner", now=NOW
    )
    assert current_panel().policy.blocked_mean == -1.5


def test_reading_of_a_chain_follows_the_policy() -> None:
    def reading() -> object:
        rows = report(current_panel(), "decision-chain", Question(date(2026, 9, 30)), EVERYTHING)["chains"]
        return next(row["reading"] for row in rows if row["opportunity"] == "crane")

    assert reading() == "blocked"
    change({"blocked_mean": "-1.5"})
    assert reading() == "unsafe"


def test_default_is_followed_again_and_the_trail_says_why() -> None:
    change({"stale_days": "30"}, reason="busy season")
    change({"stale_days": "90"}, reason="season over", stale_days="30")
    assert PolicyOverride.objects.get(name="stale_days").value is None
    assert current_panel().policy == POLICY
    entries = AuditEntry.objects.filter(file="policy").order_by("pk")
    cells = [entry.after or {} for entry in entries]
    assert [(each["value"], each["reason"]) for each in cells] == [("30", "busy season"), ("", "season over")]


@pytest.mark.parametrize(
    ("wanted", "reason", "code", "column"),
    [
        ({"map_people": "0"}, "why", ErrorCode.OUT_OF_BOUNDS, "map_people"),
        ({"map_completeness": "0.905"}, "why", ErrorCode.OUT_OF_BOUNDS, "map_completeness"),
        ({"acquire_people": "3"}, "why", ErrorCode.POLICY_ORDER, "acquire_people"),
        ({"map_people": "4"}, "", ErrorCode.MISSING_VALUE, "reason"),
    ],
)
def test_change_refuses_what_cannot_be_so(wanted: dict[str, str], reason: str, code: ErrorCode, column: str) -> None:
    before = Revision.objects.count()
    with pytest.raises(RenmaiError) as error:
        change(wanted, reason)
    assert (error.value.code, error.value.params["column"]) == (code, column)
    assert (Revision.objects.count(), PolicyOverride.objects.count()) == (before, 0)


def test_later_of_two_administrators_is_told_and_other_thresholds_merge() -> None:
    change({"stale_days": "30"})
    with pytest.raises(ConflictError) as error:
        change({"stale_days": "60"}, actor="executive")
    assert (error.value.column, error.value.was, error.value.now, error.value.who) == (
        "stale_days",
        "90",
        "30",
        "许安之",
    )
    change({"map_people": "5"}, actor="executive")
    change({"stale_days": "30"}, actor="executive")
    assert current_panel().policy == Policy(stale_days=30, map_people=5)


def test_two_changes_that_agree_alone_and_contradict_together_are_refused() -> None:
    change({"map_people": "2", "acquire_people": "1"})
    with pytest.raises(RenmaiError) as error:
        change({"acquire_people": "2"}, acquire_people="1")
    assert error.value.code is ErrorCode.POLICY_ORDER


def test_same_policy_leaves_no_trace() -> None:
    before = Revision.objects.count()
    change({"stale_days": "90"})
    assert Revision.objects.count() == before
