"""XML by construction: every text and value is escaped, and what XML cannot say is left out."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from renmai.output.relationship_map.fitting import cleaned

Attributes = dict[str, str | float]


def root(tag: str, attributes: dict[str, str]) -> Element:
    return Element(tag, {name: cleaned(value) for name, value in attributes.items()})


def add(parent: Element, tag: str, attributes: Mapping[str, str | float] | None = None, text: str = "") -> Element:
    """A new last child. Numbers are written short."""
    said = {
        name: cleaned(value) if isinstance(value, str) else number(value) for name, value in (attributes or {}).items()
    }
    child = SubElement(parent, tag, said)
    if text:
        child.text = cleaned(text)
    return child


def number(value: float) -> str:
    """Two decimals are a hundredth of a pixel."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def written(element: Element) -> str:
    return tostring(element, encoding="unicode")
