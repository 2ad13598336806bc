"""What the states, kinds and outcomes of requests for help are called; and goals to begin with."""

from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.domain.help_request import HelpKind, HelpState, Outcome
from renmai.wording.terms import Text

STATES: Final[dict[HelpState, Text]] = {
    HelpState.ASKED: pgettext_lazy("a request for help", "Waiting for an answer"),
    HelpState.ACCEPTED: pgettext_lazy("a request for help", "Accepted"),
    HelpState.DECLINED: pgettext_lazy("a request for help", "Not possible this time"),
    HelpState.TAKEN_BACK: pgettext_lazy("a request for help", "Taken back"),
    HelpState.CLOSED: pgettext_lazy("a request for help", "Closed"),
}
KINDS: Final[dict[HelpKind, Text]] = {
    HelpKind.HELP: pgettext_lazy("a request for help", "Help with a goal"),
    HelpKind.INSIGHT: pgettext_lazy("a request for help", "How the person stands towards us"),
}
OUTCOMES: Final[dict[Outcome, Text]] = {
    Outcome.HELPED: pgettext_lazy("a request for help", "It helped"),
    Outcome.NOT_HELPED: pgettext_lazy("a request for help", "It did not help this time"),
}
GOALS: Final[dict[HelpKind, Text]] = {
    HelpKind.HELP: gettext_lazy("Please help me to a first conversation, and tell me what matters to this person."),
    HelpKind.INSIGHT: gettext_lazy(
        "Please tell me how this person stands towards us: closeness, solution, price, and who has a vote."
    ),
}
"""What the form proposes; whoever asks writes it anew."""
