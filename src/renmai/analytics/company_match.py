"""Which known companies a name may mean: without legal form, in part, with one slip, or by sound."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from renmai.analytics.characters import readings
from renmai.domain.likeness import Alike, company_core

SHORTEST_CHINESE: Final = 2
SHORTEST: Final = 4
"""Letters by which a name, Chinese or not, may stand for a longer one."""
CROWD: Final = 40
"""Known companies beyond this many in which a name stands: it is a word of the trade, and means none of them."""
LONGEST: Final = 40
"""Letters of a name that are looked at for a part of it."""


class Companies:
    """Names of companies with the places of their people; names of one core (`company_core`) are one company."""

    def __init__(self) -> None:
        self._core: dict[str, str] = {}
        self._places: dict[str, list[int]] = {}
        self._spoken: dict[str, list[str]] = {}
        self._holding: dict[str, list[str]] = {}
        self._alike = Alike()
        self._cores: list[str] = []

    def add(self, company: str, place: int) -> None:
        core = self._core.get(company)
        if core is None:
            core = self._core[company] = company_core(company)
        if core not in self._places:
            self._add(core)
        self._places[core].append(place)

    def _add(self, core: str) -> None:
        self._places[core] = []
        self._alike.add(core, len(self._cores))
        self._cores.append(core)
        self._spoken.setdefault(_sound(core), []).append(core)
        for pair in {core[at : at + 2] for at in range(len(core) - 1)}:
            self._holding.setdefault(pair, []).append(core)

    def core_of(self, company: str) -> str:
        return self._core[company]

    def people_of(self, cores: Iterable[str]) -> Iterator[int]:
        return (place for core in cores for place in self._places[core])

    def like(self, company: str) -> Mapping[str, bool]:
        """The cores that a name may mean, and whether they are it, not just a part of it or nearly it."""
        core = company_core(company) if company.strip() else ""
        return self._found(core) if core else {}

    def _found(self, core: str) -> dict[str, bool]:
        near = (self._cores[place] for place in self._alike.near(core))
        found = dict.fromkeys([*self._parts(core), *self._wholes(core), *near], False)
        found |= dict.fromkeys(self._spoken.get(_sound(core), ()), True)
        return found | ({core: True} if core in self._places else {})

    def _parts(self, core: str) -> Iterator[str]:
        """Known cores that stand in this one."""
        text = core[:LONGEST]
        parts = {text[at:to] for at in range(len(text)) for to in range(at + 1, len(text) + 1)}
        return (part for part in parts if part in self._places and _says_enough(part))

    def _wholes(self, core: str) -> Iterator[str]:
        """Known cores in which this one stands."""
        if not _says_enough(core):
            return iter(())
        pairs = (core[at : at + 2] for at in range(len(core) - 1))
        rarest = min((self._holding.get(pair, []) for pair in pairs), key=len)
        found = [held for held in rarest if core in held]
        return iter(found if len(found) <= CROWD else ())


def _says_enough(core: str) -> bool:
    return len(core) >= (SHORTEST if core.isascii() else SHORTEST_CHINESE)


def _sound(core: str) -> str:
    """A core as it is typed, each character by its usual reading."""
    return "".join((readings(one) or (one,))[0] for one in core)
