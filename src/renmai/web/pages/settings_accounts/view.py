"""Accounts: who can sign in, and what an administrator does when somebody cannot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.core.paginator import Page, Paginator
from django.db import IntegrityError
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from renmai.domain.errors import RenmaiError
from renmai.store.actions.account import close_account, create_account, open_account, remove_second_step
from renmai.store.actions.token import revoke_token
from renmai.store.models import Account, Employee, Token
from renmai.web.access import Viewer, admin_required
from renmai.web.notices import tell
from renmai.wording.errors import sentence

PAGE_SIZE: Final = 50
LONGEST_NAME: Final = 150


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link with which somebody chooses a password; shown once, to the administrator who made it."""

    username: str
    url: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """`typed` and `problem` belong to the form for a new account; `tokens` are those of the accounts shown."""

    accounts: "Page[Any]"
    q: str
    without: list[Employee]
    tokens: list[Token]
    link: NewLink | None = None
    typed: Mapping[str, str] | None = None
    problem: str = ""


@require_http_methods(["GET", "HEAD"])
@admin_required
def accounts(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    del viewer
    return _show(request)


@require_POST
@admin_required
def new_account(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Make an account and a link; who gets the link chooses the password."""
    employee = request.POST.get("employee", "").strip()
    username = request.POST.get("username", "").strip() or employee
    typed = {"employee": employee, "username": request.POST.get("username", "")}
    if len(username) > LONGEST_NAME:
        return _show(request, typed=typed, problem=gettext("A sign-in name has at most 150 characters."))
    try:
        made = create_account(username, None, employee, actor=viewer.employee.code, now=timezone.now())
    except RenmaiError as refused:
        return _show(request, typed=typed, problem=sentence(refused))
    except IntegrityError:
        taken = gettext("This name is taken, or the employee has an account already.")
        return _show(request, typed=typed, problem=taken)
    return _show(request, link=_link(request, made))


Change = Callable[..., None]
CHANGES: Final[dict[str, tuple[Change, str | Promise]]] = {
    "close": (close_account, gettext_lazy("The account of %(name)s is closed, and signed out everywhere.")),
    "open": (open_account, gettext_lazy("The account of %(name)s is open.")),
    "second-step": (remove_second_step, gettext_lazy("%(name)s signs in with the password alone again.")),
}


@require_POST
@admin_required
def change_account(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Close, open, remove the second step, revoke a token, or make a link for a new password."""
    account = Account.objects.filter(pk=pk).select_related("employee").first()
    asked = request.POST.get("change", "")
    if account is None or asked not in {"link", "revoke", *CHANGES}:
        raise Http404
    if asked == "revoke":
        return _revoke(request, viewer, account)
    if asked == "link":
        return _show(request, link=_link(request, account))
    if asked == "close" and account.employee_id == viewer.employee.pk:
        tell(request, gettext("You cannot close the account with which you are signed in."))
        return redirect("settings-accounts")
    change, words = CHANGES[asked]
    change(account, actor=viewer.employee.code, now=timezone.now())
    tell(request, str(words) % {"name": account.username})
    return redirect("settings-accounts")


def _revoke(request: HttpRequest, viewer: Viewer, account: Account) -> HttpResponse:
    asked = request.POST.get("token", "")
    mine = Token.objects.filter(employee__account=account)
    found = mine.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    if found is None:
        raise Http404
    revoke_token(found, by=viewer.employee, now=timezone.now())
    tell(request, gettext("The token works no more."))
    return redirect("settings-accounts")


def _link(request: HttpRequest, account: Account) -> NewLink:
    key = default_token_generator.make_token(account)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(account), key])
    return NewLink(account.username, request.build_absolute_uri(path))


def _show(request: HttpRequest, **more: object) -> HttpResponse:
    q = request.GET.get("q", "").strip()[:200]
    found = _found(q, request.GET.get("page", "1"))
    context = Accounts(found, q, _without_account(), _tokens(found), **more)  # type: ignore[arg-type]
    return render(
        request,
        "pages/settings_accounts/accounts.html",
        {"page": context},
        status=422 if context.problem else 200,
    )


def _found(q: str, page: str) -> "Page[Any]":
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    rows = Account.objects.select_related("employee").annotate(second_step=Exists(steps)).order_by("username")
    if q:
        rows = rows.filter(Q(username__icontains=q) | Q(employee__name__icontains=q) | Q(employee__code__icontains=q))
    return Paginator(rows, PAGE_SIZE).get_page(page)


def _tokens(shown: "Page[Any]") -> list[Token]:
    people = [account.employee_id for account in shown if account.employee_id]
    rows = Token.objects.filter(employee__in=people, revoked_at=None).select_related("employee__account")
    return list(rows.order_by("employee__code", "name", "pk"))


def _without_account() -> list[Employee]:
    return list(Employee.objects.filter(account=None, left_on=None).order_by("code"))
