"""What every customer's chapter is told with."""

from dataclasses import dataclass

from renmai.demo.bundle import Bundle
from renmai.demo.employee import Staff
from renmai.demo.era import Era


@dataclass(frozen=True, slots=True)
class Scene:
    """The bundle being written, our staff, the months, and how many customers there are in all."""

    out: Bundle
    staff: Staff
    era: Era
    size: int
