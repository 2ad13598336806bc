"""The API: version 1, by token or signed in by the session, one error shape."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja.errors import AuthenticationError, HttpError, ValidationError

import renmai.intake.addresses  # noqa: F401 registers the converter of codes
from renmai.api.access import SignedIn, WithToken
from renmai.api.document import SAID, Api, for_readers
from renmai.api.due import router as due
from renmai.api.nouns import NOUNS
from renmai.api.problems import RefusedError, as_json, told
from renmai.api.proposal import router as proposals
from renmai.api.rate import TooManyError
from renmai.api.reports import router as reports
from renmai.api.resources import router_of
from renmai.api.search import router as search
from renmai.api.summary import router as summary
from renmai.domain.errors import RenmaiError

api = Api(
    title="Renmai",
    version="1",
    description=SAID,
    urls_namespace="api-1",
    auth=[WithToken(), SignedIn()],
    docs_decorator=for_readers,
)
api.add_router("/reports", reports)
for noun in NOUNS:
    api.add_router(f"/{noun.path}", router_of(noun))
api.add_router("/search", search)
api.add_router("/due", due)
api.add_router("/proposals", proposals)
api.add_router("", summary)


@api.exception_handler(RenmaiError)
def tell_error(request: HttpRequest, error: RenmaiError) -> HttpResponse:
    del request
    return as_json(*told(error))


@api.exception_handler(RefusedError)
def tell_refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
    del request
    answer = as_json(error.problem, error.status)
    if isinstance(error, TooManyError):
        answer["Retry-After"] = str(error.after)
    return answer


@api.exception_handler(AuthenticationError)
def tell_signed_out(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    del request
    answer = as_json({"code": "signed_out", "message": gettext("Please sign in first.")}, HTTPStatus.UNAUTHORIZED)
    answer["WWW-Authenticate"] = 'Bearer realm="renmai"'
    return answer


@api.exception_handler(HttpError)
def tell_forged(request: HttpRequest, _: HttpError) -> HttpResponse:
    """A write by session without its CSRF token: the library refuses nothing else itself."""
    del request
    message = gettext("Send the CSRF token of the session in the header X-CSRFToken, or use a token.")
    return as_json({"code": "csrf", "message": message}, HTTPStatus.FORBIDDEN)


@api.exception_handler(ValidationError)
def tell_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    del request
    names = ", ".join(".".join(str(step) for step in one["loc"][2:] or one["loc"][-1:]) for one in error.errors)
    message = gettext("These parameters make no sense: %(names)s") % {"names": names}
    return as_json({"code": "bad_value", "message": message}, HTTPStatus.UNPROCESSABLE_ENTITY)
