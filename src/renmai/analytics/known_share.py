"""How much is known behind a line's averages (spec 1.5): say it beside each of them."""

from collections.abc import Mapping
from typing import Any

from renmai.analytics.decision_chain_line import chains_in_scope
from renmai.analytics.moment import moment
from renmai.analytics.panel import Panel
from renmai.analytics.scoping import in_scope
from renmai.domain.question import Question
from renmai.domain.stance import DEGREES

Share = tuple[int, int]
"""Known values, and persons."""


def known_shares(panel: Panel, line: str, question: Question, figures: Mapping[str, Any]) -> dict[str, Share]:
    """Per degree, of the persons whom the line's figures are about."""
    if line == "decision-chain":
        return _known_in_chains(panel, question)
    if line == "customer":
        return _known_of_customers(panel, question)
    return _known_of(figures, "known" if line == "influence" else "people")


def _known_of(figures: Mapping[str, Any], noun: str) -> dict[str, Share]:
    total = figures["trend"][noun]["value"]
    return {degree: (total - figures["degrees"][degree]["unknown"]["value"], total) for degree in DEGREES}


def _known_of_customers(panel: Panel, question: Question) -> dict[str, Share]:
    at = moment(panel, question.as_of, panel.party_id(question.party))
    chosen = in_scope(panel, question, at)
    known, people = at.known @ chosen, int(at.people @ chosen)
    return {degree: (int(known[d]), people) for d, degree in enumerate(DEGREES)}


def _known_in_chains(panel: Panel, question: Question) -> dict[str, Share]:
    counts = chains_in_scope(panel, question, question.as_of).deciders.tolist()
    return {degree: (sum(counts[d][:-1]), sum(counts[d])) for d, degree in enumerate(DEGREES)}
