"""Requests for help in the demo: one waits, one is talked over, one ended well; a use waits to be confirmed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Q

from renmai.demo.sign_ins import sign_ins
from renmai.domain.disclosure import Disclosure
from renmai.domain.help_request import HelpKind, Outcome
from renmai.domain.influence_use import UseGrade
from renmai.domain.scope import Scope
from renmai.store.actions.help_request import Ending, Wanted, accept, ask_for_help, close_request, say
from renmai.store.actions.influence_use import Use, add_use
from renmai.store.actions.insight_answer import answer_insight
from renmai.store.actions.private_relation import Given, give_relation
from renmai.store.models import Employee, KeyPerson, Opportunity

ASKED_DAYS, TALKED_DAYS, CLOSED_DAYS = 1, 3, 9
GOALS: Final = {
    "waiting": "下周想拜访这位负责人，能否请您先打个招呼，说明我们做过同类项目？",
    "insight": "我一直没能见到本人，想请您说说此人对我司的态度，以及在采购上有没有一票。",
    "closed": "方案评审前，想听听此人最在意什么。",
}
HOW: Final = ("大学同班同学，每年都聚", "以前在同一家研究所共事六年", "孩子在同一所学校，常一起组织活动")
INSIGHT: Final = {"closeness": "0", "solution": "1", "price": "", "veto": "no", "approver": ""}


def add_help(until: date, now: datetime) -> None:
    """Between the salesperson and the employee who sign in to look around."""
    people = {one.kind: one.employee for one in sign_ins()}
    asker, giver = people.get("salesperson"), people.get("employee")
    persons = _persons(asker, until) if asker else []
    if asker is None or giver is None or len(persons) < len(HOW):
        return
    steps = (Disclosure.REACH, Disclosure.WHO, Disclosure.HOW)
    for person, step, how in zip(persons, steps, HOW, strict=False):
        since = max(person.joined_on, until - timedelta(days=400))
        give_relation(Given(person, since, step, how), by=giver, today=until, now=now)
    _waiting(persons[0], asker, until, now)
    _insight(persons[1], asker, giver, until, now)
    _closed(persons[2], asker, giver, until, now)
    _to_confirm(persons[2], asker, giver, until, now)


def _persons(asker: Employee, day: date) -> Sequence[KeyPerson]:
    """At the asker's customers, who is there longest; where a deal is open first."""
    rows = KeyPerson.objects.visible_to(Scope(asker.code, employees=frozenset({asker.code})), day)
    there = rows.filter(left_on=None, joined_on__lte=day - timedelta(days=30))
    deals = Count("customer__opportunities", filter=Q(customer__opportunities__status="open"))
    return list(there.annotate(deals=deals).order_by("-deals", "joined_on", "code")[: len(HOW)])


def _waiting(person: KeyPerson, asker: Employee, until: date, now: datetime) -> None:
    """Asked blind: who it reached decides whether to tell."""
    day = until - timedelta(days=ASKED_DAYS)
    ask_for_help(Wanted(person, HelpKind.HELP, GOALS["waiting"]), by=asker, today=day, now=now)


def _insight(person: KeyPerson, asker: Employee, giver: Employee, until: date, now: datetime) -> None:
    day = until - timedelta(days=TALKED_DAYS)
    wanted = Wanted(person, HelpKind.INSIGHT, GOALS["insight"], giver.code)
    asked = ask_for_help(wanted, by=asker, today=day, now=now)
    accept(asked, show_name=True, by=giver, today=day, now=now)
    say(asked, "没问题，我把我知道的填进去，价格方面我不清楚。", by=giver, now=now)
    answer_insight(asked, INSIGHT, "上个月聚会时聊起过，对方案有兴趣", by=giver, today=day, now=now)


def _closed(person: KeyPerson, asker: Employee, giver: Employee, until: date, now: datetime) -> None:
    day = until - timedelta(days=CLOSED_DAYS)
    wanted = Wanted(person, HelpKind.HELP, GOALS["closed"], giver.code)
    asked = ask_for_help(wanted, by=asker, today=day, now=now)
    accept(asked, show_name=True, by=giver, today=day, now=now)
    say(asked, "最看重交付周期，汇报时先讲排期。", by=giver, now=now)
    ending = Ending(Outcome.HELPED, "评审时先讲了排期，反响很好", "多亏您提醒，这次评审顺利多了，谢谢！")
    close_request(asked, ending, by=asker, today=day + timedelta(days=2), now=now)


def _to_confirm(person: KeyPerson, asker: Employee, giver: Employee, until: date, now: datetime) -> None:
    """The deal's side has recorded it; the employee is asked."""
    deals = Opportunity.objects.visible_to(Scope(asker.code, employees=frozenset({asker.code})), until)
    deal = deals.filter(customer=person.customer_id, status="open").order_by("code").first()
    if deal is None:
        return
    day = max(deal.opened_on, until - timedelta(days=CLOSED_DAYS - 2))
    use = Use(giver, person, day, "评审前指点了汇报重点", UseGrade.ASSISTED)
    add_use(deal, use, by=asker, today=until, now=now)
