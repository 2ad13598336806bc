"""Asking the API in the name of the person whose token it is; the only way out of this room."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import anyio
import httpx2
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, ValidationError

AT_ONCE: Final = 4
"""Calls under way: an agent that asks for a hundred things waits, and Renmai does not."""
SECONDS: Final = 30.0
LARGEST: Final = 8 * 2**20
"""Bytes of an answer; what is longer is no answer of ours."""
REFUSED: Final = {
    401: "Renmai does not accept the token: it is wrong, revoked or expired, or its owner has left.",
    403: "The token does not allow this. Reading needs the scope read, proposing the scope propose.",
    404: "There is nothing of that name that this person may see.",
    429: "Too much at once: wait a little, or let the person answer what waits.",
}
"""What is said where the API itself gives no reason."""
T = TypeVar("T", bound=BaseModel)


@dataclass(slots=True)
class Asking:
    """One API and one token, which goes to the address that was set and nowhere else: redirects are not followed."""

    api: str
    token: str = field(repr=False)
    transport: httpx2.AsyncBaseTransport | None = None
    _turns: anyio.CapacityLimiter | None = field(default=None, init=False)

    async def get(self, shape: type[T], path: str, agent: str, **query: Any) -> T:
        given = {name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()}
        return shape.model_validate(await self._ask("GET", path, agent, params=given))

    async def get_report(self, line: str, agent: str, query: Mapping[str, str]) -> dict[str, Any]:
        found = await self._ask("GET", f"/reports/{line}", agent, params={k: v for k, v in query.items() if v})
        return dict(found)

    async def post(self, shape: type[T], path: str, agent: str, body: BaseModel) -> T:
        sent = body.model_dump(mode="json", exclude_unset=True, exclude_none=True)
        return shape.model_validate(await self._ask("POST", path, agent, json=sent))

    async def _ask(self, method: str, path: str, agent: str, **more: Any) -> Any:
        """The JSON of an answer. Raises `ToolError` with a sentence for the agent, never with anything else."""
        self._turns = self._turns or anyio.CapacityLimiter(AT_ONCE)
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Accept-Language": "en",
            "X-Renmai-Agent": agent.encode("ascii", "replace").decode(),
        }
        async with self._turns, httpx2.AsyncClient(transport=self.transport, timeout=SECONDS) as client:
            try:
                answer = await client.request(method, f"{self.api}{path}", headers=headers, **more)
            except httpx2.HTTPError as error:
                raise ToolError(f"Renmai cannot be reached: {type(error).__name__}.") from error
        return _read(answer)


def _read(answer: httpx2.Response) -> Any:
    if answer.status_code in (200, 201) and len(answer.content) <= LARGEST:
        try:
            return answer.json()
        except ValueError as error:
            raise ToolError("Renmai gave an answer that is no JSON.") from error
    raise ToolError(_reason(answer))


def _reason(answer: httpx2.Response) -> str:
    """The API's own sentence, which tells no more than its pages do."""
    if answer.status_code in (401, 403):
        return REFUSED[answer.status_code]
    try:
        told = Problem.model_validate(answer.json())
    except (ValueError, ValidationError):
        return REFUSED.get(answer.status_code, f"Renmai refused with status {answer.status_code}.")
    return f"{told.message} ({told.code})"


class Problem(BaseModel):
    """The one shape of every error of the API."""

    code: str
    message: str
