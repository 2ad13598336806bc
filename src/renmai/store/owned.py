"""The gate of what belongs to a person, not to a customer: only who takes part in it may fetch it (spec 1.10).

There is no way in for leaders or administrators: what they may know of private networks is counted in figures.
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from renmai.store.models.employee import Employee
from renmai.store.visible import GatedQuerySet


class OwnedQuerySet(GatedQuerySet):
    """Refuses to run until `of` has been called."""

    def of(self, employee: Employee) -> Self:
        """The rows in which the employee takes part."""
        takes_part = Q()
        for path in self.model.owner_paths:
            takes_part |= Q(**{path: employee.pk})
        opened = self.filter(takes_part)
        opened.gate_open = True
        return opened


class Owned(models.Model):
    """A model whose rows only the employees at the ends of `owner_paths` may fetch.

    `unscoped` is for actions and the panel's loader; a test keeps every face away from it.
    """

    owner_paths: ClassVar[tuple[str, ...]] = ("employee_id",)

    objects = OwnedQuerySet.as_manager()
    unscoped = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "objects"
