"""Words of tokens: what each may do."""

from typing import Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.domain.token import TokenScope
from renmai.wording.terms import Term

SCOPES: Final[dict[str, Term]] = {
    TokenScope.READ: Term(
        pgettext_lazy("scope of a token", "Read"),
        gettext_lazy("Everything that you may see, and nothing is changed."),
    ),
    TokenScope.PROPOSE: Term(
        pgettext_lazy("scope of a token", "Read and propose"),
        gettext_lazy("Changes are proposed only; you take them over yourself. For assistants."),
    ),
    TokenScope.WRITE: Term(
        pgettext_lazy("scope of a token", "Read and write"),
        gettext_lazy("Everything that you may do, under your name in the trail."),
    ),
}
