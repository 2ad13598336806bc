"""The form of one employee."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.store.models import Role, Team
from renmai.web.pages.settings.form import (
    LONGEST_CODE,
    LONGEST_NAME,
    NO,
    YES,
    CellsForm,
    day_input,
    select,
    text_input,
)
from renmai.wording.columns import WORDS
from renmai.wording.terms import VOTE_ANSWERS


class EmployeeForm(CellsForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST_NAME, widget=text_input())
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=LONGEST_NAME, widget=text_input())
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False, widget=text_input(inputmode="email"))
    team = forms.ChoiceField(label=gettext_lazy("Team"), required=False, widget=select())
    role = forms.ChoiceField(
        label=pgettext_lazy("of an employee", "Role"),
        choices=[(role, WORDS["role"][role]) for role in Role.values],
        widget=select(),
        help_text=gettext_lazy(
            "Executives see everything. Administrators see everything and decide these settings. "
            "Everybody else sees the own customers, leaders those of their teams."
        ),
    )
    sales = forms.ChoiceField(
        label=gettext_lazy("Works in sales"),
        choices=[(YES, VOTE_ANSWERS[YES]), (NO, VOTE_ANSWERS[NO])],
        widget=select(),
    )
    joined_on = forms.DateField(
        label=gettext_lazy("Joined on"),
        required=False,
        widget=day_input(),
        help_text=gettext_lazy("Empty: always here."),
    )
    left_on = forms.DateField(
        label=pgettext_lazy("an employee", "Left on"),
        required=False,
        widget=day_input(),
        help_text=gettext_lazy("The first day no longer here. Employment ends; nothing that was recorded is lost."),
    )

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        teams = Team.objects.order_by("name").values_list("code", "name")
        fields: Any = self.fields
        fields["team"].choices = [("", pgettext_lazy("team of an employee", "None")), *teams]


class NewEmployeeForm(EmployeeForm):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=LONGEST_CODE,
        widget=text_input(),
        help_text=gettext_lazy("What imports call the employee; it cannot be changed later."),
    )
    field_order = ("code", "name", "title", "email", "team", "role", "sales", "joined_on", "left_on")
