"""A form over one row of the company's structure: cells of the bundle in, cells out.

It carries what it showed, so that an action can tell the later of two administrators what the
earlier one changed; what was typed stays in the form whatever happens.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from renmai.domain.errors import ConflictError, RenmaiError
from renmai.store.cells import Cells
from renmai.wording.errors import sentence

LONGEST_CODE = 500
LONGEST_NAME = 500
YES, NO = "yes", "no"


def text_input(**attributes: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", **attributes})


def select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d")


class CellsForm(forms.Form):
    """Fields are named as columns. `seen` holds the cells that were shown, as JSON."""

    seen = forms.JSONField(required=False, widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, data: QueryDict | None = None, *, shown: Cells | None = None, **extra: Any) -> None:
        initial = {**(shown or {}), "seen": dict(shown or {})}
        super().__init__(data, initial=initial, label_suffix="", **extra)
        self.status = HTTPStatus.OK

    @property
    def cells(self) -> dict[str, str]:
        """What is wanted; of a valid form."""
        return {name: _cell(value) for name, value in self.cleaned_data.items() if name != "seen"}

    @property
    def shown(self) -> dict[str, str]:
        found = self.cleaned_data.get("seen")
        return {str(name): str(cell) for name, cell in found.items()} if isinstance(found, Mapping) else {}

    def saved(self, act: Callable[[Cells, Cells], object]) -> bool:
        """Run the action with the cells wanted and shown; False where something stands in the way."""
        if not self.is_valid():
            self.status = HTTPStatus.UNPROCESSABLE_ENTITY
            return False
        try:
            act(self.cells, self.shown)
        except RenmaiError as refused:
            self._tell(refused)
            return False
        return True

    def _tell(self, refused: RenmaiError) -> None:
        column = str(refused.params.get("column", ""))
        self.add_error(column if column in self.fields else None, sentence(refused))
        self.status = refused.code.status
        if isinstance(refused, ConflictError):
            # Whoever saves again has seen the other value.
            self.data = {**dict(self.data.items()), "seen": json.dumps({**self.shown, refused.column: refused.now})}


def _cell(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, None where the form is only asked for."""
    return request.POST if request.method == "POST" else None
