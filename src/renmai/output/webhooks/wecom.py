"""WeCom 企業微信: a group robot's `markdown` message; the key in the address is all that it asks."""

from collections.abc import Mapping

from renmai.domain.notices.robot import Robot
from renmai.output.webhooks.message import Message, markdown

LONGEST = 4096
"""Bytes of one message."""


def address(robot: Robot, at: float) -> str:
    del at
    return robot.url


def body(robot: Robot, message: Message, at: float) -> Mapping[str, object]:
    del robot, at
    text = markdown(message).encode()[:LONGEST].decode(errors="ignore")
    return {"msgtype": "markdown", "markdown": {"content": text}}


def error_of(answer: Mapping[str, object]) -> object:
    """0: taken."""
    return answer.get("errcode")
