"""Group robots: one file for each make, with its address, its body and how it says that it took a message."""

import importlib
from collections.abc import Mapping
from typing import Final, Protocol, cast

from renmai.domain.notices.robot import Robot, RobotKind
from renmai.output.webhooks.message import Message

MAKES: Final = {
    RobotKind.WECOM: "renmai.output.webhooks.wecom",
    RobotKind.DINGTALK: "renmai.output.webhooks.dingtalk",
    RobotKind.FEISHU: "renmai.output.webhooks.feishu",
}


class Make(Protocol):
    """A module of this folder. `at` are seconds since 1970: signatures hold for an hour."""

    def address(self, robot: Robot, at: float) -> str: ...
    def body(self, robot: Robot, message: Message, at: float) -> Mapping[str, object]: ...
    def error_of(self, answer: Mapping[str, object]) -> object: ...


def make_of(robot: Robot) -> Make:
    return cast(Make, importlib.import_module(MAKES[robot.kind]))
