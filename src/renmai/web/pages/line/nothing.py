"""A line of which there is nothing to show at all: why, and who can help."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import pgettext

from renmai.store.models.employee import Role
from renmai.web.access import Viewer
from renmai.web.parameters import Asked

NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Nothing:
    """`is_bare`: the company has no customers at all."""

    line: str
    is_bare: bool
    may_import: bool
    administrators: str
    influence_url: str


def nothing(line: str, viewer: Viewer, asked: Asked) -> Nothing:
    panel, today = viewer.panel, viewer.today.toordinal()
    names = [
        employee.name
        for employee in panel.roster.staff.employees
        if employee.role == Role.ADMIN and employee.start <= today < employee.stop
    ]
    return Nothing(
        line,
        is_bare=not panel.slabs,
        may_import=viewer.is_admin,
        administrators=pgettext("between the items of a list", ", ").join(names[:NAMED]),
        influence_url=reverse("line", args=["influence"]) + asked.plain().query(),
    )
