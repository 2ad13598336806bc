"""Tactics as a company has written them, and as salespeople have adapted them for themselves (spec 1.7)."""

from datetime import date
from typing import Any, Final, Self

from django.db import models
from django.db.models import Q

from renmai.domain.strategies.base import Strategy
from renmai.store.models.employee import Employee
from renmai.store.models.recorded import Recorded
from renmai.store.visible import GatedQuerySet

STRATEGIES: Final = [strategy.value for strategy in Strategy]


class PlaybookQuerySet(GatedQuerySet):
    """Refuses to run until it is said who reads: a private copy is its owner's alone, whoever else asks."""

    def open_to(self, reader: Employee) -> Self:
        """The company's, what colleagues share, and the reader's own."""
        opened = self.filter(Q(owner=None) | Q(shared=True) | Q(owner=reader))
        opened.gate_open = True
        return opened

    def company(self) -> Self:
        """The company's alone, which everybody may read."""
        opened = self.filter(owner=None)
        opened.gate_open = True
        return opened

    def visible_to(self, scope: Any, on: date) -> Self:
        raise NotImplementedError("a tactic belongs to no customer: call open_to(reader)")


class Tactic(Recorded):
    """The company's own where `owner` is empty, else somebody's copy of one.

    `code` of the company's is that of a standard (`domain.tactics`), which it changes, or its own. Blank `name`
    and `how` are those of the standard. `degrees` and `targets` are joined cells. `copied_from` is the code of the
    company's tactic that a copy adapts, also where it was copied from a colleague's. Only what is `shared` is
    seen by others. A retired one is offered no more; steps that follow it keep its code.
    """

    code = models.CharField(max_length=500, unique=True)
    strategy = models.CharField(max_length=10, choices=[(one, one) for one in STRATEGIES])
    name = models.TextField(blank=True)
    how = models.TextField(blank=True)
    degrees = models.TextField(blank=True)
    targets = models.TextField(blank=True)
    owner = models.ForeignKey("store.Employee", null=True, on_delete=models.PROTECT, related_name="tactics")
    copied_from = models.TextField(blank=True)
    shared = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)

    objects = PlaybookQuerySet.as_manager()
    unscoped = models.Manager()

    class Meta:
        base_manager_name = "unscoped"
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(strategy__in=STRATEGIES), name="tactic_strategy"),
            models.CheckConstraint(
                condition=Q(owner=None, copied_from="", shared=False) | Q(owner__isnull=False) & ~Q(copied_from=""),
                name="tactic_copy_of_something",
            ),
            models.CheckConstraint(condition=~Q(name="") | Q(owner=None), name="tactic_name"),
        ]
