"""What an action of the audit trail did, in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

Text = str | Promise

ACTIONS: Final[dict[str, Text]] = {
    "import": pgettext_lazy("action", "Imported"),
    "export": pgettext_lazy("action", "Exported"),
    "candidate check": pgettext_lazy("action", "Candidate's list checked"),
    "undo": pgettext_lazy("action", "Undone"),
    "assess": pgettext_lazy("action", "Assessed"),
    "record contact": pgettext_lazy("action", "Contact recorded"),
    "record activity": pgettext_lazy("action", "Activity recorded"),
    "record use": pgettext_lazy("action", "Use of influence recorded"),
    "add influence": pgettext_lazy("action", "Influence added"),
    "end influence": pgettext_lazy("action", "Influence ended"),
    "add key person": pgettext_lazy("action", "Key person added"),
    "edit key person": pgettext_lazy("action", "Key person changed"),
    "change superior": pgettext_lazy("action", "Superior changed"),
    "edit customer": pgettext_lazy("action", "Customer changed"),
    "hand over": pgettext_lazy("action", "Customer handed over"),
    "choose strategy": pgettext_lazy("action", "Strategy chosen"),
    "join account team": pgettext_lazy("action", "Joined an account team"),
    "leave account team": pgettext_lazy("action", "Left an account team"),
    "hand over customers": pgettext_lazy("action", "Customers handed over together"),
    "tick handover item": pgettext_lazy("action", "Handover list updated"),
    "set focus": pgettext_lazy("action", "Focus set or removed"),
    "add opportunity": pgettext_lazy("action", "Opportunity added"),
    "edit opportunity": pgettext_lazy("action", "Opportunity changed"),
    "arrange chain": pgettext_lazy("action", "Decision chain changed"),
    "copy chain": pgettext_lazy("action", "Decision chain copied"),
    "plan steps": pgettext_lazy("action", "Steps planned"),
    "settle step": pgettext_lazy("action", "Planned step updated"),
    "plan round": pgettext_lazy("action", "Coverage round planned"),
    "change round": pgettext_lazy("action", "Coverage round changed"),
    "close round": pgettext_lazy("action", "Coverage round closed or opened again"),
    "remove contact": pgettext_lazy("action", "Planned contact removed"),
    "mark actions": pgettext_lazy("action", "Next actions marked"),
    "reopen actions": pgettext_lazy("action", "Next actions opened again"),
    "close marks": pgettext_lazy("action", "Marks ended: their cause is gone"),
    "add tactic": pgettext_lazy("action", "Tactic added"),
    "change tactic": pgettext_lazy("action", "Tactic changed"),
    "retire tactic": pgettext_lazy("action", "Tactic retired"),
    "bring back tactic": pgettext_lazy("action", "Tactic brought back"),
    "copy tactic": pgettext_lazy("action", "Tactic copied"),
    "share tactic": pgettext_lazy("action", "Tactic shared"),
    "unshare tactic": pgettext_lazy("action", "Tactic no longer shared"),
    "add team": pgettext_lazy("action", "Team added"),
    "edit team": pgettext_lazy("action", "Team changed"),
    "remove team": pgettext_lazy("action", "Team removed"),
    "add employee": pgettext_lazy("action", "Employee added"),
    "edit employee": pgettext_lazy("action", "Employee changed"),
    "add competitor": pgettext_lazy("action", "Competitor added"),
    "rename competitor": pgettext_lazy("action", "Competitor renamed"),
    "add stage": pgettext_lazy("action", "Stage added"),
    "rename stage": pgettext_lazy("action", "Stage renamed"),
    "move stage": pgettext_lazy("action", "Stages reordered"),
    "remove stage": pgettext_lazy("action", "Stage removed"),
    "change policy": pgettext_lazy("action", "Policy changed"),
    "create account": pgettext_lazy("action", "Account created"),
    "close account": pgettext_lazy("action", "Account closed"),
    "open account": pgettext_lazy("action", "Account opened"),
    "set password": pgettext_lazy("action", "Password set"),
    "remove second step": pgettext_lazy("action", "Second step removed for somebody"),
    "signed in": pgettext_lazy("action", "Signed in"),
    "refused": pgettext_lazy("action", "Sign-in refused"),
    "password changed": pgettext_lazy("action", "Own password changed"),
    "password set": pgettext_lazy("action", "Own password chosen"),
    "password reset": pgettext_lazy("action", "Own password chosen by link"),
    "second step added": pgettext_lazy("action", "Second step added"),
    "second step removed": pgettext_lazy("action", "Second step removed"),
    "recovery codes renewed": pgettext_lazy("action", "Recovery codes renewed"),
}
"""By the name under which the action is recorded; a test finds the ones that are missing."""


def action_text(action: str) -> str:
    """An action of a later version reads as it is recorded."""
    return str(ACTIONS.get(action, action))
