"""The form of one competitor."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from renmai.web.pages.settings.form import LONGEST_CODE, LONGEST_NAME, CellsForm, text_input


class CompetitorForm(CellsForm):
    name = forms.CharField(
        label=pgettext_lazy("of a team, stage or company", "Name"), max_length=LONGEST_NAME, widget=text_input()
    )


class NewCompetitorForm(CompetitorForm):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=LONGEST_CODE,
        widget=text_input(),
        help_text=gettext_lazy("What imports call the competitor; it cannot be changed later."),
    )
    field_order = ("code", "name")
