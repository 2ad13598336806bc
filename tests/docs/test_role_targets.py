"""The worked example of docs/metrics/role-targets.md is what Renmai computes."""

from typing import Final

import pytest

from renmai.domain.policy import POLICY
from renmai.domain.reading import Member
from renmai.domain.role_targets import ROLES, Gap, Lack, Placed, staffing
from renmai.domain.stance import VoteAnswer
from tests.docs.pages import METRICS, tables

TEXT: Final = (METRICS / "role-targets.md").read_text(encoding="utf-8")
PAGE: Final = tables(TEXT)
[MEMBERS] = [rows for rows in PAGE if "member" in rows[0]]
[TARGETS] = [rows for rows in PAGE if "goal" in rows[0]]


def placed(row: dict[str, str]) -> Placed:
    first, second, third = (None if text == "?" else int(text) for text in row["degrees"].strip("`").split())
    veto, approver = (
        VoteAnswer.UNKNOWN if row[vote] == "?" else VoteAnswer(row[vote]) for vote in ("veto", "approver")
    )
    return Placed(Member(row["member"], (first, second, third), veto, approver), row["role"])


CHAIN: Final = [placed(row) for row in MEMBERS]
FOUND: Final = staffing(CHAIN, POLICY)


def told(lack: Lack) -> str:
    return f"{lack.gap} {lack.missing}" if lack.missing else f"{lack.gap} {' '.join(lack.people)}"


@pytest.mark.parametrize("at", range(len(TARGETS)), ids=lambda at: f"{TARGETS[at]['row']} {TARGETS[at]['of']}")
def test_worked_example_is_computed(at: int) -> None:
    found, row = FOUND.targets[at], TARGETS[at]
    assert (found.name, "vote" if found.is_vote else "role") == (row["row"], row["of"])
    assert (" ".join(found.present), found.goal) == (row["present"], int(row["goal"]))
    assert " ".join(found.support) == row["support"]
    assert "; ".join(map(told, found.lacks)) == row["gaps"]


def test_example_has_every_row_and_names_who_has_no_role() -> None:
    assert len(TARGETS) == len(FOUND.targets)
    assert FOUND.without_role == Lack(Gap.ROLE_UNKNOWN, ("G",))
    assert "`role_unknown` names G." in TEXT


def test_page_names_every_gap_and_the_default_goals() -> None:
    [gaps] = [rows for rows in PAGE if "gap" in rows[0]]
    assert [row["gap"].strip("`") for row in gaps] == [gap.value for gap in Gap]
    assert all(f"{role} {POLICY.goal_of(role)}" in TEXT for role in ROLES)
