"""Group robots out of the environment. No message ever repeats an address or a secret: they are keys."""

from collections.abc import Mapping
from typing import Final, NoReturn
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from renmai.domain.notices.digest import HOURS, Cadence
from renmai.domain.notices.robot import HOUR, Robot, RobotKind
from renmai.domain.question import View, ViewKind

LANGUAGES: Final = ("zh-hans", "zh-hant", "en")
OPTIONS: Final = ("secret", "when", "hour", "language")


def robots(text: str) -> tuple[Robot, ...]:
    """`RENMAI_WEBHOOKS`: one robot a line, or between semicolons.

    `wecom|dingtalk|feishu ADDRESS company|team:CODE`, then any of `secret=…`, `when=daily|weekly`,
    `hour=0…23`, `language=zh-hans|zh-hant|en`.
    """
    lines = [line.strip() for line in text.replace(";", "\n").splitlines()]
    return tuple(_robot(number, line.split()) for number, line in enumerate(filter(None, lines), start=1))


def _robot(number: int, words: list[str]) -> Robot:
    if len(words) < 3 or words[0] not in set(RobotKind):
        _refuse(number, "write wecom, dingtalk or feishu, then the address, then company or team:CODE")
    kind, url, view, *options = words
    asked = _options(number, options)
    hour = asked.get("hour", str(HOUR))
    when = asked.get("when", Cadence.DAILY.value)
    language = asked.get("language", "")
    if when not in (Cadence.DAILY, Cadence.WEEKLY):
        _refuse(number, "when must be daily or weekly")
    if hour not in map(str, HOURS):
        _refuse(number, "hour must be 0 … 23")
    if language not in ("", *LANGUAGES):
        _refuse(number, "language must be zh-hans, zh-hant or en")
    return Robot(
        kind=RobotKind(kind),
        url=_address(number, url),
        view=_view(number, view),
        secret=asked.get("secret", ""),
        cadence=Cadence(when),
        hour=int(hour),
        language=language,
    )


def _options(number: int, words: list[str]) -> Mapping[str, str]:
    asked = dict(word.partition("=")[::2] for word in words)
    if not set(asked) <= set(OPTIONS) or not all(asked.values()):
        _refuse(number, "after the view only secret=…, when=…, hour=… and language=… may follow")
    return asked


def _address(number: int, url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username:
        _refuse(number, "the address must be https://…")
    return url


def _view(number: int, text: str) -> View:
    try:
        view = View.parse(text)
    except ValueError:
        view = View(ViewKind.PERSONAL)
    if view.kind is ViewKind.PERSONAL:
        _refuse(number, "the view must be company or team:CODE")
    return view


def _refuse(number: int, reason: str) -> NoReturn:
    raise ImproperlyConfigured(f"RENMAI_WEBHOOKS, robot {number}: {reason}")
