"""Tools that propose, one for each kind of change: nothing holds before the person has confirmed it on the page."""

from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from pydantic import Field

from renmai.domain.proposal import LONGEST
from renmai.mcp.announcing import add, agent_of
from renmai.mcp.asking import Asking
from renmai.output.agents.answers import ProposalAnswer
from renmai.output.agents.changes import (
    ActivityChange,
    AnyChange,
    AssessmentChange,
    InfluenceChange,
    KeyPersonChange,
    OpportunityChange,
    PlanStepChange,
    Wish,
)

Reason = Annotated[
    str, Field(max_length=LONGEST, description="Why, for the person who decides: the source, in your own words.")
]


def add_proposing(server: MCPServer, api: Asking) -> None:
    """Each makes one proposal of one change."""

    async def send(ctx: Context, change: AnyChange, reason: str) -> ProposalAnswer:
        return await api.post(ProposalAnswer, "/proposals", agent_of(ctx), Wish(changes=[change], reason=reason))

    async def propose_assessment(ctx: Context, change: AssessmentChange, reason: Reason) -> ProposalAnswer:
        """Propose how a key person stands: degrees −2 … 2, votes, with a day and a note. Say only what is new."""
        return await send(ctx, change, reason)

    async def propose_contact(ctx: Context, change: ActivityChange, reason: Reason) -> ProposalAnswer:
        """Propose a contact that took place: a visit, call, meeting, demo, event or message, and whom we met."""
        return await send(ctx, change, reason)

    async def propose_plan_step(ctx: Context, change: PlanStepChange, reason: Reason) -> ProposalAnswer:
        """Propose a planned step: a value that is to move, or something to be done, until a day."""
        return await send(ctx, change, reason)

    async def propose_opportunity(ctx: Context, change: OpportunityChange, reason: Reason) -> ProposalAnswer:
        """Propose another stage, amount, expected close or outcome of an opportunity."""
        return await send(ctx, change, reason)

    async def propose_key_person(ctx: Context, change: KeyPersonChange, reason: Reason) -> ProposalAnswer:
        """Propose a person at a customer who is not known yet. Search first: the person may be known."""
        return await send(ctx, change, reason)

    async def propose_influence(ctx: Context, change: InfluenceChange, reason: Reason) -> ProposalAnswer:
        """Propose who inside the customer, or of a competitor, can deeply sway a key person."""
        return await send(ctx, change, reason)

    for tool in (
        *(propose_assessment, propose_contact, propose_plan_step),
        *(propose_opportunity, propose_key_person, propose_influence),
    ):
        add(server, tool, reads=False)
