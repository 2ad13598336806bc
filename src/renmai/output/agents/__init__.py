"""What an agent is told and what it may propose: one shape for the API and for the MCP server that calls it."""
