"""The actions of some rows of a ranked list, with their evidence: the rules look at the cases again.

Only what is shown is told; a whole report is told slab by slab.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from renmai.analytics.listing import Row
from renmai.analytics.next_actions.account import account_cases
from renmai.analytics.next_actions.decision_chain import chain_cases
from renmai.analytics.next_actions.found import Found
from renmai.analytics.next_actions.key_person import person_cases, what_is_read
from renmai.analytics.next_actions.kinds import ALL_GUNS, KINDS, SUBJECT_OF_KIND, SUBJECTS
from renmai.analytics.next_actions.ranking import Ranked, Rows
from renmai.analytics.next_actions.resource import resource_cases
from renmai.analytics.slab import Slab
from renmai.domain.evidence import Evidence
from renmai.domain.look import note
from renmai.domain.principles.base import Case, NextAction, Subject, SubjectType


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What the columns do not say of some rows, each a list in their order; `customer` is None where none is meant."""

    code: list[str]
    name: list[str]
    customer: list[str | None]
    evidence: list[Evidence]


def actions(ranked: Ranked, rows: Rows) -> list[NextAction]:
    """Some rows as actions, in the order asked."""
    found, about = ranked.found.rows(rows), told(ranked, rows)
    columns = zip(
        *(found.kind.tolist(), about.code, about.name, about.customer, about.evidence),
        *(found.priority.tolist(), found.amount.tolist()),
        strict=True,
    )
    return [
        NextAction(
            *(KINDS[kind].rule.principle, KINDS[kind].rule.line, Subject(KINDS[kind].subject, code, name)),
            *(customer, evidence, priority, amount),
        )
        for kind, code, name, customer, evidence, priority, amount in columns
    ]


def rendered(ranked: Ranked, rows: Rows) -> list[Row]:
    """Some rows as the contract has them, in the order asked."""
    found, about = ranked.found.rows(rows), told(ranked, rows)
    heads = [(kind.rule.principle.value, kind.rule.line.value, kind.subject.value) for kind in KINDS]
    columns = zip(
        *(map(heads.__getitem__, found.kind.tolist()), about.code, about.name, about.customer, about.evidence),
        found.priority.tolist(),
        strict=True,
    )
    return [
        {
            "principle": principle,
            "line": line,
            "subject": {"type": subject, "code": code, "name": name},
            "customer": customer,
            "evidence": evidence,
            "priority": priority,
        }
        for (principle, line, subject), code, name, customer, evidence, priority in columns
    ]


def told(ranked: Ranked, rows: Rows) -> Told:
    """Of some rows, in the order asked."""
    found = ranked.found.rows(rows)
    teller = _Teller(ranked, found)
    types = SUBJECT_OF_KIND[found.kind]
    for code in np.unique(types).tolist():
        teller.tell(SUBJECTS[code], np.flatnonzero(types == code))
    return Told(*(column.tolist() for column in (teller.code, teller.name, teller.customer, teller.evidence)))


class _Teller:
    """Fills columns of objects, as long as `found`."""

    def __init__(self, ranked: Ranked, found: Found) -> None:
        self._ranked, self._panel, self._found = ranked, ranked.panel, found
        self._day = ranked.question.as_of.toordinal()
        self.code, self.name, self.customer, self.evidence = (np.empty(len(found), dtype=object) for _ in range(4))

    def tell(self, subject: SubjectType, rows: Rows) -> None:
        """Of the rows that are about subjects of one type."""
        by_type: dict[SubjectType, Callable[[Rows], None]] = {
            SubjectType.KEY_PERSON: self._people,
            SubjectType.OPPORTUNITY: self._chains,
            SubjectType.CUSTOMER: self._customers,
        }
        by_type.get(subject, self._others)(rows)

    def _people(self, rows: Rows) -> None:
        for number, at, people in self._by_slab(rows, self._panel.person_offsets):
            slab = self._panel.slabs[number]
            of_customer = slab.people.customer[people]
            self.code[at], self.name[at] = slab.people.code[people], slab.people.name[people]
            self.customer[at] = slab.customers.code[of_customer]
            kinds = self._found.kind[at]
            for kind in np.unique(kinds).tolist():
                of_kind = np.flatnonzero(kinds == kind)
                self._evidence_of_people(kind, slab, at[of_kind], people[of_kind])

    def _evidence_of_people(self, kind: int, slab: Slab, rows: Rows, people: Rows) -> None:
        """The rule is asked once for all persons in whom it reads the same."""
        _, first, same = np.unique(what_is_read(kind, slab, self._day, people), return_index=True, return_inverse=True)
        cases = person_cases(slab, self._panel.roster, self._day, people[first])
        shared = np.empty(len(first), dtype=object)
        shared[:] = [self._evidence(kind, case) for case in cases]
        self.evidence[rows] = shared[same]
        for person, evidence in zip(people.tolist(), self.evidence[rows].tolist(), strict=True):
            self._note(int(slab.people.id[person]), evidence)

    def _note(self, person: int, evidence: Evidence) -> None:
        """Whose influence the evidence names."""
        told: Any = evidence.get("employees", ())
        for code in told:
            employee = self._panel.roster.employee_of_code.get(code)
            note(employee.id if employee else 0, person)

    def _evidence(self, kind: int, case: Case) -> Evidence:
        """Of a case in which the rule finds a reason to act, as the columns say."""
        finding = KINDS[kind].rule.find(case, self._panel.policy)
        if finding is None:
            raise AssertionError(f"{case.subject}: found by the columns, not by the rule")
        return finding.evidence

    def _chains(self, rows: Rows) -> None:
        for number, at, deals in self._by_slab(rows, self._panel.opportunity_offsets):
            self._cases(at, chain_cases(self._panel.slabs[number], self._day, deals))

    def _customers(self, rows: Rows) -> None:
        """Resources are another case than accounts."""
        is_resource = self._found.kind[rows] == ALL_GUNS
        resources, accounts = rows[is_resource], rows[~is_resource]
        if len(resources):
            places = self._found.subject[resources]
            chosen = np.zeros(self._panel.customer_offsets[-1], dtype=np.bool_)
            chosen[places] = True
            cases = dict(resource_cases(self._panel, self._ranked.question, chosen))
            self._cases(resources, [cases[place] for place in places.tolist()])
        if len(accounts):
            places, of = np.unique(self._found.subject[accounts], return_inverse=True)
            found = list(account_cases(self._panel, self._ranked.question, places))
            self._cases(accounts, [found[place] for place in of.tolist()])

    def _cases(self, rows: Rows, cases: Iterable[Case]) -> None:
        for row, kind, case in zip(rows.tolist(), self._found.kind[rows].tolist(), cases, strict=True):
            _, self.code[row], self.name[row] = case.subject
            self.customer[row] = case.customer
            self.evidence[row] = self._evidence(kind, case)

    def _others(self, rows: Rows) -> None:
        keys = zip(self._found.kind[rows].tolist(), self._found.subject[rows].tolist(), strict=True)
        for row, key in zip(rows.tolist(), keys, strict=True):
            action = self._ranked.others[key]
            _, self.code[row], self.name[row] = action.subject
            self.evidence[row] = action.evidence

    def _by_slab(self, rows: Rows, offsets: list[int]) -> Iterator[tuple[int, Rows, NDArray[np.int64]]]:
        """Slab numbers with the rows that lie in them, and the places of their subjects there."""
        places = self._found.subject[rows]
        slab_of = np.searchsorted(offsets, places, side="right") - 1
        for number in np.unique(slab_of).tolist():
            here = slab_of == number
            yield number, rows[here], places[here] - offsets[number]
