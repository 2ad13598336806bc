"""Chinese fonts of this machine, for what is printed (fontconfig knows them)."""

import shutil
import subprocess
from functools import cache
from typing import Final

from renmai.domain.errors import ErrorCode, RenmaiError

PREFERRED: Final = ("Noto Sans CJK", "Noto Sans SC", "Noto Sans TC", "Source Han Sans", "WenQuanYi", "AR PL UMing")
LANGUAGES: Final = {"zh-Hans": "zh-cn", "zh-Hant": "zh-tw"}
"""Language of a page and of fontconfig: one code point has two shapes."""
PATIENCE: Final = 30


def chinese_families() -> dict[str, str]:
    """The font family for each way of writing Chinese.

    Raises `RenmaiError(NO_CHINESE_FONT)`: boxes instead of names help nobody.
    """
    found = {lang: family for lang, code in LANGUAGES.items() if (family := _best(code))}
    if not found:
        _families.cache_clear()  # one may be installed while we run
        raise RenmaiError(ErrorCode.NO_CHINESE_FONT)
    anyone = next(iter(found.values()))
    return {lang: found.get(lang, anyone) for lang in LANGUAGES}


def family_of(language: str) -> str:
    """The family for a page in this language, written as Django does; raises as `chinese_families`."""
    return chinese_families()["zh-Hant" if language == "zh-hant" else "zh-Hans"]


def _best(code: str) -> str:
    families = sorted(_families(code))
    wanted = [family for name in PREFERRED for family in families if family.startswith(name)]
    local = [family for family in wanted if family.endswith({"zh-cn": "SC", "zh-tw": "TC"}[code])]
    return next(iter((*local, *wanted, *families)), "")


@cache
def _families(code: str) -> frozenset[str]:
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    asked = [program, f":lang={code}", "--format", "%{family[0]}\n"]
    run = subprocess.run(asked, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603 -- no words of users
    return frozenset(line for line in run.stdout.splitlines() if line and "Mono" not in line)
