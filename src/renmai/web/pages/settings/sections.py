"""The parts of the settings: their addresses, names, and what each is for."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.wording.terms import Text


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is that of its address; `about` one sentence on what is decided here."""

    name: str
    label: Text
    about: Text


OVERVIEW: Final = Section("settings", pgettext_lazy("settings", "Overview"), "")
SECTIONS: Final = (
    Section(
        "settings-policy",
        gettext_lazy("Policy"),
        gettext_lazy("The thresholds behind readings and strategies. See what a change would do before you save it."),
    ),
    Section(
        "settings-teams",
        gettext_lazy("Teams"),
        gettext_lazy("Who works with whom: a leader sees the team and all teams below it."),
    ),
    Section(
        "settings-employees",
        pgettext_lazy("of our company", "Employees"),
        gettext_lazy("Everybody of our company, what each may see, and who has come and gone."),
    ),
    Section(
        "settings-accounts",
        gettext_lazy("Accounts"),
        gettext_lazy("Who can sign in, and help for those who cannot."),
    ),
    Section(
        "settings-competitors",
        gettext_lazy("Competitors"),
        gettext_lazy("The rival companies towards whom key persons are assessed as well."),
    ),
    Section(
        "settings-stages",
        gettext_lazy("Stages"),
        gettext_lazy("Your own words for how far an opportunity has come, in their order."),
    ),
    Section(
        "settings-tactics",
        pgettext_lazy("settings", "Tactics"),
        gettext_lazy("The tactics of each strategy in your company's words; salespeople copy and adapt them."),
    ),
    Section(
        "settings-notices",
        gettext_lazy("Notices"),
        gettext_lazy("Which mail server and which group robots are set up, and what the last run sent."),
    ),
    Section(
        "settings-webhooks",
        gettext_lazy("Webhooks"),
        gettext_lazy("Which other programs are told what changed, by codes alone, and whether they took it."),
    ),
    Section(
        "settings-retention",
        gettext_lazy("Retention"),
        gettext_lazy("How long personal data are kept, what is kept too long today, and who was erased."),
    ),
    Section(
        "audit",
        gettext_lazy("Audit trail"),
        gettext_lazy(
            "Who changed, read out or exported what, and when. Nobody can change it; erasing takes a name out."
        ),
    ),
)
ABOUT: Final = {section.name: section.about for section in SECTIONS}
