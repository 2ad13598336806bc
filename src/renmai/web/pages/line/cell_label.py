"""What the number behind a list stands for, in words."""

from django.utils.translation import gettext, pgettext

from renmai.analytics.cell import BELOW_GOOD, KNOWN, UNINSIGHTED, Cell
from renmai.web.marks import TERMS
from renmai.web.pages.line.matrix import label_of
from renmai.wording.terms import STANDINGS


def cell_label(cell: Cell | None) -> str:
    """Such as "Closeness: Good"."""
    if cell is None:
        return pgettext("a list without a condition", "All")
    if cell.measure == UNINSIGHTED:
        return str(TERMS[UNINSIGHTED].label)
    if cell.is_contested:
        return str(TERMS["contested_people"].label)
    if cell.is_members:
        return gettext("Chain members")
    if cell.is_lead:
        degree, standing = cell.lead
        return gettext("%(measure)s: %(value)s") % {"measure": TERMS[degree].label, "value": STANDINGS[standing].label}
    return gettext("%(measure)s: %(value)s") % {"measure": TERMS[cell.measure].label, "value": _value(cell)}


def _value(cell: Cell) -> str:
    if cell.span:
        since, until = (day.isoformat() for day in cell.span)
        return gettext("known from %(since)s to %(until)s") % {"since": since, "until": until}
    if cell.value == KNOWN:
        return str(TERMS["known_share"].label)
    if cell.value == BELOW_GOOD:
        return pgettext("grades", "below good")
    return label_of(cell.value)
