"""Renmai: the panel, built from the same columns."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bench import dataset
from bench.contest import MONTHS, Contestant, Points, Report
from bench.dataset import Dataset
from renmai.analytics import customer_line, facts, states
from renmai.analytics.panel import Panel, build_panel
from renmai.domain.periods import series_days
from renmai.domain.question import COMPANY, Question, View

INDUSTRIES = ("装备制造", "汽车", "电子", "医药", "食品", "化工", "能源", "物流")
REGIONS = ("华东", "华南", "华北", "华中", "西南", "东北", "西北")
DEPARTMENTS = ("总经办", "采购部", "生产部", "财务部", "质量部")
TITLES = ("总经理", "采购总监", "车间主任", "财务总监", "质量经理")


@contextmanager
def prepared(data: Dataset) -> Iterator[Contestant]:
    yield contestant(build_panel(facts_of(data)))


def contestant(panel: Panel, view: View = COMPANY) -> Contestant:
    def company(day: date) -> Report:
        return customer_line.figures(panel, Question(day, view=view))

    def trend(day: date) -> Points:
        return customer_line.series(panel, Question(day, view=view), series_days(day, MONTHS)).points

    return Contestant("Renmai", company, trend)


def facts_of(data: Dataset) -> facts.Facts:
    """The data set as a store would hand it over."""
    book = facts.CustomerBook(
        customers=_customers(data),
        ownerships=facts.OwnershipFacts(
            data.ownerships.customer, data.ownerships.employee, data.ownerships.start, data.ownerships.stop
        ),
        account_team=facts.AccountTeamFacts(_ids(0), _ids(0), _small(0), _days(0), _days(0)),
        strategy_choices=facts.StrategyChoiceFacts(_ids(0), _small(0), _days(0)),
        people=_people(data),
        reporting=facts.ReportingFacts(_ids(0), _ids(0), _days(0), _days(0)),
        assessments=_assessments(data.assessments),
        influences=_influences(data.influences),
        opportunities=_opportunities(data.opportunities, opportunity_codes(data)),
        members=facts.MemberFacts(data.members.opportunity, data.members.person),
        uses=facts.UseFacts(_ids(0), _ids(0), _ids(0), _days(0), _small(0), _days(0)),
        activities=facts.ActivityFacts(_ids(0), _ids(0), _ids(0), _ids(0), _days(0)),
        contacts=facts.ContactFacts(_ids(0), _ids(0), _days(0)),
        plans=facts.PlanFacts(_ids(0), _days(0), _days(0)),
    )
    return facts.Facts(1, _staff(data), book)


def customer_codes(data: Dataset) -> list[str]:
    return [f"C{number:06d}" for number in range(1, data.size + 1)]


def person_codes(data: Dataset) -> list[str]:
    return [f"K{number:07d}" for number in range(1, len(data.people.customer) + 1)]


def opportunity_codes(data: Dataset) -> list[str]:
    return [f"O{number:06d}" for number in range(1, len(data.opportunities.customer) + 1)]


def seller_codes(data: Dataset) -> list[str]:
    return [f"S{number:05d}" for number in range(1, data.sellers + 1)]


def _ids(count: int) -> NDArray[np.int64]:
    return np.arange(1, count + 1, dtype=np.int64)


def _small(count: int) -> NDArray[np.int8]:
    return np.zeros(count, dtype=np.int8)


def _days(count: int) -> NDArray[np.int32]:
    return np.zeros(count, dtype=np.int32)


def _cycled(values: tuple[str, ...], count: int) -> facts.Texts:
    return facts.texts(list(values))[np.arange(count) % len(values)]


def _customers(data: Dataset) -> facts.CustomerFacts:
    return facts.CustomerFacts(
        id=_ids(data.size),
        code=facts.texts(customer_codes(data)),
        name=facts.texts([f"客户{number}" for number in range(1, data.size + 1)]),
        industry=_cycled(INDUSTRIES, data.size),
        region=_cycled(REGIONS, data.size),
        focus=np.arange(data.size) % 6 == 0,
        contribution=np.zeros(data.size, np.int8),
        start=data.customers.start,
        stop=data.customers.stop,
    )


def _people(data: Dataset) -> facts.PersonFacts:
    count = len(data.people.customer)
    return facts.PersonFacts(
        id=_ids(count),
        customer=data.people.customer,
        code=facts.texts(person_codes(data)),
        name=_cycled(("王建国", "李敏", "张海峰", "赵雪梅"), count),
        department=_cycled(DEPARTMENTS, count),
        title=_cycled(TITLES, count),
        superior=data.people.superior,
        top=data.people.superior == 0,
        nobody_found=np.zeros(count, np.bool_),
        focus=np.arange(count) % 20 == 0,
        start=data.people.start,
        stop=data.people.stop,
    )


def _assessments(rows: dataset.Assessments) -> facts.AssessmentFacts:
    degrees = np.stack([rows.closeness, rows.solution, rows.price])
    votes = np.stack([rows.veto, rows.approver])
    packed = states.pack(
        np.where(degrees == dataset.UNKNOWN, states.UNKNOWN_DEGREE, degrees + 2).astype(np.int8),
        np.where(votes == dataset.UNKNOWN, states.UNKNOWN_VOTE, votes).astype(np.int8),
    )
    return facts.AssessmentFacts(rows.person, rows.party, rows.day, packed)


def _influences(rows: dataset.Influences) -> facts.InfluenceFacts:
    count = len(rows.person)
    return facts.InfluenceFacts(
        person=rows.person,
        kind=np.full(count, facts.OURS, np.int8),
        influencer=rows.employee,
        giver=rows.employee,
        contact=_cycled(("",), count),
        start=rows.start,
        stop=np.full(count, facts.NEVER, np.int32),
    )


def _opportunities(rows: dataset.Opportunities, codes: list[str]) -> facts.OpportunityFacts:
    count = len(rows.customer)
    ended = np.where(rows.won, facts.WON, facts.LOST)
    return facts.OpportunityFacts(
        id=_ids(count),
        customer=rows.customer,
        code=facts.texts(codes),
        name=_cycled(("智能工厂一期",), count),
        owner=rows.owner,
        amount=rows.amount * (facts.AMOUNT_UNIT // 100),
        stage=_cycled(("需求确认", "方案论证", "商务谈判"), count),
        status=np.where(rows.closed == facts.NEVER, facts.OPEN, ended).astype(np.int8),
        origin=np.full(count, facts.CAPTURED, np.int8),
        focus=np.arange(count) % 9 == 0,
        opened=rows.opened,
        closed=rows.closed,
        expected=np.full(count, facts.NEVER, np.int32),
    )


def group_of(seller: int) -> int:
    return (seller - 1) // dataset.SELLERS_PER_GROUP + 1


def _staff(data: Dataset) -> facts.Staff:
    sellers = [
        facts.Employee(n, code, code, 1000 + group_of(n), "member", sales=True, start=facts.EVER, stop=facts.NEVER)
        for n, code in enumerate(seller_codes(data), start=1)
    ]
    divisions = [facts.Team(n, f"D{n:03d}", f"{n}区", 0, 0) for n in range(1, data.divisions + 1)]
    groups = [facts.Team(1000 + n, f"G{n:04d}", f"{n}组", data.division_of(n), 0) for n in range(1, data.groups + 1)]
    rivals = [facts.Competitor(n, f"R{n}", f"友商{n}") for n in range(1, dataset.COMPETITORS + 1)]
    return facts.Staff(tuple(sellers), (*divisions, *groups), tuple(rivals))
