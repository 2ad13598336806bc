"""What an export says of itself: who asked, when, and for what, in the words of the screen."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext, pgettext

from renmai.analytics.visible import view_choices
from renmai.output.line_export import Head
from renmai.web.access import Viewer
from renmai.web.marks import TERMS
from renmai.web.pages.line.bar import kind_label, scope_name
from renmai.web.pages.line.cell_label import cell_label
from renmai.web.pages.line.lines import Line
from renmai.web.pages.line.listing import page
from renmai.web.parameters import Asked
from renmai.wording.terms import LINES, MATTERS

Fact = tuple[str, str]


def head(viewer: Viewer, line: Line, asked: Asked) -> Head:
    return Head(
        title=str(LINES[line.name].label),
        name=cell_label(asked.cell) if asked.cell else "",
        view=_view(viewer, asked),
        facts=[*_facts(viewer, asked), *_arranged(viewer, line, asked)],
        exported_by=viewer.employee.name,
        exported_at=timezone.localtime(),
        confidential=gettext("For internal use only"),
    )


def _arranged(viewer: Viewer, line: Line, asked: Asked) -> Iterator[Fact]:
    """How the list is looked at, where it is not the report's."""
    how = asked.arranged.arrangement
    if how.search:
        yield gettext("Search"), how.search
    if how.conditions or how.sort:
        shown = page(line, viewer, asked, "", size=1)
        if shown.chips:
            text = pgettext("between the parts of a sentence", "; ").join(str(chip.text) for chip in shown.chips)
            yield pgettext("what a list is restricted to", "Only"), text
        yield from ((gettext("Order"), str(one.label)) for one in shown.sorts if how.sort and one.is_current)


def _facts(viewer: Viewer, asked: Asked) -> Iterator[Fact]:
    question = asked.question
    yield gettext("View"), _view(viewer, asked)
    if not question.ours:
        yield pgettext("view of a competitor", "Competitor"), dict(viewer.panel.competitors)[question.party]
    days = question.comparison
    yield gettext("As of"), days.as_of.isoformat()
    yield str(TERMS["change"].label), gettext("vs %(day)s") % {"day": days.previous.isoformat()}
    yield str(TERMS["yoy"].label), gettext("vs %(day)s") % {"day": days.year_ago.isoformat()}
    yield from _filters(asked)


def _view(viewer: Viewer, asked: Asked) -> str:
    view = asked.question.view
    choice = next(one for one in view_choices(viewer.panel, viewer.scope) if one.view == str(view))
    return " ".join([kind_label(view.kind), *([scope_name(choice)] if choice.name else [])])


def _filters(asked: Asked) -> Iterator[Fact]:
    filters = asked.question.filters
    if filters.industry:
        yield gettext("Industry"), filters.industry
    if filters.region:
        yield gettext("Region"), filters.region
    if filters.focus:
        yield str(MATTERS["focus"].label), pgettext("answer", "Yes")
    if asked.cell:
        yield pgettext("what a list is restricted to", "Only"), cell_label(asked.cell)
