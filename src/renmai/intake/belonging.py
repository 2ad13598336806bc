"""Which customer a key person or an opportunity will belong to (spec 2)."""

from collections.abc import Iterator

from renmai.intake.columns import Row
from renmai.intake.union import FileUnion, Union


class Customers:
    """The customer of each key person and opportunity; nobody's if its own row is in doubt."""

    def __init__(self, union: Union) -> None:
        self.union = union
        self._texts: dict[str, dict[str, str | None]] = {}

    def of(self, file: str, code: str | None) -> str | None:
        if file not in self._texts:
            self._texts[file] = self.union[file].texts("customer")
        customer = self._texts[file].get(code) if code else None
        return customer if customer and self.union["customers"].knows(customer) else None

    def moved(self, file: str) -> bool:
        """Whether the bundle moves a stored row to another customer."""
        return self.union[file].changed("customer")

    def apart(self, one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
        first, second = self.of(*one), self.of(*other)
        return bool(first and second and first != second)


def affected(found: FileUnion, moved: bool) -> Iterator[tuple[int | None, Row]]:
    """Rows that could have been broken: stored ones only by a change of what they refer to."""
    return found.all() if moved else iter(found.bundled())
