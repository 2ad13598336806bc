"""Every page of every section: no violation in light and dark, one direction of scrolling on a phone."""

import pytest
from django.urls import reverse

from renmai.web.layout.sections import SECTIONS
from tests.browser.conftest import Enter
from tests.browser.test_access_for_all import violations

PAGES = [part.name for section in SECTIONS for part in section.parts]


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_sections_have_no_violations(color_scheme: str, enter: Enter) -> None:
    page = enter("executive", color_scheme=color_scheme)
    found = {}
    for name in PAGES:
        page.goto(reverse(name))
        found[name] = violations(page)
    assert {name: some for name, some in found.items() if some} == {}


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW", "en-GB"])
def test_sections_fit_a_phone(locale: str, enter: Enter) -> None:
    page = enter("executive", width=375, locale=locale)
    widths = {}
    for name in PAGES:
        page.goto(reverse(name))
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in widths.items() if width != 375} == {}
