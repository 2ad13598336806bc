"""How a tool is announced: its schemas, what it may do, and that it refuses arguments it does not know."""

from collections.abc import Callable
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from mcp_types import ToolAnnotations
from pydantic import ConfigDict, create_model


def add(server: MCPServer, tool: Callable[..., Any], *, reads: bool) -> None:
    """A tool that reads, or one that leaves something to confirm; neither destroys anything, nor leaves Renmai."""
    words = tool.__name__.replace("_", " ")
    hints = ToolAnnotations(
        title=words[:1].upper() + words[1:],
        read_only_hint=reads,
        destructive_hint=False,
        idempotent_hint=reads,
        open_world_hint=False,
    )
    server.add_tool(tool, description=" ".join((tool.__doc__ or "").split()), annotations=hints, structured_output=True)
    _refuse_unknown(server, tool.__name__)


def _refuse_unknown(server: MCPServer, name: str) -> None:
    """The SDK drops arguments that a tool does not know; an agent must hear that they did nothing."""
    made: Tool = server._tool_manager.get_tool(name)  # type: ignore[assignment]  # noqa: SLF001 no other way to it
    loose = made.fn_metadata.arg_model
    strict = create_model(loose.__name__, __base__=loose)
    strict.model_config = ConfigDict(arbitrary_types_allowed=True, extra="forbid")
    strict.model_rebuild(force=True)
    made.fn_metadata.arg_model = strict
    made.parameters = strict.model_json_schema(by_alias=True)


def agent_of(ctx: Context) -> str:
    """What the program at the other end calls itself; its word, which proves nothing."""
    client = ctx.session.client_params
    return client.client_info.name if client else ""
