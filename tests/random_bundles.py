"""Small random bundles that import without a problem, drawn towards the edges of the rules."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from renmai.domain.periods import Period, comparison
from renmai.domain.question import COMPANY, OURS, Filters, Question, View, ViewKind
from tests.bundles import Bundle, Cell, Row, bundle_of

AS_OF_DAYS = (
    date(2026, 9, 30),  # a month's end that is not the 31st
    date(2024, 2, 29),  # a leap day
    date(2025, 2, 28),  # a year after one
    date(2026, 1, 1),  # a window of one day
    date(2025, 12, 31),
    date(2026, 3, 30),  # the month before is shorter
    date(2026, 9, 15),
)
CODES = (
    *("a", "A", "Ａ", "é", "e\u0301", "o'k", 'q"t', "x y", "名字", "z,1", "Z", "a:b", "😀", "0", "%", "a_b"),
    *("10", "9", "ab", "ﬁ", "\\", "b", "C", "名", "a code of more than fifteen bytes", "b" * 40),
)
"""Case, width, both forms of an accent, quotes, blanks and what lies beyond 16 bits. Files share them."""
NAMES = ("", "总经办", "ü; «x»")
AMOUNTS = tuple(map(Decimal, ("0", "0.0001", "100", "333.3333", "999999999999999999.9999", "999999999999999999")))
LONG_AGO = date(2020, 1, 1)


def edge_days(as_of: date) -> tuple[date, ...]:
    """Every comparison day, the days beside it, and where the windows of contribution begin."""
    days = {LONG_AGO}
    for period in Period:
        for day in comparison(as_of, period).days:
            first = day.replace(month=1, day=1)
            days |= {day + timedelta(days=shift) for shift in (-1, 0, 1)} | {first, first - timedelta(days=1)}
    return tuple(sorted(days))


T = TypeVar("T")


class Choose(Protocol):
    """Where chance comes from: one of the options."""

    def __call__(self, options: Sequence[T], /) -> T: ...


Case = tuple[Bundle, Question]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A valid bundle and a question about it, which Hypothesis can make smaller."""

    def choose(options: Sequence[T], /) -> T:
        return draw(st.sampled_from(options))

    return _case(choose)


def case_of(seed: int) -> Case:
    """The same from a seed. A few of these differ more from each other than a few of Hypothesis' do."""
    return _case(Random(seed).choice)  # noqa: S311 - chance, no secret


def _case(choose: Choose) -> Case:
    as_of = choose(AS_OF_DAYS)
    bundle = _Drawing(choose, as_of).bundle()
    return bundle, _question(choose, bundle, as_of)


def _question(choose: Choose, bundle: Bundle, as_of: date) -> Question:
    """A question about something that exists in the bundle."""
    teams = [View(ViewKind.TEAM, str(row["code"])) for row in bundle["teams"]]
    employees = [View(ViewKind.PERSONAL, str(row["code"])) for row in bundle["employees"]]
    views = choose([[COMPANY], [COMPANY], teams or [COMPANY], employees or [COMPANY]])
    competitors = [str(row["code"]) for row in bundle["competitors"]]
    known = {column: sorted({str(row[column]) for row in bundle["customers"]} - {""}) for column in _FILTERED}
    filters = {column: choose([*[None] * 16, *values]) for column, values in known.items()}
    return Question(
        as_of,
        choose(list(Period)),
        choose(views),
        choose([OURS] * max(2, len(competitors)) + competitors),
        Filters(**filters, focus=choose([False] * 12 + [True])),
    )


_FILTERED = ("industry", "region")


