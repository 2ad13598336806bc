"""The row gate of the ORM: nothing is fetched without saying for whom (spec 1.4, 5.3)."""

from datetime import date
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from renmai.domain.scope import Scope


class ScopeMissingError(RuntimeError):
    """A query on a protected model named no scope: a mistake in the code, never shown."""


class GatedQuerySet(models.QuerySet[Any]):
    """Refuses to run until `visible_to` has been called."""

    gate_open = False

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone.gate_open = self.gate_open
        return clone

    def _fetch_all(self) -> None:
        self._require_scope()
        super()._fetch_all()

    def _require_scope(self) -> None:
        if not self.gate_open:
            raise ScopeMissingError(f"{self.model.__name__}: call visible_to(scope, on=day) first")

    def visible_to(self, scope: Scope, on: date) -> Self:
        """The rows whose customer an employee of the scope owned on that day."""
        opened = self if scope.everything else self.filter(self._seen_by(scope, on))
        opened = opened.all()
        opened.gate_open = True
        return opened

    def _seen_by(self, scope: Scope, on: date) -> Q:
        return Q(self._owned_by(scope, on))

    def _owned_by(self, scope: Scope, on: date) -> Exists:
        # Ownership is itself gated, so its module imports this one.
        ownerships = apps.get_model("store", "Ownership")
        path = self.model.customer_path
        return Exists(
            ownerships.unscoped.filter(
                Q(valid_to__gt=on) | Q(valid_to=None),
                customer=OuterRef(path),
                employee__code__in=scope.employees,
                valid_from__lte=on,
            )
        )

    def count(self) -> int:
        self._require_scope()
        return super().count()

    def exists(self) -> bool:
        self._require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._require_scope()
        return super().iterator(*args, **kwargs)


class Gated(models.Model):
    """A model whose rows belong to a customer and are seen through the gate only.

    `customer_path` leads from the row to its customer's primary key; `is_fact` says whether figures are made of it.
    `unscoped` is for actions
    and the panel's loader; a test keeps every face away from it.
    """

    customer_path: ClassVar[str] = "customer_id"
    is_fact: ClassVar[bool] = True

    objects = GatedQuerySet.as_manager()
    unscoped = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "objects"
