"""My tokens: with which programs speak for me, made and revoked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from allauth.account.decorators import reauthentication_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from renmai.domain.errors import RenmaiError
from renmai.domain.token import LASTS, TokenScope
from renmai.store.actions.token import LONGEST_NAME, create_token, revoke_token
from renmai.store.models import Token
from renmai.web.access import Viewer, viewer_required
from renmai.web.notices import tell
from renmai.wording.errors import sentence
from renmai.wording.terms import Term
from renmai.wording.token import SCOPES


@dataclass(frozen=True, slots=True)
class Row:
    """One token that works, or has expired without being revoked."""

    token: Token
    scope: Term
    is_over: bool


@dataclass(frozen=True, slots=True)
class MyTokens:
    """`secret` is shown once, right after its token was made; `typed` and `problem` belong to the form."""

    rows: Sequence[Row]
    scopes: Mapping[str, Term]
    days: Sequence[str]
    longest: int
    typed: Mapping[str, str] = field(default_factory=lambda: {"name": "", "scope": TokenScope.READ.value, "days": "90"})
    secret: str = ""
    made: str = ""
    problem: str = ""
    column: str = ""


@require_safe
@viewer_required
def my_tokens(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _show(request, viewer)


@require_POST
@viewer_required
@reauthentication_required  # type: ignore[untyped-decorator]  # a browser left open makes none that outlives it
def new_token(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in ("name", "scope", "days")}
    try:
        made, secret = create_token(
            viewer.employee, **typed, by=viewer.employee, today=viewer.today, now=timezone.now()
        )
    except RenmaiError as refused:
        column = str(refused.params.get("column", ""))
        return _show(request, viewer, typed=typed, problem=sentence(refused), column=column)
    return _show(request, viewer, secret=secret, made=made.name)


@require_POST
@viewer_required
def revoke(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    found = Token.objects.filter(pk=pk, employee=viewer.employee).first()
    if found is None:
        raise Http404
    revoke_token(found, by=viewer.employee, now=timezone.now())
    tell(request, gettext("The token works no more."))
    return redirect("my-account-tokens")


def _show(request: HttpRequest, viewer: Viewer, **more: object) -> HttpResponse:
    found = Token.objects.filter(employee=viewer.employee, revoked_at=None).order_by("-created_at", "-pk")
    rows = [Row(one, SCOPES[one.scope], one.expires_on < viewer.today) for one in found]
    page = MyTokens(rows, SCOPES, [str(one) for one in LASTS], LONGEST_NAME, **more)  # type: ignore[arg-type]
    status = 422 if page.problem else 200
    return render(request, "pages/account/tokens.html", {"page": page}, status=status)
