"""Feishu 飛書: a group robot's `post` message; with a secret the body is signed for an hour."""

import base64
import hmac
from collections.abc import Mapping
from hashlib import sha256

from renmai.domain.notices.robot import Robot
from renmai.output.webhooks.message import Message


def address(robot: Robot, at: float) -> str:
    del at
    return robot.url


def body(robot: Robot, message: Message, at: float) -> Mapping[str, object]:
    """`at`: seconds since 1970."""
    rows = [[{"tag": "a", "text": line.text, "href": line.url}] for line in message.lines]
    content = {"post": {"zh_cn": {"title": message.title, "content": rows}}}
    said: dict[str, object] = {"msg_type": "post", "content": content}
    if robot.secret:
        timestamp = str(int(at))
        said |= {"timestamp": timestamp, "sign": signature(robot.secret, timestamp)}
    return said


def signature(secret: str, timestamp: str) -> str:
    """The key is what is signed elsewhere, and nothing is signed: so Feishu wants it."""
    signed = hmac.new(f"{timestamp}\n{secret}".encode(), b"", sha256)
    return base64.b64encode(signed.digest()).decode()


def error_of(answer: Mapping[str, object]) -> object:
    """0: taken; robots of an older make say it in another field."""
    return answer.get("code", answer.get("StatusCode"))
