"""A group robot: where a short message with counts goes, about whose customers, and when."""

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from renmai.domain.notices.digest import Cadence
from renmai.domain.question import COMPANY, View

HOUR: Final = 9
"""Unless the configuration says another."""


class RobotKind(StrEnum):
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"


@dataclass(frozen=True, slots=True)
class Robot:
    """`url` and `secret` let anybody write to the group: neither is ever shown, stored or logged."""

    kind: RobotKind
    url: str = field(repr=False)
    view: View = COMPANY
    secret: str = field(default="", repr=False)
    cadence: Cadence = Cadence.DAILY
    hour: int = HOUR
    language: str = ""

    @property
    def code(self) -> str:
        """What tells it from other robots, and gives nothing away."""
        return f"{self.kind.value}-{sha256(f'{self.url} {self.view}'.encode()).hexdigest()[:12]}"

    @property
    def masked(self) -> str:
        """The address as far as it may be shown."""
        return f"{urlsplit(self.url).hostname}/…"
