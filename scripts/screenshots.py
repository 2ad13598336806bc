"""Pictures of the real pages on the demo company, for README.

Makes a demo company in a folder of its own, serves it, and looks at it as the people of the demo do.
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from renmai.cli.setup import start
from scripts.serving import QUIET, browser_path, served

FOLDER: Final = Path(__file__).parent.parent / "docs" / "screenshots"
FIRST_ROW: Final = "#list tbody tr th a"
INFLUENCED: Final = "[data-person]:has(.ours-can)"
COMPARED: Final = (".time-compare", ".map-split")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who looks at what. `click` follows these links of the page first."""

    name: str
    who: str
    path: str
    click: tuple[str, ...] = ()
    locale: str = "zh-CN"
    dark: bool = False
    phone: bool = False


SHOTS: Final = (
    Shot("today", "salesperson", "/today"),
    Shot("customer-line", "executive", "/lines/customer"),
    Shot("customer-line-dark", "executive", "/lines/customer", locale="zh-TW", dark=True),
    Shot("competitor", "executive", "/lines/customer?view=company", click=("#kind-competitor",)),
    Shot("customer", "leader", "/lines/customer?sort=-key_people", click=(FIRST_ROW,)),
    Shot("key-person", "leader", "/lines/key-person", click=(FIRST_ROW,)),
    Shot("opportunity", "leader", "/lines/decision-chain", click=(FIRST_ROW,)),
    Shot("map", "leader", "/lines/customer?sort=-key_people", click=(FIRST_ROW, "#tab-map", INFLUENCED)),
    Shot(
        "map-compared",
        "leader",
        "/lines/customer?sort=-key_people",
        click=(FIRST_ROW, "#tab-map", *COMPARED),
        dark=True,
    ),
    Shot("network", "executive", "/network"),
    Shot("help", "salesperson", "/network/help?tab=by-me", click=(".help-rows li:nth-child(2) a",)),
    Shot("my-people-phone", "employee", "/network/people", phone=True),
    Shot("strategies", "executive", "/strategies"),
    Shot("coverage", "leader", "/strategies/coverage", click=(FIRST_ROW, "#tab-coverage")),
    Shot("review", "leader", "/team/review"),
    Shot("scorecards", "leader", "/team/scorecards"),
    Shot("contact", "salesperson", "/contact", click=(".candidates a",), phone=True),
    Shot("today-phone", "salesperson", "/today", phone=True),
    Shot("policy", "admin", "/settings/policy", locale="en-US"),
)


def main() -> None:
    start("en")
    from renmai.demo.sign_ins import PASSWORD  # noqa: PLC0415 (models need settings first)

    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(QUIET))
        for shot in SHOTS:
            take(browser, url, shot, PASSWORD)
            print(shot.name)
        browser.close()


def take(browser: Browser, url: str, shot: Shot, password: str) -> None:
    size = {"width": 390, "height": 844} if shot.phone else {"width": 1440, "height": 900}
    context = browser.new_context(
        base_url=url,
        viewport=size,  # type: ignore[arg-type]
        locale=shot.locale,
        color_scheme="dark" if shot.dark else "light",
        device_scale_factor=1.5 if shot.phone else 1,
        has_touch=shot.phone,
    )
    page = context.new_page()
    sign_in(page, shot.who, password)
    page.goto(shot.path)
    for target in shot.click:
        page.locator(target).first.click()
        page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot()))
    # 256 colours are enough for a page, and a third of the bytes.
    picture.convert("RGB").quantize(256).save(FOLDER / f"{shot.name}.png", optimize=True)
    context.close()


def sign_in(page: Page, who: str, password: str) -> None:
    page.goto("/sign-in")
    page.fill("input[name=username]", who)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


@contextmanager
def demo() -> Iterator[str]:
    """A fresh demo company, served; gives the address."""
    with TemporaryDirectory(prefix="renmai-screenshots-") as folder:
        settings = {"RENMAI_DATA_DIR": folder, "RENMAI_DATABASE_URL": ""}
        command = [sys.executable, "-m", "renmai.cli.main", "demo"]
        subprocess.run(command, check=True, env=os.environ | settings, stdout=subprocess.DEVNULL)
        with served(settings) as url:
            yield url


if __name__ == "__main__":
    main()
