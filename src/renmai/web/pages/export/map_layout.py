"""What the browser sends for a picture of the map: what is shown and where, by codes and places alone.

It is read strictly: a name that is not of the contract, a number out of bounds or a list too long is
refused, so that nothing the browser says reaches the file and no request is dear to read.
"""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from renmai.domain.errors import ErrorCode, RenmaiError
from renmai.output.relationship_map.picture import MapKind

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a layout: five times what two thousand cards with their lines take."""
FARTHEST: Final = 20_000.0
"""Pixels, in every direction."""
CARDS, PILLS, LINES, POINTS = 2_000, 2_000, 5_000, 50
LONGEST_CODE: Final = 500
LONGEST_PART: Final = 60

Place = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)]
Length = Annotated[float, Field(gt=0, le=FARTHEST, allow_inf_nan=False)]
Spot = tuple[Place, Place]
Path = Annotated[tuple[Spot, ...], Field(min_length=2, max_length=POINTS)]
Side = tuple[Spot, Spot]
Code = Annotated[str, Field(min_length=1, max_length=LONGEST_CODE)]


class _Part(BaseModel):
    """Exactly these names, exactly these types."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class CardPlace(_Part):
    person: Code
    x: Place
    y: Place


class PillPlace(_Part):
    """`code` is a competitor's, or an employee's, empty for colleagues who are not named; `contact` the name of the
    competitor's person, empty for none."""

    kind: Literal["ours", "competitor"]
    code: Annotated[str, Field(max_length=LONGEST_CODE)]
    contact: Annotated[str, Field(max_length=LONGEST_CODE)]
    x: Place
    y: Place

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind, self.code, self.contact


class LinkPath(_Part):
    """Who reports to whom."""

    superior: Code
    person: Code
    points: Path


class InfluencePath(_Part):
    """`id` is the influence's key in the store."""

    id: Annotated[int, Field(ge=1)]
    path: Path


class BonePath(_Part):
    person: Code
    points: Side


class AreaPlace(_Part):
    x: Place
    y: Place
    width: Length
    height: Length


class MapLayout(_Part):
    """The whole layout. `compared` is the day against which what is new and what moved is marked."""

    as_of: Annotated[str, Field(min_length=10, max_length=10)]
    compared: Annotated[str, Field(min_length=10, max_length=10)] | None = None
    kind: MapKind
    opportunity: Code | None = None
    colour: Literal["closeness", "solution", "price", "overall"]
    party: Code | None = None
    width: Length
    height: Length
    cards: Annotated[tuple[CardPlace, ...], Field(min_length=1, max_length=CARDS)]
    pills: Annotated[tuple[PillPlace, ...], Field(max_length=PILLS)] = ()
    links: Annotated[tuple[LinkPath, ...], Field(max_length=CARDS)] = ()
    influences: Annotated[tuple[InfluencePath, ...], Field(max_length=LINES)] = ()
    unplaced: AreaPlace | None = None
    spine: Side | None = None
    bones: Annotated[tuple[BonePath, ...], Field(max_length=CARDS)] = ()


def read_layout(text: str) -> MapLayout:
    """Raises `RenmaiError`: MAP_TOO_LARGE, or BAD_MAP with the part that is not as it should be."""
    sent = text.encode("utf-8", "replace")
    if len(sent) > LARGEST:
        raise RenmaiError(ErrorCode.MAP_TOO_LARGE, megabytes=LARGEST // 1024**2)
    try:
        return MapLayout.model_validate_json(sent)
    except ValidationError as wrong:
        place = wrong.errors(include_input=False, include_url=False, include_context=False)[0]["loc"]
        part = ".".join(str(step) for step in place)[:LONGEST_PART]
        raise RenmaiError(ErrorCode.BAD_MAP, part=part) from None
