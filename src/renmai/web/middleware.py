"""What every answer of the pages goes through."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils.translation import gettext

from renmai.domain.errors import RenmaiError
from renmai.web.notices import told
from renmai.web.pages.error.view import problem
from renmai.wording.errors import sentence

Answer = Callable[[HttpRequest], HttpResponse]

DIRECTIVES: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
)
CONTENT_POLICY: Final = "; ".join(DIRECTIVES)
METHODS: Final = ("GET", "HEAD", "POST")
API: Final = "/api/"
NOT_NEEDED: Final = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
NOT_KEPT: Final = "private, no-store"


class SafeHeaders:
    """Scripts and styles come from our files only, never from the page; no cache keeps what is told of people.

    It stands outside whatever may refuse a request, so that refusals have the same headers.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", NOT_NEEDED)
        if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            response.headers.setdefault("Cache-Control", NOT_KEPT)
        return response


class PageMethods:
    """Pages are fetched and forms are posted: views of the library would take other methods for a form."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS and not request.path.startswith(API):
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


class Notices:
    """A fragment brings the notices that wait: the part of the page that shows them is swapped along."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_fragment(request, response):
            response.write(render_to_string("layout/parts/notices_fragment.html", {"notices": told(request)}, request))
        return response


def _is_fragment(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an island swaps this answer into a page that is already there."""
    html = response.headers.get("Content-Type", "").startswith("text/html")
    swapped = response.status_code == HTTPStatus.OK and not response.streaming
    return "HX-Request" in request.headers and html and swapped


class ErrorPages:
    """A `RenmaiError` becomes a page in the user's language, with the error's status."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, RenmaiError):
            return None
        status = exception.code.status
        title = gettext("There is nothing here") if status == HTTPStatus.NOT_FOUND else gettext("This cannot be shown")
        return problem(request, status, title, sentence(exception))
