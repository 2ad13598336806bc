"""Same persons, derived once more day by day in plain Python from the rows of a bundle."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renmai.analytics import customer_line, decision_chain_line, influence_line, key_person_line
from renmai.domain.periods import series_days
from renmai.domain.question import Question, ViewKind
from renmai.domain.stance import DEGREES
from tests.bundles import Bundle, Cell, Row, shared_bundle
from tests.panels import panel_of
from tests.random_bundles import Case, cases

LINES = (customer_line, influence_line, key_person_line, decision_chain_line)
BORDERS = (
    *(("customers", name) for name in ("created_on", "closed_on")),
    *(("ownerships", name) for name in ("valid_from", "valid_to")),
    *(("key_people", name) for name in ("joined_on", "left_on")),
    *(("employees", name) for name in ("joined_on", "left_on")),
    *(("influences", name) for name in ("valid_from", "valid_to")),
    *(("opportunities", name) for name in ("opened_on", "closed_on")),
    ("assessments", "effective_on"),
)
"""Where a day can differ from the day before it."""


class Plain:
    """A bundle read literally: who is in a line on a day, and what is known of them."""

    def __init__(self, bundle: Bundle, question: Question) -> None:
        self.bundle = bundle
        self.question = question
        self.customers = {str(row["code"]): row for row in bundle["customers"]}
        self.people = {str(row["code"]): row for row in bundle["key_people"]}
        self.employees = {str(row["code"]): row for row in bundle["employees"]}
        self.assessments: dict[tuple[str, Cell], list[Row]] = {}
        for row in bundle["assessments"]:
            self.assessments.setdefault((str(row["key_person"]), row["party"]), []).append(row)
        self.borders = sorted({row[name] for file, name in BORDERS for row in bundle.get(file, []) if row[name]})  # type: ignore[type-var]

    def in_view(self, employee: str) -> bool:
        view = self.question.view
        if view.kind is ViewKind.COMPANY:
            return True
        if view.kind is ViewKind.PERSONAL:
            return employee == view.code
        team = self.employees[employee]["team"]
        parents = {row["code"]: row["parent"] for row in self.bundle["teams"]}
        while team and team != view.code:
            team = parents[team]
        return team == view.code

    def passes(self, customer: str) -> bool:
        filters, row = self.question.filters, self.customers[customer]
        wanted = ((filters.industry, "industry"), (filters.region, "region"))
        return all(value is None or row[name] == value for value, name in wanted) and (
            not filters.focus or bool(row["focus"])
        )

    def counts(self, person: str, day: date) -> bool:
        row = self.people[person]
        customer = self.customers[str(row["customer"])]
        return holds(row, "joined_on", "left_on", day) and holds(customer, "created_on", "closed_on", day)

    def in_scope(self, customer: str, day: date) -> bool:
        if not self.passes(customer) or not holds(self.customers[customer], "created_on", "closed_on", day):
            return False
        owners = [
            str(row["employee"])
            for row in self.bundle["ownerships"]
            if row["customer"] == customer and holds(row, "valid_from", "valid_to", day)
        ]
        return self.question.view.kind is ViewKind.COMPANY or any(map(self.in_view, owners))

    def of_customers(self, person: str, day: date) -> bool:
        return self.counts(person, day) and self.in_scope(str(self.people[person]["customer"]), day)

    def of_influence(self, person: str, day: date) -> bool:
        return self.counts(person, day) and any(self.sways(row, day) for row in self.influences(person, day))

    def influences(self, person: str, day: date) -> Iterator[Row]:
        for row in self.bundle["influences"]:
            if row["key_person"] == person and holds(row, "valid_from", "valid_to", day):
                yield row

    def sways(self, influence: Row, day: date) -> bool:
        customer, by = str(self.people[str(influence["key_person"])]["customer"]), str(influence["influencer"])
        if not self.question.ours:
            theirs = influence["kind"] == "competitor" and by == self.question.party
            return theirs and self.in_scope(customer, day)
        if influence["kind"] != "ours" or not self.passes(customer):
            return False
        return self.in_view(by) and holds(self.employees[by], "joined_on", "left_on", day)

    def of_chains(self, person: str, day: date) -> bool:
        mine = {row["opportunity"] for row in self.bundle["chain_members"] if row["key_person"] == person}
        deals = [row for row in self.bundle["opportunities"] if row["code"] in mine]
        return self.counts(person, day) and any(
            holds(deal, "opened_on", "closed_on", day) and self.in_scope(str(deal["customer"]), day) for deal in deals
        )

    def value(self, person: str, degree: str, day: date) -> int | None:
        party = None if self.question.ours else self.question.party
        told = [row for row in self.assessments.get((person, party), []) if row["effective_on"] <= day]  # type: ignore[operator]
        last = max(told, key=lambda row: row["effective_on"], default=None)  # type: ignore[arg-type, return-value]
        latest = [row for row in told if last and row["effective_on"] == last["effective_on"]]
        return latest[-1][degree] if latest else None  # type: ignore[return-value]

    def stays_since(self, is_in: Callable[[str, date], bool], person: str, degree: str, days: Sequence[date]) -> date:
        """The first of all days up to the last one from which on the person is in the line, and known.

        Day by day backwards, that is, on every day on which something could have changed.
        """
        first, last = days[0], days[-1]
        every = {*days, *(day for day in self.borders if first < day < last)}  # type: ignore[operator]
        since = date.max
        for day in sorted(every, reverse=True):  # type: ignore[type-var]
            if not is_in(person, day) or self.value(person, degree, day) is None:  # type: ignore[arg-type]
                break
            since = day  # type: ignore[assignment]
        return since


def holds(row: Row, start: str, stop: str, day: date) -> bool:
    return (row[start] is None or row[start] <= day) and (row[stop] is None or day < row[stop])  # type: ignore[operator]


def agrees(bundle: Bundle, line: ModuleType, question: Question, days: tuple[date, ...]) -> None:
    same, plain = line.series(panel_of(bundle), question, days).trend.same, Plain(bundle, question)
    is_in = {influence_line: plain.of_influence, decision_chain_line: plain.of_chains}.get(line, plain.of_customers)
    for d, degree in enumerate(DEGREES):
        begun = {person: plain.stays_since(is_in, person, degree, days) for person in plain.people}
        for since, first in enumerate(days):
            stay = [person for person in plain.people if begun[person] <= first]
            assert same.count(d, since) == len(stay)
            values = [[plain.value(person, degree, day) for person in stay] for day in days[since:]]
            means = [sum(day) / len(day) if day else None for day in values]  # type: ignore[arg-type]
            found = [same.mean(d, since, at) for at in range(since, len(days))]
            assert found == pytest.approx(means)
            change = means[-1] - means[0] if stay else None  # type: ignore[operator]
            assert same.change(d, since) == pytest.approx(change)


@settings(deadline=None, max_examples=60)
@given(line=st.sampled_from(LINES), case=cases(), step=st.sampled_from([1, 3, 12]))
def test_same_persons_of_random_bundles_are_those_found_day_by_day(line: ModuleType, case: Case, step: int) -> None:
    bundle, question = case
    agrees(bundle, line, question, series_days(question.as_of, 12, step))


@pytest.mark.parametrize("line", [customer_line, influence_line])
def test_same_persons_of_a_company_are_those_found_day_by_day(line: ModuleType) -> None:
    agrees(shared_bundle("maven"), line, Question(date(2026, 9, 30)), series_days(date(2026, 9, 30), 12, 6))


def test_turnover_alone_changes_nothing_with_the_same_persons() -> None:
    """Whoever joins or leaves between the days has no part in it, however they judge us."""
    bundle = shared_bundle("maven")
    days = (date(2026, 3, 31), date(2026, 9, 30))
    before = customer_line.series(panel_of(bundle), Question(days[1]), days).trend.same
    leaver = {**bundle["key_people"][0], "code": "LEAVER", "reports_to": None, "left_on": date(2026, 6, 30)}
    comer = {**leaver, "code": "COMER", "joined_on": date(2026, 7, 1), "left_on": None}
    judged = [
        {
            **bundle["assessments"][0],
            "key_person": code,
            "party": None,
            "closeness": -2,
            "effective_on": date(2024, 1, 1),
        }
        for code in ("LEAVER", "COMER")
    ]
    turned = {
        **bundle,
        "key_people": [*bundle["key_people"], leaver, comer],
        "assessments": [*bundle["assessments"], *judged],
    }
    after = customer_line.series(panel_of(turned), Question(days[1]), days).trend.same
    assert after.people[:, 0].tolist() == before.people[:, 0].tolist()
    assert after.change(0, 0) == before.change(0, 0)


def test_trend_begins_once_half_of_those_known_now_have_stayed() -> None:
    days = series_days(date(2026, 9, 30), 24)
    same = customer_line.series(panel_of(shared_bundle("maven")), Question(days[-1]), days).trend.same
    first = same.earliest(range(len(days)))
    share = [min(same.count(d, since) / same.count(d, len(days) - 1) for d in range(3)) for since in range(len(days))]
    assert share[first] >= 1 / 2
    assert all(earlier < 1 / 2 for earlier in share[:first])
