"""Forms that change one thing of a page: shown in their place, sent, refused with what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from renmai.domain.errors import RenmaiError
from renmai.intake.columns import File
from renmai.web.access import Viewer
from renmai.web.fields import Field, Form, posted, shown
from renmai.web.notices import Undo, tell
from renmai.wording.columns import Text


@dataclass(frozen=True, slots=True)
class Saved:
    """Where to go after it was saved, and what to say; nothing is said where nothing changed."""

    url: str
    text: str = ""
    undo: Undo | None = None


@dataclass(frozen=True, slots=True)
class Editing:
    """One form: its fields and first values for a subject, and what sending it does.

    `start` are the values that hold, which the form carries along as seen. `propose` gives values
    for what is still blank, and `carried` names those that the address may give (`?status=won`).
    `send` gets the checked form and raises `RenmaiError` for what the action refuses.
    """

    name: str
    file: File
    title: Text
    button: Text
    fields: Callable[[Viewer, Any], list[Field]]
    start: Callable[[Viewer, Any], Mapping[str, str]]
    send: Callable[[Viewer, Any, Form], Saved]
    propose: Callable[[Viewer, Any], Mapping[str, str]] | None = None
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """The form that stands open on a page: where it is sent to and how to leave it."""

    editing: Editing
    form: Form
    url: str
    cancel_url: str
    draft: str


def answer(
    request: HttpRequest, viewer: Viewer, subject: Any, editing: Editing, page: Callable[[Form], HttpResponse]
) -> HttpResponse:
    """Save what was sent and go on, else show the page with the form open."""
    fields = editing.fields(viewer, subject)
    if request.method != "POST":
        form = shown(fields, editing.start(viewer, subject))
        form.propose(editing.propose(viewer, subject) if editing.propose else {}, over=False)
        form.propose({name: request.GET[name] for name in editing.carried if name in request.GET}, over=True)
        return page(form)
    form = posted(editing.file, fields, request.POST)
    if form.is_valid:
        try:
            saved = editing.send(viewer, subject, form)
        except RenmaiError as refused:
            form.refuse(refused)
        else:
            if saved.text:
                tell(request, saved.text, undo=saved.undo)
            return redirect(saved.url)
    return page(form)