class _Drawing:
    """One bundle in the making: every file refers into those drawn before it."""

    def __init__(self, choose: Choose, as_of: date) -> None:
        self.choose = choose
        self.days = edge_days(as_of)
        self.codes = self.shuffled(CODES)
        # Without it hardly a customer would be known well enough for the strategies beyond the first.
        self.well_known = self.chance()
        self.stances = choose([(-2, -1, 0, 1, 2), (0, 1, 1, 2), (-1, 0, 1)])

    def bundle(self) -> Bundle:
        self.teams = self.some(3, 4, 2)
        self.employees = self.some(4, 6, 3, 1, 5)
        self.competitors = self.some(2, 1, 3)
        self.customers = self.some(4, 6, 3, 5, 2, 8)
        self.customer_of = {
            code: self.choose(self.customers) for code in self.some(16, 12, 20, 8, 24) if self.customers
        }
        self.people_of = {
            customer: [code for code, of in self.customer_of.items() if of == customer] for customer in self.customers
        }
        deals = self.opportunities()
        return bundle_of(
            teams=self.team_rows(),
            employees=[self.employee(code) for code in self.employees],
            competitors=[{"code": code, "name": self.choose(NAMES) or code} for code in self.competitors],
            customers=[self.customer(code, place) for place, code in enumerate(self.customers)],
            ownerships=[row for customer in self.customers for row in self.ownerships(customer)],
            account_team=_once([row for customer in self.customers for row in self.account_team(customer)]),
            strategy_choices=[row for customer in self.customers for row in self.strategy_choices(customer)],
            key_people=[self.key_person(code) for code in self.customer_of],
            reporting=[row for code in self.customer_of for row in self.reporting(code)],
            assessments=[row for code in self.customer_of for row in self.assessments(code)],
            influences=_once([row for code in self.customer_of for row in self.influences(code)]),
            opportunities=deals,
            chain_members=[row for deal in deals for row in self.chain_members(deal)],
            influence_uses=_once([row for deal in deals for row in self.uses(deal)]),
            activities=self.activities(),
        )

    def shuffled(self, codes: Sequence[str]) -> list[str]:
        left = list(codes)
        return [left.pop(self.choose(range(len(left)))) for _ in codes]

    def some(self, *sizes: int) -> Sequence[str]:
        """As many codes as one of the sizes, rarely none."""
        return self.codes[: self.choose([*sizes, *sizes, *sizes, 0])]

    def maybe(self, options: Sequence[str]) -> str | None:
        return self.choose([None, *options])

    def chance(self) -> bool:
        return self.choose([False, True])

    def day(self) -> date:
        return self.choose(self.days)

    def up_to(self, most: int) -> range:
        return range(self.choose(range(most + 1)))

    def often(self) -> bool:
        return self.choose([True] * 5 + [False])

    def start(self) -> date:
        return LONG_AGO if self.often() else self.day()

    def lasting(self, start: str, end: str) -> Row:
        """A time of at least a day, mostly one that has begun and goes on."""
        first = self.start()
        stops = [] if self.often() else [day for day in self.days if day > first]
        return {start: first, end: self.choose([*stops, None]) if stops else None}

    def team_rows(self) -> list[Row]:
        return [
            {
                "code": code,
                "name": code,
                "parent": self.maybe(self.teams[:place]),
                "leader": self.maybe(self.employees),
            }
            for place, code in enumerate(self.teams)
        ]

    def employee(self, code: str) -> Row:
        employed = self.lasting("joined_on", "left_on")
        if self.chance():
            employed["joined_on"] = None
        role = self.choose(("member", "member", "executive", "admin"))
        name = self.choose(NAMES) or code
        return {"code": code, "name": name, "team": self.maybe(self.teams), "role": role, "sales": True} | employed

    def customer(self, code: str, place: int) -> Row:
        return {
            "code": code,
            "name": self.choose(NAMES) or code,
            "industry": self.choose(("", "制造", "x y")),
            "region": self.choose(("", "华东")),
            "parent": self.maybe(self.customers[:place]),
            "focus": self.chance(),
            "contribution": self.choose(("", "", "", "high", "low")),
            **self.lasting("created_on", "closed_on"),
        }

    def ownerships(self, customer: str) -> list[Row]:
        """One owner after another, with or without a gap; hand-overs touch."""
        cuts = sorted({self.start(), *(self.day() for _ in self.up_to(2))})
        ends = [*cuts[1:], None]
        owners = [self.maybe(self.employees) for _ in cuts]
        return [
            {"customer": customer, "employee": owner, "valid_from": start, "valid_to": end}
            for owner, start, end in zip(owners, cuts, ends, strict=False)
            if owner is not None
        ]

    def key_person(self, code: str) -> Row:
        colleagues = self.people_of[self.customer_of[code]]
        above = colleagues[: colleagues.index(code)]
        return {
            "code": code,
            "customer": self.customer_of[code],
            "name": self.choose(NAMES) or code,
            "department": self.choose(NAMES),
            "title": self.choose(NAMES),
            "reports_to": self.maybe(above),
            "top": self.well_known or self.chance(),
            "nobody_found": self.well_known or self.chance(),
            "focus": self.chance(),
            **self.lasting("joined_on", "left_on"),
        }

    def account_team(self, customer: str) -> list[Row]:
        if not self.employees:
            return []
        return [
            {
                "customer": customer,
                "employee": self.choose(self.employees),
                "role": self.choose(("account", "solution", "delivery")),
                **self.lasting("valid_from", "valid_to"),
            }
            for _ in self.up_to(3)
        ]

    def strategy_choices(self, customer: str) -> list[Row]:
        strategies = ("", "acquire", "grow", "retain", "win_back", "watch")
        days = sorted({self.day() for _ in self.up_to(2)})
        return [{"customer": customer, "strategy": self.choose(strategies), "chosen_on": day} for day in days]

    def reporting(self, person: str) -> list[Row]:
        """One superior after another, with or without a gap; circles cannot be, as with the undated ones."""
        colleagues = self.people_of[self.customer_of[person]]
        above = colleagues[: colleagues.index(person)]
        cuts = sorted({self.day() for _ in self.up_to(4)})
        ends = [*cuts[1:], self.choose([None, *self.days[-1:]])]
        return [
            {"key_person": person, "reports_to": self.maybe(above), "valid_from": start, "valid_to": end}
            for start, end in zip(cuts, ends, strict=False)
            if start != end and self.often()
        ]

    def assessments(self, person: str) -> list[Row]:
        """Several of one day are meant: the last of them holds."""
        days = [self.day() for _ in self.up_to(4)]
        parties = [self.maybe(self.competitors) for _ in days]
        if self.well_known:
            days, parties = [LONG_AGO, *days], [None, *parties]
        return [self.assessment(person, party, day) for party, day in zip(parties, days, strict=True)]

    def assessment(self, person: str, party: str | None, day: date) -> Row:
        unknown = [] if self.well_known else [None]
        degrees = {name: self.choose([*self.stances, *unknown]) for name in _DEGREES}
        votes = {name: self.choose([False, True, *unknown]) for name in _VOTES} if party is None else {}
        evidence = self.choose(("", "", "closeness=1:answers_call=yes,shares_inside=yes,acts_inside=unknown"))
        return {"key_person": person, "party": party, "effective_on": day, **degrees, **votes, "evidence": evidence}

    def influences(self, person: str) -> list[Row]:
        others = [code for code in self.people_of[self.customer_of[person]] if code != person]
        sources = {"internal": others, "ours": self.employees, "competitor": self.competitors}
        kinds = [self.choose(["ours", *sources]) for _ in self.up_to(3)]
        return [
            {
                "key_person": person,
                "kind": kind,
                "influencer": self.choose(sources[kind]),
                "contact_name": self.choose(("", "周远山", "高凯风")) if kind == "competitor" else "",
                **self.lasting("valid_from", "valid_to"),
            }
            for kind in kinds
            if sources[kind]
        ]

    def opportunities(self) -> list[Row]:
        return [self.opportunity(code) for code in self.some(8, 10, 6, 4, 14) if self.customers]

    def opportunity(self, code: str) -> Row:
        opened = self.start()
        status = self.choose(("open", "open", "won", "won", "lost"))
        closings: list[Cell] = [day for day in self.days if day >= opened] if status != "open" else [None]
        return {
            "code": code,
            "customer": self.choose(self.customers),
            "name": self.choose(NAMES) or code,
            "owner": self.maybe(self.employees),
            "amount": self.choose(AMOUNTS),
            "stage": self.choose(("", "Engaging")),
            "status": status,
            "origin": self.choose(("", "captured", "incubated")),
            "focus": self.chance(),
            "opened_on": opened,
            "closed_on": self.choose(closings),
            "expected_on": self.choose([None, *(day for day in self.days if day >= opened)]),
        }

    def chain_members(self, deal: Row) -> list[Row]:
        members = [code for code in self.people_of[str(deal["customer"])] if self.chance()]
        roles = ("", "user", "evaluator", "decider", "approver", "gatekeeper", "coach")
        return [
            {"opportunity": deal["code"], "key_person": code, "role": self.choose(roles), "position": place}
            for place, code in enumerate(members)
        ]

    def uses(self, deal: Row) -> list[Row]:
        people = self.people_of[str(deal["customer"])]
        if not (people and self.employees):
            return []
        closed = deal["closed_on"]
        days = [day for day in self.days if not isinstance(closed, date) or day <= closed]
        return [
            {
                "opportunity": deal["code"],
                "employee": self.choose(self.employees),
                "key_person": self.choose(people),
                "used_on": self.choose(days[-2:]),
                "grade": self.choose(("", "sourced", "assisted")),
                "owner_confirmed_on": self.choose((None, days[-1])),
                "employee_confirmed_on": self.choose((None, days[-1])),
            }
            for _ in self.up_to(2)
        ]

    def activities(self) -> list[Row]:
        if not (self.customers and self.employees):
            return []
        return [self.activity(code) for code in self.some(2, 1, 4)]

    def activity(self, code: str) -> Row:
        customer = self.choose(self.customers)
        return {
            "code": code,
            "customer": customer,
            "employee": self.choose(self.employees),
            "kind": self.choose(("", "visit", "call")),
            "occurred_on": self.day(),
            "key_people": ";".join(person for person in self.people_of[customer] if self.chance()),
        }


_DEGREES = ("closeness", "solution", "price")
_VOTES = ("veto", "approver")
_NO_KEY = {"valid_to", "note"}


def _once(rows: list[Row]) -> list[Row]:
    """One row per key: what a second would change is the intake's business."""
    return list({tuple(cell for name, cell in row.items() if name not in _NO_KEY): row for row in rows}.values())
