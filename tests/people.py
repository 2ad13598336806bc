"""The cast and their small world, as of 30 September 2026.

Everybody's code is what they are, so that a test reads like prose:

    sales (led by the executive)
    ├─ north, led by `leader`: `owner`, `mate`, and `departed`, who left on 15 September
    └─ south: `other`

    admin     administers, sells nothing
    outsider  works in production, and knows one person at harbour
    stranger  has an account and is no employee

`owner` owns harbour and mill (harbour since 1 June 2026, before that it was `mate`'s), `mate`
owns bridge, `other` owns quarry, and orchard is still on the name of `departed`. `owner` knows
one person at quarry, whose customer `owner` may not see. The rival is at harbour and at quarry.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from renmai.store.models import (
    Account,
    Activity,
    ActivityPerson,
    Assessment,
    ChainMember,
    Competitor,
    Customer,
    Employee,
    Influence,
    InfluenceUse,
    KeyPerson,
    Opportunity,
    Ownership,
    Revision,
    Team,
)

AS_OF = date(2026, 9, 30)
LONG_AGO = date(2024, 1, 1)
LAST_AUTUMN = date(2025, 9, 1)
SPRING = date(2026, 3, 1)
HANDED_OVER = date(2026, 6, 1)
SEPTEMBER = date(2026, 9, 10)

EMPLOYEES = ("owner", "mate", "leader", "other", "executive", "admin", "outsider", "departed")
STRANGER = "stranger"
CAST = (*EMPLOYEES, STRANGER)
PASSWORD = "a quiet harbour in September"

NAMES = {
    "owner": "林知远",
    "mate": "何清和",
    "leader": "周明朗",
    "other": "沈若川",
    "executive": "陆怀谷",
    "admin": "许安之",
    "outsider": "方小满",
    "departed": "邓长风",
}

PEOPLE = {
    "harbour-boss": ("harbour", "韩定海", "总经理", None),
    "harbour-buyer": ("harbour", "罗采薇", "采购总监", "harbour-boss"),
    "harbour-engineer": ("harbour", "蒋工", "设备部长", "harbour-boss"),
    "mill-boss": ("mill", "孟石", "厂长", None),
    "bridge-boss": ("bridge", "乔梁", "董事长", None),
    "quarry-boss": ("quarry", "石岩", "总经理", None),
    "quarry-buyer": ("quarry", "丁一", "采购经理", "quarry-boss"),
    "orchard-boss": ("orchard", "陶桃", "理事长", None),
}

TOWARDS_US: tuple[tuple[str, date, tuple[int | None, int | None, int | None], bool | None, bool | None], ...] = (
    ("harbour-boss", LAST_AUTUMN, (0, 0, -1), False, True),
    ("harbour-boss", SEPTEMBER, (1, 2, 1), False, True),
    ("harbour-buyer", SPRING, (-1, 0, -1), True, False),
    ("harbour-engineer", SPRING, (2, 2, None), None, False),
    ("mill-boss", LAST_AUTUMN, (2, 1, 0), False, True),
    ("mill-boss", SEPTEMBER, (1, 1, 0), False, True),
    ("bridge-boss", SPRING, (0, None, None), None, None),
    ("quarry-boss", SPRING, (-2, -1, -1), True, True),
    ("quarry-buyer", SPRING, (1, 1, 1), False, False),
)
TOWARDS_RIVAL: tuple[tuple[str, date, tuple[int | None, int | None, int | None]], ...] = (
    ("harbour-buyer", SPRING, (2, 1, 1)),
    ("quarry-boss", SPRING, (2, 2, 1)),
)

OPPORTUNITIES = {
    # code: customer, owner, amount, status, origin, opened, closed, chain members
    "crane": (
        "harbour",
        "owner",
        "1200000",
        "open",
        "captured",
        SPRING,
        None,
        ("harbour-boss", "harbour-buyer", "harbour-engineer"),
    ),
    "sieve": ("mill", "owner", "80000.5", "open", "incubated", SEPTEMBER, None, ("mill-boss",)),
    "pier": ("harbour", "mate", "500000", "won", "captured", LAST_AUTUMN, date(2026, 4, 20), ("harbour-boss",)),
    "drill": ("quarry", "other", "900000", "lost", "incubated", LAST_AUTUMN, date(2026, 5, 8), ("quarry-boss",)),
}


def build_world() -> None:
    """Write the whole world in one revision, past the actions: tests of actions start from it."""
    revision = Revision.objects.create(
        number=1, action="world", recorded_at=datetime(2026, 9, 30, 8, 0, tzinfo=UTC), everything=True
    )
    employees = _employees(revision)
    rival = Competitor.objects.create(revision=revision, code="rival", name="赤岭机械")
    customers = _customers(revision, employees)
    people = _people(revision, customers)
    _assessments(revision, people, rival)
    _influences(revision, people, employees, rival)
    opportunities = _opportunities(revision, customers, employees, people)
    _activities(revision, opportunities["crane"], employees["owner"], people)
    _accounts(employees)


def _employees(revision: Revision) -> dict[str, Employee]:
    sales = Team.objects.create(revision=revision, code="sales", name="销售部")
    north = Team.objects.create(revision=revision, code="north", name="华北组", parent=sales)
    south = Team.objects.create(revision=revision, code="south", name="华南组", parent=sales)
    teams = {"owner": north, "mate": north, "leader": north, "departed": north, "other": south, "executive": sales}
    roles = {"executive": "executive", "admin": "admin"}
    employees = {
        code: Employee.objects.create(
            revision=revision,
            code=code,
            name=NAMES[code],
            team=teams.get(code),
            role=roles.get(code, "member"),
            sales=code in teams,
            joined_on=LONG_AGO,
            left_on=date(2026, 9, 15) if code == "departed" else None,
        )
        for code in EMPLOYEES
    }
    for team, leader in ((sales, "executive"), (north, "leader")):
        team.leader = employees[leader]
        team.save()
    return employees


def _customers(revision: Revision, employees: dict[str, Employee]) -> dict[str, Customer]:
    rows = (
        ("harbour", "东港码头", "物流", "华北", True),
        ("mill", "青石面粉", "食品", "华北", False),
        ("bridge", "长桥重工", "制造", "华北", False),
        ("quarry", "白岩矿业", "矿业", "华南", False),
        ("orchard", "桃源果业", "食品", "华北", False),
    )
    customers = {
        code: Customer.unscoped.create(
            revision=revision,
            code=code,
            name=name,
            industry=industry,
            region=region,
            focus=focus,
            created_on=LONG_AGO,
        )
        for code, name, industry, region, focus in rows
    }
    ownerships = (
        ("harbour", "mate", LONG_AGO, HANDED_OVER),
        ("harbour", "owner", HANDED_OVER, None),
        ("mill", "owner", LONG_AGO, None),
        ("bridge", "mate", LONG_AGO, None),
        ("quarry", "other", LONG_AGO, None),
        ("orchard", "departed", LONG_AGO, None),
    )
    for customer, employee, valid_from, valid_to in ownerships:
        Ownership.unscoped.create(
            revision=revision,
            customer=customers[customer],
            employee=employees[employee],
            valid_from=valid_from,
            valid_to=valid_to,
        )
    return customers


def _people(revision: Revision, customers: dict[str, Customer]) -> dict[str, KeyPerson]:
    people: dict[str, KeyPerson] = {}
    for code, (customer, name, title, superior) in PEOPLE.items():
        people[code] = KeyPerson.unscoped.create(
            revision=revision,
            code=code,
            customer=customers[customer],
            name=name,
            department="总部",
            title=title,
            reports_to=people[superior] if superior else None,
            top=superior is None,
            focus=code == "harbour-buyer",
            email=f"{code}@customer.example",
            phone="010-5550-0100",
            joined_on=LONG_AGO,
        )
    return people


def _assessments(revision: Revision, people: dict[str, KeyPerson], rival: Competitor) -> None:
    for code, day, (closeness, solution, price), veto, approver in TOWARDS_US:
        Assessment.unscoped.create(
            revision=revision,
            key_person=people[code],
            effective_on=day,
            closeness=closeness,
            solution=solution,
            price=price,
            veto=veto,
            approver=approver,
        )
    for code, day, (closeness, solution, price) in TOWARDS_RIVAL:
        Assessment.unscoped.create(
            revision=revision,
            key_person=people[code],
            party=rival,
            effective_on=day,
            closeness=closeness,
            solution=solution,
            price=price,
        )


def _influences(
    revision: Revision, people: dict[str, KeyPerson], employees: dict[str, Employee], rival: Competitor
) -> None:
    for code, employee in (
        ("harbour-buyer", "outsider"),
        ("harbour-boss", "owner"),
        ("mill-boss", "owner"),
        ("quarry-buyer", "owner"),
        ("quarry-boss", "other"),
    ):
        Influence.unscoped.create(
            revision=revision,
            key_person=people[code],
            kind="ours",
            employee=employees[employee],
            valid_from=LAST_AUTUMN,
        )
    Influence.unscoped.create(
        revision=revision,
        key_person=people["harbour-engineer"],
        kind="internal",
        person=people["harbour-boss"],
        valid_from=LONG_AGO,
    )
    Influence.unscoped.create(
        revision=revision,
        key_person=people["harbour-buyer"],
        kind="competitor",
        competitor=rival,
        contact_name="马骁",
        valid_from=SPRING,
    )


def _opportunities(
    revision: Revision,
    customers: dict[str, Customer],
    employees: dict[str, Employee],
    people: dict[str, KeyPerson],
) -> dict[str, Opportunity]:
    opportunities: dict[str, Opportunity] = {}
    for code, (customer, owner, amount, status, origin, opened, closed, members) in OPPORTUNITIES.items():
        opportunities[code] = Opportunity.unscoped.create(
            revision=revision,
            code=code,
            customer=customers[customer],
            name=f"{customers[customer].name}项目",
            owner=employees[owner],
            amount=Decimal(amount),
            status=status,
            origin=origin,
            focus=code == "crane",
            opened_on=opened,
            closed_on=closed,
        )
        _chain(revision, opportunities[code], [people[member] for member in members])
    InfluenceUse.unscoped.create(
        revision=revision,
        opportunity=opportunities["pier"],
        employee=employees["owner"],
        key_person=people["harbour-boss"],
        used_on=SPRING,
    )
    return opportunities


def _chain(revision: Revision, opportunity: Opportunity, members: Iterable[KeyPerson]) -> None:
    for position, member in enumerate(members, start=1):
        ChainMember.unscoped.create(
            revision=revision, opportunity=opportunity, key_person=member, role="decider", position=position
        )


def _activities(revision: Revision, crane: Opportunity, owner: Employee, people: dict[str, KeyPerson]) -> None:
    visit = Activity.unscoped.create(
        revision=revision,
        code="visit",
        customer=crane.customer,
        opportunity=crane,
        employee=owner,
        kind="visit",
        occurred_on=SEPTEMBER,
        note="登门介绍方案",
    )
    ActivityPerson.unscoped.create(activity=visit, key_person=people["harbour-boss"], position=1)


def _accounts(employees: dict[str, Employee]) -> None:
    # One round of hashing: the real number of rounds would cost every test a second.
    password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1)
    for name in CAST:
        Account.objects.create(username=name, password=password, employee=employees.get(name))
