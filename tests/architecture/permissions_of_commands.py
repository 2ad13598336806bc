"""Who may reach which command; read as `permissions.py`."""

from typing import Final

COMMANDS: Final = """
report | report customer                             | 0 0 0 0 0 0 0 0 2 2
report | report customer --view company              | 0 2 2 2 2 0 0 2 2 2
report | report influence --view team:north          | 0 2 2 0 2 0 0 2 2 2
report | report key-person --view personal:owner     | 0 0 2 0 2 0 0 2 2 2
report | report decision-chain --view team:north        | 0 2 2 0 2 0 0 2 2 2
report | report strategies --view team:south         | 0 2 2 2 2 0 0 2 2 2
report | report account --view personal:owner        | 0 0 2 0 2 0 0 2 2 2
report | report actions --view personal:other        | 0 2 2 2 0 0 0 2 2 2
"""
"""Run with `--as WHO`; the anonymous one runs without it and speaks as an administrator."""

OPERATOR_COMMANDS: Final = {
    "import",
    "export",
    "account",
    "demo",
    "serve",
    "work",
    "notify",
    "retention",
    "backup",
    "restore",
    "verify",
    "mcp",
}
"""Commands of whoever runs the server: they show nobody's view (`import --as` says who records).

`mcp` asks the API with a token.
"""

OPTIONS: Final = {
    "account": ["--username"],
    "mcp": [],
    "demo": ["--folder", "--if-empty", "--sign-ins", "--size", "--until"],
    "backup": [],
    "export": ["--as", "--parquet"],
    "import": ["--as", "--format", "--partial", "--rejects"],
    "notify": ["--test", "--to"],
    "report": [
        *("--as", "--as-of", "--competitor", "--engine", "--focus", "--format"),
        *("--industry", "--memory", "--period", "--region", "--view"),
    ],
    "restore": ["--replace"],
    "retention": ["--apply"],
    "serve": ["--bind", "--processes", "--threads"],
    "verify": ["--questions", "--revisions", "--seed"],
    "work": ["--once", "--parent"],
}
"""Options of each command. `report --as` is what the rows are asked with: it narrows what is shown, as the others do.
Elsewhere `--as` says who is written down, and shows nothing."""
