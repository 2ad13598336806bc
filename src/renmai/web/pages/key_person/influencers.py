"""Who may be chosen as somebody who sways a key person, and what the chosen one is called."""

from collections.abc import Mapping
from dataclasses import dataclass

from renmai.analytics.facts import Employee
from renmai.store.models import KeyPerson
from renmai.web.access import Viewer
from renmai.web.layout.context import Choice
from renmai.web.pages.key_person.relations import Colleagues
from renmai.web.pages.key_person.typed import influencer_of


@dataclass(frozen=True, slots=True)
class Influencers:
    employees: list[Choice]
    people: list[Choice]
    competitors: list[Choice]


def influencers_of(viewer: Viewer, person: KeyPerson, colleagues: Colleagues) -> Influencers:
    """Employees in service, the viewer first: most influences are one's own; who is there inside; every competitor."""
    me = viewer.employee.code
    return Influencers(
        [Choice(one.code, f"{one.name} {one.code}", one.code == me) for one in in_service(viewer)],
        [
            Choice(one.code, f"{one.name} {one.title}".strip(), is_current=False)
            for one in colleagues.others(person.code)
            if one.is_there
        ],
        [Choice(code, name, is_current=False) for code, name in viewer.panel.competitors],
    )


def in_service(viewer: Viewer) -> list[Employee]:
    """Employees in service today, the viewer first, then by name."""
    day, me = viewer.today.toordinal(), viewer.employee.code
    there = [one for one in viewer.panel.roster.staff.employees if one.start <= day < one.stop]
    return sorted(there, key=lambda one: (one.code != me, one.name, one.code))


def name_of(viewer: Viewer, who: Mapping[str, str]) -> str:
    """What people call the influencer of these fields, blank without any; raises what `influencer_of` raises."""
    if not who:
        return ""
    found = influencer_of(viewer, who)
    return found.contact_name or found.who.name
