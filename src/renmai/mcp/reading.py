"""Tools that read: what the person's pages show, as typed objects, a page at a time."""

from typing import Annotated, Any, Final, Literal
from urllib.parse import quote

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from pydantic import Field

from renmai.mcp.announcing import add, agent_of
from renmai.mcp.asking import Asking
from renmai.output.agents.answers import (
    MOST,
    CustomerAnswer,
    DueAnswer,
    Found,
    OpportunityAnswer,
    PathsAnswer,
    PersonAnswer,
    ProposalAnswer,
    ProposalsAnswer,
    ReportAnswer,
)

Code = Annotated[str, Field(min_length=1, max_length=500, description="The code, as search gives it.")]
First = Annotated[int, Field(ge=0, le=100_000, description="How many rows to leave out.")]
Most = Annotated[int, Field(ge=1, le=MOST, description="How many rows at most.")]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="An ISO date; blank: today.")]
Line = Literal["customer", "influence", "key-person", "decision-chain", "strategies", "actions", "account"]
LISTS: Final = ("customers", "people", "chains", "actions")
"""The list of a report, by its key."""


def cut(report: dict[str, Any], first: int, most: int) -> ReportAnswer:
    """The report with `most` rows of its list from `first` on."""
    name = next((one for one in LISTS if isinstance(report.get(one), list)), "")
    rows = report[name] if name else []
    kept = report | ({name: rows[first : first + most]} if name else {})
    return ReportAnswer(report=kept, first=first, total=len(rows))


def add_reading(server: MCPServer, api: Asking) -> None:
    """Every tool is read-only; none tells more than the person's own pages."""

    async def search(
        ctx: Context,
        query: Annotated[str, Field(min_length=1, max_length=100, description="Words, pinyin or initials, or a code.")],
        most: Annotated[int, Field(ge=1, le=20)] = 10,
    ) -> Found:
        """Find customers, key persons and opportunities by their words; gives the codes that other tools take."""
        return await api.get(Found, "/search", agent_of(ctx), q=query, most=most)

    async def customer(ctx: Context, code: Code, first: First = 0, most: Most = MOST) -> CustomerAnswer:
        """A customer today: figures, key persons with their seven features, open opportunities."""
        return await api.get(CustomerAnswer, f"/customers/{_in(code)}/summary", agent_of(ctx), first=first, most=most)

    async def key_person(ctx: Context, code: Code) -> PersonAnswer:
        """A key person: what is known towards us and each competitor, since when and why, and the last contacts."""
        return await api.get(PersonAnswer, f"/key-people/{_in(code)}/summary", agent_of(ctx))

    async def opportunity(ctx: Context, code: Code) -> OpportunityAnswer:
        """An opportunity: its decision chain, how the chain reads, and what keeps it from being open."""
        return await api.get(OpportunityAnswer, f"/opportunities/{_in(code)}/summary", agent_of(ctx))

    async def paths(ctx: Context, key_person: Code) -> PathsAnswer:
        """Who can move a key person, directly or through people inside the customer. A blank name is a colleague
        who is not named; do not guess who it is."""
        return await api.get(PathsAnswer, f"/key-people/{_in(key_person)}/paths", agent_of(ctx))

    async def due(ctx: Context, most: Most = 20) -> DueAnswer:
        """What is due for the person, and what others changed at their customers, the latest first."""
        return await api.get(DueAnswer, "/due", agent_of(ctx), most=most)

    for tool in (search, customer, key_person, opportunity, paths, due):
        add(server, tool, reads=True)
    _add_reports(server, api)
    _add_proposals(server, api)


def _add_reports(server: MCPServer, api: Asking) -> None:
    async def report(
        ctx: Context,
        line: Line,
        *,
        as_of: Day = "",
        period: Literal["", "month", "quarter", "year"] = "",
        view: Annotated[
            str, Field(max_length=520, description="company, team:CODE, personal:CODE; blank: widest.")
        ] = "",
        competitor: Annotated[str, Field(max_length=500, description="Look from this competitor's side.")] = "",
        industry: Annotated[str, Field(max_length=200)] = "",
        region: Annotated[str, Field(max_length=200)] = "",
        focus: Literal["", "yes"] = "",
        first: First = 0,
        most: Most = 20,
    ) -> ReportAnswer:
        """One of the seven reports on any day, compared with a period before and a year before."""
        asked = {"as_of": as_of, "period": period, "view": view, "competitor": competitor}
        asked |= {"industry": industry, "region": region, "focus": focus}
        return cut(await api.get_report(line, agent_of(ctx), asked), first, most)

    async def next_actions(ctx: Context, first: First = 0, most: Most = 10) -> ReportAnswer:
        """What is worth doing next in the person's widest view, each with its principle and evidence, best first."""
        return cut(await api.get_report("actions", agent_of(ctx), {}), first, most)

    for tool in (report, next_actions):
        add(server, tool, reads=True)


def _add_proposals(server: MCPServer, api: Asking) -> None:
    async def my_proposals(ctx: Context, waiting: bool = True, first: First = 0) -> ProposalsAnswer:
        """The person's proposals with how each change stands: those that wait, or those answered and expired."""
        return await api.get(ProposalsAnswer, "/proposals", agent_of(ctx), waiting=waiting, first=first)

    async def proposal(ctx: Context, code: Code) -> ProposalAnswer:
        """One proposal and what became of its changes."""
        return await api.get(ProposalAnswer, f"/proposals/{_in(code)}", agent_of(ctx))

    for tool in (my_proposals, proposal):
        add(server, tool, reads=True)


def _in(code: str) -> str:
    """A code as one segment of an address, whatever it holds."""
    return quote(code, safe="")
