"""What the paper of a customer, an opportunity or a key person is made of."""

from collections.abc import Callable
from dataclasses import dataclass

from renmai.analytics import decision_chain_line, key_person_line
from renmai.analytics.listing import Listing
from renmai.analytics.panel import Panel
from renmai.domain.question import Question
from renmai.output.line_list import ListExport
from renmai.web.access import Viewer
from renmai.web.pages.export.paper_list import PaperList


@dataclass(frozen=True, slots=True)
class Section:
    """`cut` says so where the list is not all there."""

    title: str
    count: str
    table: PaperList
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """The panel of one customer on the day that is looked at; `day` is that of the page."""

    viewer: Viewer
    panel: Panel
    question: Question

    @property
    def day(self) -> str:
        return self.question.as_of.isoformat()

    def people(self) -> ListExport:
        return self._list("key-person", key_person_line.listing)

    def chains(self) -> ListExport:
        return self._list("decision-chain", decision_chain_line.listing)

    def _list(self, line: str, find: Callable[..., Listing]) -> ListExport:
        # The fetcher has let the customer pass: of the panel that holds no other one everything may be seen.
        found = find(self.panel, self.question, self.viewer.scope)
        return ListExport(line, (), found, self.panel, self.question)
