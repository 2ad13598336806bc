"""The cards beside a decision chain: how it reads, who leads, who is lacking, what if, the plan, who can help."""

from dataclasses import dataclass

from django.http import QueryDict

from renmai.analytics.decision_chain import members_on
from renmai.domain.errors import RenmaiError
from renmai.web.fields import Option
from renmai.web.pages.key_person.paths import Help, help_with
from renmai.web.pages.opportunity.lead import Lead, lead_of
from renmai.web.pages.opportunity.reading import Verdict, verdict
from renmai.web.pages.opportunity.role_targets import Roles, roles_of
from renmai.web.pages.opportunity.trying import Around
from renmai.web.pages.opportunity.what_if import Trial, refused, trial
from renmai.web.pages.plan_step.rows import Plan, plan_of


@dataclass(frozen=True, slots=True)
class Cards:
    """None where there is nothing to say: the chain is closed, or nobody of it counts on the day."""

    verdict: Verdict | None
    lead: Lead | None
    roles: Roles | None
    trial: Trial | None
    plan: Plan
    help: Help | None


def cards_of(around: Around, given: QueryDict, error: RenmaiError | None = None) -> Cards:
    """`given` says what is tried and whose paths are shown; `error` is why a plan was not saved."""
    panel, question, code = around.panel, around.question, around.opportunity.code
    found = verdict(panel, question, code)
    first = _most_in_need(around, found)
    tried = trial(around, given, first)
    return Cards(
        verdict=found,
        lead=lead_of(panel, question, code),
        roles=roles_of(panel, question, code, around.members),
        trial=refused(tried, error) if error else tried,
        plan=plan_of(around.viewer, panel, question.as_of, opportunity=around.opportunity),
        help=_help(around, given.get("help", "") or first),
    )


def _most_in_need(around: Around, found: Verdict | None) -> str:
    """Whom the first fact about somebody names, else the member with the lowest mean; blank without members."""
    named = (one.code for one in found.reasons if one.code) if found else iter(())
    members = members_on(around.panel, around.question.as_of, around.opportunity.code)
    lowest = min(members, key=lambda one: 0 if one.mean is None else one.mean, default=None)
    return next(named, lowest.code if lowest else "")


def _help(around: Around, person: str) -> Help | None:
    names = {one.key_person.code: one.key_person.name for one in around.members if one.key_person.code in around.held}
    if person not in names:
        person = next(iter(names), "")
    if not person:
        return None
    choices = [Option(code, name) for code, name in names.items()]
    day, viewer = around.question.as_of, around.viewer
    asker = viewer.employee.code if day == viewer.today else ""
    return help_with(around.panel, day, (person, names[person]), choices, asker=asker)
