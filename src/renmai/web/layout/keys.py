"""The keyboard shortcuts, told by the help: what to press, and what it does."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.wording.terms import Text


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`keys` are pressed one after another, or either of them where `either`."""

    keys: tuple[str, ...]
    does: Text
    either: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    title: Text
    shortcuts: tuple[Shortcut, ...]


GROUPS: Final = (
    Group(
        gettext_lazy("Everywhere"),
        (
            Shortcut(("/",), gettext_lazy("Search")),
            Shortcut(("c",), gettext_lazy("Record a contact")),
            Shortcut(("?",), gettext_lazy("Show these keys")),
            Shortcut(("Esc",), gettext_lazy("Close what is open")),
        ),
    ),
    Group(
        gettext_lazy("Go to"),
        (
            Shortcut(("g", "t"), gettext_lazy("Today")),
            Shortcut(("g", "c"), gettext_lazy("Customer line")),
            Shortcut(("g", "p"), gettext_lazy("Key person line")),
            Shortcut(("g", "d"), gettext_lazy("Decision chain line")),
            Shortcut(("g", "i"), gettext_lazy("Influence line")),
            Shortcut(("g", "n"), gettext_lazy("Notices")),
            Shortcut(("g", "s"), pgettext_lazy("section", "Strategy")),
            Shortcut(("g", "r"), pgettext_lazy("section", "Team")),
        ),
    ),
    Group(
        gettext_lazy("In a list"),
        (
            Shortcut(("f",), gettext_lazy("Find in the list")),
            Shortcut(("j", "↓"), gettext_lazy("Next row"), either=True),
            Shortcut(("k", "↑"), gettext_lazy("Previous row"), either=True),
            Shortcut(("Enter",), gettext_lazy("Open the row")),
            Shortcut(("x", "→"), gettext_lazy("Show or hide its key persons"), either=True),
            Shortcut(("s",), gettext_lazy("Mark or unmark as focus")),
        ),
    ),
    Group(
        gettext_lazy("On a map"),
        (
            Shortcut(("↑", "↓"), gettext_lazy("From card to card"), either=True),
            Shortcut(("←", "→"), gettext_lazy("Fold or unfold, to the superior, to the reports"), either=True),
            Shortcut(("Enter",), gettext_lazy("Choose the person")),
            Shortcut(("m",), gettext_lazy("Another superior: go there, then Enter")),
            Shortcut(("i",), gettext_lazy("Add an influence")),
            Shortcut(("n",), gettext_lazy("Add somebody below")),
            Shortcut(("+", "-", "0"), gettext_lazy("Larger, smaller, the whole map"), either=True),
            Shortcut(("Ctrl Z", "Ctrl Y"), gettext_lazy("Undo, redo"), either=True),
        ),
    ),
    Group(gettext_lazy("On a page"), (Shortcut(("e",), gettext_lazy("Edit")),)),
)
