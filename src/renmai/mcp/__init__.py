"""Floor 5: the MCP server. It runs beside an agent, asks the API with its person's token, and writes nothing."""
