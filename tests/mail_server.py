"""A mail server of the tests' own: letters are really received, or refused as asked."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class MailServer:
    """`refuse` is what it answers to a letter instead of taking it."""

    port: int = 0
    refuse: str = ""
    letters: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 the library calls it so
        if self.refuse:
            return self.refuse
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"

    @property
    def receivers(self) -> list[str]:
        return sorted(str(letter["To"]) for letter in self.letters)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer(free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
