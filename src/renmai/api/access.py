"""From a request of the API to what its sender may see, and what its token allows.

A request with an `Authorization` header is judged by it alone, whatever session comes along: a token that does not
work is never made good by a cookie, and a token needs no CSRF header, for no browser sends it by itself.
"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer, SessionAuth

from renmai.analytics.hiding import shown_to
from renmai.analytics.panel import Panel
from renmai.analytics.visible import scope_of
from renmai.api.rate import count_call
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.scope import Scope
from renmai.domain.token import PREFIX, TokenScope
from renmai.refresh import current_panel
from renmai.store.actions.token import hash_of, mark_used
from renmai.store.models import Account, Employee, Role, Token


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, on which day, what may be seen of which panel, and what may be done (`rights`).

    `sender` tells the ways apart on which the employee calls: the session, or one of the tokens.
    """

    employee: Employee
    scope: Scope
    today: date
    panel: Panel
    rights: TokenScope = TokenScope.WRITE
    sender: str = "session"

    @property
    def is_admin(self) -> bool:
        return self.employee.role == Role.ADMIN

    def require(self, right: TokenScope) -> None:
        """Raises `RenmaiError(TOKEN_SCOPE)` where the token is made for less."""
        if not self.rights.allows(right):
            raise RenmaiError(ErrorCode.TOKEN_SCOPE, scope=right.value)


class WithToken(HttpBearer):
    """`Authorization: Bearer renmai_…`; 401 for what is unknown, expired, revoked, or of who has left."""

    openapi_description = "A token made under My account, Tokens. It starts with renmai_ and is shown once."

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        del request
        return caller_of_token(token)


class SignedIn(SessionAuth):
    """The session of the pages; who has no employee in service today gets 401, a write without CSRF 403."""

    openapi_description = "The session of the pages, for programs in the browser. Writes need the header X-CSRFToken."

    def __call__(self, request: HttpRequest) -> Caller | None:
        if "Authorization" in request.headers or not request.user.is_authenticated:
            return None  # nobody's session needs no CSRF token to be refused
        caller: Caller | None = super().__call__(request)
        return caller

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        del key
        user = request.user
        if not isinstance(user, Account) or not user.is_active or user.employee is None:
            return None
        return _caller(user.employee)


def bearer(request: HttpRequest) -> str | None:
    """The secret that a request shows, None without one."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def caller_of_token(secret: str) -> Caller | None:
    """Whoever shows the secret, None for nobody. Raises `RefusedError` (429) where it calls too often.

    Found by the hash: how long that takes tells nothing about a secret of 256 bits.
    """
    if not secret.startswith(PREFIX):
        return None
    rows = Token.objects.select_related("employee", "employee__account")
    token = rows.filter(secret_hash=hash_of(secret), revoked_at=None, employee__account__is_active=True).first()
    today = timezone.localdate()
    if token is None or token.expires_on < today:
        return None
    count_call(f"token:{token.pk}")
    caller = _caller(token.employee, TokenScope(token.scope), f"token:{token.pk}")
    if caller is not None:
        mark_used(token, today)
    return caller


def _caller(employee: Employee, rights: TokenScope = TokenScope.WRITE, sender: str = "session") -> Caller | None:
    today, panel = timezone.localdate(), shown_to(current_panel(), employee.code)
    try:
        return Caller(employee, scope_of(panel, employee.code, today), today, panel, rights, sender)
    except RenmaiError:
        return None
