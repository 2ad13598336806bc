"""A browser by the name that its user knows."""

from typing import Final

from django.utils.translation import gettext, pgettext

BROWSERS: Final = {
    "MicroMessenger": "WeChat",
    "DingTalk": "DingTalk",
    "Lark": "Feishu",
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
"""By what tells them in a user agent; the first that fits, for most claim to be Safari too."""
SYSTEMS: Final = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "HarmonyOS": "HarmonyOS",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def device(user_agent: str) -> str:
    """`Chrome on Windows`; what cannot be told is called an unknown browser."""
    browser = _first(BROWSERS, user_agent) or gettext("unknown browser")
    system = _first(SYSTEMS, user_agent)
    if not system:
        return browser
    return pgettext("browser on system", "%(browser)s on %(system)s") % {"browser": browser, "system": system}


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if sign in user_agent), "")
