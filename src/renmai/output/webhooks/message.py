"""What a robot says: a title, and short lines that each open the list behind their number.

A group has many readers, so that no key person, customer, opportunity or attitude is named: a message is
the name of a team and counts.
"""

from dataclasses import dataclass
from typing import Final

WIDE: Final = str.maketrans("[]()<>*_`#@|~\\", "［］（）＜＞＊＿｀＃＠｜～＼")
"""What could be read as a command or a link, by what looks the same and is neither."""
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Message:
    title: str
    lines: tuple[Line, ...]


def plain(name: str) -> str:
    """A name typed by somebody, as words and nothing else."""
    shown = "".join(sign if sign.isprintable() else " " for sign in name)
    return " ".join(shown.split()).translate(WIDE)[:LONGEST]


def markdown(message: Message) -> str:
    """As WeCom and DingTalk read it."""
    rows = "\n".join(f"- [{line.text}]({line.url})" for line in message.lines)
    return f"### {message.title}\n{rows}"
