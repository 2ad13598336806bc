"""What an agent may propose: one strict shape for each kind of change, and what it says as cells of the bundle.

Unknown fields are refused, so that nothing is silently dropped that an agent meant.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from renmai.domain.proposal import LONGEST, MOST_CHANGES

Code = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Text = Annotated[str, StringConstraints(max_length=LONGEST)]
Short = Annotated[str, StringConstraints(max_length=200)]
Degree = Literal["-2", "-1", "0", "1", "2", "unknown"]
Vote = Literal["yes", "no", "unknown"]
Feature = Literal["closeness", "solution", "price", "veto", "approver"]
AMOUNT: Final = r"^[0-9]{1,18}(\.[0-9]{1,4})?$"
"""As much as a column holds (`intake/cells.py`)."""
Amount = Annotated[str, StringConstraints(pattern=AMOUNT)]

COLUMNS: Final[Mapping[str, str]] = {"day": "", "since": "valid_from", "influencer_kind": "kind", "activity": "kind"}
"""Where a field is called otherwise in the bundle; `day` differs by file."""
ABOUT: Final = frozenset({"kind", "customer", "key_person", "opportunity"})
"""Fields that say about whom or what a change is, not what it sets."""


class Change(BaseModel):
    """`cells` are what it would set, by column of the bundle; what is not said stays as it is."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    def model_post_init(self, _: Any) -> None:
        """What kind it is is said even where it was left out, for whoever reads it again."""
        self.__pydantic_fields_set__.add("kind")

    def cells(self) -> dict[str, str]:
        said = self.model_dump(exclude_unset=True, exclude_none=True, exclude=set(ABOUT))
        return {self.column(name): _cell(value) for name, value in said.items()}

    def column(self, field: str) -> str:
        return COLUMNS.get(field) or field


class AssessmentChange(Change):
    """How a key person stands, from a day on. Only what is known anew is said; the rest stays as it is."""

    kind: Literal["assessment"] = "assessment"
    key_person: Code
    party: Annotated[str, StringConstraints(max_length=500)] = Field(
        "ours", description="`ours`, or the code of a competitor (votes are kept towards us only)."
    )
    day: Annotated[
        date | None, Field(description="From which day it holds; today if left out, never in the future.")
    ] = None
    closeness: Degree | None = None
    solution: Degree | None = None
    price: Degree | None = None
    veto: Vote | None = None
    approver: Vote | None = None
    note: Annotated[Text, Field(description="Why: what was said or seen.")] = ""

    def cells(self) -> dict[str, str]:
        said = super().cells()
        return {name: cell for name, cell in said.items() if (name, cell) != ("party", "ours")}

    def column(self, field: str) -> str:
        return "effective_on" if field == "day" else field


class ActivityChange(Change):
    """A contact with a customer: what was done, when, and whom we met."""

    kind: Literal["activity"] = "activity"
    customer: Code
    activity: Literal["visit", "call", "meeting", "demo", "event", "message"]
    day: Annotated[date | None, Field(description="When; today if left out, never in the future.")] = None
    key_people: list[Code] = Field(default_factory=list, max_length=50, description="Codes of the persons met.")
    opportunity: Code | None = None
    note: Text = ""

    def column(self, field: str) -> str:
        return "occurred_on" if field == "day" else super().column(field)


class PlanStepChange(Change):
    """A planned step: a value that is to move, or something to be done, until a day."""

    kind: Literal["plan_step"] = "plan_step"
    customer: Code
    due_on: date
    key_person: Code | None = None
    opportunity: Code | None = None
    feature: Annotated[Feature | None, Field(description="Which value of the key person is to move.")] = None
    goal: Annotated[
        Literal["-2", "-1", "0", "1", "2", "yes", "no"] | None, Field(description="What it is to become.")
    ] = None
    tactic: Annotated[Code | None, Field(description="Code of a tactic of the company's playbook.")] = None
    note: Annotated[Text, Field(description="How it is to be reached.")] = ""


class OpportunityChange(Change):
    """Other facts of an opportunity; a closed one needs status and closed_on."""

    kind: Literal["opportunity"] = "opportunity"
    opportunity: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    stage: Short | None = None
    amount: Amount | None = None
    status: Literal["open", "won", "lost"] | None = None
    expected_on: date | None = None
    closed_on: date | None = None


class KeyPersonChange(Change):
    """A person at a customer who is not known yet."""

    kind: Literal["key_person"] = "key_person"
    customer: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    department: Short = ""
    title: Short = ""
    reports_to: Annotated[Code | None, Field(description="Code of the superior at the same customer.")] = None
    email: Short = ""
    phone: Short = ""


class InfluenceChange(Change):
    """Who can sway a key person: a person of the same customer, or a competitor's; never one of our own people."""

    kind: Literal["influence"] = "influence"
    key_person: Code
    influencer_kind: Literal["internal", "competitor"]
    influencer: Annotated[Code, Field(description="Code of the key person, or of the competitor.")]
    contact_name: Annotated[Short, Field(description="The competitor's person by name.")] = ""
    since: Annotated[date | None, Field(description="Since when; today if left out.")] = None
    note: Text = ""


AnyChange = Annotated[
    AssessmentChange | ActivityChange | PlanStepChange | OpportunityChange | KeyPersonChange | InfluenceChange,
    Field(discriminator="kind"),
]
FILES: Final[Mapping[str, str]] = {
    "assessment": "assessments",
    "activity": "activities",
    "plan_step": "plan_steps",
    "opportunity": "opportunities",
    "key_person": "key_people",
    "influence": "influences",
}
"""The bundle's file of each kind."""
KINDS: Final[Mapping[str, str]] = {file: kind for kind, file in FILES.items()}


class Wish(BaseModel):
    """A proposal as it is sent: changes and why."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    changes: list[AnyChange] = Field(min_length=1, max_length=MOST_CHANGES)
    reason: Annotated[Text, Field(description="Why, for the person who decides; shown as plain text.")] = ""


def _cell(value: Any) -> str:
    match value:
        case date():
            return value.isoformat()
        case list():
            return ";".join(value)
        case "unknown":
            return ""
        case _:
            return str(value)
