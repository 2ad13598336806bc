"""The same noun has the same file name on every floor (spec 1.1, 5.1)."""

from pathlib import PurePosixPath

import pytest

from tests.architecture.source import modules

NOUNS = {
    *(
        "account",
        "activity",
        "assessment",
        "audit",
        "chain_member",
        "competitor",
        "contact",
        "customer",
        "decision_chain",
    ),
    *("employee", "influence", "influence_use", "key_person", "opportunity", "ownership", "revision", "team"),
    *("customer_line", "key_person_line", "influence_line", "decision_chain_line"),
}
SYNONYMS = {
    "client": "customer",
    "person": "key_person",
    "people": "key_person",
    "deal": "opportunity",
    "chain": "decision_chain",
    "rival": "competitor",
    "rating": "assessment",
    "owner": "ownership",
}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "tools", "lib", "stuff"}


def bare(name: str) -> str:
    """A name without underscores and plural: what two spellings of one noun have in common."""
    joined = name.replace("_", "").replace("-", "")
    if joined.endswith("ies"):
        return joined[:-3] + "y"
    return joined.removesuffix("s").replace("people", "person")


RIGHT = {bare(noun): noun for noun in NOUNS} | {bare(wrong): right for wrong, right in SYNONYMS.items()}


def misnamed(place: str) -> list[str]:
    """The parts of a path that name a noun of the glossary by another word, or name nothing."""
    parts = [part.removesuffix(".py") for part in PurePosixPath(place).parts]
    wrong = [f"{part} should be {RIGHT[bare(part)]}" for part in parts if RIGHT.get(bare(part), part) != part]
    return wrong + [f"{part} names nothing" for part in parts if part in DRAWERS]


def test_nouns_have_one_spelling() -> None:
    found = {module.place: misnamed(module.place) for module in modules()}
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("place", "right"),
    [
        ("web/pages/customers/view.py", "customers should be customer"),
        ("store/actions/keyperson.py", "keyperson should be key_person"),
        ("analytics/people.py", "people should be key_person"),
        ("intake/utils.py", "utils names nothing"),
    ],
)
def test_names_rule_catches_other_words(place: str, right: str) -> None:
    assert misnamed(place) == [right]
