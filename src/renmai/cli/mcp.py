"""`renmai mcp`: an agent's way to Renmai, over standard input and output (docs/agents.md)."""

from argparse import ArgumentParser, Namespace
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


def add(subparsers: Any) -> None:
    parser: ArgumentParser = subparsers.add_parser(
        "mcp", help=gettext("let an agent read and propose on your behalf; speaks MCP over standard input and output")
    )
    parser.set_defaults(run=run, migrates=False)


def run(args: Namespace) -> int:
    """Answers until the agent closes its end. Raises `ImproperlyConfigured` without address, token or SDK."""
    del args
    _check(settings.BASE_URL, settings.AGENT_TOKEN)
    try:
        from renmai.mcp.asking import Asking  # noqa: PLC0415 an extra
        from renmai.mcp.server import build  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise ImproperlyConfigured(gettext("This needs the extra mcp: pip install 'renmai[mcp]'")) from missing
    build(Asking(f"{settings.BASE_URL}/api/v1", settings.AGENT_TOKEN)).run("stdio")
    return 0


def _check(base: str, token: str) -> None:
    """The token goes over https, or stays on this machine."""
    if not base:
        raise ImproperlyConfigured(gettext("RENMAI_BASE_URL must say where Renmai is, such as https://renmai.example"))
    parts = urlsplit(base)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ImproperlyConfigured(gettext("RENMAI_BASE_URL must begin with https:// where a token is sent to it"))
    if not token:
        raise ImproperlyConfigured(gettext("RENMAI_TOKEN must hold a token that you made under My account"))
