"""A guide: one question after the other, then what they point to, recorded with the answers as its evidence.

It stands on its own page, which works without scripts, and as a part of others, which swap it in
place. A part that was saved says so to its page by the event `facts-changed`.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.guided_questions.evidence import Answered
from renmai.web.access import Viewer, key_person_of, viewer_required
from renmai.web.notices import tell
from renmai.web.pages.guide.asking import Asked, read
from renmai.web.pages.guide.context import Guiding, guiding, proposing
from renmai.web.pages.key_person.features import Trouble
from renmai.web.pages.key_person.influencers import influencers_of, name_of
from renmai.web.pages.key_person.posting import Done, say, sway
from renmai.web.pages.key_person.relations import colleagues_of
from renmai.web.pages.key_person.state import Attitude, attitudes_of
from renmai.web.pages.key_person.typed import texts_of
from renmai.web.pages.undo.view import undo_of
from renmai.wording.guided_questions import About


@require_http_methods(["GET", "HEAD", "POST"])
@viewer_required
def guide(request: HttpRequest, viewer: Viewer, code: str, feature: str) -> HttpResponse:
    """The step that the answers in the address lead to; posting to it records the value that was chosen."""
    asked = read(key_person_of(viewer, code), feature, request.GET)
    if request.method == "POST":
        return _save(request, viewer, asked)
    return _show(request, viewer, asked)


def _save(request: HttpRequest, viewer: Viewer, asked: Asked) -> HttpResponse:
    run, is_influence = asked.run, asked.feature == "influence"
    if run.verdict is None or not (is_influence or "value" in request.POST):
        raise RenmaiError(ErrorCode.MISSING_VALUE)
    answered = Answered(run.verdict.value, run.answers)
    try:
        if is_influence:
            done = sway(viewer, asked.person, request.POST, answered)
        else:
            done = say(viewer, asked.person, (asked.feature, asked.party), request.POST, answered)
    except RenmaiError as refused:
        typed = texts_of(request.POST)
        return _show(request, viewer, asked, typed, Trouble(asked.feature, refused, typed))
    return _done(request, asked, done)


def _show(
    request: HttpRequest,
    viewer: Viewer,
    asked: Asked,
    typed: Mapping[str, str] | None = None,
    trouble: Trouble | None = None,
) -> HttpResponse:
    about = About(asked.person.name, _party_name(viewer, asked), name_of(viewer, asked.who))
    step = guiding(asked, about)
    if step.question is None:
        step = proposing(step, about, _held(viewer, asked), typed, trouble)
        if step.is_influence:
            step = replace(step, influencers=influencers_of(viewer, asked.person, colleagues_of(viewer, asked.person)))
    return _render(request, replace(step, is_part=_is_part(request), is_swapped=_is_part(request)), about)


def _render(request: HttpRequest, step: Guiding, about: About) -> HttpResponse:
    trouble = step.proposal.trouble if step.proposal else None
    status = trouble.error.code.status if trouble else HTTPStatus.OK
    if not step.is_part:
        context = {"guide": step, "party_name": about.party, "back_url": _person_url(step.asked)}
        return render(request, "pages/guide/page.html", context, status=status)
    response = render(request, "pages/guide/guide.html", {"guide": step}, status=status)
    if trouble:
        # What is refused goes back into its place, too.
        response.headers["HX-Reswap"] = "outerHTML show:none"
    return response


def _done(request: HttpRequest, asked: Asked, done: Done) -> HttpResponse:
    tell(request, done.text, undo=undo_of(done.revision))
    if not _is_part(request):
        return redirect(_person_url(asked))
    response = render(request, "pages/guide/saved.html", {"asked": asked, "text": done.text})
    if done.revision:
        changed = {"facts-changed": {"revision": done.revision, "said": done.text}}
        response.headers["HX-Trigger"] = json.dumps(changed)
    return response


def _person_url(asked: Asked) -> str:
    """Where the value stands on the person's page."""
    query = {"party": asked.party} if asked.party else None
    place = "influences" if asked.feature == "influence" else asked.feature
    return reverse("key-person", args=[asked.person.code], query=query, fragment=place)


def _is_part(request: HttpRequest) -> bool:
    """Whether an island swaps the answer into a page that is already there."""
    return "HX-Request" in request.headers


def _held(viewer: Viewer, asked: Asked) -> str:
    """The value that holds today."""
    if asked.feature == "influence":
        return ""
    return attitudes_of(viewer, asked.person).get(asked.party, Attitude(asked.party)).cell(asked.feature)


def _party_name(viewer: Viewer, asked: Asked) -> str:
    return dict(viewer.panel.competitors)[asked.party] if asked.party else ""
