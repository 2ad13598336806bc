"""On the paper of an opportunity: whether everybody is there whom it needs, and what is planned."""

from collections.abc import Sequence

from django.utils.html import strip_tags
from django.utils.translation import gettext, pgettext

from renmai.store.models import ChainMember, Opportunity
from renmai.web.marks import TERMS
from renmai.web.numbers import COUNT
from renmai.web.pages.export.around import Around, Section
from renmai.web.pages.export.paper_list import PaperCell, PaperHead, PaperList
from renmai.web.pages.opportunity.role_targets import TargetRow, roles_of
from renmai.web.pages.plan_step.rows import StepRow, plan_of


def roles_section(around: Around, opportunity: str, chain: Sequence[ChainMember]) -> Section | None:
    """None without members who count on the day."""
    roles = roles_of(around.panel, around.question, opportunity, chain)
    if roles is None:
        return None
    heads = [
        _head(gettext("Role")),
        _head(gettext("Present / goal"), is_figure=True),
        _head(pgettext("how many", "Support"), is_figure=True),
        _head(gettext("Gap")),
    ]
    return Section(str(TERMS["role_targets"].label), "", PaperList(heads, [_target(row) for row in roles.rows]))


def _target(row: TargetRow) -> list[PaperCell]:
    comma = pgettext("between the items of a list", ", ")
    return [
        PaperCell(_plain(row.label), comma.join(one.name for one in row.people)),
        PaperCell(f"{row.present} / {row.goal}", is_figure=True),
        PaperCell(COUNT.value(row.support), is_figure=True),
        PaperCell(pgettext("between the parts of a sentence", "; ").join(gap.text for gap in row.gaps)),
    ]


def plan_section(around: Around, opportunity: Opportunity) -> Section | None:
    """The steps that are still open, None without any."""
    plan = plan_of(around.viewer, around.panel, around.question.as_of, opportunity=opportunity)
    rows = [row for row in plan.rows if row.is_open]
    if not rows:
        return None
    heads = [
        _head(pgettext("of a planned step", "What")),
        _head(gettext("How to get there")),
        _head(pgettext("sees to a step", "Who")),
        _head(pgettext("a day", "Until")),
    ]
    return Section(gettext("Action plan"), COUNT.value(len(rows)), PaperList(heads, [_step(row) for row in rows]))


def _step(row: StepRow) -> list[PaperCell]:
    return [
        PaperCell(f"{row.subject} {row.feature}", f"{_plain(row.before)} → {_plain(row.goal)}" if row.feature else ""),
        PaperCell(str(row.tactic) or row.note, row.note if row.tactic else ""),
        PaperCell(row.owner),
        PaperCell(row.due, gettext("overdue") if row.is_overdue else ""),
    ]


def _head(text: str, *, is_figure: bool = False) -> PaperHead:
    return PaperHead(text, "", is_figure)


def _plain(mark: object) -> str:
    """The marks of the screen as words."""
    return " ".join(strip_tags(str(mark)).split())
