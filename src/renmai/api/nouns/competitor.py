"""Competitors: rival companies, kept by administrators."""

from renmai.api.access import Caller
from renmai.api.nouns.base import Call, Changing, Creating, Noun, Rows, held, pick
from renmai.intake.bundle import COMPETITORS
from renmai.store.actions.competitor import add_competitor, rename_competitor
from renmai.store.models import Competitor


def _rows(caller: Caller) -> Rows:
    del caller
    return Competitor.objects.all()


def _create(call: Call, cells: dict[str, str]) -> Competitor:
    add_competitor(cells, actor=call.caller.employee.code, now=call.now)
    return Competitor.objects.get(code=cells["code"])


def _change(call: Call, row: Competitor, cells: dict[str, str]) -> None:
    if "name" in cells:
        rename_competitor(row.code, cells, held(row), actor=call.caller.employee.code, now=call.now)


NOUN = Noun(
    path="competitors",
    one="competitor",
    many="competitors",
    file=COMPETITORS,
    rows=_rows,
    example={"code": "rival", "name": "赤岭机械", "revision": 1},
    create=Creating(
        pick(COMPETITORS, "code", "name"),
        _create,
        {"code": "YS", "name": "云杉装备"},
        "A rival company.",
        admins_only=True,
    ),
    change=Changing(pick(COMPETITORS, "name"), _change, {"name": "赤岭重工"}, "Another name.", admins_only=True),
)
