"""The decision chain of one opportunity: who decides, in order, and the form that rearranges it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from renmai.analytics.key_person_line import people_of
from renmai.analytics.panel import Panel
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.store.actions.chain_member import Place
from renmai.store.models import ChainMember, ChainRole, KeyPerson, Opportunity
from renmai.web.access import Viewer
from renmai.web.fields import Option
from renmai.web.pages.customer.key_person import People, PersonRow
from renmai.wording.columns import WORDS, Text

LAST = 2**63
"""Members without a place come behind all others."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member; `person` is None on a day on which they do not count."""

    code: str
    name: str
    role: str
    was_role: str
    role_word: Text
    position: str
    place: int
    person: PersonRow | None
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class ChainForm:
    """The chain as fields: who may still join, and what stands where."""

    members: list[MemberRow]
    roles: list[Option]
    others: list[Option]
    joins: Place | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a refused form said, and why it was refused."""

    places: Sequence[Place]
    problem: str


def members_of(viewer: Viewer, opportunity: Opportunity) -> list[ChainMember]:
    rows = ChainMember.objects.visible_to(viewer.scope, viewer.today).filter(opportunity=opportunity)
    found = rows.select_related("key_person")
    return sorted(found, key=lambda one: (LAST if one.position is None else one.position, one.key_person.code))


def member_rows(panel: Panel, question: Question, customer: str, members: Sequence[ChainMember]) -> list[MemberRow]:
    """In the order of the chain; `panel` holds the opportunity's customer only."""
    people = People(panel, question)
    rows = {row["code"]: row for row in people_of(panel, question, EVERYTHING, customer)}
    return [
        MemberRow(
            code=one.key_person.code,
            name=one.key_person.name,
            role=one.role,
            was_role=one.role,
            role_word=WORDS["role"].get(one.role, ""),
            position="" if one.position is None else str(one.position),
            place=place,
            person=people.row(rows[one.key_person.code]) if one.key_person.code in rows else None,
        )
        for place, one in enumerate(members, start=1)
    ]


def chain_form(viewer: Viewer, opportunity: Opportunity, rows: list[MemberRow], sent: Sent | None = None) -> ChainForm:
    """The form of what is stored, or of what was sent and refused."""
    inside = {row.code for row in rows}
    people = KeyPerson.objects.visible_to(viewer.scope, viewer.today).filter(
        customer=opportunity.customer_id, left_on=None
    )
    others = [one for one in people.order_by("name") if one.code not in inside]
    return ChainForm(
        members=_as_sent(rows, sent) if sent else rows,
        roles=[Option("", "—"), *(Option(role, WORDS["role"][role]) for role in ChainRole.values)],
        others=[Option("", "—"), *(Option(one.code, f"{one.name} {one.title}".strip()) for one in others)],
        joins=next((place for place in sent.places if place.person not in inside), None) if sent else None,
        problem=sent.problem if sent else "",
    )


def _as_sent(rows: list[MemberRow], sent: Sent) -> list[MemberRow]:
    stored = {row.code: row for row in rows}
    staying = [place for place in sent.places if place.person in stored]
    shown = [replace(stored[person], role=role, place=at) for at, (person, role) in enumerate(staying, start=1)]
    gone = stored.keys() - {place.person for place in staying}
    return [*shown, *(replace(row, is_gone=True) for row in rows if row.code in gone)]


def sent_places(given: QueryDict) -> list[Place]:
    """The members that stay, in the order of the places typed, then the one that joins."""
    kept = [code for code in given.getlist("member") if given.get(f"gone-{code}") != "yes"]
    order = sorted(kept, key=lambda code: _number(given.get(f"place-{code}", "")))
    places = [Place(code, _role(given.get(f"role-{code}", ""))) for code in order]
    joins = given.get("join", "")
    if joins and joins not in kept:
        places.append(Place(joins, _role(given.get("join-role", ""))))
    return places


def sent_seen(given: QueryDict) -> Mapping[str, Mapping[str, str]]:
    """By member, the role and place that the form showed."""
    return {
        code: {"role": given.get(f"was-role-{code}", ""), "position": given.get(f"was-position-{code}", "")}
        for code in given.getlist("member")
    }


def _number(text: str) -> float:
    return float(text) if text.strip().isdecimal() and len(text) < 10 else float("inf")


def _role(text: str) -> str:
    return text if text in ChainRole.values else ""


def sources(viewer: Viewer, opportunity: Opportunity) -> Iterator[Opportunity]:
    """Other opportunities of the customer that have a chain, the newest first."""
    rows = Opportunity.objects.visible_to(viewer.scope, viewer.today).filter(
        customer=opportunity.customer_id, members__isnull=False
    )
    yield from rows.exclude(pk=opportunity.pk).distinct().order_by("-opened_on", "-pk")[:20]
