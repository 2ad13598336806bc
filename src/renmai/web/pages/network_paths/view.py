"""Find a path 找路徑: who of us can reach a key person, directly or through somebody inside (docs/metrics/paths.md)."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renmai.analytics.customer import alone
from renmai.store.models import KeyPerson
from renmai.web.access import Viewer, key_person_of, viewer_required
from renmai.web.pages.contact.picking import Candidate, people_with
from renmai.web.pages.key_person.paths import Help, help_with


@dataclass(frozen=True, slots=True)
class Page:
    """What is searched for and found, or one person with the paths to them."""

    words: str
    found: list[Candidate]
    person: KeyPerson | None
    help: Help | None


@require_safe
@viewer_required
def network_paths(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()
    person = key_person_of(viewer, str(request.GET["person"])) if request.GET.get("person") else None
    page = Page(
        words=words,
        found=people_with(viewer, words, "network-paths") if words and person is None else [],
        person=person,
        help=_paths(viewer, person) if person else None,
    )
    return render(request, "pages/network_paths/network_paths.html", {"page": page, "help": page.help})


def _paths(viewer: Viewer, person: KeyPerson) -> Help:
    one = alone(viewer.panel, person.customer.code)
    if one is None:
        raise LookupError(person.code)  # what the gate lets pass is in the panel
    return help_with(one.panel, viewer.today, (person.code, person.name), asker=viewer.employee.code)
