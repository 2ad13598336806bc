"""The key persons of a customer in the order of the reporting line, with all seven features."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString

from renmai.analytics.customer import contacts
from renmai.analytics.key_person_line import people_of
from renmai.analytics.listing import Row
from renmai.analytics.panel import Panel
from renmai.domain.question import Question
from renmai.domain.scope import EVERYTHING
from renmai.domain.stance import DEGREES, FEATURES, VOTES
from renmai.web import marks
from renmai.web.pages.line.rows import Influencer
from renmai.wording.disclosure import told

DEEPEST: Final = 6
"""Levels that are indented apart; the ones below stand with the last."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A key person; `depth` superiors stand above, `met` is blank if nobody of us ever met them."""

    name: str
    code: str
    url: str
    place: str
    focus: bool
    degrees: list[SafeString]
    votes: list[SafeString]
    reports_to: str
    is_top: bool
    influencers: list[Influencer]
    nobody_found: bool
    known: SafeString
    depth: int
    met: str
    is_stale: bool


class People:
    """Renders key persons of a panel that holds one customer only; equal marks are drawn once."""

    def __init__(self, panel: Panel, question: Question) -> None:
        table = panel.slabs[0].people
        codes = table.code.tolist()
        self.names = dict(zip(codes, table.name.tolist(), strict=True))
        self.top = dict(zip(codes, table.top.tolist(), strict=True))
        self.nobody_found = dict(zip(codes, table.nobody_found.tolist(), strict=True))
        self.met = contacts(panel, question)
        self.stale_before = (question.as_of - timedelta(days=panel.policy.stale_days)).toordinal()
        self.rivals = dict(panel.competitors)
        self.stance_chip = cache(marks.stance_chip)
        self.vote_badge = cache(marks.vote_badge)
        self.known_share = cache(marks.known_share)

    def row(self, row: Row, depth: int = 0) -> PersonRow:
        code = row["code"]
        return PersonRow(
            name=row["name"],
            code=code,
            url=reverse("key-person", args=[code]),
            place=" · ".join(part for part in (row["department"], row["title"]) if part),
            focus=row["focus"],
            degrees=[self.stance_chip(row[degree]) for degree in DEGREES],
            votes=[self.vote_badge(vote, row[vote]) for vote in VOTES],
            reports_to=self.names.get(row["reports_to"], ""),
            is_top=self.top[code],
            influencers=[self._influencer(one) for one in row["influencers"]],
            nobody_found=self.nobody_found[code],
            known=self.known_share(round(row["completeness"] * FEATURES), FEATURES, word=False),
            depth=min(depth, DEEPEST),
            met=date.fromordinal(self.met[code]).isoformat() if self.met[code] else "",
            is_stale=self.met[code] < self.stale_before,
        )

    def _influencer(self, row: Row) -> Influencer:
        party = self.rivals.get(row["code"], "") if row["kind"] == "competitor" else ""
        name = told(row["name"]) if row["kind"] == "ours" else row["name"] or party
        return Influencer(row["kind"], name, party)


def tree_rows(panel: Panel, question: Question, customer: str) -> list[PersonRow]:
    """Everybody who counts on the day; `panel` holds this customer only."""
    people = People(panel, question)
    rows = {row["code"]: row for row in people_of(panel, question, EVERYTHING, customer)}
    order = in_reporting_order(list(rows.values()), people.top)
    return [people.row(rows[code], depth) for code, depth in order]


def in_reporting_order(rows: Sequence[Row], top: Mapping[str, bool]) -> Iterator[tuple[str, int]]:
    """Codes, each after its superior, with their depth: the top first, whose superior is not known last."""
    there = {row["code"] for row in rows}
    below: dict[str | None, list[str]] = {}
    for row in rows:
        superior = row["reports_to"]
        below.setdefault(superior if superior in there else None, []).append(row["code"])
    roots = sorted(below.get(None, []), key=lambda code: (top[code], len(below.get(code, []))))
    waiting = [(code, 0) for code in roots]  # the last one is taken first
    while waiting:
        code, depth = waiting.pop()
        yield code, depth
        waiting += [(one, depth + 1) for one in reversed(below.get(code, []))]
