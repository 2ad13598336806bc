"""Whatever people write is text on every page, in every language: no element, attribute, script or address of it."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from email.message import Message
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from django.http import HttpResponseBase
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from renmai.refresh import forget
from renmai.store.models import Account
from tests.architecture.permissions import PAGES, permissions
from tests.architecture.permissions_of_api import API
from tests.hostile import ATTRIBUTE, CLOSED, ELEMENT, FLAG, PRODUCT, hostile_world, is_asked, models_of, written_columns

pytestmark = pytest.mark.usefixtures("papers_as_html")

SCRIPTS = ("/static/built/", "/static/ninja/")
"""Where scripts come from; data in a page is of a type that does not run."""
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "xlink:href", "hx-get", "hx-post", "srcset")
OWN = ("", "mailto", "tel")
"""Schemes of addresses; a blank one is ours."""
LANGUAGES = {"admin": "zh-hans", "owner": "en", "executive": "zh-hant"}
RUN = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[-+]?[\d.,%]+")
KEPT = ("code", "username")
"""By which the table asks for rows."""
MORE = (
    *("/customers/harbour?tab=people", "/customers/harbour?tab=history", "/customers/harbour?tab=strategy"),
    *("/customers/harbour?tab=coverage", "/opportunities/crane?tab=chain", "/opportunities/crane?tab=uses"),
    *("/opportunities/crane?tab=history", "/search?q=%3Cscript%3E", "/search?q=1", "/audit?who=x&page=1"),
    *("/network/people", "/team/scorecards/personal:owner", "/handovers/HO-1", "/network/help/HR-1"),
    *("/network/survey/SV-1", "/coverage-rounds/CR-1", "/settings/stages", "/actions?tab=done"),
    *("/saved-filters/1", "/strategies/playbook/TC-1", "/settings/tactics/TC-1"),
)


@pytest.fixture
def enter(db: None) -> Callable[[str], Client]:
    hostile_world()
    forget()

    def client_of(who: str) -> Client:
        client = Client(raise_request_exception=False, headers={"accept-language": LANGUAGES[who]})
        client.force_login(Account.objects.get(username=who))
        return client

    return client_of


def addresses(who: str) -> list[str]:
    """Every address that is fetched and may answer with more than a refusal."""
    rows = [*permissions(PAGES), *permissions(API)]
    asked = (row.asked.split() for row in rows if row.answers[who] in (200, 404, 422))
    return list(dict.fromkeys([address for method, address in asked if method == "GET"] + [*MORE]))


@pytest.mark.parametrize("who", LANGUAGES)
def test_text_stays_text_wherever_it_is_shown(who: str, enter: Callable[[str], Client]) -> None:
    client = enter(who)
    found: dict[str, list[str]] = {}
    shown = 0
    for address in addresses(who):
        response = client.get(address, follow=True)
        body = response.getvalue()
        wrong = list(faults(response, body))
        if wrong:
            found[address] = wrong[:5]
        shown += FLAG.encode() in body
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)
    assert shown > 60, "hardly a page showed a hostile text: this proves nothing"


def faults(response: HttpResponseBase, body: bytes) -> Iterator[str]:
    """What a text became that is none any more."""
    if response.status_code >= 500:
        yield f"status {response.status_code}: {getattr(response, 'exc_info', None)}"
    yield from wrong_headers(response)
    text = body.decode("utf-8", "replace")
    if PRODUCT in text:
        yield "a template was filled in"
    if "root:x:0" in text:
        yield "a file of the server"
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if kind in ("text/html", "image/svg+xml"):
        yield from wrong_html(text)
    elif kind == "application/pdf" and text.lstrip().startswith("<"):
        yield from (fault for fault in wrong_html(text) if not fault.startswith("attribute style "))  # of paper alone
    elif kind == "application/json":
        json.loads(text)
    elif kind == "text/csv":
        yield from wrong_table(text)
    elif body.startswith(b"PK"):
        yield from wrong_package(body)


def wrong_table(text: str) -> Iterator[str]:
    """A cell that a spreadsheet would run."""
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        yield from (f"formula {cell[:40]!r}" for cell in row if cell.startswith(RUN) and not NUMBER.fullmatch(cell))


def wrong_package(body: bytes) -> Iterator[str]:
    """What a packed file could do: write elsewhere, run a formula, fetch something, break its own markup."""
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for name in packed.namelist():
            if name.startswith("/") or ".." in name.split("/") or not name.isprintable():
                yield f"member {name!r}"
            content = packed.read(name)
            if name.endswith(".csv"):
                yield from wrong_table(content.decode("utf-8"))
            elif name.endswith((".xml", ".rels")):
                yield from wrong_markup(name, ElementTree.fromstring(content, forbid_dtd=True))


def wrong_markup(name: str, root: Element) -> Iterator[str]:
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        is_formula = tag == "f" and "/worksheets/" in name  # a chart names its cells in one
        if (
            is_formula
            or tag in ("script", ELEMENT)
            or element.get("TargetMode") == "External"
            or FLAG in str(element.attrib)
        ):
            yield f"{tag} {element.attrib} in {name}"


def wrong_headers(response: HttpResponseBase) -> Iterator[str]:
    for name, value in response.headers.items():
        if re.search(r"[\r\n\0]", value) or "hostile" in name.lower():
            yield f"header {name}: {value!r}"
    disposition = Message()
    disposition["content-disposition"] = response.headers.get("Content-Disposition", "inline")
    file = disposition.get_filename() or ""
    if re.search(r"[/\\<>\"\x00-\x1f\x7f]|^\.|\u202e", file):
        yield f"file name {file!r}"


def wrong_html(text: str) -> Iterator[str]:
    """As a browser builds the page: an element, an attribute or an address that came out of a text."""
    tree = LexborHTMLParser(text)
    assert tree.root is not None
    for node in tree.root.traverse():
        attributes = node.attributes
        if node.tag in (ELEMENT, "img" if attributes.get("src") == "x" else ELEMENT):
            yield f"element {node.tag}"
        if node.tag == "script":
            yield from wrong_script(attributes, node.text())
        for name, value in attributes.items():
            if name.startswith("on") or name in (ATTRIBUTE, "style", "srcdoc"):
                yield f"attribute {name} of {node.tag}"
            if name in ADDRESSES and not leads_home(value or ""):
                yield f"{name}={value!r} of {node.tag}"


def wrong_script(attributes: "dict[str, str | None]", text: str) -> Iterator[str]:
    if attributes.get("type") == "application/json":
        json.loads(text)
    elif not (attributes.get("src") or "").startswith(SCRIPTS) or text.strip():
        yield f"script {attributes} {text[:80]!r}"


def leads_home(address: str) -> bool:
    """Whether an address stays with us, or is a letter or a call; a picture may hold itself."""
    parts = urlsplit(address.strip())
    return (parts.scheme in OWN and not parts.netloc) or address.startswith("data:image/svg+xml")


def test_every_text_that_people_write_is_hostile(db: None) -> None:
    hostile_world()
    tame = []
    for model in models_of():
        for column in written_columns(model):
            rows = list(getattr(model, "unscoped", model._default_manager).values_list(column.name, flat=True))
            if not any(FLAG in str(row) for row in rows) and not (column.name in KEPT and all(map(is_asked, rows))):
                tame.append(f"{model.__name__}.{column.name}")
    assert sorted(tame) == []


def test_columns_that_people_do_not_write_are_still_there() -> None:
    known = {f"{model.__name__}.{column.name}" for model in models_of() for column in model._meta.concrete_fields}
    assert CLOSED.keys() - known == set()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"<p><{ELEMENT}></p>", [f"element {ELEMENT}"]),
        ("<img src=x onerror=1>", ["element img", "attribute onerror of img"]),
        ("<a href='javascript:1'>", ["href='javascript:1' of a"]),
        ("<a href='//hostile.example'>", ["href='//hostile.example' of a"]),
        ("<script>1</script>", ["script {} '1'"]),
        ("<a href='/x?y=1#z'><img src='data:image/svg+xml,x'>", []),
    ],
)
def test_rule_catches_what_a_text_could_become(text: str, wrong: list[str]) -> None:
    assert list(wrong_html(text)) == wrong


def test_rule_catches_a_formula_and_what_is_fetched() -> None:
    assert list(wrong_table("a,-1\n'=1,-x\n")) == ["formula '-x'"]
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w") as packed:
        packed.writestr("../x.csv", "=1")
        packed.writestr("a.rels", '<a><b TargetMode="External" Target="http://hostile.example"/></a>')
    assert [fault.split()[0] for fault in wrong_package(packing.getvalue())] == ["member", "formula", "b"]
