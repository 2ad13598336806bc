"""Proposing changes through the API, and what became of them; confirming is done by a person, on the page."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from renmai.api.access import Caller
from renmai.api.fetching import customer_of, key_person_of, opportunity_of
from renmai.api.looking import agent_of, caller_of
from renmai.api.schema import errors
from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.domain.issues import ProblemKind
from renmai.domain.token import TokenScope
from renmai.intake.bundle import FILES as BUNDLE_FILES
from renmai.intake.cells import Cells
from renmai.output.agents.answers import ProposalAnswer, ProposalsAnswer, ToldChange
from renmai.output.agents.changes import FILES, KINDS, AnyChange, Wish
from renmai.store.actions.proposal import Wanted, propose
from renmai.store.models import Token
from renmai.store.proposal import ToldChange as Stored
from renmai.store.proposal import ToldProposal, one_proposal, proposals_of

router = Router()
BUNDLE = {one.name: one for one in BUNDLE_FILES}
MOST = 20
EXAMPLE = {
    "changes": [{"kind": "assessment", "key_person": "K-0001", "price": "1", "note": "Finds the new price fair."}],
    "reason": "From the minutes of the visit of 12 March",
}
CREATING = {
    "requestBody": {"content": {"application/json": {"example": EXAMPLE}}},
    "responses": errors(400, 404, 409, 413, 415, 503),
}
UNNAMED = "API"
"""Through what something was proposed that says nothing of itself."""


@router.post("", response={201: ProposalAnswer}, openapi_extra=CREATING)
def create(request: HttpRequest, wish: Wish) -> Status[ProposalAnswer]:
    """Keep changes for the caller's own person to confirm. Nothing else comes of it."""
    caller = caller_of(request)
    caller.require(TokenScope.PROPOSE)
    wanted = [_wanted(caller, one) for one in wish.changes]
    made = propose(
        wanted,
        wish.reason,
        through=through(request),
        by=caller.employee,
        today=caller.today,
        now=timezone.now(),
    )
    return Status(201, _one(caller, made.code))


@router.get("", response=ProposalsAnswer, openapi_extra={"responses": errors()})
def listed(
    request: HttpRequest, waiting: bool | None = None, first: Annotated[int, Query(ge=0, le=100_000)] = 0
) -> ProposalsAnswer:
    """The caller's own proposals, the latest first; those that wait, those that do not, or all."""
    caller = caller_of(request)
    who = caller.employee, caller.scope, caller.today
    found = proposals_of(*who, waiting=waiting, first=first, most=MOST + 1)
    return ProposalsAnswer(proposals=[_told(one) for one in found[:MOST]], first=first, has_more=len(found) > MOST)


@router.get("/{code}", response=ProposalAnswer, openapi_extra={"responses": errors(404)})
def one(request: HttpRequest, code: str) -> ProposalAnswer:
    """One of the caller's own proposals."""
    return _one(caller_of(request), code)


def through(request: HttpRequest) -> str:
    """The token's name and what the agent calls itself, as the person reads it before confirming."""
    return " · ".join(filter(None, (_token_name(caller_of(request)), agent_of(request)))) or UNNAMED


def _token_name(caller: Caller) -> str:
    """As its owner called it; blank for a session."""
    kind, _, pk = caller.sender.partition(":")
    return Token.objects.get(pk=int(pk)).name if kind == "token" else ""


def _one(caller: Caller, code: str) -> ProposalAnswer:
    found = one_proposal(caller.employee, caller.scope, caller.today, code)
    if found is None:
        raise RenmaiError(ErrorCode.UNKNOWN_PROPOSAL, proposal=code)
    return _told(found)


def _wanted(caller: Caller, change: AnyChange) -> Wanted:
    """Whom or what it is about, through the gate; its cells read as an import reads them."""
    said = change.model_dump(exclude_none=True)
    person = key_person_of(caller, said["key_person"]) if "key_person" in said else None
    deal = opportunity_of(caller, said["opportunity"]) if "opportunity" in said else None
    about = person or deal
    customer = customer_of(caller, said["customer"]) if "customer" in said or about is None else about.customer
    file = FILES[change.kind]
    return Wanted(
        file, customer, {name: _cell(file, name, text) for name, text in change.cells().items()}, person, deal
    )


def _cell(file: str, column: str, text: str) -> str:
    cells = Cells(BUNDLE[file].column(column))
    read = cells[text] if text else ""
    if read is None:
        kind = cells.wrong[text]
        code = ErrorCode.TOO_LONG if kind is ProblemKind.TOO_LONG else ErrorCode.BAD_VALUE
        raise RenmaiError(
            code, name=column, value=text[:200], column=column, longest=BUNDLE[file].column(column).longest
        )
    return read


def _told(found: ToldProposal) -> ProposalAnswer:
    made = found.proposal
    return ProposalAnswer(
        code=made.code,
        through=made.through,
        reason=made.reason,
        proposed_at=made.proposed_at.isoformat(),
        expires_on=made.open_until.isoformat(),
        changes=[_change(one) for one in found.changes],
    )


def _change(one: Stored) -> ToldChange:
    """Of a customer that may not be seen any more, that there is a change and how it stands."""
    row = one.row
    told = ToldChange(number=row.position, kind=KINDS[row.file], state=one.state.value)
    if not one.is_seen:
        return told
    about = row.key_person or row.opportunity or row.customer
    return told.model_copy(update={"about": about.code, "values": dict(row.cells), "known_now": dict(one.held)})
