"""The API: version 1, signed in by the session, one error shape."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from renmai.api.access import SignedIn
from renmai.api.reports import router as reports
from renmai.domain.errors import RenmaiError
from renmai.wording.errors import sentence

api = NinjaAPI(
    title="Renmai",
    version="1",
    urls_namespace="api-1",
    auth=SignedIn(),  # ninja checks CSRF only where auth stands on the API object
    docs_decorator=login_required,
)
api.add_router("/reports", reports)


@api.exception_handler(RenmaiError)
def tell_error(request: HttpRequest, error: RenmaiError) -> HttpResponse:
    return api.create_response(request, _problem(error.code.value, sentence(error)), status=error.code.status)


@api.exception_handler(AuthenticationError)
def tell_signed_out(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    return api.create_response(request, _problem("signed_out", gettext("Please sign in first.")), status=401)


@api.exception_handler(ValidationError)
def tell_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = ", ".join(str(one["loc"][-1]) for one in error.errors)
    message = gettext("These parameters make no sense: %(names)s") % {"names": names}
    return api.create_response(request, _problem("bad_value", message), status=422)


def _problem(code: str, message: str) -> dict[str, str]:
    return {"code": code, "message": message}
