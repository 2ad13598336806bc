"""DingTalk 釘釘: a group robot's `markdown` message; with a secret the address is signed for an hour."""

import base64
import hmac
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import quote_plus

from renmai.domain.notices.robot import Robot
from renmai.output.webhooks.message import Message, markdown


def address(robot: Robot, at: float) -> str:
    """`at`: seconds since 1970."""
    if not robot.secret:
        return robot.url
    timestamp = str(round(at * 1000))
    joint = "&" if "?" in robot.url else "?"
    return f"{robot.url}{joint}timestamp={timestamp}&sign={quote_plus(signature(robot.secret, timestamp))}"


def signature(secret: str, timestamp: str) -> str:
    signed = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), sha256)
    return base64.b64encode(signed.digest()).decode()


def body(robot: Robot, message: Message, at: float) -> Mapping[str, object]:
    del robot, at
    return {"msgtype": "markdown", "markdown": {"title": message.title, "text": markdown(message)}}


def error_of(answer: Mapping[str, object]) -> object:
    """0: taken."""
    return answer.get("errcode")
