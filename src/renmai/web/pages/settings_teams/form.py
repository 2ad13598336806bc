"""The form of one team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.store.models import Employee, Team
from renmai.web.pages.settings.form import LONGEST_CODE, LONGEST_NAME, CellsForm, select, text_input

NOBODY = pgettext_lazy("leader of a team", "Nobody")
NONE = pgettext_lazy("team above", "None")


class TeamForm(CellsForm):
    name = forms.CharField(
        label=pgettext_lazy("of a team, stage or company", "Name"), max_length=LONGEST_NAME, widget=text_input()
    )
    parent = forms.ChoiceField(
        label=gettext_lazy("Belongs to"),
        required=False,
        widget=select(),
        help_text=gettext_lazy("Leaders of the team above see this one too."),
    )
    leader = forms.ChoiceField(
        label=gettext_lazy("Leader"),
        required=False,
        widget=select(),
        help_text=gettext_lazy("Sees every customer of the team and of the teams below."),
    )

    def __init__(self, *args: Any, team: str = "", **extra: Any) -> None:
        super().__init__(*args, **extra)
        fields: Any = self.fields
        fields["parent"].choices = [("", NONE), *_teams(team)]
        fields["leader"].choices = [("", NOBODY), *_leaders(str(self.initial.get("leader", "")))]


class NewTeamForm(TeamForm):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=LONGEST_CODE,
        widget=text_input(),
        help_text=gettext_lazy("What imports call it; it cannot be changed later."),
    )
    field_order = ("code", "name", "parent", "leader")


def _teams(but: str) -> list[tuple[str, str]]:
    return list(Team.objects.exclude(code=but).order_by("name").values_list("code", "name"))


def _leaders(present: str) -> list[tuple[str, str]]:
    """Everybody who stays, and whoever leads now."""
    staying = Employee.objects.filter(left_on=None) | Employee.objects.filter(code=present)
    return [(code, f"{name} ({code})") for code, name in staying.order_by("name").values_list("code", "name")]
