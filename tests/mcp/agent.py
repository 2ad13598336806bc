"""An agent at the other end of `renmai mcp`: the SDK's own client, and the server as a process of its own."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import StdioServerParameters
from mcp.client import Client
from mcp_types import CallToolResult, Implementation, TextContent

NAME = "Desk agent"


class Agent:
    """Calls from a test that is no coroutine."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self._portal = portal
        self.client = client

    def ask(self, tool: str, **arguments: Any) -> CallToolResult:
        found = self._portal.call(lambda: self.client.call_tool(tool, arguments))
        assert isinstance(found, CallToolResult)
        return found

    def tell(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The structured answer of a call that must succeed."""
        found = self.ask(tool, **arguments)
        assert not found.is_error, found.content
        assert isinstance(found.structured_content, dict)
        return found.structured_content

    def refused(self, tool: str, **arguments: Any) -> str:
        """The words of a call that must be refused."""
        found = self.ask(tool, **arguments)
        assert found.is_error, found.structured_content
        return " ".join(one.text for one in found.content if isinstance(one, TextContent))

    def run(self, call: Any) -> Any:
        return self._portal.call(call)


def parameters(url: str, token: str, folder: Path, **more: str) -> StdioServerParameters:
    """The command as an agent starts it: address and token in the environment, nothing on the command line."""
    own = {"RENMAI_BASE_URL": url, "RENMAI_TOKEN": token, "RENMAI_DATA_DIR": str(folder), "LANG": "en_GB.UTF-8", **more}
    path = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    return StdioServerParameters(command=sys.executable, args=["-m", "renmai.cli.main", "mcp"], env=path | own)


@contextmanager
def agent(url: str, token: str, folder: Path, name: str = NAME) -> Iterator[Agent]:
    started = parameters(url, token, folder)
    client = Client(started, client_info=Implementation(name=name, version="1"))
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(client) as entered:
        yield Agent(portal, entered)
