"""Small bundles for the tests of this room, written where a test wants them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from renmai.domain.issues import Level
from renmai.intake.importing import Outcome, import_bundle
from renmai.intake.rejects import Rejects

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)

COMPANY = {
    "teams": "code,name\nT1,销售部\n",
    "employees": "code,name,team\nE1,陈立言,T1\nE2,林见山,T1\n",
    "competitors": "code,name\nR1,星桥\n",
    "customers": "code,name,created_on\nC1,青禾制造,2024-01-01\nC2,云舒零售,2024-01-01\n",
    "key_people": "code,customer,name,joined_on,reports_to\nK1,C1,吴望舒,2024-01-01,\nK2,C1,刘如松,2024-01-01,K1\n",
    "ownerships": "customer,employee,valid_from,valid_to\nC1,E1,2024-01-01,2025-01-01\nC1,E2,2025-01-01,\n",
    "assessments": "key_person,party,effective_on,closeness,veto\nK1,,2025-01-01,1,yes\nK1,R1,2025-01-01,-1,\n",
    "influences": "key_person,kind,influencer,valid_from\nK1,ours,E1,2024-01-01\nK2,internal,K1,2024-01-01\n",
    "opportunities": (
        "code,customer,name,amount,status,opened_on,closed_on\n"
        "O1,C1,产线改造,120000.50,open,2025-01-01,\nO2,C1,备件采购,8000,won,2025-01-01,2025-06-30\n"
    ),
    "chain_members": "opportunity,key_person,role\nO1,K1,approver\n",
    "influence_uses": "opportunity,employee,key_person,used_on\nO2,E1,K1,2025-06-30\n",
    "activities": "code,customer,employee,occurred_on,key_people\nA1,C1,E1,2025-02-01,K1;K2\n",
    "plan_steps": (
        "code,customer,opportunity,key_person,feature,from_value,goal,owner,due_on\n"
        "S1,C1,O1,K1,price,-1,0,E2,2025-03-01\nS2,C1,,K2,veto,,no,E2,2025-04-01\n"
    ),
}
"""A valid company, file by file."""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder of these files; the names are those of the bundle."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_bytes(text.encode())
    return folder


def bring_in(folder: Path, files: Mapping[str, str], partial: Rejects | None = None) -> Outcome:
    return import_bundle(write(folder, files), actor="tester", now=NOW, partial=partial)


def errors(outcome: Outcome) -> list[tuple[str, int | None, str | None, str]]:
    """File, line, column and kind of every error."""
    return [
        (problem.file, problem.line, problem.column, problem.kind.value)
        for problem in outcome.problems
        if problem.level is Level.ERROR
    ]
