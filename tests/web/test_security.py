"""No page needs, or allows, a script or a style of its own."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.html import read

PAGES = (
    *("/lines/customer", "/lines/influence", "/lines/key-person", "/lines/decision-chain"),
    *(
        "/lines/customer/list?cell=closeness:excellent",
        "/lines/customer/people?customer=harbour",
        "/nowhere",
        "/sign-in",
    ),
)


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_script_and_no_style_inside(address: str, signed_in: Callable[[str], Client]) -> None:
    response = signed_in("owner").get(address, follow=True)
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    page = read(response)
    assert page.where("style") == []
    assert [script.attributes["src"] for script in page.where("script")] == ["/static/built/renmai.js"]
    handlers = {
        name for element in page.elements for name in element.attributes if name.startswith("on") or name == "style"
    }
    assert handlers == set()


@pytest.mark.parametrize("address", PAGES)
def test_every_link_and_form_leads_somewhere(address: str, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("owner")
    page = read(client.get(address, follow=True))
    assert [link.attributes for link in page.where("a") if link.attributes.get("href", "").strip("#") == ""] == []
    assert {link: client.get(link).status_code for link in page.links() if client.get(link).status_code >= 400} == {}
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert sorted(ids) == sorted(set(ids))


def test_names_are_shown_as_text(signed_in: Callable[[str], Client]) -> None:
    response = signed_in("owner").get('/lines/customer?industry="><script>alert(1)</script>')
    assert response.status_code == 404
    assert "<script>alert" not in response.content.decode()
