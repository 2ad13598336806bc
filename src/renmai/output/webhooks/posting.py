"""Posting a message to a robot: to the address that was checked, over TLS, without following anybody elsewhere.

The name is resolved once, and the connection goes to what was checked: no answer of a name server can lead
it into the own network afterwards. No exception repeats the address or the secret.
"""

import json
import socket
import ssl
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext

from renmai.domain.notices.robot import Robot
from renmai.output.webhooks import make_of
from renmai.output.webhooks.message import Message

PATIENCE: Final = 10.0
"""Seconds until a robot that does not answer is given up."""
MOST: Final = 64 * 1024
"""Bytes of an answer that are read."""
HEADERS: Final = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Renmai"}


class UnpostedError(Exception):
    """The message surely was not taken; says why, in the language of the moment."""


class UncertainError(Exception):
    """The connection broke after the message had been sent; it may have been taken."""


def post(robot: Robot, message: Message, at: float, *, may_be_private: bool) -> None:
    """Say it, at `at` seconds since 1970. Raises one of the two above.

    `may_be_private` lets it go to the own network, and to this machine without TLS.
    """
    make = make_of(robot)
    body = json.dumps(make.body(robot, message, at), ensure_ascii=False).encode()
    status, content = exchange(make.address(robot, at), body, {}, may_be_private=may_be_private)
    if status != 200:
        raise UnpostedError(gettext("the answer has status %(status)s") % {"status": status})
    code = make.error_of(_read(content))
    if code != 0:
        raise UnpostedError(gettext("the robot refused the message (error %(code)s)") % {"code": str(code)[:40]})


def exchange(url: str, body: bytes, headers: Mapping[str, str], *, may_be_private: bool) -> tuple[int, bytes]:
    """The status and the first bytes of the answer, whatever it is. Raises one of the two above."""
    parts = urlsplit(url)
    connection = _connected(parts, may_be_private=may_be_private)
    try:
        return _exchange(connection, f"{parts.path or '/'}?{parts.query}".rstrip("?"), body, headers)
    except (OSError, HTTPException) as error:
        raise UncertainError(gettext("the connection broke; the message may have arrived")) from error
    finally:
        connection.close()


def _connected(parts: SplitResult, *, may_be_private: bool) -> HTTPConnection:
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    try:
        port = parts.port or (443 if is_tls else 80)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError) as error:
        raise UnpostedError(gettext("the name of the host is not known")) from error
    address = str(found[0][4][0])
    _check(address, is_tls=is_tls, may_be_private=may_be_private)
    connection = _Pinned(host, port, address) if is_tls else HTTPConnection(address, port, timeout=PATIENCE)
    try:
        connection.connect()
    except OSError as error:
        connection.close()
        raise UnpostedError(gettext("the host cannot be reached, or its certificate is not valid")) from error
    return connection


def _check(address: str, *, is_tls: bool, may_be_private: bool) -> None:
    target = ip_address(address.partition("%")[0])
    inner = getattr(target, "ipv4_mapped", None) or target
    if not inner.is_global and not may_be_private:
        raise UnpostedError(gettext("the host is in a private network, which RENMAI_WEBHOOKS_PRIVATE would allow"))
    if not is_tls and not (inner.is_loopback and may_be_private):
        raise UnpostedError(gettext("only https is spoken"))


class _Pinned(HTTPSConnection):
    """Goes to one address, and expects the certificate of the host there."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, port, timeout=PATIENCE, context=self._tls)
        self._address = address

    def connect(self) -> None:
        raw = socket.create_connection((self._address, self.port), timeout=PATIENCE)
        try:
            self.sock = self._tls.wrap_socket(raw, server_hostname=self.host)
        except OSError:
            raw.close()
            raise


def _exchange(connection: HTTPConnection, target: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    connection.request("POST", target, body=body, headers={**HEADERS, **headers})
    response: HTTPResponse = connection.getresponse()
    return response.status, response.read(MOST)


def _read(content: bytes) -> Mapping[str, object]:
    try:
        answer = json.loads(content)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise UnpostedError(gettext("the answer is none of a robot"))
    return answer
