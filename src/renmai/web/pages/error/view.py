"""Pages for what went wrong: never a traceback, always a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from renmai.web.operations.request_log import request_id


def problem(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """One page for every problem; it tells nothing about what the viewer may not see."""
    return render(request, "pages/error/error.html", {"status": status, "title": title, "text": text}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return problem(
        request,
        404,
        gettext("There is nothing here"),
        gettext("This page does not exist, or it is not open to you."),
    )


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return problem(request, 403, gettext("Not allowed"), gettext("You may see this, but not do it."))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return problem(request, 400, gettext("This request cannot be read"), gettext("Go back and try again."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    del reason
    return problem(
        request,
        403,
        gettext("The form has expired"),
        gettext("Nothing was changed. Go back, load the page again and send it once more."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    return problem(
        request,
        500,
        gettext("Something broke on our side"),
        gettext("Nothing was changed. Try again; if it happens again, tell your administrator this word: %(word)s")
        % {"word": request_id()},
    )
