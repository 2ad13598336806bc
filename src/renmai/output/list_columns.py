"""The columns of the four lines' lists, as spreadsheets hold them: words for codes, numbers as numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext, pgettext

from renmai.analytics.listing import Row
from renmai.domain.stance import DEGREES, VOTES
from renmai.output.names import Names
from renmai.wording import terms
from renmai.wording.disclosure import told
from renmai.wording.report_keys import label

Cell = str | int | float | date | None


class Kind(StrEnum):
    """How a spreadsheet shows the cells of a column."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    COUNT_CHANGE = "count_change"
    AVERAGE = "average"
    STANCE = "stance"
    AMOUNT = "amount"
    AMOUNT_CHANGE = "amount_change"
    SHARE = "share"
    SHARE_CHANGE = "share_change"

    @property
    def of_change(self) -> "Kind":
        """The kind of a difference of two such figures; averages always carry their sign."""
        return {
            Kind.COUNT: Kind.COUNT_CHANGE,
            Kind.AMOUNT: Kind.AMOUNT_CHANGE,
            Kind.SHARE: Kind.SHARE_CHANGE,
        }.get(self, self)

    @property
    def is_money(self) -> bool:
        return self in (Kind.AMOUNT, Kind.AMOUNT_CHANGE)


Read = Callable[[Row, Names], Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """`path` names the column by keys of the report contract; `width` is in characters."""

    path: str
    kind: Kind
    read: Read
    width: int = 10

    @property
    def heading(self) -> str:
        return headed(label(self.path), self.kind)

    @property
    def of(self) -> str:
        """The figure or feature of the screen that it tells of."""
        return self.path.partition(".")[0]


def headed(words: str, kind: Kind) -> str:
    """A heading with its unit, where figures have one."""
    return gettext("%(figure)s (yuan)") % {"figure": words} if kind.is_money else words


def _text(path: str, read: Read, width: int = 14) -> Column:
    return Column(path, Kind.TEXT, read, width)


def _compared(key: str, kind: Kind) -> tuple[Column, ...]:
    """A metric of the row with its two comparisons."""
    width = 16 if kind.is_money else 10

    def part(name: str) -> Read:
        return lambda row, _: row[key][name]

    return (
        Column(key, kind, part("value"), width),
        Column(f"{key}.change", kind.of_change, part("change"), width),
        Column(f"{key}.yoy", kind.of_change, part("yoy"), width),
    )


def _grade(degree: str) -> Column:
    return _text(f"{degree}.grades", lambda row, _: str(terms.GRADES[row["grades"][degree]].label), 10)


def _known(degree: str) -> Column:
    return Column(f"{degree}.known_share", Kind.COUNT, lambda row, _: row["known"][degree])


def _stance(degree: str) -> Column:
    """A number, or the word that it is unknown: a blank would look like a mistake, and 0 is neutral."""

    def read(row: Row, _: Names) -> Cell:
        value: int | None = row[degree]
        return str(terms.STANCES[None]) if value is None else value

    return Column(degree, Kind.STANCE, read)


def _plain(degree: str) -> Column:
    return Column(degree, Kind.AVERAGE, lambda row, _: row[degree])


def _lead(degree: str) -> Column:
    return Column(f"{degree}.lead", Kind.AVERAGE, lambda row, _: row["lead"][degree])


def _vote(vote: str) -> Column:
    return _text(vote, lambda row, _: str(terms.VOTE_ANSWERS[row[vote]]), 10)


def _focus(row: Row, _: Names) -> Cell:
    return label("yes") if row["focus"] else None


def owner(row: Row, names: Names) -> Cell:
    return names.employee(row["owner"])


def customer_name(row: Row, names: Names) -> Cell:
    return names.customer(row["customer"])["name"]


def reports_to(row: Row, names: Names) -> Cell:
    colleagues = names.colleagues(row["customer"])
    if row["reports_to"]:
        return colleagues.names[row["reports_to"]]
    return pgettext("of a reporting line", "Top") if row["code"] in colleagues.top else gettext("not known")


def influencers(row: Row, names: Names) -> Cell:
    found = [_influencer(one["kind"], one["name"] or "", one["code"], names) for one in row["influencers"]]
    if not found:
        looked = row["code"] in names.colleagues(row["customer"]).nobody_found
        return gettext("nobody found") if looked else gettext("not known")
    return pgettext("between the items of a list", ", ").join(found)


def _influencer(kind: str, name: str, code: str, names: Names) -> str:
    name = told(name) if kind == "ours" else name
    whose = {"ours": gettext("ours"), "competitor": names.competitor(code)}.get(kind, "")
    if not (name and whose):
        return name or whose
    return gettext("%(name)s (%(whose)s)") % {"name": name, "whose": whose}


def facts(row: Row, names: Names) -> Cell:
    """The facts of one kind together, with the persons they are about."""
    people = names.colleagues(row["customer"]).names
    told: dict[str, list[str]] = {}
    for fact in row["facts"]:
        told.setdefault(fact["code"], []).extend([people[fact["person"]]] if "person" in fact else [])
    return pgettext("between the parts of a sentence", "; ").join(_fact(code, who) for code, who in told.items())


def _fact(code: str, people: Sequence[str]) -> str:
    if not people:
        return str(terms.FACTS[code])
    who = pgettext("between the items of a list", ", ").join(people)
    return gettext("%(fact)s: %(people)s") % {"fact": terms.FACTS[code], "people": who}


def reading(row: Row, _: Names) -> Cell:
    return str(terms.READINGS[row["reading"]].label) if row["reading"] else None


COMPLETENESS: Final = Column("completeness", Kind.SHARE, lambda row, _: row["completeness"])
CONTACT: Final = Column("contact", Kind.DAY, lambda row, _: row["contact"], 12)
CUSTOMER: Final = (
    _text("code", lambda row, _: row["code"], 12),
    _text("customer", lambda row, _: row["name"], 26),
    _text("industry", lambda row, names: names.customer(row["code"])["industry"]),
    _text("region", lambda row, names: names.customer(row["code"])["region"]),
    _text("owner", owner),
    _text("focus", _focus, 9),
    *_compared("amount", Kind.AMOUNT),
    *_compared("opportunities", Kind.COUNT),
    *_compared("key_people", Kind.COUNT),
    *(c for degree in DEGREES for c in (_grade(degree), *_compared(degree, Kind.AVERAGE), _known(degree))),
    _text("strategy", lambda row, _: str(terms.STRATEGIES[row["strategy"]].label), 12),
    COMPLETENESS,
    CONTACT,
)
KEY_PERSON: Final = (
    _text("code", lambda row, _: row["code"], 12),
    _text("key_person", lambda row, _: row["name"]),
    _text("customer", customer_name, 26),
    _text("department", lambda row, _: row["department"]),
    _text("title", lambda row, _: row["title"]),
    _text("owner", owner),
    _text("focus", _focus, 9),
    *(_stance(degree) for degree in DEGREES),
    *(_vote(vote) for vote in VOTES),
    _text("reports_to", reports_to),
    _text("influencers", influencers, 30),
    COMPLETENESS,
    CONTACT,
)
INFLUENCE: Final = (
    _text("key_person", lambda row, _: row.get("name")),
    _text("customer", customer_name, 26),
    _text("department", lambda row, _: row["department"]),
    _text("title", lambda row, _: row["title"]),
    _stance("closeness"),
    _text("owner", owner),
)
"""What the influence line shows of a person, and no more: a name only where the row has one (spec 1.6)."""
DECISION_CHAIN: Final = (
    _text("code", lambda row, _: row["opportunity"], 12),
    _text("opportunity", lambda row, _: row["name"], 26),
    _text("customer", customer_name, 26),
    _text("owner", owner),
    Column("amount", Kind.AMOUNT, lambda row, _: row["amount"], 16),
    _text("stage", lambda row, _: row["stage"]),
    _text("focus", _focus, 9),
    Column("members", Kind.COUNT, lambda row, _: row["members"]),
    *(column for degree in DEGREES for column in (_grade(degree), _plain(degree), _lead(degree))),
    _text("reading", reading, 10),
    _text("reading.facts", facts, 40),
)
NAMING: Final = frozenset({"code", "customer", "key_person", "opportunity", "department", "title", "focus"})
"""Columns that say whose row it is; they are never left out."""
COLUMNS: Final = {
    "customer": CUSTOMER,
    "key-person": KEY_PERSON,
    "influence": INFLUENCE,
    "decision-chain": DECISION_CHAIN,
}


def columns_of(line: str, chosen: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns of a line's list; of the chosen ones only, if the screen shows some only."""
    return tuple(column for column in COLUMNS[line] if not chosen or column.of in {*chosen, *NAMING})
