"""Reading pages as a browser would: links, numbers, words, attributes."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

NO_END = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A parsed page at an address; elements in document order, each with all the text inside it."""

    address: str
    html: str
    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in NO_END:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def where(self, tag: str, **attributes: str) -> list[Element]:
        """Elements with these attributes; a class is one of the classes."""
        return [element for element in self.elements if element.tag == tag and _has(element, attributes)]

    def one(self, tag: str, **attributes: str) -> Element:
        (found,) = self.where(tag, **attributes)
        return found

    def links(self) -> list[str]:
        """Addresses within the application, without fragments, each once."""
        found = [urljoin(self.address, link.attributes.get("href", "#")) for link in self.where("a")]
        inner = [address.partition("#")[0] for address in found if address.startswith("/")]
        return list(dict.fromkeys(address for address in inner if address != self.address))

    def numbers(self) -> list[tuple[int, str]]:
        """Every number that opens a list, and the address of the list."""
        return [(int(link.text.replace(",", "")), link.attributes["href"]) for link in self.where("a", class_="number")]

    def doors(self) -> list[tuple[int, str]]:
        """Every figure that opens a list: how long it says the list is, and the address."""
        links = [link.attributes for link in self.where("a") if "data-count" in link.attributes]
        return [(int(link["data-count"]), link["href"]) for link in links]


def _has(element: Element, wanted: dict[str, str]) -> bool:
    for name, value in wanted.items():
        given = element.attributes.get(name.rstrip("_").replace("_", "-"), "")
        if value not in (given.split() if name == "class_" else [given]):
            return False
    return True


def read(response: Any) -> Page:
    """The page of a test client's answer."""
    return Page(response.wsgi_request.get_full_path(), response.content.decode())
